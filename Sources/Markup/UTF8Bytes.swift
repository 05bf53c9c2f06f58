/// UTF-8 on bytes: fast over ASCII, strict over the rest (no overlong forms, no surrogates).
enum UTF8Bytes {
  /// The first offset from `start` on whose byte is not ASCII, or the count.
  @inline(__always)
  static func endOfASCII(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    var offset = start
    let count = bytes.count
    while offset + 8 <= count {
      let word = UnsafeRawPointer(base + offset).loadUnaligned(as: UInt64.self)
      let high = word & 0x8080_8080_8080_8080
      if high != 0 { return offset + UInt64(littleEndian: high).trailingZeroBitCount / 8 }
      offset += 8
    }
    while offset < count, base[offset] < 0x80 { offset += 1 }
    return offset
  }

  /// The length of the well-formed sequence of two to four bytes at `offset`, or 0 where there is none.
  @inline(__always)
  static func sequenceLength(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    let left = bytes.count - offset
    let lead = base[offset]
    guard lead >= 0xC2, lead <= 0xF4, left >= 2 else { return 0 }
    let second = base[offset + 1]
    guard second & 0xC0 == 0x80 else { return 0 }
    if lead < 0xE0 { return 2 }
    guard left >= 3, base[offset + 2] & 0xC0 == 0x80 else { return 0 }
    if lead < 0xF0 {
      if lead == 0xE0, second < 0xA0 { return 0 }
      if lead == 0xED, second > 0x9F { return 0 }
      return 3
    }
    if lead == 0xF0, second < 0x90 { return 0 }
    if lead == 0xF4, second > 0x8F { return 0 }
    guard left >= 4, base[offset + 3] & 0xC0 == 0x80 else { return 0 }
    return 4
  }

  /// The text with U+FFFD for each byte that belongs to no sequence, and how many there were.
  static func repaired(_ bytes: UnsafeBufferPointer<UInt8>) -> (text: [UInt8], bad: Int) {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + 64)
    var (offset, bad) = (0, 0)
    while offset < bytes.count {
      let end = endOfASCII(bytes, from: offset)
      text.append(contentsOf: bytes[offset..<end])
      offset = end
      guard offset < bytes.count else { break }
      let length = sequenceLength(bytes, at: offset)
      if length > 0 {
        text.append(contentsOf: bytes[offset..<(offset + length)])
        offset += length
      } else {
        text.append(contentsOf: [0xEF, 0xBF, 0xBD])
        bad += 1
        offset += 1
      }
    }
    return (text, bad)
  }
}
