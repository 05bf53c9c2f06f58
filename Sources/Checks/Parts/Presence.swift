public import Evidence
public import Settings

/// Whether a table holds any record that meets conditions.
public struct Presence: Sendable {
  private let table: String
  private let conditions: Conditions

  public init(_ fields: inout Fields) throws(SettingError) {
    table = try fields.string("table")
    conditions = try Conditions(&fields)
  }

  /// False only where the table is there and nothing in it meets the conditions; an unreadable cell speaks for it.
  public func holds(in evidence: Evidence) -> Bool {
    guard let table = evidence.tables[table], table.isPresent else { return true }
    return table.records.contains { conditions.hold(for: $0) != false }
  }

  /// Why nobody can say whether it holds: its table was not supplied.
  public func gap(in evidence: Evidence) -> EvidenceGap? {
    guard let table = evidence.tables[table], !table.isPresent else { return nil }
    return EvidenceGap("未提供《\(table.chineseName)》，请补交后重新核查。")
  }
}
