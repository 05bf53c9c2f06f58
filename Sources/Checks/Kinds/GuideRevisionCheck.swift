import Evidence
import Findings
import Foundation
import Settings
import Workdays

/// The 政府信息公开指南 must show when it was revised, and must be revised after the office's last change.
struct GuideRevisionCheck: Check {
  private let titles: Words
  private let excluded: Words
  /// The page must show its day of revision.
  private let mustShow: Bool
  /// Words of the register's and the worklog's 类别 that tell a change of name, address, telephone or hours.
  private let changes: [String]
  private let freshMonths: Int?

  init(_ options: inout Fields) throws(SettingError) {
    titles = Words(try options.strings("titles"))
    excluded = Words(try options.strings("none"))
    mustShow = try options.flag("must_show")
    changes = try options.strings("changes")
    freshMonths = try options.optionalInteger("fresh_months")
    if titles.isEmpty { throw SettingError("缺少“titles”。", at: options.place) }
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    _ = try context.table("pages")
    let index = context.index.pages
    let guides = index.records(index.titles.places(ofAny: titles).filter { !excluded.matchAny(index.title(of: $0)) })
      .filter { $0.text("类型") != "列表" && $0["疑似出错页"] != .flag(true) }
    let read = guides.map { page in (page: page, revised: revision(of: page, in: context)) }
    var verdict = Verdict(.passed, context.unitSubject, detail: "")
    verdict.evidence = guides.pageNames
    let best = read.max { ($0.revised ?? .distantPast, $1.page.key) < ($1.revised ?? .distantPast, $0.page.key) }
    verdict.location = best?.page.location
    guard let best else {
      verdict.detail = "未见政府信息公开指南"
      verdict.fail(.failed)
      return [verdict]
    }
    if mustShow {
      verdict.detail = best.revised.map { "已标注修订时间\($0)" } ?? "指南没有标注修订时间"
      if best.revised == nil { verdict.fail(.failed) }
      return [verdict]
    }
    judge(best.revised ?? best.page.pageDate, &verdict, in: context)
    return [verdict]
  }

  private func judge(_ revised: CivilDate?, _ verdict: inout Verdict, in context: CheckContext) {
    let change = lastChange(in: context)
    verdict.dueOn = change
    verdict.doneOn = revised
    verdict.fingerprint = "\(revised?.description ?? "none") \(change?.description ?? "none")"
    guard let revised else {
      verdict.detail = change.map { "机构信息已于\($0)变更，指南没有修订时间" } ?? "指南没有修订时间，不能判断是否及时调整"
      verdict.fail(change == nil ? .heuristic : .failed)
      return
    }
    verdict.detail = "指南修订于\(revised)"
    if let change {
      guard revised < change else { return }
      verdict.detail = "机构信息已于\(change)变更，指南仍是\(revised)的内容"
      verdict.fail(.failed)
    } else if let freshMonths, revised.adding(months: freshMonths) < context.asOf {
      verdict.detail = "指南修订于\(revised)，已超过\(freshMonths)个月，也没有机构信息变更的登记"
      verdict.fail(.heuristic)
    }
  }

  private func lastChange(in context: CheckContext) -> CivilDate? {
    let words = Words(changes)
    return ["register", "worklog"].flatMap { context.evidence.tables[$0]?.records ?? [] }
      .filter { row in row.items("类别").contains { words.matchAny(FoldedText($0)) } }
      .compactMap { $0.date("日期") }.filter { $0 <= context.asOf }.max()
  }

  /// 修订时间：2024年3月1日, 更新日期 2024-03-01, （2024年3月修订）, in the title or the text.
  private func revision(of page: Record, in context: CheckContext) -> CivilDate? {
    let text = context.body(of: page)
    let asOfMonth = Period(.month, containing: context.asOf).lastDay
    let source = ((page.text("标题") ?? "") + "\n" + text).prefix(200_000)
    let day = #"(\d{4})\s*[年\-/.]\s*(\d{1,2})\s*(?:[月\-/.]\s*(?:(\d{1,2})\s*日?)?)?"#
    let before = #"(?:修订|更新|修改)(?:时间|日期|于)?\s*(?:为|是)?\s*[:：]?\s*"# + day
    let after = day + #"\s*(?:第[一二三四五六七八九十\d]+次)?(?:修订|更新|修改)"#
    return [before, after].flatMap { dates(String(source), $0) }.filter {
      $0.year < context.asOf.year || $0 <= asOfMonth
    }
    .map { min($0, context.asOf) }.max()
  }

  private func dates(_ text: String, _ pattern: String) -> [CivilDate] {
    guard let expression = try? NSRegularExpression(pattern: pattern) else { return [] }
    let range = NSRange(text.startIndex..., in: text)
    return expression.matches(in: text, range: range).compactMap { match in
      let numbers = (1...3).map { index in Range(match.range(at: index), in: text).flatMap { Int(text[$0]) } }
      guard let year = numbers[0], let month = numbers[1] else { return nil }
      // A revision that names but its month may be of any day of it.
      guard (1...12).contains(month), (1...9999).contains(year) else { return nil }
      return CivilDate(year: year, month: month, day: numbers[2] ?? CivilDate.days(inMonth: month, of: year))
    }
  }
}

extension CivilDate {
  /// Earlier than any day that a page may bear.
  static var distantPast: CivilDate { CivilDate(dayNumber: -4_000_000) }
}
