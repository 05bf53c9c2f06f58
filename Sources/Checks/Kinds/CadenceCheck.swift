import Evidence
import Findings
import Settings
import Workdays

/// Something must happen so often in every month, quarter, half-year or year: a lecture a month, a briefing by
/// 31 October, a clean-up a quarter; with `groups`, each named thing so often, or `enough` of them.
struct CadenceCheck: Check {
  private let selection: Selection
  private let date: DateFields
  private let length: Period.Length
  private let count: Int
  private let distinct: String?
  private let groups: Groups?
  private let exceptMonths: [Int]
  private let withinMonths: [Int]
  private let by: YearDay?
  private let late: Failure
  private let missing: Failure
  private let partial: Partial
  /// What each counted record must state besides: 主题, 对象.
  private let each: [String]
  /// Only records count that belong to one of another table: pushes of policies with 一网通办 items.
  private let linked: Join?
  /// Only records count that are dated before this date of what they belong to; one without it is no bar.
  private let before: DateFields?
  /// Names that must each have a counted record of their own: every village of the register.
  private let roster: Roster?
  /// From this day of the year on, what is missing is a sign for a person.
  private let warnFrom: YearDay?
  /// So many of the groups are enough; nil wants all.
  private let enough: Int?
  /// The running window is judged as it stands instead of waiting for its end.
  private let judgesRunning: Bool
  /// Different quarters (or months) are counted, not records: twice in one month is once.
  private let spread: Period.Length?
  /// Records of another table that count as well: a page on what the worklog may not tell.
  ///
  /// Where they are `optional`, their lack decides nothing: another ledger is kept for the same.
  private let also: (selection: Selection, date: DateFields, isOptional: Bool)?
  /// The duty falls into so many years after the document's: results told in the following spring.
  private let yearsLater: Int
  /// Of the selected records only those that meet these count; a window without any selected one asks for nothing.
  private let counted: Conditions
  /// What it means that something was done, but not all that is wanted.
  private let short: Failure
  /// What it means that a counted record mentions none of the groups: it may be of any of them.
  private let vague: Failure
  /// What records without a date mean where nothing dated is there.
  private let undated: Failure
  /// A record whose title bears a year is of that year, whenever it was made: the budget of 2024.
  private let isOfNamedYear: Bool
  /// What was done before its time came, of the right year by its title.
  private let early: Failure
  /// The fields in which a record may name the period that it is for (第四季度计划), whatever its own day.
  private let namedIn: [String]
  /// Every counted record must meet these; what is wrong where one does not, in the rule's words.
  private let eachMust: (conditions: Conditions, fault: String)?
  /// What the record should go before in its window: a plan before the first event. Later is a sign for a person.
  private let aheadOf: Also?
  /// The fields that may name the policies a record is about, which should be in force on its day.
  private let policies: [String]
  /// What is lacking is a sign for a person from the end of the first full month on, before its time is up.
  private let warnsAfterMonth: Bool
  /// What was begun and is not all that is wanted is told before its time is up.
  private let tellsShortEarly: Bool

  /// What a window means in which the document was issued.
  enum Partial: String, CaseIterable {
    case notDue = "not_due"
    case heuristic
    case full
  }

