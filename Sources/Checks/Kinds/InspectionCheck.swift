import Evidence
import Findings
import Settings
import Workdays

/// Inspections at regular times whose findings are all dealt with: a patrol a month, a secrecy inspection a year.
struct InspectionCheck: Check {
  private let selection: Selection
  private let date: DateFields
  private let length: Period.Length
  private let count: Int
  private let by: YearDay?
  /// How many were found and how many dealt with.
  private let found: String
  private let handled: String
  /// Both numbers must be written down.
  private let counted: Bool
  private let partial: CadenceCheck.Partial
  private let missing: Failure
  /// Findings that are not all dealt with.
  private let open: Failure
  /// Inspections that were made, but without the numbers that are wanted.
  private let uncounted: Failure
  /// Records in force whose number the last inspection must have found: an inventory and what it took stock of.
  private let stock: Stock?
  /// Accounts that must not have been silent for too long, by the day of their last post in the register.
  private let accounts: Accounts?

  private struct Accounts: Sendable {
    let selection: Selection
    let last: DateFields
    let limit: Limit

    init?(_ options: inout Fields) throws(SettingError) {
      guard var inner = try options.optionalFields("accounts") else { return nil }
      selection = try Selection(&inner)
      last = try DateFields(&inner, key: "last")
      limit = try Limit(&inner)
      try inner.finish()
    }

    /// One verdict on each whose last post is known.
    func judge(_ context: CheckContext) -> [Verdict] {
      ((try? selection.records(in: context).chosen) ?? []).compactMap { record in
        let subject = context.subject(record, in: selection.table)
        switch last.read(record) {
        case .empty: return nil
        case .unreadable(let field): return record.unreadableVerdict(subject, fields: [field])
        case .date(let day, _, _):
          var verdict = Verdict(.passed, subject, detail: "账号按时更新", at: record)
          let due = limit.unit == .month ? day.adding(months: limit.count) : day.adding(days: limit.count)
          if due < context.asOf {
            verdict.detail = "账号“\(record.text("名称") ?? record.key)”\(day)以后没有发布，已超过\(limit.chineseName)"
            verdict.fingerprint = "silent \(day)"
            verdict.fail(.heuristic)
          }
          return verdict
        }
      }
    }
  }

  private struct Stock: Sendable {
    let selection: Selection
    let until: DateFields?

    init?(_ options: inout Fields) throws(SettingError) {
      guard var inner = try options.optionalFields("stock") else { return nil }
      selection = try Selection(&inner)
      let names = try inner.strings("until")
      until = names.isEmpty ? nil : DateFields(names: names)
      try inner.finish()
    }

    func count(in context: CheckContext) throws(EvidenceGap) -> Int {
      try selection.records(in: context).chosen.count { record in
        if case .date(let day, _, _)? = until?.read(record) { return day >= context.asOf }
        return true
      }
    }
  }

  init(_ options: inout Fields) throws(SettingError) {
    selection = try Selection(&options)
    date = try DateFields(&options, key: "date")
    length = try options.choice("every")
    count = try options.optionalInteger("count") ?? 1
    by = try YearDay(&options)
    found = try options.optionalString("found") ?? "发现数量"
    handled = try options.optionalString("handled") ?? "处理数量"
    counted = try options.flag("counted")
    partial = try options.choice("partial", default: length == .year ? .full : .notDue)
    missing = try options.choice("missing", default: .failed)
    open = try options.choice("open", default: missing)
    uncounted = try options.choice("uncounted", default: missing)
    stock = try Stock(&options)
    accounts = try Accounts(&options)
    if length != .year, by != nil { throw SettingError("“by”只用于 every: year。", at: options.place) }
    if count < 1 { throw SettingError("“count”至少为1。", at: options.place) }
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    let table = try context.table(selection.table)
    try date.require(in: table)
    if counted { try table.require([found, handled]) }
    let (chosen, unclear) = try selection.records(in: context)
    var (dated, hasUnreadable): ([(CivilDate, Record)], Bool) = ([], !unclear.isEmpty)
    for record in chosen {
      switch date.read(record) {
      case .date(let day, _, _): dated.append((day, record))
      case .unreadable: hasUnreadable = true
      case .empty: break
      }
    }
    dated.sort { ($0.0, $0.1.key) < ($1.0, $1.1.key) }
    let windows =
      length == .year
      ? [Period(year: context.binding.year, length: .year, ordinal: 1)].compactMap { $0 }
      : context.period.periods(of: length)
    var verdicts = windows.map { verdict(on: $0, dated, hasUnreadable, in: context) }
    if let accounts {
      let ofAccounts = accounts.judge(context)
      if ofAccounts.isEmpty {
        for index in verdicts.indices { verdicts[index].unseen = "没有登记新媒体账号的最近发布日期，账号有无长期不更新" }
      }
      verdicts += ofAccounts
    }
    guard let stock, verdicts.contains(where: { $0.outcome == .passed }) else { return verdicts }
    let held = try stock.count(in: context)
    return verdicts.map { $0.outcome == .passed ? compared($0, held, dated, in: context) : $0 }
  }

