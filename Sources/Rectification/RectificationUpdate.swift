public import Findings
public import Workdays

/// A 整改台账 after a re-check, and what the re-check changed in it.
public struct RectificationUpdate: Sendable, Hashable {
  /// The day as of which was re-checked.
  public let asOf: CivilDate
  /// In the ledger's order, the new ones last.
  public private(set) var rows: [RectificationRow] = []
  /// 序号 of the rows that were added.
  public private(set) var added: [Int] = []

  init(asOf: CivilDate) { self.asOf = asOf }

  mutating func add(_ row: RectificationRow, isNew: Bool = false) {
    rows.append(row)
    if isNew { added.append(row.number) }
  }

  /// 序号 of the rows in a state.
  public func numbers(_ state: RectificationRow.State) -> [Int] {
    rows.filter { $0.state == state }.map(\.number)
  }

  /// Rows that this re-check closed.
  public var closedNow: [Int] { rows.filter { $0.state == .closed && $0.closedOn == asOf }.map(\.number) }

  /// Rows that still stand though their 整改时限 has run out.
  public var overdue: [Int] {
    rows.filter { row in
      guard row.state == .open || row.state == .disputed || row.state == .reopened else { return false }
      guard let limit = CivilDate(iso: row.limit.prefix(10)) else { return false }
      return limit < asOf
    }.map(\.number)
  }

  /// For the terminal.
  public func text() -> String {
    func told(_ words: String, _ numbers: [Int]) -> String? {
      guard !numbers.isEmpty else { return nil }
      return "  \(words)\(numbers.count)条：第\(numbers.map(String.init).joined(separator: "、"))号"
    }
    let lines = [
      told("新增", added), told("本次复核销号", closedNow),
      told("报称完成而问题仍在", numbers(.disputed)), told("销号后再次出现", numbers(.reopened)),
      told("本期无法复核、暂不销号", numbers(.unverified)), told("豁免期内", numbers(.waived)),
      told("超过整改时限", overdue),
    ].compactMap { $0 }
    let standing = rows.count { $0.state != .closed }
    return (["整改台账共\(rows.count)条，未销号\(standing)条。"] + lines).joined(separator: "\n") + "\n"
  }
}
