import Evidence
import Findings
import Settings
import Workdays

/// Something must be done within a time of its event: filed within 5个工作日 of publication, answered the same day.
struct DeadlineCheck: Check {
  private let selection: Selection
  private let exempt: Conditions
  private let start: DateFields
  private let limit: Limit
  private let done: Achievement
  private let late: Failure
  private let missing: Failure
  private let sinceIssued: Bool
  private let officeHours: OfficeHours?
  /// What must be stated as well once it is done: the unit that answered.
  private let also: [Wanted]
  /// Conditions that show it done without a date.
  private let satisfied: Conditions
  /// Fields without which nothing can be said, although another may stand for them.
  private let needs: [String]
  /// The field that chooses the subjects; where a whole ledger leaves it empty, nobody knows whether there are any.
  private let marker: String?
  /// What is missing fails only after this time; before it is a sign for a person.
  private let failsAfter: Limit?
  /// The field that names the policies which are the subjects in place of the record itself.
  private let policy: String?
  /// What is done before the event does not count: a new issue is not answered by an old interpretation.
  private let afterStart: Bool
  /// Only events of the year in which the document binds.
  private let thisYear: Bool
  /// A record that does not say when it began cannot be judged; without this it is no subject.
  private let owesStart: Bool
  /// On the last day itself nothing is held against anyone.
  private let sparesLastDay: Bool
  /// Who should have done it.
  private let unit: ResponsibleUnit?
  /// It is enough that so many per cent were in time; told once of the unit.
  private let share: Int?
  /// What the records that show it done must name together: 原文、解读和问答, all sent.
  private let carries: Groups?

  init(_ options: inout Fields) throws(SettingError) {
    selection = try Selection(&options)
    exempt = try Conditions(&options, key: "exempt")
    start = try DateFields(&options, key: "start")
    limit = try Limit(&options)
    done = try Achievement(&options)
    late = try options.choice("late", default: .failed)
    missing = try options.choice("missing", default: .failed)
    sinceIssued = try options.flag("since_issued", default: true)
    officeHours = try OfficeHours(&options)
    var also: [Wanted] = []
    for item in try options.list("also") { also.append(try Wanted(item)) }
    self.also = also
    satisfied = try Conditions(&options, key: "satisfied")
    needs = try options.strings("needs")
    marker = try options.optionalString("marker")
    if var inner = try options.optionalFields("fails_after") {
      failsAfter = try Limit(&inner)
      try inner.finish()
    } else {
      failsAfter = nil
    }
    policy = try options.optionalString("policy")
    afterStart = try options.flag("after_start")
    thisYear = try options.flag("this_year")
    owesStart = try options.flag("owes_start")
    sparesLastDay = try options.flag("spares_last_day")
    unit = try ResponsibleUnit(&options)
    share = try options.optionalInteger("share")
    if var inner = try options.optionalFields("carries") {
      carries = try Groups(&inner)
      try inner.finish()
    } else {
      carries = nil
    }
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    let table = try context.table(selection.table)
    let (chosen, unclear) = try selection.records(in: context)
    if let marker, chosen.isEmpty, unclear.isEmpty, isUnused(marker, in: table, context) {
      return [.doubtful(context.unitSubject, "《\(table.chineseName)》从未填写“\(marker)”，不能判断有无适用对象")]
    }
    if chosen.isEmpty { return selection.unclearVerdicts(unclear, in: context) }
    try start.require(in: table)
    try table.require(needs)
    var achievement = try done.prepared(in: context, for: table)
    achievement.tell(events: table.records, start, until: context.asOf)
    let units = try unit?.prepared(in: context)
    var verdicts = selection.unclearVerdicts(unclear, in: context)
    let policies = policy.map { (field: $0, byNumber: context.index.policies) }
    for record in chosen {
      if var verdict = verdict(on: record, achievement, in: context) {
        if verdict.outcome == .passed, let doubt = units?.doubt(of: record) {
          verdict.detail = doubt
          verdict.fingerprint = "unit"
          verdict.fail(.heuristic)
        }
        verdicts += policies.map { verdict.perPolicy(record.items($0.field), among: $0.byNumber) } ?? [verdict]
      }
    }
    if let share { return inSum(verdicts, share, in: context) }
    return policy == nil ? verdicts : verdicts.worstBySubject()
  }

  /// One verdict on the unit: the share of those in time among all whose time has run out.
  private func inSum(_ verdicts: [Verdict], _ share: Int, in context: CheckContext) -> [Verdict] {
    let judged = verdicts.filter { $0.outcome == .passed || $0.outcome == .failed || $0.reason == .heuristic }
    let met = judged.count { $0.outcome == .passed }
    var verdict = Verdict(
      .passed, context.unitSubject, detail: "\(judged.count)件中按期完成\(met)件", fingerprint: "\(met)/\(judged.count)")
    let open = verdicts.filter { $0.reason == .unreadable }
    guard !judged.isEmpty else { return Array(open.prefix(1)) + verdicts.filter { $0.outcome == .notDue }.prefix(1) }
    if met * 100 >= share * (judged.count + open.count) { return [verdict] }
    if (met + open.count) * 100 >= share * (judged.count + open.count) { return Array(open.prefix(1)) }
    verdict.detail += "，不到\(share)%"
    verdict.evidence = judged.filter { $0.outcome != .passed }.prefix(10).map(\.subject.key).joined(separator: "、")
    verdict.fail(missing)
    return [verdict]
  }

  private func isUnused(_ marker: String, in table: Table, _ context: CheckContext) -> Bool {
    let ofPeriod = table.records.filter { record in
      if case .date(let day, _, _) = start.read(record) { return context.isInPeriod(day) }
      return false
    }
    return !ofPeriod.isEmpty && !table.records.contains { $0[marker] != nil }
  }