  init(_ options: inout Fields) throws(SettingError) {
    selection = try Selection(&options)
    date = try DateFields(&options, key: "date")
    length = try options.choice("every")
    count = try options.optionalInteger("count") ?? 1
    distinct = try options.optionalString("distinct")
    groups = try Groups(&options)
    exceptMonths = try CadenceCheck.months(&options, "except_months")
    withinMonths = try CadenceCheck.months(&options, "within_months")
    by = try YearDay(&options)
    warnFrom = try YearDay(&options, key: "warn_from")
    late = try options.choice("late", default: .failed)
    missing = try options.choice("missing", default: .failed)
    partial = try options.choice("partial", default: length == .year ? .full : .notDue)
    each = try options.strings("each")
    linked = try options.take("linked").map { setting throws(SettingError) in try Join(setting, "linked") }
    let names = try options.strings("before")
    before = names.isEmpty ? nil : DateFields(names: names)
    roster = try Roster(&options)
    enough = try options.optionalInteger("enough")
    judgesRunning = try options.flag("running")
    if let setting = options.take("spread") {
      guard let length = Period.Length(rawValue: try setting.string("spread")) else {
        throw SettingError("“spread”应为 month、quarter 或 half。", at: setting.place)
      }
      spread = length
    } else {
      spread = nil
    }
    short = try options.choice("short", default: missing)
    if var inner = try options.optionalFields("also") {
      also = (try Selection(&inner), try DateFields(&inner, key: "date"), try inner.flag("optional"))
      try inner.finish()
    } else {
      also = nil
    }
    counted = try Conditions(&options, key: "counted")
    yearsLater = try options.optionalInteger("years_later") ?? 0
    vague = try options.choice("vague", default: .failed)
    undated = try options.choice("undated", default: .failed)
    isOfNamedYear = try options.flag("named_year")
    early = try options.choice("early", default: .failed)
    namedIn = try options.strings("named_in")
    let must = try Conditions(&options, key: "each_must")
    let fault = try options.optionalString("each_fault") ?? "条记录的应有内容"
    eachMust = must.all.isEmpty ? nil : (must, fault)
    aheadOf = try options.take("ahead_of").map { value throws(SettingError) in try Also(value, "ahead_of") }
    policies = try options.strings("policies")
    warnsAfterMonth = try options.flag("warn_after_month")
    tellsShortEarly = try options.flag("short_early")
    if enough != nil, groups == nil { throw SettingError("写了“enough”，还应写“groups”。", at: options.place) }
    if before != nil, linked == nil { throw SettingError("写了“before”，还应写“linked”。", at: options.place) }
    guard count >= 1 else { throw SettingError("“count”至少为1。", at: options.place) }
    if length != .year, by != nil || !withinMonths.isEmpty {
      throw SettingError("“by”和“within_months”只用于 every: year。", at: options.place)
    }
  }

  private static func months(_ options: inout Fields, _ key: String) throws(SettingError) -> [Int] {
    var months: [Int] = []
    for item in try options.list(key) {
      let month = try item.integer(key)
      guard (1...12).contains(month) else { throw SettingError("“\(key)”应为1到12的月份。", at: item.place) }
      months.append(month)
    }
    return months
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    let concern = groups?.concerning(context)
    if groups != nil, concern == nil {
      var verdict = Verdict(.notApplicable, context.unitSubject, detail: "")
      verdict.detail = "事项登记说明本单位不涉及\(groups?.words.map(\.name).joined(separator: "、") ?? "")"
      return [verdict]
    }
    var (dated, doubtful): ([Event], [Record]) = ([], [])
    var gap: EvidenceGap?
    do {
      try gather(selection, date, in: context, &dated, &doubtful)
    } catch {
      // Where something else may show it as well, its lack alone decides nothing yet.
      guard also != nil else { throw error }
      gap = error
    }
    if let also {
      do {
        try gather(also.selection, also.date, in: context, &dated, &doubtful)
      } catch {
        if !also.isOptional { gap = gap ?? error }
      }
    }
    dated.sort { ($0.date, $0.record.key) < ($1.date, $1.record.key) }
    let year = context.binding.year + yearsLater
    let windows =
      length == .year
      ? [Period(year: year, length: .year, ordinal: 1)].compactMap { $0 } : context.period.periods(of: length)
    let names = try roster?.names(in: context) ?? []
    let verdicts = windows.map {
      verdict(on: $0, dated, groups: concern, roster: names, hasUnreadable: !doubtful.isEmpty, in: context)
    }
    if let gap, verdicts.contains(where: { $0.outcome == .failed || $0.outcome == .undecided }) { throw gap }
    return verdicts
  }

  private typealias Event = (date: CivilDate, record: Record)

  private func gather(
    _ selection: Selection, _ date: DateFields, in context: CheckContext, _ dated: inout [Event],
    _ doubtful: inout [Record]
  ) throws(EvidenceGap) {
    let table = try context.table(selection.table)
    try date.require(in: table)
    if let distinct { try table.require([distinct]) }
    let (selected, unclear) = try selection.records(in: context)
    doubtful += unclear
    let index = try linked.map { join throws(EvidenceGap) in try join.index(in: context) }
    // What is not out yet stands in no other ledger: that is no bar to having come before it.
    let mayStandAlone = index == nil || before != nil
    for record in mayStandAlone ? selected : selected.filter({ index?.records(for: $0).isEmpty == false }) {
      switch date.read(record) {
      case .date(let day, _, _):
        if isTooLate(day, index?.records(for: record) ?? []) { continue }
        dated.append((day, record))
      case .unreadable: doubtful.append(record)
      case .empty: if undated != .failed { dated.append((.unknown, record)) }
      }
    }
  }

