import Evidence
import Findings
import Settings
import Workdays

/// The records that belong to a subject together cover named things: an answer pushed to four windows, a policy told
/// through two media.
struct CoversCheck: Check {
  private let gate: EventGate
  private let join: Join?
  private let date: DateFields?
  private let groups: Groups
  /// So many are enough; nil wants all.
  private let enough: Int?
  private let missing: Failure
  private let partial: Failure
  /// The field that names the policies which are the subjects in place of the record itself.
  private let policy: String?
  /// A flag of the subject without which nothing can be seen: 已上网.
  private let seenBy: String?
  /// What is dated before the event does not count: answers cannot be pushed before they are there.
  private let afterStart: Bool

  init(_ options: inout Fields) throws(SettingError) {
    gate = try EventGate(&options)
    join = try options.take("by").map { setting throws(SettingError) in try Join(setting, "by") }
    let names = try options.strings("date")
    date = names.isEmpty ? nil : DateFields(names: names)
    guard let groups = try Groups(&options) else { throw SettingError("缺少“groups”。", at: options.place) }
    self.groups = groups
    enough = try options.optionalInteger("enough")
    missing = try options.choice("missing", default: .failed)
    partial = try options.choice("partial", default: missing)
    policy = try options.optionalString("policy")
    seenBy = try options.optionalString("seen_by")
    afterStart = try options.flag("after_start")
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    let index = try join.map { join throws(EvidenceGap) in try join.index(in: context) }
    let table = try context.table(join?.table ?? gate.selection.table)
    try table.require(
      groups.fields.filter { !table.fields.contains($0) }.count == groups.fields.count ? groups.fields : [])
    let (open, settled) = try gate.admitted(in: context) { record in
      isShort(groups.missing(in: members(of: record, index, in: context)))
    }
    var verdicts = settled
    let policies = policy.map { (field: $0, byNumber: context.index.policies) }
    for (record, base, _) in open {
      let verdict = verdict(base, record, members(of: record, index, in: context), in: context)
      verdicts += policies.map { verdict.perPolicy(record.items($0.field), among: $0.byNumber) } ?? [verdict]
    }
    return policy == nil ? verdicts : verdicts.worstBySubject()
  }

  private func members(of record: Record, _ index: Join.Index?, in context: CheckContext) -> [Record] {
    guard let index else { return [record] }
    return index.records(for: record).filter { member in
      guard let date else { return true }
      guard case .date(let day, _, _) = date.read(member), day <= context.asOf else { return false }
      guard afterStart, case .date(let first, _, _) = gate.start.read(record) else { return true }
      return first <= day
    }
  }

  private func isShort(_ gaps: [String]) -> Bool {
    guard let enough else { return !gaps.isEmpty }
    return groups.words.count - gaps.count < enough
  }

  private func verdict(_ base: Verdict, _ record: Record, _ members: [Record], in context: CheckContext) -> Verdict {
    var verdict = base
    if let seenBy, record[seenBy] != .flag(true) {
      (verdict.outcome, verdict.reason) = (.undecided, .evidenceMissing)
      verdict.detail = "导出中没有它的页面，不能核对"
      return verdict
    }
    let gaps = groups.missing(in: members)
    let have = groups.words.map(\.name).filter { !gaps.contains($0) }
    verdict.evidence = have.isEmpty ? nil : have.joined(separator: "、")
    guard isShort(gaps) else {
      verdict.detail = "已涵盖\(have.joined(separator: "、"))"
      return verdict
    }
    let unreadable = groups.fields.filter { field in members.contains { $0.unreadable.contains(field) } }
    if !unreadable.isEmpty { return record.unreadableVerdict(base.subject, fields: unreadable) }
    let wanted = enough.map { "应有\($0)种以上，现有\(have.count)种\(have.isEmpty ? "" : "（\(have.joined(separator: "、"))）")" }
    verdict.fallShort(
      wanted ?? "尚缺\(gaps.joined(separator: "、"))", have.isEmpty ? missing : partial, asOf: context.asOf, gaps: gaps)
    return verdict
  }
}
