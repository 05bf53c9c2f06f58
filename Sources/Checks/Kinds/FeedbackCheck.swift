import Evidence
import Findings
import Settings
import Workdays

/// What became of the opinions heard on a decision must be told: within a time of its adoption (a decision each), or of
/// the end of the consultation (a consultation each).
///
/// Both ledgers may hold the day; the consultation's goes before the decision's, and where neither does, a page that
/// tells of it counts. Where not all opinions were adopted, the page must also give the reasons.
struct FeedbackCheck: Check {
  enum Subjects: String, CaseIterable {
    case decisions, consultations
  }

  private let subjects: Subjects
  private let limit: Limit
  /// Only consultations held in one of these ways count; all where empty.
  private let ways: [String]
  /// Ways that are no consultation of the public, such as a 座谈会.
  private let closedWays: [String]
  /// Ways that are public whatever else they are called, such as 网上问卷.
  private let openWays: [String]
  private let elements: [String]
  private let late: Failure
  private let missing: Failure
  /// How the page with the feedback is found.
  private let finder: PublishedPages?
  /// Words by which the page gives the reasons for what was not adopted; none where they are not asked for.
  private let reasons: Words
  /// From so many opinions that were not adopted on, they may be taken to agree in something.
  private let concentrated: Int

  private static let told = "反馈公开日期"

  init(_ options: inout Fields) throws(SettingError) {
    subjects = try options.choice("subject")
    limit = try Limit(&options)
    ways = try options.strings("ways")
    closedWays = try options.strings("closed_ways")
    openWays = try options.strings("open_ways")
    elements = try options.strings("elements")
    late = try options.choice("late", default: .failed)
    missing = try options.choice("missing", default: .failed)
    if var inner = try options.optionalFields("page") {
      finder = try PublishedPages(&inner)
      try inner.finish()
    } else {
      finder = nil
    }
    reasons = Words(try options.strings("reasons"))
    concentrated = try options.optionalInteger("concentrated") ?? 1
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    let sources = Sources(
      decisions: context.evidence.tables["decisions"], consultations: context.evidence.tables["consultations"],
      pages: finder?.prepared(in: context))
    switch subjects {
    case .decisions:
      let table = try context.table("decisions")
      if !table.records.isEmpty { try table.require(["出台日期"]) }
      return table.records.compactMap { onDecision($0, sources, in: context) }
    case .consultations:
      if !sources.hasDecisions { _ = try context.table("consultations") }
      return sources.consultationRecords.compactMap { onConsultation($0, sources, in: context) }
        + sources.decisionRecords.compactMap { onLoneDecision($0, sources, in: context) }
    }
  }

  private struct Sources {
    let decisionRecords: [Record]
    let consultationRecords: [Record]
    let hasDecisions: Bool
    let hasConsultations: Bool
    let consultationFields: Set<String>
    let pages: PublishedPages.Prepared?

    init(decisions: Table?, consultations: Table?, pages: PublishedPages.Prepared?) {
      self.pages = pages
      decisionRecords = decisions?.records ?? []
      consultationRecords = consultations?.records ?? []
      hasDecisions = decisions?.isPresent ?? false
      hasConsultations = consultations?.isPresent ?? false
      consultationFields = consultations?.fields ?? []
    }

    func consultations(on decision: Record) -> [Record] {
      let key = DocumentNumber.matchingKey(decision.key)
      return consultationRecords.filter { $0.items("决策编号").contains { DocumentNumber.matchingKey($0) == key } }
    }

    /// The page on which the feedback to a decision's opinions stands.
    func page(on decision: Record?, in context: CheckContext) -> (page: Record, date: CivilDate?)? {
      guard let decision, let pages else { return nil }
      let begun = DateFields(names: ["征求意见开始", "征求意见结束"])
      guard case .page(let page, let date) = pages.hit(for: decision, since: begun, in: context) else { return nil }
      return (page, date)
    }

    func decision(of consultation: Record) -> Record? {
      let keys = Set(consultation.items("决策编号").map(DocumentNumber.matchingKey))
      return decisionRecords.first { keys.contains(DocumentNumber.matchingKey($0.key)) }
    }
  }

