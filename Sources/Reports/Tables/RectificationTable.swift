import Findings

extension Report {
  /// The rows of 整改台账 of some units: as the re-check left them, else a new row for each fault.
  func rectificationRows(of units: [UnitResult]) -> [RectificationRow] {
    if let rectification { return units.flatMap { rectification[$0.name] ?? [] } }
    var rows: [RectificationRow] = []
    for unit in units {
      let clauses = Dictionary(unit.clauses.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
      for finding in unit.findingsInReadingOrder where finding.outcome == .failed {
        let named = finding.clauses.compactMap { clauses[$0]?.responsible }.first { !$0.isEmpty }
        rows.append(
          RectificationRow(
            number: rows.count + 1, problem: finding.message, place: Wording.place(finding.location),
            basis: finding.clauses.map(\.description).joined(separator: "；"),
            responsible: unit.level == .district ? named ?? unit.name : unit.name, measure: "",
            limit: "",
            finding: finding.id))
      }
    }
    return rows
  }
}

extension ReportTable {
  /// 整改台账. Its first column is a number, so that it sorts; the rest is text, so that it reads back as it stood.
  static func rectification(_ rows: [RectificationRow]) -> ReportTable {
    ReportTable(
      name: "整改台账", headers: RectificationRow.headers,
      rows: rows.map { row in [.count(row.number)] + row.cells.dropFirst().map { .text($0) } })
  }
}