  /// Whether it came only on or after the date it should go before.
  private func isTooLate(_ day: CivilDate, _ owners: [Record]) -> Bool {
    guard let before else { return false }
    let dates = owners.compactMap { owner -> CivilDate? in
      if case .date(let date, _, _) = before.read(owner) { return date }
      return nil
    }
    return !owners.isEmpty && dates.count == owners.count && dates.allSatisfy { day >= $0 }
  }

  private func verdict(
    on window: Period, _ dated: [(date: CivilDate, record: Record)], groups: Groups?, roster names: [String],
    hasUnreadable: Bool, in context: CheckContext
  ) -> Verdict {
    let subject =
      length == .year
      ? context.unitSubject : Subject(kind: "period", key: window.description, title: window.chineseName)
    let lastDay = withinMonths.max().flatMap {
      CivilDate(year: window.year, month: $0, day: CivilDate.days(inMonth: $0, of: window.year))
    }
    let due = by?.date(in: window.year) ?? lastDay ?? window.lastDay
    var verdict = Verdict(.passed, subject, detail: "", dueOn: due)
    if length == .month, exceptMonths.contains(window.firstDay.month) {
      verdict.outcome = .notApplicable
      verdict.detail = "\(window.chineseName)不作要求"
      return verdict
    }
    if window.lastDay < context.binding.effectiveFrom {
      verdict.outcome = .notDue
      verdict.detail = "\(window.chineseName)早于文件印发日\(context.binding.effectiveFrom)"
      return verdict
    }
    let events = dated.filter { event in
      isOf(window, event) && event.date <= context.asOf
        && !exceptMonths.contains(event.date.month)
        && (withinMonths.isEmpty || withinMonths.contains(event.date.month))
    }
    if !counted.all.isEmpty, events.isEmpty, !hasUnreadable, window.lastDay <= context.asOf {
      verdict.outcome = .notApplicable
      verdict.detail = "\(window.chineseName)没有适用对象"
      return verdict
    }
    let inTime = events.filter { $0.date <= due && counted.hold(for: $0.record) == true }
    var (gaps, have) = shortfall(inTime.map(\.record), groups)
    gaps += roster?.absent(names, from: inTime.map(\.record)) ?? []
    verdict.evidence =
      events.isEmpty
      ? nil
      : events.map { "\($0.record.title ?? $0.record.key)（\($0.date)）" }
        .joined(separator: "；")
    verdict.location = events.first?.record.location
    verdict.fingerprint = gaps.joined(separator: "\n")
    verdict.derivation = events.map { "计入：\($0.date) \($0.record.title ?? $0.record.key)" }
    let things = groups?.words.map(\.name).joined(separator: "、") ?? ""
    let wanted = groups == nil ? "应有\(count)次" : enough.map { "应涵盖\(things)中的\($0)项" } ?? "应涵盖\(things)"
    if gaps.isEmpty, have >= count || groups != nil {
      if let roster, names.isEmpty { return roster.unknown(verdict, due: due, asOf: context.asOf) }
      verdict.doneOn = length == .year ? inTime.prefix(count).last?.date : nil
      verdict.detail = "\(window.chineseName)\(wanted)，已有\(have)次"
      if let aheadOf { judge(inTime.first?.date, before: aheadOf, window, &verdict, in: context) }
      if !policies.isEmpty { NamedPolicies(context).judge(inTime, naming: policies, &verdict) }
      return verdict
    }
    let lacking = gaps.isEmpty ? "现有\(have)次" : "尚缺\(gaps.joined(separator: "、"))"
    verdict.detail = "\(window.chineseName)\(wanted)（截至\(due)），\(lacking)"
    if hasUnreadable {
      (verdict.outcome, verdict.reason) = (.undecided, .unreadable)
      verdict.detail += "，另有记录无法识别"
    } else if context.asOf < due, !judgesRunning {
      let isWarned =
        warnFrom.map { context.asOf >= $0.date(in: window.year) } ?? false
        || warnsAfterMonth && context.asOf >= context.binding.firstFullMonthEnd
        || tellsShortEarly && !inTime.isEmpty
      isWarned && missing != .allowed ? verdict.fail(.heuristic) : (verdict.outcome = .notDue)
    } else if window.firstDay < context.binding.effectiveFrom, partial != .full {
      partial == .notDue ? (verdict.outcome = .notDue) : verdict.fail(.heuristic)
    } else if let (last, days) = doneLate(events, groups, due: due, in: context) {
      verdict.doneOn = last
      verdict.lateBy = days
      verdict.detail = "\(window.chineseName)\(wanted)，截至\(due)，实际\(last)，逾期\(days)个工作日"
      verdict.fail(late)
    } else if let sign = sign(of: dated, events: inTime.map(\.record), groups, window, in: context) {
      verdict.detail += "，\(sign.detail)"
      verdict.fail(sign.failure)
    } else {
      verdict.fail(inTime.isEmpty ? missing : short)
    }
    return verdict
  }

