import Evidence
import Findings
import Settings
import Workdays

/// Somebody must be in post on every day of the period (队伍台账 with 到岗 and 离岗); and not more than half may have
/// changed within twelve months.
struct StaffedCheck: Check {
  private let selection: Selection
  private let count: Int
  /// Nothing is held against a unit before this day of the year; a gap that is closed by then is only a sign.
  private let by: YearDay?
  private let gap: Failure
  private let turnover: Failure
  /// Enough that somebody is in post on the last day: a leader is named, whoever was before.
  private let atEnd: Bool

  init(_ options: inout Fields) throws(SettingError) {
    selection = try Selection(&options)
    count = try options.optionalInteger("count") ?? 1
    by = try YearDay(&options)
    gap = try options.choice("gap", default: .failed)
    turnover = try options.choice("turnover", default: .allowed)
    atEnd = try options.flag("at_end")
    if count < 1 { throw SettingError("“count”至少为1。", at: options.place) }
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    try context.table(selection.table).require(["到岗日期", "离岗日期"])
    let (officers, unclear) = try selection.records(in: context)
    var verdict = Verdict(
      .passed, context.unitSubject, detail: "核查期内始终有人在岗", at: officers.first,
      evidence: officers.isEmpty ? nil : "登记\(officers.count)人")
    let first = max(context.period.firstDay, context.binding.effectiveFrom)
    let last = min(context.period.lastDay, context.asOf)
    guard first <= last else {
      verdict.outcome = .notDue
      verdict.detail = "\(context.period.chineseName)早于文件印发日\(context.binding.effectiveFrom)"
      return [verdict]
    }
    if officers.isEmpty, unclear.isEmpty, gap == .allowed { throw EvidenceGap("队伍台账中没有这类人员。") }
    let due = by?.date(in: context.binding.year)
    verdict.dueOn = due
    let bare = ((atEnd ? last : first).dayNumber...last.dayNumber).lazy.map { CivilDate(dayNumber: $0) }
      .filter { day in officers.count { Self.isInPost($0, on: day) } < count }
    let isDoubtful = !unclear.isEmpty || officers.contains { !$0.unreadable.isDisjoint(with: ["到岗日期", "离岗日期"]) }
    if let day = bare.first, gap != .allowed {
      verdict.fingerprint = "\(day)"
      if isDoubtful {
        (verdict.outcome, verdict.reason) = (.undecided, .unreadable)
        verdict.detail = "队伍台账的日期无法识别，不能判断\(day)是否有人在岗"
        return [verdict]
      }
      verdict.detail = officers.isEmpty ? "队伍台账中没有这类人员" : "\(day)在岗不足\(count)人"
      guard let due else {
        verdict.fail(gap)
        return [verdict]
      }
      if context.asOf < due {
        verdict.outcome = .notDue
      } else {
        let isOpen = officers.count { Self.isInPost($0, on: min(due, last)) } < count
        verdict.fail(isOpen ? gap : .heuristic)
      }
      return [verdict]
    }
    let before = last.adding(months: -12)
    let earlier = officers.filter { Self.isInPost($0, on: before) }
    let gone = earlier.count { !Self.isInPost($0, on: last) }
    if turnover != .allowed, gone * 2 > earlier.count {
      verdict.detail = "一年前在岗的\(earlier.count)人中已有\(gone)人离岗，变动过半"
      verdict.fingerprint = "turnover \(gone)/\(earlier.count)"
      verdict.fail(turnover)
    }
    if let due, context.asOf < due { verdict.outcome = .notDue }
    return [verdict]
  }

  /// Somebody without a first day has always been there; who leaves on a day is still there on it.
  private static func isInPost(_ record: Record, on day: CivilDate) -> Bool {
    if let start = record.date("到岗日期"), day < start { return false }
    if let end = record.date("离岗日期"), day > end { return false }
    return true
  }
}
