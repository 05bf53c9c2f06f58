import Evidence
import Findings
import Settings
import Workdays

/// A catalogue must be published and revised within so many months; a recorded self-check without changes counts.
struct CatalogueCheck: Check {
  private let titles: Words
  private let what: String
  private let months: Int
  /// Words of the worklog's 类别 that tell a revision or a self-check.
  private let reviews: [String]
  private let by: YearDay?
  private let missing: Failure
  private let stale: Failure

  init(_ options: inout Fields) throws(SettingError) {
    titles = Words(try options.strings("titles"))
    what = try options.string("what")
    months = try options.integer("months")
    reviews = try options.strings("reviews")
    by = try YearDay(&options)
    missing = try options.choice("missing", default: .failed)
    stale = try options.choice("stale", default: .heuristic)
    if titles.isEmpty { throw SettingError("缺少“titles”。", at: options.place) }
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    _ = try context.table("pages")
    let pages = context.index.pages.records(context.index.pages.places(bearing: titles)).filter { page in
      page.values["疑似出错页"] != .flag(true) && (page.pageDate.map { $0 <= context.asOf } ?? true)
    }
    let year = context.binding.year
    let due = by?.date(in: year) ?? CivilDate(year: year, month: 12, day: 31) ?? context.asOf
    var verdict = Verdict(.passed, context.unitSubject, detail: "", location: pages.first?.location)
    verdict.evidence = pages.pageNames
    guard !pages.isEmpty else {
      verdict.detail = "未见公开的\(what)"
      verdict.fingerprint = "missing"
      verdict.fail(missing)
      return [verdict]
    }
    let words = Words(reviews)
    let checked = (context.evidence.tables["worklog"]?.records ?? [])
      .filter { row in row.items("类别").contains { words.matchAny(FoldedText($0)) } }.compactMap { $0.date("日期") }
    let items = (context.evidence.tables["directory"]?.records ?? []).compactMap { $0.date("更新日期") }
    let newest = (pages.compactMap(\.pageDate) + checked + items).filter { $0 <= context.asOf }.max()
    verdict.doneOn = newest
    if let newest, newest.adding(months: months) >= context.asOf {
      verdict.detail = "\(what)最近修订于\(newest)"
      return [verdict]
    }
    verdict.dueOn = due
    verdict.detail = newest.map { "\(what)最近修订于\($0)，已超过\(months)个月" } ?? "\(what)没有修订日期"
    verdict.fingerprint = "stale \(newest?.description ?? "none")"
    if context.asOf < due { verdict.outcome = .notDue } else { verdict.fail(stale) }
    return [verdict]
  }
}
