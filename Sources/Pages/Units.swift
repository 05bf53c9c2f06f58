/// A piece of a block's text. Comparing and classifying folds full-width forms to their ASCII ones (NFKC's main case).
struct Units {
  private let base: UnsafePointer<UInt16>
  let count: Int

  init(base: UnsafePointer<UInt16>, count: Int) {
    (self.base, self.count) = (base, count)
  }

  /// A part of a buffer that is not empty.
  init(_ buffer: UnsafeBufferPointer<UInt16>, _ range: Range<Int>) {
    let part = UnsafeBufferPointer(rebasing: buffer[range])
    // A buffer without memory has no text either.
    base = part.baseAddress ?? Units.nothing
    count = part.count
  }

  /// One unit that is never read, for texts without memory.
  nonisolated(unsafe) private static let nothing = UnsafePointer(UnsafeMutablePointer<UInt16>.allocate(capacity: 1))

  subscript(_ index: Int) -> UInt16 { base[index] }

  func slice(_ range: Range<Int>) -> Units { Units(base: base + range.lowerBound, count: range.count) }

  func append(to kept: inout [UInt16]) {
    if kept.isEmpty { kept.reserveCapacity(8192) }
    kept.append(contentsOf: UnsafeBufferPointer(start: base, count: count))
  }

  /// Full-width ASCII and what looks like a colon as their plain forms.
  @inline(__always)
  static func fold(_ unit: UInt16) -> UInt16 {
    if unit < 0x2236 { return unit }
    if unit &- 0xFF01 < 0x5E { return unit &- 0xFEE0 }
    // The colons of input methods and of vertical type, and the dots that stand for one.
    if unit == 0x2236 || unit == 0xFE55 || unit == 0xFE30 || unit == 0xFE13 { return 0x3A }
    return unit
  }

  @inline(__always)
  static func isDigit(_ unit: UInt16) -> Bool { unit &- 0x30 < 10 || unit &- 0xFF10 < 10 }

  @inline(__always)
  static func isHan(_ unit: UInt16) -> Bool { unit &- 0x4E00 < 0x5200 || unit == 0x3007 || unit &- 0x3400 < 0x19C0 }

  @inline(__always)
  static func isLetter(_ unit: UInt16) -> Bool { (fold(unit) | 0x20) &- 0x61 < 26 }

  @inline(__always)
  static func isWord(_ unit: UInt16) -> Bool { isHan(unit) || isLetter(unit) || isDigit(unit) }

  @inline(__always)
  static func isColon(_ unit: UInt16) -> Bool { fold(unit) == 0x3A }

  /// White space or a structure mark.
  @inline(__always)
  static func isBlank(_ unit: UInt16) -> Bool { unit <= 0x20 }

  /// The text with its white space as single blanks and without marks.
  var string: String {
    var kept: [UInt16] = []
    kept.reserveCapacity(count)
    for index in 0..<count {
      let unit = base[index]
      if unit > 0x20 {
        kept.append(unit)
      } else if unit >= TextBlock.Mark.lineBreak, let last = kept.last, last != 0x20 {
        kept.append(0x20)
      }
    }
    while kept.last == 0x20 { kept.removeLast() }
    return String(units: kept)
  }

  /// The units of text, folded, without white space and marks.
  func compacted() -> [UInt16] {
    var kept: [UInt16] = []
    kept.reserveCapacity(count)
    for index in 0..<count where base[index] > 0x20 { kept.append(Self.fold(base[index])) }
    return kept
  }

  /// Without white space, marks and the given punctuation at both ends.
  func trimmed(_ punctuation: StaticString = "") -> Units {
    var (start, end) = (0, count)
    while start < end, isTrimmable(base[start], punctuation) { start += 1 }
    while end > start, isTrimmable(base[end - 1], punctuation) { end -= 1 }
    return slice(start..<end)
  }

  private func isTrimmable(_ unit: UInt16, _ punctuation: StaticString) -> Bool {
    if unit <= 0x20 { return true }
    let folded = Self.fold(unit)
    guard folded < 0x80 else { return false }
    for index in 0..<punctuation.utf8CodeUnitCount where UInt16(punctuation.utf8Start[index]) == folded { return true }
    return false
  }
}

extension String {
  /// The text's units, folded and without white space: for comparing titles and names.
  var compactUnits: [UInt16] {
    var kept: [UInt16] = []
    for unit in utf16 where unit > 0x20 && unit != 0x3000 && unit != 0xA0 { kept.append(Units.fold(unit)) }
    return kept
  }
}
