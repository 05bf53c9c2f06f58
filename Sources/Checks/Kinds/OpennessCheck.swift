import Evidence
import Findings
import Settings
import Workdays

/// A document must have a live page within a time of being signed, unless it is excused (条例第26条: 20个工作日).
///
/// An old document opened years later is not late: only what was signed under the document, or lies in the period, is
/// judged by the clock.
struct OpennessCheck: Check {
  private let selection: Selection
  private let start: DateFields
  private let limit: Limit
  /// A document that meets these and is not open is for a person to judge: a recorded decision not to open it.
  private let excused: Conditions
  /// Records by which a document is excused as well, such as a review that ordered 定点公开.
  private let excusedBy: Join?
  /// Words of the column in which the page must lie.
  private let columns: Words
  private let sinceIssued: Bool
  private let late: Failure
  private let missing: Failure

  init(_ options: inout Fields) throws(SettingError) {
    selection = try Selection(&options)
    start = try DateFields(&options, key: "start")
    limit = try Limit(&options)
    excused = try Conditions(&options, key: "excused")
    excusedBy = try options.take("excused_by").map { value throws(SettingError) in try Join(value, "excused_by") }
    columns = Words(try options.strings("columns"))
    sinceIssued = try options.flag("since_issued", default: true)
    late = try options.choice("late", default: .failed)
    missing = try options.choice("missing", default: .failed)
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    let table = try context.table(selection.table)
    try start.require(in: table)
    _ = try context.table("pages")
    let (chosen, unclear) = try selection.records(in: context)
    let excuses = try excuses(in: context)
    var verdicts = selection.unclearVerdicts(unclear, in: context)
    for record in chosen {
      if let verdict = verdict(on: record, excuses, in: context) { verdicts.append(verdict) }
    }
    return verdicts
  }

  /// A ledger of excuses that is not there excuses nothing.
  private func excuses(in context: CheckContext) throws(EvidenceGap) -> Join.Index? {
    guard let excusedBy, context.evidence.tables[excusedBy.table]?.isPresent == true else { return nil }
    return try excusedBy.index(in: context)
  }

  private func verdict(on record: Record, _ excuses: Join.Index?, in context: CheckContext) -> Verdict? {
    let subject = context.subject(record, in: selection.table)
    let (signed, field): (CivilDate, String)
    switch start.read(record) {
    case .date(let date, _, let name): (signed, field) = (date, name)
    case .empty: return nil
    case .unreadable(let name): return record.unreadableVerdict(subject, fields: [name])
    }
    let deadline = context.calendar.deadline(limit, from: signed)
    let isOpen = record["已上网"] == .flag(true) && isInColumn(record)
    let isBound =
      sinceIssued ? signed >= context.binding.effectiveFrom : signed.year >= context.binding.year
    guard context.isInPopulation(start: signed, due: deadline.date, isOpen: isBound && !isOpen) else { return nil }
    var verdict = Verdict(
      .passed, subject, detail: "", at: record, dueOn: deadline.date,
      missingYear: deadline.missingYear,
      derivation: .counted(
        .init(field: field, event: signed, begun: signed, limit: limit, missingYear: nil, calendar: context.calendar)))
    if !isBound, sinceIssued {
      verdict.outcome = .notApplicable
      verdict.detail = "\(field)\(signed)早于文件生效日\(context.binding.effectiveFrom)"
      return verdict
    }
    let opened = record.date("发布日期") ?? record.date("页面发布日期")
    if isOpen, opened.map({ $0 <= context.asOf }) ?? true {
      judge(opened: opened, &verdict, in: context)
      return verdict
    }
    if record.unreadable.contains("已上网") {
      verdict.outcome = .undecided
      verdict.reason = .evidenceMissing
      verdict.detail = "网站导出不完整，未见其页面，不能断定没有公开"
      return verdict
    }
    let place = columns.isEmpty ? "" : "指定栏目的"
    let span = limit.demand("公开", from: "\(field)\(signed)", until: deadline.date)
    verdict.detail = "\(span)，未见\(place)公开页面"
    verdict.fingerprint = "closed"
    if let reason = excuse(record, excuses) {
      verdict.detail += "，台账载明\(reason)"
      verdict.fail(.heuristic)
    } else if context.asOf < deadline.date {
      verdict.outcome = .notDue
    } else {
      verdict.lateBy = context.calendar.workdays(after: deadline.date, through: context.asOf)
      verdict.fail(missing)
    }
    return verdict
  }

  private func judge(opened: CivilDate?, _ verdict: inout Verdict, in context: CheckContext) {
    verdict.detail = "已公开"
    guard let due = verdict.dueOn, let opened else { return }
    verdict.doneOn = opened
    verdict.fingerprint = "open \(opened)"
    guard opened > due, late != .allowed else { return }
    let days = context.calendar.workdays(after: due, through: opened)
    verdict.lateBy = days
    verdict.detail = "应于\(due)前公开，实际\(opened)公开，逾期\(days)个工作日"
    verdict.fail(late)
  }

  private func isInColumn(_ record: Record) -> Bool {
    columns.isEmpty
      || (record.items("页面导航") + record.items("页面栏目")).contains { columns.matchAny(FoldedText($0)) }
  }

  private func excuse(_ record: Record, _ excuses: Join.Index?) -> String? {
    if !excused.all.isEmpty, excused.hold(for: record) == true {
      return record.text("公开属性") ?? "不公开理由"
    }
    guard let row = excuses?.records(for: record).first else { return nil }
    return row.text("公开方式") ?? row.text("结论") ?? "另有公开方式"
  }
}
