/// What the bytes themselves say about their charset.
enum CharsetBytes {
  /// UTF-16 without a mark: in the beginning of such a page many of its units have a zero byte, always on the same side,
  /// since tags are in ASCII; text in any other charset has none.
  static func unmarkedUTF16(_ bytes: UnsafeBufferPointer<UInt8>) -> Charset? {
    let length = min(bytes.count, 512) & ~1
    guard length >= 8 else { return nil }
    var (even, odd) = (0, 0)
    for index in stride(from: 0, to: length, by: 2) {
      if bytes[index] == 0 { even += 1 }
      if bytes[index + 1] == 0 { odd += 1 }
    }
    let units = length / 2
    // 一 and 开 have their zero byte on the other side; where the page begins with a tag, its first byte tells.
    let begins = (little: bytes[0] == UInt8(ascii: "<") && bytes[1] == 0, big: bytes[0] == 0)
    if odd * 8 >= units, even * 8 < odd || begins.little && even < odd { return .utf16LittleEndian }
    if even * 8 >= units, odd * 8 < even || begins.big && odd < even { return .utf16BigEndian }
    return nil
  }

  /// The declared charset, unless the bytes plainly are in another.
  static func refine(
    _ declared: Charset?, _ bytes: UnsafeBufferPointer<UInt8>, _ sequences: UTF8Sequences
  ) -> Charset {
    if sequences.multiByte == 0, sequences.invalid == 0 { return declared ?? .utf8 }
    if sequences.invalid == 0 {
      switch declared {
      case nil, .utf8: return .utf8
      // In two-byte charsets a text can by chance be two-byte UTF-8, but hardly ever a run of three-byte characters.
      default: return sequences.threeByte * 2 >= sequences.multiByte ? .utf8 : (declared ?? .utf8)
      }
    }
    // A few bad bytes in a long UTF-8 page do not make it another charset.
    if sequences.threeByte >= 8, sequences.invalid * 16 <= sequences.threeByte { return .utf8 }
    // What it says and UTF-8 does not refute needs no count.
    if declared == .gb18030 { return .gb18030 }
    let pairs = GB18030Sequences(bytes)
    // Of Big5's second bytes four in ten lie where no common character of GB18030 has its.
    if declared == .big5 { return pairs.isPlausible && pairs.common * 10 >= pairs.valid * 9 ? .gb18030 : .big5 }
    if pairs.isPlausible { return .gb18030 }
    return declared ?? (sequences.invalid <= sequences.multiByte ? .utf8 : .gb18030)
  }
}

/// How many of a text's sequences are UTF-8.
struct UTF8Sequences {
  var multiByte = 0
  var threeByte = 0
  var invalid = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let base = bytes.baseAddress else { return }
    let count = bytes.count
    var (offset, three, other) = (0, 0, 0)
    while true {
      offset = UTF8Bytes.endOfASCII(bytes, from: offset)
      // Chinese text is runs of three bytes; their check is inlined here.
      while offset + 2 < count, base[offset] &- 0xE1 < 0x0C, base[offset + 1] & 0xC0 == 0x80,
        base[offset + 2] & 0xC0 == 0x80
      {
        offset += 3
        three += 1
      }
      guard offset < count else { break }
      guard base[offset] >= 0x80 else { continue }
      let length = UTF8Bytes.sequenceLength(bytes, at: offset)
      if length == 0 {
        invalid += 1
        // This is another charset; how much of it is no UTF-8 no longer matters.
        if invalid > 256, invalid > three { break }
      } else if length == 3 {
        three += 1
      } else {
        other += 1
      }
      offset += max(length, 1)
    }
    (threeByte, multiByte) = (three, three + other)
  }
}

/// How many of a text's sequences are GB18030, and how many of those are common characters.
struct GB18030Sequences {
  var valid = 0
  var common = 0
  var invalid = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    var offset = 0
    while true {
      offset = UTF8Bytes.endOfASCII(bytes, from: offset)
      guard offset + 1 < bytes.count else { return }
      let (lead, trail) = (bytes[offset], bytes[offset + 1])
      if lead >= 0x81, lead <= 0xFE, trail >= 0x40, trail != 0x7F, trail != 0xFF {
        valid += 1
        // Punctuation and symbols (A1–A3), and the 3,755 characters of level one (B0–D7).
        if trail >= 0xA1, (0xA1...0xA3).contains(lead) || (0xB0...0xD7).contains(lead) { common += 1 }
        offset += 2
      } else if lead >= 0x81, lead <= 0xFE, (0x30...0x39).contains(trail), offset + 3 < bytes.count {
        valid += 1
        offset += 4
      } else {
        invalid += 1
        offset += 1
      }
    }
  }

  /// Chinese text: hardly any bad pair, and mostly common characters.
  var isPlausible: Bool { valid > 0 && invalid * 20 <= valid && common * 2 >= valid }
}
