import Evidence
import Findings
import Settings
import Workdays

/// Every live link must lead somewhere: each distinct target is judged by what was found of it (contract, section 4).
struct LinkStateCheck: Check {
  private let selection: Selection
  private let state: String
  /// When it was taken off; what is off is not judged.
  private let offline: String?
  /// Days for which an online result holds.
  private let maxAge: Int
  /// What a link to a site's home page means, where an item's own page is wanted.
  private let homePage: Failure

  init(_ options: inout Fields) throws(SettingError) {
    selection = try Selection(&options)
    state = try options.string("state")
    offline = try options.optionalString("offline")
    maxAge = try options.integer("max_age")
    homePage = try options.choice("home_page", default: .allowed)
    guard (0...3660).contains(maxAge) else { throw SettingError("“max_age”应在0到3660之间。", at: options.place) }
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    let (chosen, unclear) = try selection.records(in: context)
    let live = chosen.filter { record in
      guard let offline, let date = record.date(offline) else { return true }
      return date > context.asOf
    }
    return (selection.unclearVerdicts(unclear, in: context) + live.map { verdict(on: $0, in: context) })
      .worstBySubject()
  }

  private func verdict(on record: Record, in context: CheckContext) -> Verdict {
    let subject = Subject(kind: "link", key: record.key, title: record.title)
    var verdict = Verdict(.passed, subject, detail: "链接有效", location: record.location)
    if let offline, record.unreadable.contains(offline) { return record.unreadableVerdict(subject, fields: [offline]) }
    let found = record.text(state)
    verdict.fingerprint = found ?? "none"
    let reason = record.text("链接原因") ?? record.text("原因")
    if homePage != .allowed, record.values["是首页"] == .flag(true) {
      verdict.detail = "链接指向网站首页，不是事项的办事页面"
      verdict.fingerprint = "home"
      verdict.fail(homePage)
      return verdict
    }
    if let checked = record.date("核查日期"), checked.adding(days: maxAge) < context.asOf {
      (verdict.outcome, verdict.reason) = (.undecided, .evidenceMissing)
      verdict.detail = "链接最近一次核查是\(checked)，已超过\(maxAge)天"
      return verdict
    }
    switch found {
    case "ok"?: break
    case "broken"?:
      verdict.detail = "链接打不开" + (reason.map { "（\($0)）" } ?? "")
      verdict.outcome = .failed
    case "malformed"?:
      verdict.detail = "链接写法有误" + (reason.map { "（\($0)）" } ?? "")
      verdict.outcome = .failed
    case "external"?, nil:
      (verdict.outcome, verdict.reason) = (.undecided, .evidenceMissing)
      verdict.detail = found == nil ? "没有可核查的链接" : "站外链接尚无核查结果"
    case let other?:
      (verdict.outcome, verdict.reason) = (.undecided, .heuristic)
      let names = ["fragment": "页面在而锚点不在", "suspect": "目标页面疑似出错", "blocked": "对方网站拒绝自动访问", "uncaptured": "导出中没有目标页面"]
      verdict.detail = (names[other] ?? "链接状态不明") + (reason.map { "（\($0)）" } ?? "")
    }
    return verdict
  }
}
