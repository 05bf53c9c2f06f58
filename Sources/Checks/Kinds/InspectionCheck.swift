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
    return windows.map { verdict(on: $0, dated, hasUnreadable, in: context) }
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
    if closed.count >= count, leftOpen.isEmpty {
      verdict.doneOn = length == .year ? closed[count - 1].0 : nil
      verdict.detail = "\(window.chineseName)已有\(closed.count)次，发现的问题均已处理"
      return verdict
    }
    if !leftOpen.isEmpty, context.asOf >= due {
      verdict.detail =
        "\(window.chineseName)的检查仍有问题没有处理完（\(leftOpen.map { $0.1.title ?? $0.1.key }.joined(separator: "、"))）"
      verdict.fail(events.count >= count ? open : missing)
      return verdict
    }
    verdict.detail = "\(window.chineseName)应有\(count)次（截至\(due)），现有\(events.count)次"
    if events.count >= count { verdict.detail = "\(window.chineseName)的检查没有写明\(found)和\(handled)" }
    if hasUnreadable {
      (verdict.outcome, verdict.reason) = (.undecided, .unreadable)
      verdict.detail += "，另有记录无法识别"
    } else if context.asOf < due {
      verdict.outcome = .notDue
    } else if window.firstDay < context.binding.effectiveFrom, partial != .full {
      partial == .notDue ? (verdict.outcome = .notDue) : verdict.fail(.heuristic)
    } else {
      verdict.fail(missing)
    }
    return verdict
  }

  private func number(_ field: String, of record: Record) -> Double? {
    guard case .number(let number)? = record.values[field] else { return nil }
    return number
  }

  private func hasOpenFindings(_ record: Record) -> Bool {
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