  private func matches(_ record: Record, _ field: String, _ words: [String]) -> Bool {
    record.items(field).contains { item in words.contains { item.contains($0) } }
  }

  private func isPublic(_ consultation: Record) -> Bool {
    let items = consultation.items("方式")
    func names(_ words: [String], _ item: String) -> Bool { words.contains { item.contains($0) } }
    return items.isEmpty || !items.allSatisfy { names(closedWays, $0) && !names(openWays, $0) }
  }

  private func onDecision(_ decision: Record, _ sources: Sources, in context: CheckContext) -> Verdict? {
    let subject = context.subject(decision, in: "decisions")
    if decision.unreadable.contains("出台日期") { return decision.unreadableVerdict(subject, fields: ["出台日期"]) }
    guard let adopted = decision.date("出台日期") else { return nil }
    let linked = sources.consultations(on: decision)
    let relevant = ways.isEmpty ? linked : linked.filter { matches($0, "方式", ways) }
    let wasSought =
      !relevant.isEmpty
      || (ways.isEmpty
        ? ["征求意见开始", "征求意见结束", "听取意见方式"].contains { !decision.items($0).isEmpty }
        : matches(decision, "听取意见方式", ways))
    var dates = relevant.compactMap { $0.date(FeedbackCheck.told) }
    // A ledger that dates its other consultations leaves this one open; one that dates none has the decision's day.
    let isOpenByItself =
      !ways.isEmpty && dates.count < relevant.count && linked.contains { !$0.items(FeedbackCheck.told).isEmpty }
    if isOpenByItself { dates = [] } else if dates.isEmpty, let own = decision.date("采纳情况公开日期") { dates = [own] }
    if dates.isEmpty, wasSought, ways.isEmpty || !isOpenByItself,
      let shown = sources.page(on: decision, in: context)?.date
    {
      dates = [shown]
    }
    let timed = verdict(subject, start: adopted, name: "出台日期", done: dates.max(), record: decision, in: context)
    guard var verdict = timed else { return nil }
    guard wasSought else {
      verdict.outcome = .notApplicable
      verdict.reason = nil
      verdict.detail = ways.isEmpty ? "没有征求意见的记录" : "没有以其他方式征求意见的记录"
      return verdict
    }
    let unreadable = relevant.filter { $0.unreadable.contains(FeedbackCheck.told) }
    if let first = unreadable.first { return first.unreadableVerdict(subject, fields: [FeedbackCheck.told]) }
    if dates.isEmpty, decision.unreadable.contains("采纳情况公开日期") {
      return decision.unreadableVerdict(subject, fields: ["采纳情况公开日期"])
    }
    if verdict.outcome == .failed, dates.isEmpty, !sources.hasConsultations {
      (verdict.outcome, verdict.reason) = (.undecided, .evidenceMissing)
      verdict.detail = "未提供《征求意见台账》，不能判断是否已反馈"
    }
    if verdict.outcome == .passed { lackElements(&verdict, relevant, sources) }
    if verdict.outcome == .passed, !reasons.isEmpty { lackReasons(&verdict, decision, relevant, sources, in: context) }
    return verdict
  }

  /// Opinions that were not adopted want their reasons on the page. Whether they agreed in something, so that reasons
  /// are owed, only their number suggests.
  private func lackReasons(
    _ verdict: inout Verdict, _ decision: Record, _ relevant: [Record], _ sources: Sources, in context: CheckContext
  ) {
    let refused = relevant.reduce(0) { sum, record in
      guard case .number(let received)? = record["收到条数"], case .number(let adopted)? = record["采纳条数"]
      else { return sum }
      return sum + max(0, Int(received) - Int(adopted))
    }
    guard refused > 0 else { return }
    let found = sources.page(on: decision, in: context)?.page
    let text = found?.text("路径").flatMap { context.evidence.pageText($0)?.text }
    if let text, reasons.matchAny(FoldedText(text)) { return }
    verdict.evidence = found?.pageName
    verdict.fingerprint = "reasons"
    guard text != nil else {
      (verdict.outcome, verdict.reason) = (.undecided, .heuristic)
      verdict.detail = "有\(refused)条意见未采纳，没有找到反馈页面，不能确认是否说明原因"
      return
    }
    verdict.detail = "有\(refused)条意见未采纳，反馈页面没有说明原因"
    verdict.fail(refused >= concentrated ? missing : .heuristic)
  }

