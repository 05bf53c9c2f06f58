/// A document's number (文号), 机关代字〔年份〕N号.
public enum DocumentNumber {
  /// A form under which the ways people write one number are equal: brackets, width and spaces do not matter, nor do 第
  /// and noughts before the number, nor 《》 around a title.
  ///
  /// Any text that is no number is only folded in width and spaces, so that it may serve as a key too.
  public static func matchingKey(_ text: String) -> String {
    if isPlain(text) { return text }
    var result = ""
    result.reserveCapacity(text.utf8.count)
    var isBehindYear = false
    for scalar in text.unicodeScalars {
      if isBehindYear {
        if scalar == "第" || scalar == "0" || scalar == "０" || scalar.properties.isWhitespace { continue }
        isBehindYear = false
      }
      switch scalar {
      case "[", "［", "【", "（", "(", "﹝", "「", "〔", "〖": result.unicodeScalars.append("〔")
      case "]", "］", "】", "）", ")", "﹞", "」", "〕", "〗":
        result.unicodeScalars.append("〕")
        isBehindYear = true
      case " ", "\u{3000}", "\u{a0}", "\t", "\n", "\r", "\u{200b}", "\u{feff}": break
      case "\u{ff01}"..."\u{ff5e}":
        if let narrow = Unicode.Scalar(scalar.value - 0xfee0) { result.unicodeScalars.append(narrow) }
      default: result.unicodeScalars.append(scalar)
      }
    }
    return withoutQuotes(result)
  }

  private static func withoutQuotes(_ text: String) -> String {
    guard text.first == "《", text.last == "》", text.count > 2, text.count(where: { $0 == "《" }) == 1 else {
      return text
    }
    return String(text.dropFirst().dropLast())
  }

  /// Whether a text is written as it is compared, which numbers mostly are.
  private static func isPlain(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var index = 0
      while index < bytes.count {
        switch bytes[index] {
        case 0x20, 0x09, 0x0a, 0x0d, 0x28, 0x29, 0x5b, 0x5d: return false
        // The blocks of no-break and zero-width spaces, and of full-width letters.
        case 0xc2, 0xe2, 0xef: return false
        case 0xe3 where bytes[index + 1] == 0x80:
          guard bytes[index + 2] == 0x94 || bytes[index + 2] == 0x95 else { return false }
          // 〕 before 第 or a nought.
          if bytes[index + 2] == 0x95, index + 3 < bytes.count, bytes[index + 3] == 0x30 || bytes[index + 3] == 0xe7 {
            return false
          }
        default: break
        }
        index += 1
      }
      return true
    }
  }
}
