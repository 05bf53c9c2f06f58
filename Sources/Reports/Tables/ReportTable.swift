public import Workdays

/// A table of a report as a value: the CSV and the workbook are both written from it, so that they agree.
public struct ReportTable: Sendable, Hashable {
  public enum Cell: Sendable, Hashable {
    case text(String)
    case count(Int)
    case number(Double)
    case date(CivilDate)
    case empty

    static func text(_ text: String?) -> Cell { text.map { $0.isEmpty ? .empty : .text($0) } ?? .empty }
    static func count(_ number: Int?) -> Cell { number.map { .count($0) } ?? .empty }
    static func date(_ date: CivilDate?) -> Cell { date.map { .date($0) } ?? .empty }

    /// As CSV and workbook show it.
    public var shown: String {
      switch self {
      case .text(let text): SpreadsheetText.safe(text)
      case .count(let number): String(number)
      case .number(let number): Figures.plain(number)
      case .date(let date): date.description
      case .empty: ""
      }
    }
  }

  public var name: String
  public var headers: [String]
  public var rows: [[Cell]]
}

/// Text that a spreadsheet neither runs nor rewrites.
enum SpreadsheetText {
  /// A leading apostrophe where the text would be run as a formula, or lose digits by being read as a number.
  ///
  /// Spreadsheets run what begins with `= + - @`, their full-width forms too, and skip a tab or line break before
  /// them; they keep 15 digits of a number and no leading zero.
  static func safe(_ text: String) -> String {
    guard let first = text.unicodeScalars.first else { return text }
    if starters.contains(first) || wouldLoseDigits(text) { return "'" + text }
    return text
  }

  private static let starters: Set<Unicode.Scalar> = [
    "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "﹢", "﹣", "﹦", "﹫",
  ]

  private static func wouldLoseDigits(_ text: String) -> Bool {
    let bytes = text.utf8
    guard bytes.first.map({ (48...57).contains($0) }) ?? false else { return false }
    if bytes.allSatisfy({ (48...57).contains($0) }) {
      return bytes.count > 11 || (bytes.count > 1 && bytes.first == 48)
    }
    // 12E5 would become 1200000.
    let parts = text.split(separator: "E", omittingEmptySubsequences: false).flatMap {
      $0.split(separator: "e", omittingEmptySubsequences: false)
    }
    return parts.count == 2
      && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }
  }
}
