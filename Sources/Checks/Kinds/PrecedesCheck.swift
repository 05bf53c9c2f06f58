import Evidence
import Findings
import Settings
import Workdays

/// Something must have been done before its event: opinions heard before adoption, a review before publication.
struct PrecedesCheck: Check {
  private let selection: Selection
  private let exempt: Conditions
  /// The field that states why a record is exempt.
  private let basis: String?
  private let event: DateFields
  private let earlier: Achievement
  private let groups: Groups?
  private let sameDay: Bool
  private let missing: Failure
  private let sinceIssued: Bool
  /// The day from which a record is known; one whose event is still to come is not due.
  private let opened: DateFields?
  /// The field that names the policies which are the subjects in place of the record itself.
  private let policy: String?

  init(_ options: inout Fields) throws(SettingError) {
    selection = try Selection(&options)
    exempt = try Conditions(&options, key: "exempt")
    basis = try options.optionalString("basis")
    event = try DateFields(&options, key: "event")
    earlier = try Achievement(&options, key: "earlier")
    groups = try Groups(&options)
    sameDay = try options.flag("same_day", default: true)
    missing = try options.choice("missing", default: .failed)
    sinceIssued = try options.flag("since_issued", default: true)
    let names = try options.strings("opened")
    opened = names.isEmpty ? nil : DateFields(names: names)
    policy = try options.optionalString("policy")
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    let table = try context.table(selection.table)
    try event.require(in: table)
    let (chosen, unclear) = try selection.records(in: context)
    let achievement = try earlier.prepared(in: context, for: table)
    var verdicts = selection.unclearVerdicts(unclear, in: context)
    let policies = policy.map { (field: $0, byNumber: context.index.policies) }
    for record in chosen {
      guard let verdict = verdict(on: record, achievement, in: context) else { continue }
      verdicts += policies.map { verdict.perPolicy(record.items($0.field), among: $0.byNumber) } ?? [verdict]
    }
    return policy == nil ? verdicts : verdicts.worstBySubject()
  }

  private func verdict(
    on record: Record, _ achievement: Achievement.Prepared, in context: CheckContext
  ) -> Verdict? {
    let subject = context.subject(record, in: selection.table)
    let (day, field): (CivilDate, String)
    switch event.read(record) {
    case .date(let date, _, let name): (day, field) = (date, name)
    case .empty:
      guard case .date(let first, _, let name)? = opened?.read(record), context.isInPeriod(first) else { return nil }
      return Verdict(
        .notDue, subject, detail: "\(name)\(first)，尚无\(event.names.joined(separator: "或"))", at: record)
    case .unreadable(let name): return record.unreadableVerdict(subject, fields: [name])
    }
    var verdict = Verdict(.passed, subject, detail: "", at: record, dueOn: day)
    if day > context.asOf, case .date(let first, _, _)? = opened?.read(record), context.isInPeriod(first) {
      verdict.outcome = .notDue
      verdict.detail = "\(field)\(day)未到"
      return verdict
    }
    guard context.isInPeriod(day) else { return nil }
    if sinceIssued, day < context.binding.effectiveFrom {
      verdict.outcome = .notApplicable
      verdict.detail = "\(field)\(day)早于文件生效日\(context.binding.effectiveFrom)"
      return verdict
    }
    if !exempt.all.isEmpty, exempt.hold(for: record) == true {
      verdict.outcome = .notApplicable
      verdict.detail = "按规定不适用"
      guard let basis else { return verdict }
      if let reason = record.text(basis) {
        verdict.detail += "（\(reason)）"
      } else {
        verdict.detail += "，台账没有写明\(basis)"
        verdict.unseen = "“\(record.key)”依法不适用的依据，台账没有写明\(basis)"
      }
      return verdict
    }
    let last = sameDay ? day : day.adding(days: -1)
    switch achievement.state(of: record, until: last) {
    case .done(let date, let have):
      verdict.doneOn = date
      verdict.evidence = have.joined(separator: "、")
      verdict.detail = "\(field)\(day)之前已于\(date)完成"
      let absent = groups?.missing(in: achievement.records(for: record, until: last)) ?? []
      if !absent.isEmpty {
        verdict.detail = "\(field)\(day)之前尚缺\(absent.joined(separator: "、"))的记录"
        verdict.fingerprint = absent.joined(separator: "\n")
        verdict.fail(missing)
      }
    case .unreadable(let fields):
      (verdict.outcome, verdict.reason) = (.undecided, .unreadable)
      verdict.detail = "“\(fields.joined(separator: "、"))”无法识别，不能判断先后"
    case .open(let have, _):
      verdict.evidence = have.isEmpty ? nil : have.joined(separator: "、")
      if case .done(let date, _) = achievement.state(of: record, until: context.asOf) {
        verdict.doneOn = date
        verdict.lateBy = context.calendar.workdays(after: day, through: date)
        verdict.detail = "应在\(field)\(day)之前完成，实际\(date)"
      } else {
        verdict.detail = "应在\(field)\(day)之前完成，未见记录"
      }
      verdict.fail(missing)
    }
    return verdict
  }
}

extension Achievement.Prepared {
  /// The records that belong to one and are dated by the end of a day.
  func records(for record: Record, until last: CivilDate) -> [Record] {
    (index?.records(for: record) ?? []).filter { match in
      if case .date(let date, _, _) = achievement.dates.read(match) { return date <= last }
      return false
    }
  }
}
