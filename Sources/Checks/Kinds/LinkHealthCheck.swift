import Evidence
import Findings
import Settings
import Workdays

/// Every link's target must be there: one verdict a target, by the state in which it was found (contract, section 4).
struct LinkHealthCheck: Check {
  /// 页面, 附件, 资源; empty for all.
  private let kinds: [String]
  /// A recorded answer counts for so many days.
  private let maxAge: Int

  init(_ options: inout Fields) throws(SettingError) {
    kinds = try options.strings("kinds")
    maxAge = try options.integer("max_age_days")
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    try context.table("links").records.filter { kinds.isEmpty || kinds.contains($0.text("种类") ?? "") }
      .compactMap { verdict(on: $0, in: context) }
  }

  private func verdict(on link: Record, in context: CheckContext) -> Verdict? {
    let state = link.text("状态") ?? ""
    let reason = link.text("原因").map { "（\($0)）" } ?? ""
    var verdict = Verdict(.passed, context.subject(link, in: "links"), detail: "可以访问", location: link.location)
    verdict.fingerprint = state
    let sources = link.items("来源页面")
    verdict.evidence = sources.isEmpty ? nil : sources.prefix(5).joined(separator: "、")
    if let checked = link.date("核查日期"), checked.adding(days: maxAge) < context.asOf, state != "ignored" {
      verdict.detail = "最近一次检查在\(checked)，已超过\(maxAge)日"
      verdict.fail(.heuristic)
      return verdict
    }
    switch state {
    case "ok": return verdict
    case "ignored": return nil
    case "broken": verdict.detail = "链接失效\(reason)"
    case "malformed": verdict.detail = "链接地址写错\(reason)"
    case "fragment": verdict.detail = "目标页面没有所指的位置\(reason)"
    case "suspect": verdict.detail = "目标疑似出错页面\(reason)"
    case "blocked": verdict.detail = "目标拒绝自动访问，须人工打开核对\(reason)"
    case "uncaptured": verdict.detail = "目标不在导出范围内，没有检查\(reason)"
    case "external": verdict.detail = "站外链接没有检查结果\(reason)"
    default: verdict.detail = "链接状态不明\(reason)"
    }
    switch state {
    case "broken", "malformed": verdict.fail(.failed)
    case "uncaptured", "external": (verdict.outcome, verdict.reason) = (.undecided, .evidenceMissing)
    default: verdict.fail(.heuristic)
    }
    return verdict
  }
}