  /// Whether a record belongs to a window by its date, or by the year in its title.
  private func isOf(_ window: Period, _ event: Event) -> Bool {
    guard event.date != .unknown else { return false }
    if isOfNamedYear, length == .year, let name = event.record.title ?? event.record.text("名称") {
      let title = FoldedText(name)
      if title.bears(year: window.year) { return true }
      if [-2, -1, 1, 2].contains(where: { title.bears(year: window.year + $0) }) { return false }
    }
    guard !namedIn.isEmpty else { return window.contains(event.date) }
    let text = namedIn.flatMap { event.record.items($0) }.joined(separator: "；")
    return NamedPeriod.of(text, dated: event.date, length) == window
  }

  /// What speaks for it although it is not shown: records that name no group, bear no date, or came too early.
  private func sign(
    of dated: [Event], events: [Record], _ groups: Groups?, _ window: Period, in context: CheckContext
  ) -> (detail: String, failure: Failure)? {
    if vague != .failed, let groups {
      let unnamed = events.filter { !groups.areMentioned(in: $0) }
      if !unnamed.isEmpty { return ("\(unnamed[0].title ?? unnamed[0].key)没有写明属于哪一项", vague) }
    }
    if undated != .failed, let bare = dated.first(where: { $0.date == .unknown }) {
      return ("\(bare.record.title ?? bare.record.key)没有日期", undated)
    }
    if early != .failed {
      let before = dated.last { event in
        event.date < window.firstDay && event.date >= context.binding.effectiveFrom
          && FoldedText(event.record.title ?? "").bears(year: context.binding.year)
      }
      if let before { return ("\(before.date)已提前完成", early) }
    }
    return nil
  }

  /// Whether it came before the first of what it is for; without a ledger of that nobody can say.
  private func judge(
    _ day: CivilDate?, before later: Also, _ window: Period, _ verdict: inout Verdict, in context: CheckContext
  ) {
    let days = later.dated(in: context).map(\.0).filter { window.contains($0) && $0 <= context.asOf }
    guard let day, let first = days.min(), day > first else { return }
    verdict.detail = "\(window.chineseName)的记录\(day)晚于首场活动\(first)"
    verdict.fingerprint = "after \(first)"
    verdict.fail(.heuristic)
  }

  /// What is still wanting of these records, by group names, and how many there are.
  private func shortfall(_ records: [Record], _ groups: Groups?) -> (gaps: [String], have: Int) {
    let have =
      distinct.map { field in Set(records.flatMap { $0.items(field) }).count } ?? spread.map { length in
        Set(records.compactMap { windowStart($0, length) }).count
      } ?? records.count
    var gaps = groups?.missing(in: records, count: count) ?? []
    if let enough, let groups, groups.words.count - gaps.count >= enough { gaps = [] }
    for field in each where !records.isEmpty {
      let bare = records.count { $0.items(field).isEmpty }
      if bare > 0 { gaps.append("\(bare)条记录的\(field)") }
    }
    if let eachMust {
      let faulty = records.count { eachMust.conditions.hold(for: $0) == false }
      if faulty > 0 { gaps.append("\(faulty)\(eachMust.fault)") }
    }
    return (gaps, have)
  }

  private func windowStart(_ record: Record, _ length: Period.Length) -> CivilDate? {
    if case .date(let day, _, _) = date.read(record) { return Period(length, containing: day).firstDay }
    return nil
  }

  /// The day on which it was done after all, within the year but after `by`.
  private func doneLate(
    _ events: [(date: CivilDate, record: Record)], _ groups: Groups?, due: CivilDate, in context: CheckContext
  ) -> (CivilDate, Int)? {
    guard by != nil, let last = events.last else { return nil }
    let (gaps, have) = shortfall(events.map(\.record), groups)
    guard gaps.isEmpty, have >= count || groups != nil else { return nil }
    let done = groups == nil ? events.prefix(count).last?.date ?? last.date : last.date
    return (done, context.calendar.workdays(after: due, through: done))
  }
}

extension CivilDate {
  /// Stands for the date of a record that has none; before every other.
  fileprivate static let unknown = CivilDate(dayNumber: 0)
}
