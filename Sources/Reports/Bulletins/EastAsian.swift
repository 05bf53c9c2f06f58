/// How many columns of a terminal (or characters of a cell) a text takes.
enum EastAsian {
  static func width(of text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + width(of: $1) }
  }

  /// Two for what East Asian fonts draw full width (UAX #11, W and F), none for marks that sit on another.
  static func width(of scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0xFE00...0xFE0F, 0xFEFF: 0
    case 0x300..<0x370: 0
    case 0x1100..<0x1160, 0x2E80..<0x303F, 0x3041..<0x3248, 0x3250..<0x4DC0, 0x4E00..<0xA4D0, 0xA960..<0xA980,
      0xAC00..<0xD7A4, 0xF900..<0xFB00, 0xFE10..<0xFE20, 0xFE30..<0xFE70, 0xFF01..<0xFF61, 0xFFE0..<0xFFE7,
      0x1F300..<0x1F650, 0x1F900..<0x1FA00, 0x20000..<0x3FFFE:
      2
    default: 1
    }
  }

  /// Filled up with spaces to a width; as it is where it is wider.
  static func padded(_ text: String, to width: Int, right: Bool = false) -> String {
    let space = String(repeating: " ", count: max(0, width - self.width(of: text)))
    return right ? space + text : text + space
  }

  /// Cut to a width, with an ellipsis where something is lost.
  static func cut(_ text: String, to width: Int) -> String {
    guard self.width(of: text) > width else { return text }
    var (result, taken) = ("", 0)
    for character in text {
      let next = self.width(of: String(character))
      if taken + next > width - 1 { break }
      result.append(character)
      taken += next
    }
    return result + "…"
  }
}
