/// The text of one block (a paragraph, a cell, a heading) as UTF-16 units with the place each came from.
///
/// Units below 0x20 are no text but show its structure, which tells a label's value from what follows it.
struct TextBlock: ~Copyable {
  enum Mark {
    static let open: UInt16 = 1
    static let close: UInt16 = 2
    static let lineBreak: UInt16 = 3
    /// White space wider than one blank: U+3000 or several no-break spaces.
    static let gap: UInt16 = 4
    static let space: UInt16 = 0x20
  }

  private(set) var units: UnsafeMutablePointer<UInt16>
  private(set) var offsets: UnsafeMutablePointer<Int32>
  private(set) var count = 0
  private var capacity = 4096
  /// Units of text, without white space and marks.
  private(set) var textCount = 0
  private(set) var digitCount = 0
  /// Units of text within links.
  var linkCount = 0

  init() {
    units = .allocate(capacity: capacity)
    offsets = .allocate(capacity: capacity)
  }

  deinit {
    units.deallocate()
    offsets.deallocate()
  }

  var isEmpty: Bool { textCount == 0 }

  mutating func reset() {
    (count, textCount, digitCount, linkCount) = (0, 0, 0, 0)
  }

  private mutating func reserve(_ more: Int) {
    guard count + more > capacity else { return }
    let larger = max(capacity * 2, count + more)
    let (newUnits, newOffsets) = (
      UnsafeMutablePointer<UInt16>.allocate(capacity: larger), UnsafeMutablePointer<Int32>.allocate(capacity: larger)
    )
    newUnits.moveInitialize(from: units, count: count)
    newOffsets.moveInitialize(from: offsets, count: count)
    units.deallocate()
    offsets.deallocate()
    (units, offsets, capacity) = (newUnits, newOffsets, larger)
  }

  mutating func mark(_ mark: UInt16, at offset: Int) {
    // Marks before any text say nothing about it, except where an inline element begins.
    if count == 0, mark != Mark.open { return }
    reserve(1)
    units[count] = mark
    offsets[count] = Int32(truncatingIfNeeded: offset)
    count += 1
  }

  /// Appends UTF-8 text, its references decoded and its white space collapsed. Returns how many units of text it has.
  @discardableResult
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    reserve(bytes.count + 2)
    let (units, offsets) = (units, offsets)
    var (end, text, digits) = (count, 0, 0)
    var wide = 0
    var at = 0
    let length = bytes.count
    while at < length {
      let byte = base[at]
      var scalar: UInt32
      var step = 1
      if byte < 0x80 {
        scalar = UInt32(byte)
        if byte == 0x26, let reference = decodeReference(bytes, at: at) {
          scalar = reference.scalar
          step = reference.length
        }
      } else if byte >= 0xE0, byte < 0xF0, at + 2 < length {
        scalar = UInt32(byte & 0x0F) << 12 | UInt32(base[at + 1] & 0x3F) << 6 | UInt32(base[at + 2] & 0x3F)
        step = 3
      } else if byte < 0xE0, at + 1 < length {
        scalar = UInt32(byte & 0x1F) << 6 | UInt32(base[at + 1] & 0x3F)
        step = 2
      } else if at + 3 < length {
        scalar = UInt32(byte & 0x07) << 18 | UInt32(base[at + 1] & 0x3F) << 12
        scalar |= UInt32(base[at + 2] & 0x3F) << 6 | UInt32(base[at + 3] & 0x3F)
        step = 4
      } else {
        scalar = 0xFFFD
      }
      if scalar <= 0x20 || scalar == 0xA0 || scalar == 0x3000 || Self.isOtherSpace(scalar) {
        if scalar == 0x3000 || scalar == 0x2003 { wide = 2 } else if scalar == 0xA0 { wide += 1 }
        if end > 0 {
          let last = units[end - 1]
          if last == Mark.space || last == Mark.gap {
            if wide >= 2 { units[end - 1] = Mark.gap }
          } else {
            units[end] = wide >= 2 ? Mark.gap : Mark.space
            offsets[end] = Int32(truncatingIfNeeded: start + at)
            end += 1
          }
        }
      } else if !Self.isInvisible(scalar) {
        wide = 0
        if scalar < 0x1_0000 {
          let unit = UInt16(truncatingIfNeeded: scalar)
          digits += Units.isDigit(unit) ? 1 : 0
          units[end] = unit
        } else {
          // Rare characters of names and places lie beyond the first plane: two units.
          units[end] = UInt16(truncatingIfNeeded: 0xD800 + (scalar - 0x1_0000) >> 10)
          offsets[end] = Int32(truncatingIfNeeded: start + at)
          end += 1
          units[end] = UInt16(truncatingIfNeeded: 0xDC00 + (scalar & 0x3FF))
        }
        offsets[end] = Int32(truncatingIfNeeded: start + at)
        end += 1
        text += 1
      }
      at += step
    }
    count = end
    textCount += text
    digitCount += digits
    return text
  }

  @inline(never)
  private func decodeReference(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> (scalar: UInt32, length: Int)? {
    References.decode(bytes, at: offset)
  }

  @inline(__always)
  private static func isOtherSpace(_ scalar: UInt32) -> Bool {
    scalar >= 0x2000
      && (scalar <= 0x200A || scalar == 0x2028 || scalar == 0x2029 || scalar == 0x202F || scalar == 0x205F)
  }

  /// Characters without width, which editors leave in numbers and labels.
  @inline(__always)
  private static func isInvisible(_ scalar: UInt32) -> Bool {
    scalar == 0xAD || scalar == 0xFEFF
      || scalar >= 0x200B && (scalar <= 0x200F || scalar == 0x2060)
        && scalar <= 0x2060
  }

  /// The units from `start` to `end`, for reading without copying; valid until the block changes.
  func slice(_ range: Range<Int>) -> Units {
    Units(base: UnsafePointer(units + range.lowerBound), count: range.count)
  }

  var all: Units { Units(base: UnsafePointer(units), count: count) }
}
