public import Evidence
public import Settings

/// Whether a table holds records that meet conditions: one, or `count` of them dated by `date` in the year in which the
/// document binds; or else one of the tables of `or` does.
public struct Presence: Sendable {
  private let table: String
  private let conditions: Conditions
  private let count: Int
  private let date: DateFields?
  private let others: [Presence]
  /// Without the table the rule is not asked: another one judges what such records would show.
  private let isOptional: Bool

  public init(_ fields: inout Fields) throws(SettingError) {
    table = try fields.string("table")
    conditions = try Conditions(&fields)
    count = try fields.optionalInteger("count") ?? 1
    isOptional = try fields.flag("optional")
    let names = try fields.strings("date")
    date = names.isEmpty ? nil : DateFields(names: names)
    var others: [Presence] = []
    for item in try fields.list("or") {
      var inner = try item.fields("or")
      others.append(try Presence(&inner))
      try inner.finish()
    }
    self.others = others
  }

  /// False only where the tables are there and too little in them meets the conditions (an unreadable cell speaks for
  /// it), or where a table need not be there and is not.
  public func holds(in evidence: Evidence, year: Int) -> Bool {
    isSeen(in: evidence, year) ?? !isOptional || others.contains { $0.holds(in: evidence, year: year) }
  }

  /// nil where the table was not supplied.
  private func isSeen(in evidence: Evidence, _ year: Int) -> Bool? {
    guard let table = evidence.tables[table], table.isPresent else { return nil }
    let found = table.records.count { record in
      guard conditions.hold(for: record) != false else { return false }
      guard let date else { return true }
      switch date.read(record) {
      case .date(let day, _, _): return day.year == year
      case .unreadable: return true
      case .empty: return false
      }
    }
    return found >= count
  }

  /// Why nobody can say whether it holds: a table that might show it was not supplied.
  public func gap(in evidence: Evidence, year: Int) -> EvidenceGap? {
    let all = [self] + others
    if all.contains(where: { $0.isSeen(in: evidence, year) == true }) { return nil }
    let missing = all.first { $0.isSeen(in: evidence, year) == nil }.flatMap { evidence.tables[$0.table] }
    return missing.map { EvidenceGap("未提供《\($0.chineseName)》，请补交后重新核查。") }
  }
}
