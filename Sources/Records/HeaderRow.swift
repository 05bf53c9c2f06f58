/// The row or the two rows of a sheet that hold the headers, and which column is which.
struct HeaderRow {
  /// Title rows stand above the headers, but not this many.
  static let searchedRows = 50

  /// Places in the sheet's rows: one header row, or a row of groups and the one below it.
  let range: ClosedRange<Int>
  /// Schema columns by sheet column.
  let columns: [Int: LedgerSchema.Column]
  /// Columns that the schema does not know, by sheet column, as written.
  let extras: [Int: String]

  /// The header as written, by sheet column.
  let names: [Int: String]
  /// What each header comes to without its remarks and its number.
  private let variants: [Int: [String]]

  static func find(in sheet: RawSheet, schema: LedgerSchema) throws(LedgerProblem.Reason) -> HeaderRow {
    let matcher = HeaderNames(schema)
    let filled = sheet.rows.indices.filter { index in sheet.rows[index].cells.contains { !$0.isBlank } }
    guard !filled.isEmpty else { throw .noTable }
    var best: HeaderRow?
    for index in filled.prefix(searchedRows) {
      let single = HeaderRow(at: index...index, in: sheet, schema: schema, matcher: matcher)
      if single.columns.count > best?.columns.count ?? 0 { best = single }
      let next = index + 1
      guard sheet.rows.indices.contains(next), sheet.rows[next].number == sheet.rows[index].number + 1 else { continue }
      let double = HeaderRow(at: index...next, in: sheet, schema: schema, matcher: matcher)
      let lower = HeaderRow(at: next...next, in: sheet, schema: schema, matcher: matcher)
      // Where the lower row alone says as much, the upper one is a title.
      let isSurer = double.columns.count > max(best?.columns.count ?? 0, lower.columns.count)
      let hasGroups =
        double.columns.count == best?.columns.count && best?.range == index...index
        && isGroupRow(sheet.rows[index], over: sheet.rows[next])
      if isSurer || hasGroups { best = double }
    }
    guard let best, !best.columns.isEmpty else {
      let widest = filled.prefix(searchedRows).map { sheet.rows[$0].cells.map(\.asText).filter { !$0.isEmpty } }
        .max { $0.count < $1.count }
      throw .wrongHeader(found: widest ?? [], wanted: schema.columns.map(\.header))
    }
    guard best.columns.values.contains(where: { schema.keyHeaders.contains($0.header) }) else {
      let found = best.names.sorted { $0.key < $1.key }.map(\.value)
      let unknown = best.extras.sorted { $0.key < $1.key }.map(\.value)
      throw .noKeyHeader(
        row: sheet.rows[best.range.lowerBound].number, wanted: schema.keyHeaders, found: found,
        nearest: schema.keyHeaders.first.flatMap { HeaderNames.nearest(to: $0, in: unknown) })
    }
    return best
  }

  /// Whether the lower row holds words only below the upper row's merged cells.
  private static func isGroupRow(_ upper: RawSheet.Row, over lower: RawSheet.Row) -> Bool {
    // A header merged over both rows stands in both.
    let below = lower.cells.indices.filter { !lower.cells[$0].isBlank && lower.cells[$0] != upper[$0] }
    let groups = upper.covered.union(upper.covered.compactMap { upper.covered.contains($0 - 1) ? nil : $0 - 1 })
    return !below.isEmpty && below.count >= 2 && below.allSatisfy(groups.contains)
      && below.allSatisfy { if case .text = lower.cells[$0] { true } else { false } }
  }

  private init(at range: ClosedRange<Int>, in sheet: RawSheet, schema: LedgerSchema, matcher: HeaderNames) {
    self.range = range
    let (upper, lower) = (sheet.rows[range.lowerBound], sheet.rows[range.upperBound])
    let width = max(upper.cells.count, lower.cells.count)
    var names: [Int: String] = [:]
    var candidates: [(meaning: HeaderNames.Meaning, place: Int)] = []
    var group = ""
    for place in 0..<width {
      let above = CellText.singleLine(upper[place].asText)
      let below = range.count == 2 ? CellText.singleLine(lower[place].asText) : ""
      if !above.isEmpty { group = above }
      let readings: [String]
      if range.count == 1 || below.isEmpty || below == above {
        readings = [above]
      } else {
        readings = [group + below, below + group, below]
      }
      guard let name = readings.first, !name.isEmpty else { continue }
      names[place] = name
      candidates += matcher.meanings(of: readings).map { ($0, place) }
    }
    // The surest meaning first; no column is given twice, no header means two.
    var columns: [Int: LedgerSchema.Column] = [:]
    var taken: Set<Int> = []
    for (meaning, place) in candidates.sorted(by: { ($0.meaning.rank, $0.place) < ($1.meaning.rank, $1.place) })
    where columns[place] == nil && taken.insert(meaning.column).inserted {
      columns[place] = schema.columns[meaning.column]
    }
    self.names = names
    variants = names.mapValues(HeaderNames.variants)
    self.columns = columns
    extras = names.filter { columns[$0.key] == nil && !HeaderRow.isRunningNumber($0.value) }
  }

  private static func isRunningNumber(_ name: String) -> Bool {
    ["序号", "no", "no."].contains(HeaderNames.folded(name))
  }

  /// Whether a row of data repeats the headers, as long tables do on every page.
  func isRepeated(in row: RawSheet.Row) -> Bool {
    let filled = row.cells.indices.filter { !row.cells[$0].isBlank }
    return filled.count >= 2
      && filled.allSatisfy { place in
        guard let known = variants[place] else { return false }
        return HeaderNames.variants(of: row.cells[place].asText).contains(where: known.contains)
      }
  }
}