  private func verdict(
    on record: Record, _ achievement: Achievement.Prepared, in context: CheckContext
  ) -> Verdict? {
    let subject = context.subject(record, in: selection.table)
    let (event, minute, field): (CivilDate, Int?, String)
    switch start.read(record) {
    case .date(let date, let time, let name): (event, minute, field) = (date, time, name)
    case .empty where owesStart:
      return Verdict(
        .undecided, subject, reason: .evidenceMissing, detail: "台账没有写明\(start.names.joined(separator: "或"))，无法计算期限",
        at: record, fingerprint: "no start")
    case .empty: return nil
    case .unreadable(let name): return record.unreadableVerdict(subject, fields: [name])
    }
    if thisYear, event.year != context.binding.year { return nil }
    let begun = officeHours?.arrival(event, minute: minute, in: context.calendar) ?? event
    let deadline = context.calendar.deadline(limit, from: begun)
    let first = afterStart || done.pool != nil ? event : nil
    let state = achievement.state(of: record, until: context.asOf, from: first)
    var isOpen = true
    if case .done = state { isOpen = false }
    guard context.isInPopulation(start: event, due: deadline.date, isOpen: isOpen) else { return nil }
    var verdict = Verdict(
      .passed, subject, detail: "", at: record, dueOn: deadline.date,
      missingYear: deadline.missingYear,
      derivation: .counted(
        .init(
          field: field, event: event, begun: begun, limit: limit, missingYear: deadline.missingYear,
          calendar: context.calendar)))
    if sinceIssued, event < context.binding.effectiveFrom {
      verdict.outcome = .notApplicable
      verdict.detail = "\(field)\(event)早于文件生效日\(context.binding.effectiveFrom)"
      return verdict
    }
    if !exempt.all.isEmpty, exempt.hold(for: record) == true {
      verdict.outcome = .notApplicable
      verdict.detail = "按规定不适用"
      return verdict
    }
    let records = carries == nil ? [] : achievement.records(for: record, until: context.asOf)
    apply(state, to: &verdict, record: record, event: event, field: field, records: records, in: context)
    return verdict
  }

  private func apply(
    _ state: Achievement.State, to verdict: inout Verdict, record: Record, event: CivilDate, field: String,
    records: [Record], in context: CheckContext
  ) {
    guard let due = verdict.dueOn else { return }
    let span = limit.demand("完成", from: "\(field)\(event)", until: due)
    switch state {
    case .unreadable(let fields):
      verdict.outcome = .undecided
      verdict.reason = .unreadable
      verdict.detail = "“\(fields.joined(separator: "、"))”无法识别，不能判断是否按期"
    case .done(let date, let have):
      verdict.doneOn = late == .allowed ? nil : date
      verdict.evidence = have.count > 1 || done.distinct != nil ? have.joined(separator: "、") : nil
      guard date > due, late != .allowed else {
        verdict.detail = "\(span)，已按期完成"
        let absent = also.filter { $0.isWanted(of: record) && !$0.isStated(in: record, by: context.asOf) }
        if !absent.isEmpty {
          verdict.detail = "已办理，但缺少\(absent.map(\.title).joined(separator: "、"))"
          mark(&verdict, missing)
        } else {
          judgeLoad(&verdict, records, in: context)
        }
        return
      }
      let days = context.calendar.workdays(after: due, through: date)
      verdict.lateBy = days
      verdict.detail = "\(span)，实际\(date)，逾期\(days)个工作日"
      mark(&verdict, late)
    case .open where !satisfied.all.isEmpty && satisfied.hold(for: record) == true:
      verdict.detail = "\(span)，已完成"
    case .open(let have, let need):
      verdict.evidence = have.isEmpty ? nil : have.joined(separator: "、")
      guard context.asOf > due || context.asOf == due && !sparesLastDay else {
        verdict.outcome = .notDue
        verdict.detail = "\(span)，尚未到期"
        return
      }
      verdict.lateBy = context.calendar.workdays(after: due, through: context.asOf)
      let shortfall = need > 1 || done.distinct != nil
      verdict.detail =
        shortfall
        ? "\(span)\(need)项，现有\(have.count)项\(have.isEmpty ? "" : "（\(have.joined(separator: "、"))）")"
        : "\(span)，至\(context.asOf)未见办理记录"
      let isGrave = failsAfter.map { context.asOf >= context.calendar.deadline($0, from: event).date } ?? true
      mark(&verdict, isGrave ? missing : .heuristic)
    }
  }

  /// Done in time is not enough where something must be carried along; a ledger that does not say leaves it open.
  private func judgeLoad(_ verdict: inout Verdict, _ records: [Record], in context: CheckContext) {
    guard let carries, let table = done.join.flatMap({ context.evidence.tables[$0.table] }) else { return }
    let names = carries.words.map(\.name).joined(separator: "、")
    guard carries.fields.contains(where: { table.fields.contains($0) }) else {
      (verdict.outcome, verdict.reason) = (.undecided, .evidenceMissing)
      verdict.detail = "已按期完成，但《\(table.chineseName)》没有“\(carries.fields[0])”一列，不能核对是否包括\(names)"
      return
    }
    let absent = carries.missing(in: records)
    guard !absent.isEmpty else { return }
    verdict.detail = "已按期完成，但未见\(absent.joined(separator: "、"))"
    verdict.fingerprint = absent.joined(separator: "\n")
    mark(&verdict, .heuristic)
  }

  private func mark(_ verdict: inout Verdict, _ failure: Failure) { verdict.fail(failure) }
}
