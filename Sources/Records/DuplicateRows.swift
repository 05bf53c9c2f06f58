import Findings

/// Rows that say they are about the same thing.
///
/// Which of them is right cannot be known: the first is kept, without the cells in which they differ.
struct DuplicateRows {
  private let schema: LedgerSchema

  init(schema: LedgerSchema) {
    self.schema = schema
  }

  mutating func resolve(_ rows: [Ledger.Row]) -> (kept: [Ledger.Row], told: [Results.Rejection]) {
    guard !schema.uniqueHeaders.isEmpty else { return (rows, []) }
    let groups = Dictionary(grouping: rows, by: identity)
    var (kept, told) = ([Ledger.Row](), [Results.Rejection]())
    for row in rows {
      guard let group = groups[identity(row)], group.count > 1, let first = group.first else {
        kept.append(row)
        continue
      }
      if row.number == first.number { kept.append(merged(group)) }
      let others = group.filter { $0.number != row.number }.map { "\($0.number)" }
      let isCopy = group.allSatisfy { $0.values == first.values && $0.unreadable == first.unreadable }
      let advice = isCopy ? "内容相同，只算一次，请删去多余的行" : "内容不一致之处无法取舍，请核对后只留一行"
      told.append(
        .init(
          row: row.number, column: schema.uniqueHeaders.first,
          value: PersonalData.masked(row.key), reason: "与第\(others.joined(separator: "、"))行重复，\(advice)"))
    }
    return (kept, told)
  }

  /// The unique columns' values; where all of them are empty, the row's key.
  private func identity(_ row: Ledger.Row) -> [String] {
    let parts = schema.uniqueHeaders.map { CellText.compact(row.values[$0]?.description ?? "") }
    return parts.allSatisfy(\.isEmpty) ? ["", CellText.compact(row.key)] : parts
  }

  private func merged(_ group: [Ledger.Row]) -> Ledger.Row {
    guard let first = group.first else { return Ledger.Row(number: 0, key: "", values: [:]) }
    let headers = Set(group.flatMap(\.values.keys))
    let disputed = headers.filter { header in group.contains { $0.values[header] != first.values[header] } }
    let unreadable = group.reduce(into: disputed) { $0.formUnion($1.unreadable) }
    return Ledger.Row(
      number: first.number, key: first.key, values: first.values.filter { !unreadable.contains($0.key) },
      unreadable: unreadable)
  }
}
