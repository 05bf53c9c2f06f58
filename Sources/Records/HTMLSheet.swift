import Markup

/// A ledger as the HTML that old systems save as `.xls`.
enum HTMLSheet {
  /// The table that holds the most of the schema's headers.
  static func read(_ text: String, schema: LedgerSchema) throws(LedgerProblem.Reason) -> RawSheet {
    let sheets = try tables(of: text).map(sheet)
    guard let first = sheets.first else { throw .noTable }
    let names = HeaderNames(schema)
    return sheets.dropFirst().reduce(into: (first, score(first, names))) { best, sheet in
      let score = score(sheet, names)
      if score > best.1 { best = (sheet, score) }
    }.0
  }

  private static func tables(of text: String) throws(LedgerProblem.Reason) -> [HTMLTable] {
    var bytes = Array(text.utf8)
    do {
      return try bytes.withUnsafeMutableBufferPointer { buffer throws(HTMLTreeError) in
        try HTMLTree(utf8: UnsafeBufferPointer(buffer)).tables
      }
    } catch {
      switch error {
      case .empty: throw .noTable
      case .tooDeep: throw .brokenWorkbook("网页嵌套过深")
      case .tooLarge: throw .tooLarge("网页过大")
      case .outOfMemory: throw .tooLarge("内存不足")
      }
    }
  }

  private static func sheet(_ table: HTMLTable) -> RawSheet {
    let rows = table.rows.prefix(RawSheet.maximumRows).enumerated().map { index, cells in
      let cells = Array(cells.prefix(RawSheet.maximumColumns))
      // A cell merged over several columns stands in the first of them only; one merged over rows stands in each.
      return RawSheet.Row(
        number: index + 1, cells: cells.map { $0.isCoveredFromLeft ? .empty : .text($0.text) },
        covered: Set(cells.indices.filter { cells[$0].isCoveredFromLeft }))
    }
    return RawSheet(rows: Array(rows))
  }

  private static func score(_ sheet: RawSheet, _ names: HeaderNames) -> Int {
    sheet.rows.prefix(HeaderRow.searchedRows).map { row in row.cells.count { names.knows($0.asText) } }.max() ?? 0
  }
}
