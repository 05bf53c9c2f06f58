import Glibc

/// A ledger's bytes as text: by their mark, else UTF-8, else GB18030.
///
/// Bytes that fit neither become U+FFFD, so that their cells are told and the rest is read.
enum TextDecoding {
  static func text(_ bytes: [UInt8]) -> String {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return String(decoding: bytes.dropFirst(3), as: UTF8.self) }
    if bytes.starts(with: [0xFF, 0xFE]) { return utf16(bytes.dropFirst(2), lowFirst: true) }
    if bytes.starts(with: [0xFE, 0xFF]) { return utf16(bytes.dropFirst(2), lowFirst: false) }
    if let lowFirst = unmarkedUTF16(bytes) { return utf16(bytes[...], lowFirst: lowFirst) }
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    // One spoilt byte does not make a UTF-8 file GB18030, which would turn every character into another.
    let repaired = String(decoding: bytes, as: UTF8.self)
    let foreign = repaired.unicodeScalars.count { $0.value >= 0x80 }
    let spoilt = repaired.unicodeScalars.count { $0 == "\u{FFFD}" }
    if spoilt * 10 < foreign { return repaired }
    return gb18030(bytes) ?? repaired
  }

  /// Whether the low byte comes first; nil for text in another charset, which holds no zero bytes, while in UTF-16 every
  /// delimiter and digit has one.
  private static func unmarkedUTF16(_ bytes: [UInt8]) -> Bool? {
    guard bytes.count >= 8, bytes.count % 2 == 0 else { return nil }
    let zeros = bytes.prefix(1024).indices.filter { bytes[$0] == 0 }
    guard zeros.count >= 4 else { return nil }
    let odd = zeros.count { $0 % 2 == 1 }
    // 一 and 开 have a zero byte on the other side.
    let even = zeros.count - odd
    return even * 4 < odd ? true : odd * 4 < even ? false : nil
  }

  private static func utf16(_ bytes: ArraySlice<UInt8>, lowFirst: Bool) -> String {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    var index = bytes.startIndex
    while index + 1 < bytes.endIndex {
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      units.append(lowFirst ? second << 8 | first : first << 8 | second)
      index += 2
    }
    return String(decoding: units, as: UTF16.self)
  }

  /// Nil only where the system has no converter.
  private static func gb18030(_ bytes: [UInt8]) -> String? {
    guard let converter = iconv_open("UTF-8", "GB18030"), converter != iconv_t(bitPattern: -1) else { return nil }
    defer { iconv_close(converter) }
    var input = bytes.map { CChar(bitPattern: $0) }
    // A GB18030 byte takes at most three in UTF-8, and so does U+FFFD.
    var output = [CChar](repeating: 0, count: bytes.count * 3 + 16)
    let written = input.withUnsafeMutableBufferPointer { inBuffer in
      output.withUnsafeMutableBufferPointer { outBuffer in
        var (from, to) = (inBuffer.baseAddress, outBuffer.baseAddress)
        var (left, room) = (inBuffer.count, outBuffer.count)
        while left > 0, iconv(converter, &from, &left, &to, &room) == -1, room >= 3, left > 0 {
          for (offset, byte) in [0xEF, 0xBF, 0xBD].enumerated() { to?[offset] = CChar(truncatingIfNeeded: byte) }
          (from, to) = (from?.advanced(by: 1), to?.advanced(by: 3))
          (left, room) = (left - 1, room - 3)
        }
        return outBuffer.count - room
      }
    }
    return String(decoding: output.prefix(written).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
