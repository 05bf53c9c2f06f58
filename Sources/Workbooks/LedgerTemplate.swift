public import Findings
public import Records
import Workdays

/// An empty workbook of one ledger, made so that what a clerk fills in reads back without a rejected cell: the first
/// sheet is the ledger with drop-downs, date formats and a note on each header, the second explains it with examples.
public struct LedgerTemplate: Sendable {
  /// Rows that have drop-downs and formats; more may be filled in.
  public static let preparedRows = 500

  private let schema: LedgerSchema
  private let columns: [TemplateColumn]

  public init(_ schema: LedgerSchema) {
    self.schema = schema
    columns = schema.columns.map { TemplateColumn($0, isKey: schema.keyHeaders.contains($0.header)) }
  }

  /// The name under which the ledger is found again, such as 公文台账.xlsx.
  public var fileName: String { "\(schema.chineseName).xlsx" }

  public func workbook() -> Workbook {
    Workbook(title: schema.chineseName, sheets: [ledger(rows: []), explanation()])
  }

  /// The list of clauses that only a person can settle, one row each, with all but the verdict filled in.
  public func workbook(attesting clauses: [AttestedClause]) -> Workbook {
    let rows = clauses.map { clause in
      columns.map { column -> Cell in
        switch column.schema.header {
        case "条款": .text(clause.id.description, column.style)
        case "条款原文": .text(clause.quote, column.style)
        case "说明": .text(clause.hint, column.style)
        default: .blank(column.style)
        }
      }
    }
    return Workbook(title: schema.chineseName, sheets: [ledger(rows: rows), explanation()])
  }

  private func ledger(rows: [[Cell]]) -> Sheet {
    var sheet = Sheet(
      name: Sheet.validName(from: schema.chineseName),
      columns: columns.map { .init(width: $0.width, style: $0.style) },
      rows: [.init(columns.map { .text($0.schema.header, $0.headerStyle) }, height: 24)] + rows.map { .init($0) })
    let last = max(Self.preparedRows, rows.count + 100)
    sheet.fitRowHeights()
    // A wide ledger on one page could not be read.
    sheet.fitsPageWidth = columns.reduce(0) { $0 + $1.width } < 220
    sheet.frozenRows = 1
    sheet.frozenColumns = 1
    sheet.isLandscape = true
    sheet.filter = CellRange(rows: 0...last, columns: 0...max(0, columns.count - 1))
    for (place, column) in columns.enumerated() {
      sheet.notes.append(.init(row: 0, column: place, text: column.note))
      guard let kind = column.inputKind else { continue }
      sheet.inputs.append(
        InputRule(range: CellRange(rows: 1...last, columns: place...place), kind: kind, message: column.inputMessage))
    }
    return sheet
  }

  private func explanation() -> Sheet {
    let head = TemplateColumn.headerStyle(isKey: false)
    let body = CellStyle().with {
      ($0.hasBorder, $0.wraps, $0.vertical, $0.numberFormat) = (true, true, .top, "@")
    }
    let hints = [
      "\(schema.chineseName)填写说明：数据填在第一张工作表，表头请勿改动；不用的列可以空着。",
      "日期写成 2024-05-21，时间写成 2024-05-21 16:40；一格里有几个值的，以“；”分开；没有的空着或写“无”。",
    ]
    let titleStyle = CellStyle().with { ($0.wraps, $0.vertical) = (true, .center) }
    var rows = hints.map { Sheet.Row([.text($0, titleStyle)], height: 34) }
    rows.append(.init(["列名", "填写内容", "可填的值", "说明", "示例"].map { .text($0, head) }))
    for column in columns {
      let words = [
        column.schema.header + (column.isKey ? "（关键列）" : ""), column.typeName,
        (column.schema.choices + column.schema.suggestions).joined(separator: "；"), column.schema.note,
        column.schema.example,
      ]
      rows.append(.init(words.map { .text($0, body) }))
    }
    var sheet = Sheet(
      name: "填写说明",
      columns: [18, 16, 34, 44, 40].map { .init(width: $0) }, rows: rows)
    sheet.fitRowHeights()
    sheet.merges = hints.indices.map { CellRange(rows: $0...$0, columns: 0...4) }
    sheet.isLandscape = true
    return sheet
  }
}

/// A clause for the attestation list.
public struct AttestedClause: Sendable, Hashable {
  public var id: ClauseID
  /// The document's own words.
  public var quote: String
  /// What the person should look at; empty where nothing is known.
  public var hint: String

  public init(id: ClauseID, quote: String, hint: String = "") {
    (self.id, self.quote, self.hint) = (id, quote, hint)
  }
}
