import Foundation
import Glibc

/// Bytes of file names and addresses as text: UTF-8 where they are UTF-8, else GB18030, else byte by byte.
public enum NameDecoding {
  /// Text in NFC, so that names written on different systems compare equal.
  public static func text(_ bytes: some Collection<UInt8>) -> String {
    if bytes.allSatisfy({ $0 < 0x80 }) { return String(decoding: bytes, as: UTF8.self) }
    if !isLikelierGBK(bytes), let utf8 = String(validating: bytes, as: UTF8.self) {
      return utf8.precomposedStringWithCanonicalMapping
    }
    if let gbk = gb18030(Array(bytes)) { return gbk.precomposedStringWithCanonicalMapping }
    return String(bytes.map { Character(Unicode.Scalar($0)) })
  }

  /// Short words in GBK can by chance be UTF-8 (通知 is `CD A8 D6 AA`): letters of two bytes only, Cyrillic, Hebrew or
  /// marks without a letter, which no name here bears. Latin letters (`é`, `·`) stay, and so does whatever holds one
  /// sequence of three bytes, as all Chinese in UTF-8 does.
  private static func isLikelierGBK(_ bytes: some Collection<UInt8>) -> Bool {
    var rest = Array(bytes)[...]
    var isForeign = false
    while let lead = rest.popFirst() {
      if lead < 0x80 { continue }
      guard (0xC2...0xD7).contains(lead), let trail = rest.popFirst(), (0xA1...0xBF).contains(trail) else {
        return false
      }
      if lead >= 0xC4 { isForeign = true }
    }
    return isForeign
  }

  /// nil where the bytes are no GB18030 text.
  public static func gb18030(_ bytes: [UInt8]) -> String? {
    guard let converter = iconv_open("UTF-8", "GB18030"), converter != iconv_t(bitPattern: -1) else { return nil }
    defer { iconv_close(converter) }
    var input = bytes.map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: bytes.count * 4 + 4)
    var (left, room) = (input.count, output.count)
    let failed = input.withUnsafeMutableBufferPointer { inBuffer in
      output.withUnsafeMutableBufferPointer { outBuffer in
        var (from, to) = (inBuffer.baseAddress, outBuffer.baseAddress)
        return iconv(converter, &from, &left, &to, &room) == -1
      }
    }
    guard !failed, left == 0 else { return nil }
    return String(decoding: output.prefix(output.count - room).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// `%41` → `A`; a `%` without two hexadecimal digits stays.
  public static func percentDecoded(_ text: Substring.UTF8View) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var index = text.startIndex
    while index != text.endIndex {
      let byte = text[index]
      let first = text.index(after: index)
      if byte == UInt8(ascii: "%"), first != text.endIndex, let high = hexValue(text[first]) {
        let second = text.index(after: first)
        if second != text.endIndex, let low = hexValue(text[second]) {
          bytes.append(high << 4 | low)
          index = text.index(after: second)
          continue
        }
      }
      bytes.append(byte)
      index = first
    }
    return bytes
  }

  static func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
