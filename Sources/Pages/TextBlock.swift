import Markup

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
  /// The places of units with which a phrase of the vocabulary may begin, in order.
  private(set) var beginnings: UnsafeMutablePointer<Int32>
  private(set) var beginningCount = 0
  private(set) var count = 0
  private var capacity = 4096
  /// Units of text, without white space and marks.
  private(set) var textCount = 0
  private(set) var digitCount = 0
  /// Units of text within links.
  var linkCount = 0
  private let classes = UnitClass.table

  init() {
    units = .allocate(capacity: capacity)
    offsets = .allocate(capacity: capacity)
    beginnings = .allocate(capacity: capacity)
  }

  deinit {
    units.deallocate()
    offsets.deallocate()
    beginnings.deallocate()
  }

  var isEmpty: Bool { textCount == 0 }

  mutating func reset() {
    (count, textCount, digitCount, linkCount, beginningCount) = (0, 0, 0, 0, 0)
  }

  private mutating func reserve(_ more: Int) {
    guard count + more > capacity else { return }
    let larger = max(capacity * 2, count + more)
    units = Self.moved(units, count, to: larger)
    offsets = Self.moved(offsets, count, to: larger)
    beginnings = Self.moved(beginnings, beginningCount, to: larger)
    capacity = larger
  }

  private static func moved<Element>(
    _ old: UnsafeMutablePointer<Element>, _ count: Int, to capacity: Int
  ) -> UnsafeMutablePointer<Element> {
    let new = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
    new.moveInitialize(from: old, count: count)
    old.deallocate()
    return new
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
    let (units, offsets, beginnings) = (units, offsets, beginnings)
    var (end, begun, text, digits) = (count, beginningCount, 0, 0)
    var wide = 0
    var at = 0
    let length = bytes.count
    while at < length {
      // Nearly all text is Chinese characters of three bytes and plain ASCII.
      let byte = base[at]
      var (unit, step): (UInt16, Int) = (0, 0)
      if byte &- 0xE0 < 0x10, at &+ 2 < length {
        unit = UInt16(byte & 0x0F) << 12 | UInt16(base[at &+ 1] & 0x3F) << 6 | UInt16(base[at &+ 2] & 0x3F)
        step = 3
      } else if byte &- 0x21 < 0x5F, byte != 0x26 {
        unit = UInt16(byte)
        step = 1
      }
      if step != 0 {
        let kind = classes[Int(unit)]
        if kind & UnitClass.other == 0 {
          units[end] = unit
          offsets[end] = Int32(truncatingIfNeeded: start &+ at)
          beginnings[begun] = Int32(truncatingIfNeeded: end)
          begun &+= Int(kind & UnitClass.begins)
          digits &+= Int(kind >> 1 & 1)
          end &+= 1
          text &+= 1
          at &+= step
          wide = 0
          continue
        }
      }
      let (scalar, taken) = character(bytes, at: at)
      at += taken
      if scalar <= 0x20 || scalar == 0xA0 || scalar == 0x3000 || UnitClass.isOtherSpace(scalar) {
        if scalar == 0x3000 || scalar == 0x2003 { wide = 2 } else if scalar == 0xA0 { wide += 1 }
        if end > 0 {
          let last = units[end - 1]
          if last == Mark.space || last == Mark.gap {
            if wide >= 2 { units[end - 1] = Mark.gap }
          } else {
            units[end] = wide >= 2 ? Mark.gap : Mark.space
            offsets[end] = Int32(truncatingIfNeeded: start + at - taken)
            end += 1
          }
        }
      } else if !UnitClass.isInvisible(scalar) {
        wide = 0
        let place = Int32(truncatingIfNeeded: start + at - taken)
        var unit = UInt16(truncatingIfNeeded: scalar)
        if scalar >= 0x1_0000 {
          // Rare characters of names and places lie beyond the first plane: two units.
          units[end] = UInt16(truncatingIfNeeded: 0xD800 + (scalar - 0x1_0000) >> 10)
          offsets[end] = place
          end += 1
          unit = UInt16(truncatingIfNeeded: 0xDC00 + (scalar & 0x3FF))
        }
        let kind = classes[Int(unit)]
        units[end] = unit
        offsets[end] = place
        beginnings[begun] = Int32(truncatingIfNeeded: end)
        begun += Int(kind & UnitClass.begins)
        digits += Int(kind >> 1 & 1)
        end += 1
        text += 1
      }
    }
    (count, beginningCount) = (end, begun)
    textCount += text
    digitCount += digits
    return text
  }

  /// Any character and the bytes it takes, references decoded.
  @inline(never)
  private func character(_ bytes: UnsafeBufferPointer<UInt8>, at: Int) -> (scalar: UInt32, length: Int) {
    let (byte, length) = (bytes[at], bytes.count)
    if byte < 0x80 {
      if byte == 0x26, let reference = References.decode(bytes, at: at) { return reference }
      return (UInt32(byte), 1)
    }
    if byte >= 0xE0, byte < 0xF0, at + 2 < length {
      return (UInt32(byte & 0x0F) << 12 | UInt32(bytes[at + 1] & 0x3F) << 6 | UInt32(bytes[at + 2] & 0x3F), 3)
    }
    if byte < 0xE0, at + 1 < length {
      return (UInt32(byte & 0x1F) << 6 | UInt32(bytes[at + 1] & 0x3F), 2)
    }
    guard at + 3 < length else { return (0xFFFD, 1) }
    let high = UInt32(byte & 0x07) << 18 | UInt32(bytes[at + 1] & 0x3F) << 12
    return (high | UInt32(bytes[at + 2] & 0x3F) << 6 | UInt32(bytes[at + 3] & 0x3F), 4)
  }

  /// The units from `start` to `end`, for reading without copying; valid until the block changes.
  func slice(_ range: Range<Int>) -> Units {
    Units(base: UnsafePointer(units + range.lowerBound), count: range.count)
  }

  var all: Units { Units(base: UnsafePointer(units), count: count) }
}

/// What a unit is to a block of text, a few bits each, so that one look-up tells nearly all text from the rest.
enum UnitClass {
  /// A phrase of the vocabulary may begin with it.
  static let begins: UInt8 = 1
  static let digit: UInt8 = 2
  /// White space of any kind, or without width.
  static let other: UInt8 = 4
  /// A citation or a slip of the pen is told at it.
  static let tells: UInt8 = 8

  static let table = LastingTable(
    (0..<65_536).map { (value: UInt32) -> UInt8 in
      let unit = UInt16(value)
      var kind: UInt8 = Words.all.mayBegin(unit) ? begins : 0
      if Units.isDigit(unit) { kind |= digit }
      if TextSigns.mayTell(unit) { kind |= tells }
      if value <= 0x20 || value == 0xA0 || value == 0x3000 || isOtherSpace(value) || isInvisible(value) {
        kind |= other
      }
      return kind
    })

  @inline(__always)
  static func isOtherSpace(_ scalar: UInt32) -> Bool {
    scalar >= 0x2000
      && (scalar <= 0x200A || scalar == 0x2028 || scalar == 0x2029 || scalar == 0x202F || scalar == 0x205F)
  }

  /// Characters without width, which editors leave in numbers and labels.
  @inline(__always)
  static func isInvisible(_ scalar: UInt32) -> Bool {
    scalar == 0xAD || scalar == 0xFEFF
      || scalar >= 0x200B && (scalar <= 0x200F || scalar == 0x2060)
        && scalar <= 0x2060
  }
}
