import Evidence
import Findings
import Settings
import Workdays

/// Each record must state certain things, and its dates must follow one another: nodes of a request, elements of a
/// published reply, the parts of an open day.
struct FilledCheck: Check {
  private let selection: Selection
  private let exempt: Conditions
  /// The event by which a record belongs to the period; none where all records are judged as they stand.
  private let event: DateFields?
  private let ripeness: Ripeness?
  /// What is as it should be before its time need not wait.
  private let countsEarly: Bool
  /// The field with the year of a record whose event is still to come: it is not due, instead of nothing.
  private let pending: String?
  private let wanted: [Wanted]
  private let ordered: [String]
  private let must: Conditions
  /// What is wrong where `must` does not hold, in the rule's words.
  private let fault: String
  private let groups: Groups?
  /// So many of the groups are enough; nil wants all.
  private let enough: Int?
  /// So many would be right: fewer, though enough, are a sign for a person.
  private let better: Int?
  private let missing: Failure
  /// Where these hold, nobody can say whether anything is wanted of the record.
  private let unsure: Conditions
  /// What belongs to a record of another table is judged there: a reply that the public sees on a page.
  private let elsewhere: Join?
  /// What it means that no record at all has what is wanted, told once of the unit.
  private let noneAtAll: Failure?
  private let sinceIssued: Bool
  /// A column that the document does not ask for by itself: where nobody keeps it, that is told and nothing is judged.
  private let mayBeUnkept: Bool
  /// The column whose address must open where it is on the own site.
  private let live: String?

  init(_ options: inout Fields) throws(SettingError) {
    selection = try Selection(&options)
    exempt = try Conditions(&options, key: "exempt")
    let names = try options.strings("event")
    event = names.isEmpty ? nil : DateFields(names: names)
    ripeness = try Ripeness(&options)
    countsEarly = try options.flag("early")
    pending = try options.optionalString("pending")
    elsewhere = try options.take("elsewhere").map { setting throws(SettingError) in try Join(setting, "elsewhere") }
    unsure = try Conditions(&options, key: "unsure")
    var wanted: [Wanted] = []
    if let setting = options.take("fields") {
      if case .scalar = setting.content {
        wanted = [try Wanted(setting)]
      } else {
        for item in try setting.list("fields") { wanted.append(try Wanted(item)) }
      }
    }
    self.wanted = wanted
    ordered = try options.strings("ordered")
    must = try Conditions(&options, key: "must")
    fault = try options.optionalString("fault") ?? "不符合要求"
    groups = try Groups(&options)
    enough = try options.optionalInteger("enough")
    better = try options.optionalInteger("better")
    missing = try options.choice("missing", default: .failed)
    if let setting = options.take("none_at_all") {
      noneAtAll = Failure(rawValue: try setting.string("none_at_all"))
    } else {
      noneAtAll = nil
    }
    sinceIssued = try options.flag("since_issued", default: true)
    mayBeUnkept = try options.flag("may_be_unkept")
    live = try options.optionalString("live")
    if wanted.isEmpty, ordered.isEmpty, must.all.isEmpty, groups == nil {
      throw SettingError("至少写“fields”（必填项）、“ordered”（先后次序）、“must”（条件）、“groups”（涵盖）之一。", at: options.place)
    }
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    if mayBeUnkept, let gap = unkept(in: context) { return [gap] }
    let table = try context.table(selection.table)
    let (chosen, unclear) = try selection.records(in: context)
    if !chosen.isEmpty { try event?.require(in: table) }
    var judgedElsewhere: Join.Index?
    if let elsewhere, context.evidence.tables[elsewhere.table]?.isPresent == true {
      judgedElsewhere = try elsewhere.index(in: context)
    }
    let verdicts = chosen.filter { judgedElsewhere?.records(for: $0).isEmpty ?? true }
      .compactMap { verdict(on: $0, in: context) }
    let judged = verdicts.filter { $0.outcome != .notApplicable && $0.outcome != .notDue }
    // A column that nobody keeps is lacking only where somebody would have to look at it.
    if !judged.isEmpty {
      for item in wanted where !item.names.contains(where: { table.fields.contains($0) }) {
        try table.require(item.names)
      }
      try must.require(in: table)
      if let groups, !groups.fields.contains(where: { table.fields.contains($0) }) { try table.require(groups.fields) }
    }
    if let noneAtAll, !judged.isEmpty, !judged.contains(where: { $0.outcome == .passed }) {
      var verdict = Verdict(.failed, context.unitSubject, detail: "\(judged.count)项均\(fault)", fingerprint: "none")
      verdict.fail(noneAtAll)
      return selection.unclearVerdicts(unclear, in: context) + [verdict]
    }
    return selection.unclearVerdicts(unclear, in: context) + verdicts
  }

  /// What is told where the ledger, or the columns wanted of it, are not kept.
  private func unkept(in context: CheckContext) -> Verdict? {
    guard let table = context.evidence.tables[selection.table],
      !table.isPresent || !wanted.contains(where: { $0.names.contains { table.fields.contains($0) } })
    else { return nil }
    let why = table.isPresent ? "《\(table.chineseName)》没有这一列" : "未提供《\(table.chineseName)》"
    var verdict = Verdict(.notApplicable, context.unitSubject, detail: why)
    verdict.unseen = "\(wanted.map(\.title).joined(separator: "、"))（\(why)）"
    return verdict
  }

