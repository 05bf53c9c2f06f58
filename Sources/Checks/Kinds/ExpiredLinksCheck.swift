import Evidence
import Findings
import Settings
import Workdays

/// What hangs on a policy must be taken off soon after the policy has expired.
struct ExpiredLinksCheck: Check {
  private let selection: Selection
  private let join: Join
  private let online: String
  private let offline: String
  private let limit: Limit

  init(_ options: inout Fields) throws(SettingError) {
    selection = try Selection(&options)
    join = try Join(options.need("entries"), "entries")
    online = try options.string("online")
    offline = try options.string("offline")
    limit = try Limit(&options)
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    let (chosen, unclear) = try selection.records(in: context)
    let index = try join.index(in: context)
    return selection.unclearVerdicts(unclear, in: context).filter { _ in !index.isEmpty }
      + chosen.compactMap { verdict(on: $0, index.records(for: $0), in: context) }
  }

  private func verdict(on record: Record, _ entries: [Record], in context: CheckContext) -> Verdict? {
    guard !entries.isEmpty else { return nil }
    let subject = context.subject(record, in: selection.table)
    let unreadable = ["有效性", "有效期至"].filter { record.unreadable.contains($0) }
    if !unreadable.isEmpty { return record.unreadableVerdict(subject, fields: unreadable) }
    let isRepealed = ["失效", "废止"].contains(record.text("有效性") ?? "")
    let end = record.date("有效期至").flatMap { $0 < context.asOf ? $0 : nil }
    guard isRepealed || end != nil else { return nil }
    let deadline = end.map { context.calendar.deadline(limit, from: $0) }
    var verdict = Verdict(
      .passed, subject, detail: "政策已失效，关联的办事事项均已下线", at: record, dueOn: deadline?.date,
      missingYear: deadline?.missingYear)
    let live = entries.filter { entry in
      if let date = entry.date(online), date > context.asOf { return false }
      return entry.date(offline).map { $0 > context.asOf } ?? true
    }
    guard !live.isEmpty else { return verdict }
    if let entry = live.first(where: { $0.unreadable.contains(offline) }) {
      return entry.unreadableVerdict(subject, fields: [offline])
    }
    let names = live.map { $0.title ?? $0.text("事项名称") ?? $0.key }
    let since = end.map { "已于\($0)到期" } ?? "已标为\(record.text("有效性") ?? "失效")"
    if let due = deadline?.date, context.asOf > due {
      verdict.lateBy = context.calendar.workdays(after: due, through: context.asOf)
    }
    verdict.location = live.first?.location ?? verdict.location
    verdict.evidence = names.joined(separator: "、")
    verdict.fallShort("\(since)，仍在线的事项：\(names.joined(separator: "、"))", .failed, asOf: context.asOf, gaps: names)
    return verdict
  }
}
