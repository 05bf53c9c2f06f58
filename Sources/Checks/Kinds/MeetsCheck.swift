import Evidence
import Findings
import Settings
import Workdays

/// Each record, or all that belong to it, must meet conditions: two platforms a lecture, an audience for each push.
struct MeetsCheck: Check {
  private let gate: EventGate
  private let each: Join?
  private let must: [(condition: Condition, name: String)]
  private let missing: Failure
  private let policy: String?

  init(_ options: inout Fields) throws(SettingError) {
    gate = try EventGate(&options)
    each = try options.take("each").map { setting throws(SettingError) in try Join(setting, "each") }
    var must: [(Condition, String)] = []
    guard var inner = try options.optionalFields("must") else { throw SettingError("缺少“must”。", at: options.place) }
    for entry in inner.takeAll() { must.append((try Condition(entry.value), entry.key)) }
    self.must = must
    missing = try options.choice("missing", default: .failed)
    policy = try options.optionalString("policy")
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    let table = try context.table(each?.table ?? gate.selection.table)
    try Conditions(all: must.map(\.condition)).require(in: table)
    let index = try each.map { join throws(EvidenceGap) in try join.index(in: context) }
    let (open, settled) = try gate.admitted(in: context) { record in
      (index?.records(for: record) ?? [record]).contains { member in
        must.contains { $0.condition.holds(for: member) == false }
      }
    }
    var verdicts = settled
    let policies = policy.map { (field: $0, byNumber: context.index.policies) }
    for (record, base, _) in open {
      let members = index?.records(for: record) ?? [record]
      guard !members.isEmpty else { continue }
      let verdict = verdict(base, members, in: context)
      verdicts += policies.map { verdict.perPolicy(record.items($0.field), among: $0.byNumber) } ?? [verdict]
    }
    return policy == nil ? verdicts : verdicts.worstBySubject()
  }

  private func verdict(_ base: Verdict, _ members: [Record], in context: CheckContext) -> Verdict {
    var verdict = base
    var faults: [String] = []
    for member in members {
      for (condition, name) in must {
        switch condition.holds(for: member) {
        case true?: continue
        case nil: return member.unreadableVerdict(base.subject, fields: condition.names)
        case false?: faults.append(members.count > 1 ? "“\(member.shortName)”\(name)" : name)
        }
      }
    }
    guard !faults.isEmpty else {
      verdict.detail = "已按要求登记"
      return verdict
    }
    verdict.fallShort(faults.joined(separator: "；"), missing, asOf: context.asOf, gaps: faults)
    return verdict
  }
}