  private func lackElements(_ verdict: inout Verdict, _ relevant: [Record], _ sources: Sources) {
    guard !relevant.isEmpty else { return }
    let unkept = elements.filter { !sources.consultationFields.contains($0) }
    let hasNone = relevant.allSatisfy { $0["收到条数"] == .number(0) }
    let absent = elements.filter { name in
      // Where nothing came in, nothing could be adopted.
      !(hasNone && name == "采纳条数") && !relevant.contains { !$0.items(name).isEmpty }
    }
    guard !absent.isEmpty else { return }
    verdict.detail = "意见反馈缺少\(absent.joined(separator: "、"))"
    verdict.fingerprint = absent.joined(separator: ",")
    let isUnreadable = relevant.contains { record in absent.contains { record.unreadable.contains($0) } }
    if isUnreadable || !unkept.isEmpty {
      (verdict.outcome, verdict.reason) = (.undecided, isUnreadable ? .unreadable : .evidenceMissing)
    } else {
      verdict.fail(missing)
    }
  }

  private func onConsultation(_ consultation: Record, _ sources: Sources, in context: CheckContext) -> Verdict? {
    guard !consultation.items("决策编号").isEmpty, isPublic(consultation) else { return nil }
    let subject = context.subject(consultation, in: "consultations")
    let decision = sources.decision(of: consultation)
    let fields = ["结束日期", FeedbackCheck.told].filter { consultation.unreadable.contains($0) }
    if !fields.isEmpty { return consultation.unreadableVerdict(subject, fields: fields) }
    guard let closed = consultation.date("结束日期") ?? decision?.date("征求意见结束") else { return nil }
    let done =
      consultation.date(FeedbackCheck.told) ?? decision?.date("采纳情况公开日期")
      ?? sources.page(on: decision, in: context)?.date
    return verdict(subject, start: closed, name: "征求意见结束", done: done, record: consultation, in: context)
  }

  /// A decision that states its consultation itself and has none in the other ledger.
  private func onLoneDecision(_ decision: Record, _ sources: Sources, in context: CheckContext) -> Verdict? {
    guard sources.consultations(on: decision).isEmpty, let closed = decision.date("征求意见结束") else { return nil }
    let subject = context.subject(decision, in: "decisions")
    if decision.unreadable.contains("采纳情况公开日期") {
      return decision.unreadableVerdict(subject, fields: ["采纳情况公开日期"])
    }
    return verdict(
      subject, start: closed, name: "征求意见结束",
      done: decision.date("采纳情况公开日期") ?? sources.page(on: decision, in: context)?.date, record: decision, in: context)
  }

  private func verdict(
    _ subject: Subject, start: CivilDate, name: String, done: CivilDate?, record: Record, in context: CheckContext
  ) -> Verdict? {
    let done = done.flatMap { $0 <= context.asOf ? $0 : nil }
    let deadline = context.calendar.deadline(limit, from: start)
    guard context.isInPopulation(start: start, due: deadline.date, isOpen: done == nil) else { return nil }
    var verdict = Verdict(
      .passed, subject, detail: "", at: record, dueOn: deadline.date, doneOn: done,
      missingYear: deadline.missingYear, derivation: .lines(context.calendar.counting(limit, from: start)),
      fingerprint: done.map { "\($0)" } ?? "open")
    let span = limit.demand("公开", from: "\(name)\(start)", until: deadline.date)
    if let done {
      verdict.detail = "\(span)，已按期公开"
      if done > deadline.date {
        verdict.lateBy = context.calendar.workdays(after: deadline.date, through: done)
        verdict.detail = "\(span)，实际\(done)，逾期\(verdict.lateBy ?? 0)个工作日"
        verdict.fail(late)
      }
    } else if context.asOf >= deadline.date {
      verdict.lateBy = context.calendar.workdays(after: deadline.date, through: context.asOf)
      verdict.detail = "\(span)，至\(context.asOf)未见公开"
      verdict.fail(missing)
    } else {
      verdict.outcome = .notDue
      verdict.detail = "\(span)，尚未到期"
    }
    return verdict
  }
}
