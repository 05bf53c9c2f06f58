import Evidence
import Findings
import Settings
import Workdays

/// Names from a register, each of which must be found in a field of some record:
/// `roster: {table: register, where: [{field: 类别, is: 居村}], name: 名称, field: 解读单位}`.
struct Roster: Sendable, Hashable {
  private let selection: Selection
  private let name: String
  private let field: String

  /// nil where no roster is written.
  init?(_ options: inout Fields) throws(SettingError) {
    guard var inner = try options.optionalFields("roster") else { return nil }
    selection = try Selection(&inner)
    name = try inner.string("name")
    field = try inner.string("field")
    try inner.finish()
  }

  /// The names, in the order of the register; none where the register is not kept, since nobody said who there is.
  func names(in context: CheckContext) throws(EvidenceGap) -> [String] {
    guard context.evidence.tables[selection.table]?.isPresent == true else { return [] }
    return try selection.records(in: context).chosen.compactMap { $0.text(name) }
  }

  /// Without a list nobody can say that all of them did it.
  func unknown(_ verdict: Verdict, due: CivilDate, asOf: CivilDate) -> Verdict {
    var verdict = verdict
    verdict.detail = "没有登记应逐一核查的单位名单，不能判断是否都已完成"
    if asOf < due {
      verdict.outcome = .notDue
    } else {
      (verdict.outcome, verdict.reason) = (.undecided, .evidenceMissing)
    }
    return verdict
  }

  func absent(_ names: [String], from records: [Record]) -> [String] {
    let there = records.flatMap { $0.items(field) }
    return names.filter { name in !there.contains { $0.contains(name) || name.contains($0) } }
  }
}
