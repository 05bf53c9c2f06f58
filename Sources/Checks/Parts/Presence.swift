public import Evidence
public import Settings
public import Workdays

/// Whether a table, or one of several (`also`), holds records that meet conditions: one, or `count` of them; with
/// `dated`, of the year in which the document binds.
public struct Presence: Sendable {
  private let sources: [Source]

  private struct Source: Sendable {
    let table: String
    let conditions: Conditions
    let count: Int
    /// Dates of which the first must lie in the year; a record without any counts too.
    let dates: DateFields?
    /// Without the table the rule is not asked: another one judges what such records would show.
    let isOptional: Bool

    init(_ fields: inout Fields) throws(SettingError) {
      table = try fields.string("table")
      conditions = try Conditions(&fields)
      count = try fields.optionalInteger("count") ?? 1
      let names = try fields.strings("dated")
      dates = names.isEmpty ? nil : DateFields(names: names)
      isOptional = try fields.flag("optional")
    }

    /// nil where the table was not supplied and should have been. An unreadable cell speaks for it.
    func isSeen(in evidence: Evidence, _ year: Int, _ asOf: CivilDate) -> Bool? {
      guard let table = evidence.tables[table], table.isPresent else { return isOptional ? false : nil }
      let found = table.records.count { record in
        guard conditions.hold(for: record) != false else { return false }
        if case .date(let day, _, _)? = dates?.read(record) { return day.year == year && day <= asOf }
        return true
      }
      return found >= count
    }
  }

  public init(_ fields: inout Fields) throws(SettingError) {
    var sources = [try Source(&fields)]
    for item in try fields.list("also") {
      var inner = try item.fields("also")
      sources.append(try Source(&inner))
      try inner.finish()
    }
    self.sources = sources
  }

  /// False only where the tables are there and too little in each meets the conditions.
  ///
  /// - Parameter year: the year in which the document binds.
  public func holds(in evidence: Evidence, year: Int, asOf: CivilDate) -> Bool {
    sources.contains { $0.isSeen(in: evidence, year, asOf) != false }
  }

  /// Why nobody can say whether it holds: a table that might show it was not supplied, and no other shows it.
  public func gap(in evidence: Evidence, year: Int, asOf: CivilDate) -> EvidenceGap? {
    let seen = sources.map { $0.isSeen(in: evidence, year, asOf) }
    guard !seen.contains(true), let missing = zip(sources, seen).first(where: { $0.1 == nil })?.0,
      let table = evidence.tables[missing.table]
    else { return nil }
    return EvidenceGap("未提供《\(table.chineseName)》。")
  }
}
