import Workdays

/// A cell as its file holds it, before the schema says what it should be.
enum RawCell: Sendable, Hashable {
  case empty
  case text(String)
  case number(Double)
  /// A number that the workbook shows as a date.
  case date(CivilDate, minute: Int?)
  case flag(Bool)
  /// What stands there is no value: `#N/A`, a formula without result. The text as it stood.
  case fault(String)

  /// As a header or a remark would be read; empty for what is no text.
  var asText: String {
    switch self {
    case .empty, .fault: ""
    case .text(let text): CellText.trimmed(text)
    case .number(let number): Value.number(number).description
    case .date(let date, let minute): Value.date(date, minute: minute).description
    case .flag(let flag): flag ? "是" : "否"
    }
  }

  /// Whether a reader of the sheet sees nothing there.
  var isBlank: Bool {
    switch self {
    case .empty: true
    case .text(let text): CellText.trimmed(text).isEmpty
    default: false
    }
  }
}

/// The rows of one sheet, whatever its file.
struct RawSheet: Sendable {
  struct Row: Sendable {
    /// As a spreadsheet counts, from 1.
    var number: Int
    var cells: [RawCell]
    /// Columns whose cell belongs to a merge that begins further left, and so stand for that one.
    var covered: Set<Int> = []

    subscript(column: Int) -> RawCell { cells.indices.contains(column) ? cells[column] : .empty }
  }

  /// The sheet's own name, where its file has sheets.
  var name: String?
  var rows: [Row]
  var notes: [String] = []

  /// Rows beyond these are no ledger that people keep.
  static let maximumRows = 200_000
  static let maximumColumns = 1000
}
