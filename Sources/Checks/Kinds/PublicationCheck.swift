import Evidence
import Findings
import Settings
import Workdays

/// Each event of a ledger must be told on a live page in time: a penalty within 7个工作日, an open day within 10, the
/// mending of what an audit found within 60日.
///
/// The page is the one at the record's own address, else one not older than the event that bears its name.
struct PublicationCheck: Check {
  private let gate: EventGate
  /// The record's own due day, where it states one.
  private let due: DateFields?
  /// The ledger's own day of publication.
  private let told: DateFields?
  private let finder: PublishedPages
  /// Words of the columns in which the page must lie.
  private let columns: Words
  /// The field with the items that the page must tell of.
  private let items: String?
  private let late: Failure
  private let missing: Failure
  /// What it means that the page is there, but lies elsewhere or does not tell all.
  private let partly: Failure
  /// What is judged where the ledger has no such record at all: at least a page on each topic.
  private let otherwise: TopicPagesCheck?

  init(_ options: inout Fields) throws(SettingError) {
    gate = try EventGate(&options)
    let names = try options.strings("due")
    due = names.isEmpty ? nil : DateFields(names: names)
    let own = try options.strings("told")
    told = own.isEmpty ? nil : DateFields(names: own)
    finder = try PublishedPages(&options)
    columns = Words(try options.strings("columns"))
    items = try options.optionalString("items")
    late = try options.choice("late", default: .failed)
    missing = try options.choice("missing", default: .failed)
    partly = try options.choice("partly", default: .heuristic)
    if var inner = try options.optionalFields("otherwise") {
      otherwise = try TopicPagesCheck(&inner)
      try inner.finish()
    } else {
      otherwise = nil
    }
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    if let otherwise {
      guard context.evidence.tables[gate.selection.table]?.isPresent == true,
        try !gate.selection.records(in: context).chosen.isEmpty
      else { return try otherwise.judge(context) }
    }
    let search = finder.prepared(in: context)
    var found: [Record: PublishedPages.Hit] = [:]
    let (open, settled) = try gate.admitted(in: context) { record in
      if isTold(record, by: context.asOf) { return false }
      let hit = search.hit(for: record, since: gate.start, in: context)
      found[record] = hit
      if case .page = hit { return false }
      return true
    }
    return settled
      + open.map { entry in
        verdict(entry.verdict, entry.record, found[entry.record], hasPages: search.hasPages, in: context)
      }
  }

  private func isTold(_ record: Record, by last: CivilDate) -> Bool {
    if case .date(let day, _, _)? = told?.read(record) { return day <= last }
    return false
  }

  private func verdict(
    _ base: Verdict, _ record: Record, _ hit: PublishedPages.Hit?, hasPages: Bool, in context: CheckContext
  ) -> Verdict {
    var verdict = base
    if case .date(let day, _, _)? = due?.read(record) { verdict.dueOn = day }
    if let told, case .unreadable(let field) = told.read(record) {
      return record.unreadableVerdict(base.subject, fields: [field])
    }
    if let told, case .date(let day, _, _) = told.read(record), day <= context.asOf {
      judge(&verdict, on: day, in: context)
      return verdict
    }
    switch hit ?? .absent {
    case .page(let page, let day):
      verdict.evidence = page.pageName
      verdict.location = page.location ?? verdict.location
      judge(&verdict, on: day, in: context)
      if verdict.outcome == .passed { judgeContent(&verdict, page, record, in: context) }
    case .elsewhere:
      (verdict.outcome, verdict.reason) = (.undecided, .heuristic)
      verdict.detail = "登记的网址在其他网站，须人工核对"
    case .uncaptured:
      (verdict.outcome, verdict.reason) = (.undecided, .evidenceMissing)
      verdict.detail = "网站导出不完整，未收录登记的网页，无法核对"
    case .absent where !hasPages:
      (verdict.outcome, verdict.reason) = (.undecided, .evidenceMissing)
      verdict.detail = "未提供网站导出，无法核对是否已公开"
    case .absent:
      let span = verdict.dueOn.map { "应于\($0)前公开，" } ?? ""
      verdict.fallShort("\(span)至\(context.asOf)未见公开页面", missing, asOf: context.asOf, gaps: ["missing"])
      if verdict.outcome != .notDue, let due = verdict.dueOn {
        verdict.lateBy = context.calendar.workdays(after: due, through: context.asOf)
      }
    }
    return verdict
  }

  /// In time, late, or not to be told because the page bears no date.
  private func judge(_ verdict: inout Verdict, on day: CivilDate?, in context: CheckContext) {
    verdict.detail = "已公开"
    guard let due = verdict.dueOn, late != .allowed else { return }
    guard let day else {
      if context.asOf > due {
        (verdict.outcome, verdict.reason) = (.undecided, .heuristic)
        verdict.detail = "已公开，但页面没有发布日期，不能判断是否按期"
      }
      return
    }
    verdict.doneOn = day
    guard day > due else { return }
    let days = context.calendar.workdays(after: due, through: day)
    verdict.lateBy = days
    verdict.detail = "应于\(due)前公开，实际\(day)，逾期\(days)个工作日"
    verdict.fingerprint = "late \(day)"
    verdict.fail(late)
  }

  private func judgeContent(_ verdict: inout Verdict, _ page: Record, _ record: Record, in context: CheckContext) {
    var faults: [String] = []
    if !columns.isEmpty, !page.columnTexts.contains(where: { columns.matchAny($0) }) {
      faults.append("公开页面不在规定的专栏")
    }
    if let items {
      let body = context.body(of: page)
      let text = FoldedText((page.text("标题") ?? "") + body)
      let absent = record.items(items).filter { !text.contains(FoldedText($0).bytes) }
      if !absent.isEmpty { faults.append("公开页面没有提到\(absent.joined(separator: "、"))") }
    }
    guard !faults.isEmpty else { return }
    verdict.detail = faults.joined(separator: "，")
    verdict.fingerprint = faults.joined(separator: "\n")
    verdict.fail(partly)
  }
}
