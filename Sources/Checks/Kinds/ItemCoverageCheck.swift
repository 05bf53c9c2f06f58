import Evidence
import Findings
import Settings
import Workdays

/// Each item that a policy names must have a live entry of its own in another table, in time: 一网通办 items on line
/// within 5个工作日.
struct ItemCoverageCheck: Check {
  private let gate: EventGate
  /// The policy's field with the items' names; one that only says 有 is met by any entry.
  private let items: String
  private let join: Join
  private let name: String
  private let online: String
  private let offline: String
  /// An entry taken off again is no entry.
  private let mustLive: Bool
  /// The entry's field by which a link that answers (ok) shows that one without a date is on line.
  private let shownBy: String?
  private let late: Failure
  /// What it means that a policy names no item; nil leaves it out.
  private let bare: Failure?

  init(_ options: inout Fields) throws(SettingError) {
    gate = try EventGate(&options)
    items = try options.string("items")
    join = try Join(options.need("entries"), "entries")
    name = try options.string("name")
    online = try options.string("online")
    offline = try options.string("offline")
    mustLive = try options.flag("live")
    shownBy = try options.optionalString("shown_by")
    late = try options.choice("late", default: .failed)
    let word = try options.optionalString("bare")
    bare = word.flatMap { Failure(rawValue: $0) }
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    try context.table(gate.selection.table).require([items])
    let index = try join.index(in: context)
    let (open, settled) = try gate.admitted(in: context) { record in
      !lacking(record, index.records(for: record), until: context.asOf).isEmpty
    }
    return settled
      + open.compactMap { record, base, _ in
        guard record.items(items).isEmpty else { return judge(record, base, index.records(for: record), in: context) }
        guard let bare else { return nil }
        var verdict = base
        verdict.fallShort("没有填写\(items)", bare, asOf: context.asOf, gaps: [items])
        return verdict
      }
  }

  private func judge(
    _ record: Record, _ base: Verdict, _ entries: [Record], in context: CheckContext
  ) -> Verdict {
    var verdict = base
    guard let due = verdict.dueOn else { return verdict }
    let wanted = record.items(items)
    verdict.evidence = entries.isEmpty ? nil : entries.compactMap { $0.text(name) }.joined(separator: "、")
    let unreadable = [online, offline].filter { field in entries.contains { $0.unreadable.contains(field) } }
    let absent = lacking(record, entries, until: context.asOf)
    if !absent.isEmpty {
      if !unreadable.isEmpty {
        (verdict.outcome, verdict.reason) = (.undecided, .unreadable)
        verdict.detail = "“\(unreadable.joined(separator: "、"))”无法识别，不能判断是否上线"
        return verdict
      }
      verdict.lateBy = context.asOf > due ? context.calendar.workdays(after: due, through: context.asOf) : nil
      verdict.fallShort(
        "\(wanted.count)个\(items)应在\(due)前全部登记，尚缺\(absent.joined(separator: "、"))", .failed, asOf: context.asOf,
        gaps: absent)
      return verdict
    }
    let tardy = lacking(record, entries, until: due)
    guard late != .allowed else {
      verdict.detail = "\(wanted.count)个\(items)均已登记"
      // A row without a date may be of an item that is not on line yet, unless its link is known to answer.
      let shown = entries.filter { entry in
        entry.date(online) != nil || shownBy.map { entry.text($0) == "ok" } ?? true
      }
      let unknown = mustLive ? lacking(record, shown, until: context.asOf) : []
      guard !unknown.isEmpty else { return verdict }
      if context.asOf < due {
        verdict.outcome = .notDue
      } else {
        verdict.detail = "没有登记\(online)，不能判断是否已经上线：\(unknown.joined(separator: "、"))"
        (verdict.outcome, verdict.reason) = (.undecided, .evidenceMissing)
      }
      return verdict
    }
    guard !tardy.isEmpty else {
      verdict.detail = "\(wanted.count)个\(items)均已按期登记"
      let undated = lacking(record, entries.filter { $0.date(online) != nil }, until: due)
      if !undated.isEmpty, context.asOf < due {
        verdict.outcome = .notDue
      } else if !undated.isEmpty {
        verdict.detail = "没有登记\(online)，不能判断是否按期：\(undated.joined(separator: "、"))"
        (verdict.outcome, verdict.reason) = (.undecided, .evidenceMissing)
      }
      return verdict
    }
    let done = entries.compactMap { $0.date(online) }.max()
    verdict.doneOn = done
    verdict.lateBy = done.map { context.calendar.workdays(after: due, through: $0) }
    verdict.detail = "应在\(due)前上线，逾期上线的有\(tardy.joined(separator: "、"))" + (done.map { "（\($0)）" } ?? "")
    verdict.fingerprint = tardy.joined(separator: "\n")
    verdict.fail(late)
    return verdict
  }

  /// The items without an entry that is on line by the end of a day; an entry without a date is on line.
  private func lacking(_ record: Record, _ entries: [Record], until last: CivilDate) -> [String] {
    let there = entries.filter { entry in
      if let date = entry.date(online), date > last { return false }
      if entry.unreadable.contains(online) { return false }
      guard mustLive else { return true }
      if entry.unreadable.contains(offline) { return false }
      return entry.date(offline).map { $0 > last } ?? true
    }
    let names = Set(there.compactMap { $0.text(name).map(Self.folded) })
    return record.items(items).filter { item in
      item == "有" || item == "是" ? there.isEmpty : !names.contains(Self.folded(item))
    }
  }

  /// Quotation marks, brackets' width and spaces make no other item.
  private static func folded(_ name: String) -> String {
    DocumentNumber.matchingKey(name).filter { !"《》“”\"'‘’〔〕·".contains($0) }
  }
}
