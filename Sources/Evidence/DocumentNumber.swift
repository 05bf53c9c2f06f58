/// A document's number (文号), 机关代字〔年份〕N号.
public enum DocumentNumber {
  /// A form under which the ways people write one number are equal: brackets, width and spaces do not matter.
  ///
  /// Any text that is no number is only folded in width and spaces, so that it may serve as a key too.
  public static func matchingKey(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "[", "［", "【", "（", "(", "﹝", "「", "〔", "〖": result.unicodeScalars.append("〔")
      case "]", "］", "】", "）", ")", "﹞", "」", "〕", "〗": result.unicodeScalars.append("〕")
      case " ", "\u{3000}", "\u{a0}", "\t", "\n", "\r", "\u{200b}", "\u{feff}": break
      case "\u{ff01}"..."\u{ff5e}":
        if let narrow = Unicode.Scalar(scalar.value - 0xfee0) { result.unicodeScalars.append(narrow) }
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
