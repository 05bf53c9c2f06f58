/// Text as Markdown shows it, and nothing of it as markup.
enum Markdown {
  /// For a table cell or a line: one line, every character that means something escaped.
  static func escape(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", "`", "*", "_", "{", "}", "[", "]", "(", ")", "#", "!", "|", "~":
        result.unicodeScalars.append("\\")
        result.unicodeScalars.append(scalar)
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      // A host's site must not be told of, nor a person called, by a name in a ledger.
      case "@": result += "&#64;"
      case "\n", "\r", "\t": result += " "
      case "\u{0}"..."\u{1F}", "\u{7F}": break
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  static func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }

  static func table(_ headers: [String], _ rows: [[String]]) -> [String] {
    [row(headers), row(headers.map { _ in "---" })] + rows.map(row)
  }
}