  private func verdict(on record: Record, in context: CheckContext) -> Verdict? {
    let subject = context.subject(record, in: selection.table)
    var verdict = Verdict(.passed, subject, detail: "要素齐全", at: record)
    if let event {
      switch event.read(record) {
      case .date(let date, _, _) where date > context.asOf && pending != nil:
        return toCome(record, &verdict, year: date.year, in: context)
      case .date(let date, _, let field):
        let isOfPeriod =
          context.isInPeriod(date) || ripeness?.happenedInPeriod(record, context) == true
          || (date <= context.asOf && ripeness?.isOverdue(record, context) == true)
        guard isOfPeriod else { return nil }
        if sinceIssued, date < context.binding.effectiveFrom {
          verdict.outcome = .notApplicable
          verdict.detail = "\(field)\(date)早于文件生效日\(context.binding.effectiveFrom)"
          return verdict
        }
      case .empty: return toCome(record, &verdict, year: nil, in: context)
      case .unreadable(let name): return record.unreadableVerdict(subject, fields: [name])
      }
    }
    if !exempt.all.isEmpty, exempt.hold(for: record) == true {
      verdict.outcome = .notApplicable
      verdict.detail = "按规定不适用"
      return verdict
    }
    if let ripeness, !ripeness.isRipe(record, context) {
      if let field = ripeness.unreadable(record) { return record.unreadableVerdict(subject, fields: [field]) }
      if countsEarly {
        var early = verdict
        decide(&early, record, in: context)
        if early.outcome == .passed { return early }
      }
      verdict.outcome = .notDue
      verdict.detail = "尚未到须具备的时候"
      return verdict
    }
    let fields = wanted.flatMap(\.names) + ordered + must.fields + (groups?.fields ?? [])
    let unreadable = fields.filter { record.unreadable.contains($0) }
    if !unreadable.isEmpty { return record.unreadableVerdict(subject, fields: unreadable) }
    decide(&verdict, record, in: context)
    return verdict
  }

  /// Not due where its event of this year is still to come; nothing where nobody waits for it.
  private func toCome(_ record: Record, _ verdict: inout Verdict, year: Int?, in context: CheckContext) -> Verdict? {
    guard let pending else { return nil }
    var year = year
    if case .number(let number)? = record[pending] { year = Int(number) }
    guard year == nil || year == context.binding.year else { return nil }
    verdict.outcome = .notDue
    verdict.detail = "尚未到须具备的时候"
    return verdict
  }

  private func decide(_ verdict: inout Verdict, _ record: Record, in context: CheckContext) {
    let absent = wanted.filter { $0.isWanted(of: record) && !$0.isStated(in: record, by: context.asOf) }
    let gaps = groups?.missing(in: [record]) ?? []
    let covered = (groups?.words.count ?? 0) - gaps.count
    var parts: [String] = []
    let due = absent.filter { !$0.isToCome(in: record, after: context.asOf) }
    if !due.isEmpty { parts.append("缺少\(due.map(\.title).joined(separator: "、"))") }
    if let disorder = firstDisorder(record, by: context.asOf) { parts.append(disorder) }
    if !must.all.isEmpty, must.hold(for: record) == false { parts.append(fault) }
    if groups != nil, covered < (enough ?? covered + gaps.count) { parts.append("没有\(gaps.joined(separator: "、"))") }
    if let live, let address = record.text(live), context.evidence.tables["pages"]?.isPresent == true,
      context.index.addresses.page(address) == nil, !context.index.addresses.isElsewhere(address)
    {
      parts.append("\(live)“\(address)”打不开")
    }
    if parts.isEmpty {
      if !absent.isEmpty {
        verdict.outcome = .notDue
        verdict.detail = "\(absent.map(\.title).joined(separator: "、"))尚未到时候"
      } else if let better, covered < better {
        verdict.detail = "只有\(covered)项，没有\(gaps.joined(separator: "、"))"
        verdict.fingerprint = verdict.detail
        verdict.fail(.heuristic)
      }
      return
    }
    verdict.detail = parts.joined(separator: "，")
    verdict.fingerprint = verdict.detail
    let isOnlyLacking = parts.count == 1 && !due.isEmpty
    let isSign = isOnlyLacking && due.allSatisfy { $0.missing == .heuristic } || isUnsure(record)
    verdict.fail(isSign && missing == .failed ? .heuristic : missing)
  }

  private func isUnsure(_ record: Record) -> Bool { !unsure.all.isEmpty && unsure.hold(for: record) != false }

  /// A later node that has happened before an earlier one, whether that has happened or is only entered for later.
  private func firstDisorder(_ record: Record, by horizon: CivilDate) -> String? {
    var last: (field: String, date: CivilDate)?
    for field in ordered {
      guard let date = record.date(field) else { continue }
      if let last, date < last.date {
        if date <= horizon { return "\(field)\(date)早于\(last.field)\(last.date)" }
        continue
      }
      last = (field, date)
    }
    return nil
  }
}
