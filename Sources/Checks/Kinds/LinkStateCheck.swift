import Evidence
import Findings
import Settings
import Workdays

/// Every live link must lead somewhere: each distinct target is judged by what was found of it (contract, section 4),
/// and with `titles` also by whether what it leads to is what its words say.
struct LinkStateCheck: Check {
  private let selection: Selection
  private let state: String
  /// When it goes on line and when it is taken off; what is off, or not on yet, is not judged.
  private let online: String?
  private let offline: String?
  /// Days for which an online result holds.
  private let maxAge: Int
  /// What a link to a site's home page means, where an item's own page is wanted.
  private let homePage: Failure
  /// What it means that a link's words and its target's title have nothing in common.
  private let titles: Failure
  /// The table whose records' 办 marks are judged besides, where none of the rows has their target: a ledger may have
  /// forgotten them, or the page may link to something else.
  private let marked: String?

  init(_ options: inout Fields) throws(SettingError) {
    selection = try Selection(&options)
    state = try options.optionalString("state") ?? "状态"
    online = try options.optionalString("online")
    offline = try options.optionalString("offline")
    maxAge = try options.integer("max_age_days")
    homePage = try options.choice("home_page", default: .allowed)
    titles = try options.choice("titles", default: .allowed)
    marked = try options.optionalString("marked")
    guard (0...3660).contains(maxAge) else { throw SettingError("“max_age_days”应在0到3660之间。", at: options.place) }
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    let (chosen, unclear) = try selection.records(in: context)
    let live = chosen.filter { record in
      if record.text(state) == "ignored" { return false }
      if let online, let date = record.date(online), date > context.asOf { return false }
      guard let offline, let date = record.date(offline) else { return true }
      return date > context.asOf
    }
    let pages = titles == .allowed ? nil : LinkedTitles(context)
    let verdicts =
      live.map { verdict(on: $0, state, pages, in: context) }
      + marks(in: context).map { verdict(on: $0, "状态", nil, in: context) }
    return (selection.unclearVerdicts(unclear, in: context) + verdicts).worstBySubject()
  }

  /// The links behind 办 marks that no row of the table has, whether it is live or not.
  private func marks(in context: CheckContext) -> [Record] {
    guard let marked, let documents = context.evidence.tables[marked]?.records else { return [] }
    var targets = Set(documents.lazy.flatMap { $0.items("办标识目标") })
    if targets.isEmpty { return [] }
    for row in context.evidence.tables[selection.table]?.records ?? [] {
      targets.remove(row.key)
      for target in row.items("目标网址") { targets.remove(target) }
    }
    return (context.evidence.tables["links"]?.records ?? []).filter { targets.contains($0.key) }
  }

  private func verdict(
    on record: Record, _ state: String, _ pages: LinkedTitles?, in context: CheckContext
  ) -> Verdict {
    let subject = Subject(kind: "link", key: record.key, title: record.title)
    var verdict = Verdict(.passed, subject, detail: "可以访问", at: record)
    if let offline, record.unreadable.contains(offline) { return record.unreadableVerdict(subject, fields: [offline]) }
    let found = record.text(state)
    verdict.fingerprint = found ?? "none"
    let sources = record.items("来源页面")
    verdict.evidence = sources.isEmpty ? nil : sources.prefix(5).joined(separator: "、")
    if homePage != .allowed, record["是首页"] == .flag(true) {
      verdict.detail = "链接指向网站首页，不是事项的办事页面"
      verdict.fingerprint = "home"
      verdict.fail(homePage)
      return verdict
    }
    if let checked = record.date("核查日期"), checked.adding(days: maxAge) < context.asOf {
      (verdict.outcome, verdict.reason) = (.undecided, .evidenceMissing)
      verdict.detail = "最近一次检查在\(checked)，已超过\(maxAge)日"
      return verdict
    }
    let reason = (record.text("链接原因") ?? record.text("原因")).map { "（\($0)）" } ?? ""
    switch found {
    case "ok"?:
      if let pages { compare(pages, record, &verdict) }
      return verdict
    case "broken"?: verdict.detail = "链接失效\(reason)"
    case "malformed"?: verdict.detail = "链接地址写错\(reason)"
    case "fragment"?: verdict.detail = "目标页面没有所指的位置\(reason)"
    case "suspect"?: verdict.detail = "目标疑似出错页面\(reason)"
    case "blocked"?: verdict.detail = "目标拒绝自动访问，须人工打开核对\(reason)"
    case "uncaptured"?: verdict.detail = "目标不在导出范围内，没有检查\(reason)"
    case "external"?: verdict.detail = "站外链接没有检查结果\(reason)"
    case "unlinked"?: verdict.detail = "“办”字图标没有链接，点击不能跳转"
    case nil: verdict.detail = "没有可核查的链接"
    case _?: verdict.detail = "链接状态不明\(reason)"
    }
    switch found {
    case "broken"?, "malformed"?: verdict.fail(.failed)
    case "uncaptured"?, "external"?, nil: (verdict.outcome, verdict.reason) = (.undecided, .evidenceMissing)
    default: verdict.fail(.heuristic)
    }
    return verdict
  }

  /// What a link leads to against what its words say.
  private func compare(_ pages: LinkedTitles, _ record: Record, _ verdict: inout Verdict) {
    let wrong = pages.mismatches(of: record)
    guard let first = wrong.first else {
      let rest = pages.unseenPlaces(of: record)
      if rest > 0 { verdict.unseen = "“\(record.key)”等目标链接处数较多，第十处以后的链接文字" }
      return
    }
    let place = first.page.map { "\($0)上的" } ?? ""
    let more = wrong.count > 1 ? "等\(wrong.count)种" : ""
    verdict.detail = "\(place)链接文字“\(first.words)”\(more)与目标页面“\(first.title)”不符"
    verdict.fingerprint = wrong.map(\.words).sorted().joined(separator: "\n")
    if let page = first.page, page != verdict.location?.path { verdict.location = Location(path: page) }
    verdict.fail(titles)
  }
}
