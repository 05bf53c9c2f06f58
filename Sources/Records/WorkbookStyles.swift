import Markup

/// Which of a workbook's cell formats show a number as a date.
struct WorkbookStyles {
  /// By the cell's style number.
  private var isDate: [Bool] = []

  init() {}

  init(_ bytes: [UInt8]) throws(LedgerProblem.Reason) {
    var codes: [Int: String] = [:]
    var isInCells = false
    var formats: [Int] = []
    try WorkbookXML.visit(bytes) { event, reader in
      switch event {
      case .start("numFmt"):
        if let id = reader.attribute("numFmtId").flatMap(Int.init), let code = reader.attribute("formatCode") {
          codes[id] = code
        }
      case .start("cellXfs"): isInCells = true
      case .end("cellXfs"): isInCells = false
      case .start("xf"):
        if isInCells { formats.append(reader.attribute("numFmtId").flatMap(Int.init) ?? 0) }
      default: break
      }
    }
    isDate = formats.map { id in codes[id].map(Self.isDate) ?? Self.builtIn.contains { $0.contains(id) } }
  }

  func showsDate(_ style: Int) -> Bool { isDate.indices.contains(style) && isDate[style] }

  /// Formats without a code of their own; 27–36 and 50–58 are the Chinese dates.
  private static let builtIn = [14...17, 22...22, 27...31, 36...36, 50...54, 57...58]

  /// Whether a format code, such as `yyyy"年"m"月"d"日"`, shows a day. A time alone is no date.
  static func isDate(_ code: String) -> Bool {
    var (letters, bracket) = ("", "")
    var (isQuoted, isBracketed, isEscaped) = (false, false, false)
    // Only the first section counts: the others are for negative numbers and text.
    for character in code.lowercased() {
      if isEscaped {
        isEscaped = false
      } else if isQuoted {
        isQuoted = character != "\""
      } else if isBracketed {
        isBracketed = character != "]"
        bracket.append(character)
        // [h] is a length of time; anything else in brackets is a colour, a language or a condition.
        if !isBracketed, bracket.allSatisfy({ "hms]".contains($0) }) { letters.append("h") }
      } else if character == "\"" {
        isQuoted = true
      } else if character == "[" {
        (isBracketed, bracket) = (true, "")
      } else if character == "\\" || character == "_" || character == "*" {
        isEscaped = true
      } else if character == ";" {
        break
      } else {
        letters.append(character)
      }
    }
    let plain = letters.replacing("general", with: "")
    if plain.contains(where: { "0#?@".contains($0) }) { return false }
    return plain.contains { "yde".contains($0) } || (plain.contains("m") && !plain.contains { "hs".contains($0) })
  }
}
