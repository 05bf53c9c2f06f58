import Evidence
import Findings
import Foundation
import Settings
import Workdays

/// A catalogue must be published and revised within so many months; a recorded self-check without changes counts.
///
/// A page or an attachment is the catalogue by its own title, a list page also by its column's name; an article that
/// merely lies below a column of that name is none.
struct CatalogueCheck: Check {
  private let titles: Words
  private let none: Words
  private let what: String
  private let months: Int
  /// Words of the worklog's 类别 that tell a revision or a self-check.
  private let reviews: [String]
  private let by: YearDay?
  private let missing: Failure
  private let stale: Failure

  init(_ options: inout Fields) throws(SettingError) {
    titles = Words(try options.strings("titles"))
    none = Words(try options.strings("none"))
    what = try options.string("what")
    months = try options.integer("months")
    reviews = try options.strings("reviews")
    by = try YearDay(&options)
    missing = try options.choice("missing", default: .failed)
    stale = try options.choice("stale", default: .heuristic)
    if titles.isEmpty { throw SettingError("缺少“titles”。", at: options.place) }
  }

  private func isCatalogue(_ page: Record) -> Bool {
    let names = [page.text("标题")] + (page.text("类型") == "列表" ? [page.items("导航").last, page.text("栏目")] : [])
    return names.contains { $0.map { bears($0) } ?? false }
  }

  private func bears(_ name: String) -> Bool {
    let folded = FoldedText(name)
    return titles.matchAny(folded) && !none.matchAny(folded)
  }

  /// Live attachments that are catalogues by their link's words or name, dated by the page that offers them.
  private func attached(in context: CheckContext) -> [Record] {
    let (links, pages) = (context.index.links, context.index.pages)
    let names = links.attachments
    return names.bank.places(ofAny: titles).compactMap { place in
      let link = links[names.links[Int(place)]]
      let name = names.names[Int(place)]
      guard link.text("状态") == "ok", bears(name) else { return nil }
      let page = link.items("来源页面").lazy.compactMap { pages.page(at: $0) }.first
      var record = Record(key: link.key, title: name, values: ["标题": .text(name)], location: page?.location)
      if let day = page?.pageDate {
        record = Record(
          key: link.key, title: name, values: ["标题": .text(name), "发布日期": .date(day, minute: nil)],
          location: page?.location)
      }
      return record
    }
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    _ = try context.table("pages")
    let index = context.index.pages
    var pages = index.records(index.places(bearing: titles)).filter { page in
      page["疑似出错页"] != .flag(true) && isCatalogue(page) && (page.pageDate.map { $0 <= context.asOf } ?? true)
    }
    if pages.isEmpty { pages = attached(in: context) }
    let year = context.binding.year
    let due = by?.date(in: year) ?? CivilDate(year: year, month: 12, day: 31) ?? context.asOf
    var verdict = Verdict(.passed, context.unitSubject, detail: "", at: pages.first)
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
