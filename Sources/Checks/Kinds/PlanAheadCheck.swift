import Evidence
import Findings
import Settings
import Workdays

/// Each enforcement unit must have published its plan for the year before its first check of the year.
///
/// The units are those of the register, else those that carried out checks, else the unit itself.
struct PlanAheadCheck: Check {
  private let units: Selection
  private let checks: Selection
  private let unitField: String
  private let date: DateFields
  private let plan: Words
  private let none: Words
  private let pages: LivePages

  init(_ options: inout Fields) throws(SettingError) {
    func selection(_ key: String) throws(SettingError) -> Selection {
      var inner = try options.need(key).fields(key)
      let selection = try Selection(&inner)
      try inner.finish()
      return selection
    }
    units = try selection("units")
    checks = try selection("checks")
    unitField = try options.optionalString("unit_field") ?? "单位"
    date = try DateFields(&options, key: "date")
    plan = Words(try options.strings("any"))
    none = Words(try options.strings("none"))
    pages = try LivePages(&options)
    if plan.isEmpty { throw SettingError("缺少“any”：写计划标题中的词。", at: options.place) }
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    let index = context.index.pages
    let live = try pages.chosen(in: context)
    let plans = index.records(
      live.narrowing(index.titles.places(ofAny: plan)).filter { isPlan(index.title(of: $0), index[$0], in: context) })
    let hasChecks = context.evidence.tables[checks.table]?.isPresent == true
    let events = hasChecks ? try checks.records(in: context).chosen.compactMap { event($0, in: context) } : []
    let registered =
      context.evidence.tables[units.table]?.isPresent == true ? try units.records(in: context).chosen : []
    var subjects: [(subject: Subject, name: String)] = registered.map { record in
      let subject = context.subject(record, in: units.table)
      return (
        Subject(kind: subject.kind, key: subject.key, title: record.text("名称") ?? subject.title),
        record.text("名称") ?? ""
      )
    }
    let isRegistered = !subjects.isEmpty
    if !isRegistered {
      let names = Set(events.map(\.unit)).subtracting([""]).sorted()
      subjects = names.map { (Subject(kind: "unit", key: $0), $0) }
    }
    if subjects.isEmpty { subjects = [(context.unitSubject, context.evidence.unit.name)] }
    let isKnown = isRegistered || !events.isEmpty
    return subjects.map { subject, name in
      let own = subjects.count == 1 ? plans : plans.filter { concerns($0, name, in: context) }
      let first =
        events.filter { subjects.count == 1 || $0.unit.contains(name) || name.contains($0.unit) && !$0.unit.isEmpty }
        .map(\.day).min()
      return verdict(subject, own, first, hasChecks: hasChecks, isKnown: isKnown, in: context)
    }
  }

  private func verdict(
    _ subject: Subject, _ plans: [Record], _ first: CivilDate?, hasChecks: Bool, isKnown: Bool, in context: CheckContext
  ) -> Verdict {
    let year = context.binding.year
    var verdict = Verdict(.passed, subject, detail: "", at: plans.first, dueOn: first)
    verdict.evidence = plans.pageNames
    guard !plans.isEmpty else {
      verdict.detail = "未见\(year)年度行政执法检查计划"
      verdict.fingerprint = "missing"
      verdict.fail(isKnown ? .failed : .heuristic)
      return verdict
    }
    guard let day = plans.compactMap(\.pageDate).min() else {
      verdict.detail = "\(year)年度行政执法检查计划没有发布日期"
      verdict.fail(.heuristic)
      return verdict
    }
    verdict.doneOn = day
    verdict.detail = "\(year)年度行政执法检查计划已于\(day)公开"
    if let first {
      guard day >= first else { return verdict }
      verdict.detail = "计划\(day)才公开，首次检查在\(first)"
      verdict.fingerprint = "late \(day)"
      verdict.lateBy = context.calendar.workdays(after: first, through: day)
      verdict.fail(day > first ? .failed : .heuristic)
    } else if !hasChecks {
      verdict.detail += "，没有检查记录，不能判断是否提前"
      verdict.fingerprint = "unknown"
      verdict.fail(.heuristic)
    }
    return verdict
  }

  /// A plan of the year: its title bears the year, or no year at all and it was published in it.
  private func isPlan(_ title: FoldedText, _ page: Record, in context: CheckContext) -> Bool {
    if case .outside = pages.dating(page, in: context) { return false }
    guard !none.matchAny(title) else { return false }
    let year = context.binding.year
    if title.bears(year: year) { return true }
    return !(year - 5...year + 1).contains { title.bears(year: $0) } && page.pageDate?.year == year
  }

  private func event(_ record: Record, in context: CheckContext) -> (unit: String, day: CivilDate)? {
    guard case .date(let day, _, _) = date.read(record), day.year == context.binding.year, day <= context.asOf else {
      return nil
    }
    return (record.text(unitField) ?? "", day)
  }

  private func concerns(_ page: Record, _ name: String, in context: CheckContext) -> Bool {
    let bytes = FoldedText(name).bytes
    let texts = page.items("标题") + page.items("发布机构") + page.items("来源")
    if texts.contains(where: { FoldedText($0).contains(bytes) }) { return true }
    return context.words(of: page).contains(bytes)
  }
}