  private func verdict(
    on window: Period, _ dated: [(CivilDate, Record)], _ hasUnreadable: Bool, in context: CheckContext
  ) -> Verdict {
    let subject =
      length == .year
      ? context.unitSubject : Subject(kind: "period", key: window.description, title: window.chineseName)
    let due = by?.date(in: window.year) ?? window.lastDay
    var verdict = Verdict(.passed, subject, detail: "", dueOn: due)
    guard window.lastDay >= context.binding.effectiveFrom else {
      verdict.outcome = .notDue
      verdict.detail = "\(window.chineseName)早于文件印发日\(context.binding.effectiveFrom)"
      return verdict
    }
    let events = dated.filter { window.contains($0.0) && $0.0 <= context.asOf }
    let closed = events.filter { isClosed($0.1) }
    verdict.evidence = events.isEmpty ? nil : events.map { "\($0.1.title ?? $0.1.key)（\($0.0)）" }.joined(separator: "；")
    verdict.location = events.first?.1.location
    verdict.fingerprint = "\(events.count)/\(closed.count)"
    let leftOpen = events.filter { hasOpenFindings($0.1) }
    // Numbers that cannot be read may hide what was left open, or be the ones that are wanted.
    let isUnclear = open != .allowed && events.contains { !$0.1.unreadable.isDisjoint(with: [found, handled]) }
    if closed.count >= count, leftOpen.isEmpty, !isUnclear {
      verdict.doneOn = length == .year ? closed[count - 1].0 : nil
      verdict.detail = "\(window.chineseName)已有\(closed.count)次，发现的问题均已处理"
      return verdict
    }
    if !leftOpen.isEmpty, context.asOf >= due {
      verdict.detail =
        "\(window.chineseName)的检查仍有问题没有处理完（\(leftOpen.map { $0.1.title ?? $0.1.key }.joined(separator: "、"))）"
      // One that is closed does what is asked; what another left open is for a person to see.
      verdict.fail(closed.count >= count && open == .failed ? .heuristic : events.count >= count ? open : missing)
      return verdict
    }
    verdict.detail = "\(window.chineseName)应有\(count)次（截至\(due)），现有\(events.count)次"
    if events.count >= count { verdict.detail = "\(window.chineseName)的检查没有写明\(found)和\(handled)" }
    if hasUnreadable || isUnclear {
      (verdict.outcome, verdict.reason) = (.undecided, .unreadable)
      verdict.detail += "，另有记录无法识别"
    } else if context.asOf < due {
      verdict.outcome = .notDue
    } else if window.firstDay < context.binding.effectiveFrom, partial != .full {
      partial == .notDue ? (verdict.outcome = .notDue) : verdict.fail(.heuristic)
    } else {
      verdict.fail(events.count >= count ? uncounted : missing)
    }
    return verdict
  }

  /// A passed verdict against what there is.
  private func compared(
    _ passed: Verdict, _ held: Int, _ dated: [(CivilDate, Record)], in context: CheckContext
  ) -> Verdict {
    var verdict = passed
    let counts = dated.filter { $0.0 <= context.asOf && $0.0.year == context.binding.year }
      .compactMap { number(found, of: $0.1) }
    guard let last = counts.last else {
      verdict.detail = "已清点，但没有写明\(found)，不能与现有的\(held)件核对"
      verdict.fail(.heuristic)
      return verdict
    }
    guard Int(last) != held else { return verdict }
    verdict.detail = "清点为\(Int(last))件，现有\(held)件，数目不一致"
    verdict.fingerprint = "\(Int(last))/\(held)"
    verdict.fail(.heuristic)
    return verdict
  }

  private func number(_ field: String, of record: Record) -> Double? {
    guard case .number(let number)? = record[field] else { return nil }
    return number
  }

  private func hasOpenFindings(_ record: Record) -> Bool {
    if open == .allowed || !record.unreadable.isDisjoint(with: [self.found, self.handled]) { return false }
    guard let found = number(found, of: record), found > 0 else { return false }
    guard let handled = number(handled, of: record) else { return !counted }
    return handled < found
  }

  private func isClosed(_ record: Record) -> Bool {
    if hasOpenFindings(record) { return false }
    guard counted else { return true }
    return number(found, of: record) != nil && (number(handled, of: record) != nil || number(found, of: record) == 0)
  }
}
