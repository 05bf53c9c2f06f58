/// Text as a cell can hold it.
enum CellText {
  /// Excel's limit, in UTF-16 units.
  static let limit = 32_767

  /// Without the characters that XML cannot hold, cut at the limit with an ellipsis, and with a literal `_x0041_`
  /// escaped, which a spreadsheet would else read as the character A.
  static func storable(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where isStorable(scalar) { scalars.append(scalar) }
    return cut(escaped(String(scalars)), to: limit)
  }

  private static func isStorable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x9, 0xA: true
    case 0..<0x20, 0x7F, 0xFFFE, 0xFFFF: false
    default: true
    }
  }

  private static func escaped(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "_")) else { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      result.append(byte)
      guard byte == UInt8(ascii: "_"), index + 6 < bytes.count, bytes[index + 1] == UInt8(ascii: "x"),
        bytes[index + 6] == UInt8(ascii: "_"), bytes[(index + 2)...(index + 5)].allSatisfy(isHexDigit)
      else { continue }
      result += Array("x005F_".utf8)
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    Character(Unicode.Scalar(byte)).isHexDigit
  }

  static func cut(_ text: String, to limit: Int) -> String {
    guard text.utf16.count > limit else { return text }
    var (result, length) = ("", 0)
    for character in text {
      length += character.utf16.count
      if length > limit - 1 { break }
      result.append(character)
    }
    return result + "…"
  }
}
