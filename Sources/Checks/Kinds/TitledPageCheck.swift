import Evidence
import Findings
import Foundation
import Settings
import Workdays

/// A live page or attachment must be there whose title bears certain words (and a year), by a day of the year: an
/// annual report by 31 January, a fee list with its elements, a guide revised within twelve months.
struct TitledPageCheck: Check {
  /// All of these in the title; `词+词` wants both.
  private let all: Words
  private let any: Words
  private let none: Words
  /// One of these in the column, the breadcrumb or the title.
  private let columns: Words
  /// The year that the title must bear, as a difference from the binding year.
  private let titleYear: Int?
  /// Each of these words (`依据|法律依据` is one with alternatives) in the page's own text.
  private let text: [(name: String, words: Words)]
  private let pages: LivePages
  private let countsAttachments: Bool
  private let count: Int
  private let by: YearDay?
  /// From this day of the year on, what is missing is a sign for a person.
  private let warnFrom: YearDay?
  private let grace: TopicPagesCheck.Grace
  /// The newest page's date may be so many months before the day of inspection.
  private let freshMonths: Int?
  /// By the end of the year the newest page must be of it, by its date or by the year in its title.
  private let isRefreshed: Bool
  /// Links of any kind whose words bear the title count as well: a query on another site.
  private let countsLinks: Bool
  private let late: Failure
  private let missing: Failure
  private let textMissing: Failure
  /// What it means that none of the words stands there: perhaps a script writes them.
  private let textNone: Failure
  private let stale: Failure
  private let what: String
  /// A title without any year is of the year of its date.
  private let takesYearOfDate: Bool
  /// All pages together must say it, not one alone.
  private let readsTogether: Bool
  /// Words of links on the pages of which one that can be followed must be among those there are: 在线申请.
  private let liveLinks: Words
  /// Words by which the scope register may disclaim it, beside its name.
  private let disclaimedBy: Words

  init(_ options: inout Fields) throws(SettingError) {
    all = Words(try options.strings("all"))
    any = Words(try options.strings("any"))
    none = Words(try options.strings("none"))
    columns = Words(try options.strings("columns"))
    titleYear = try options.optionalInteger("title_year")
    text = try options.strings("text").map { name in
      (name.split(separator: "|").first.map(String.init) ?? name, Words(name.split(separator: "|").map(String.init)))
    }
    pages = try LivePages(&options)
    countsAttachments = try options.flag("attachments", default: true)
    count = try options.optionalInteger("count") ?? 1
    by = try YearDay(&options)
    warnFrom = try YearDay(&options, key: "warn_from")
    grace = try options.choice("grace", default: by == nil ? .quarter : .year)
    freshMonths = try options.optionalInteger("fresh_months")
    isRefreshed = try options.flag("refreshed")
    countsLinks = try options.flag("links")
    late = try options.choice("late", default: .failed)
    missing = try options.choice("missing", default: .failed)
    textMissing = try options.choice("text_missing", default: .failed)
    textNone = try options.choice("text_none", default: textMissing)
    stale = try options.choice("stale", default: .heuristic)
    what = try options.string("what")
    takesYearOfDate = try options.flag("year_of_date")
    readsTogether = try options.flag("together")
    liveLinks = Words(try options.strings("live_links"))
    disclaimedBy = Words(try options.strings("disclaimed_by"))
    if all.isEmpty, any.isEmpty, columns.isEmpty {
      throw SettingError("至少写“all”“any”“columns”之一。", at: options.place)
    }
    if count < 1 { throw SettingError("“count”至少为1。", at: options.place) }
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    let live = try pages.chosen(in: context)
    let due: CivilDate? =
      switch grace {
      case .none: nil
      case .quarter: context.binding.firstFullQuarterEnd
      case .year: by?.date(in: context.binding.year) ?? CivilDate(year: context.binding.year, month: 12, day: 31)
      }
    var verdict = Verdict(.passed, context.unitSubject, detail: "", dueOn: due)
    if context.disclaims([what], words: disclaimedBy) {
      verdict.outcome = .notApplicable
      verdict.detail = "事项登记说明本单位不涉及\(what)"
      return [verdict]
    }
    var (counted, undated): ([Record], [Record]) = ([], [])
    let index = context.index.pages
    for place in candidates(in: index)
    where bears(index.title(of: place), columns: index.columnTexts(of: place), on: index.days[Int(place)], context) {
      guard live.contains(place) else { continue }
      switch pages.dating(index.days[Int(place)], in: context) {
      case .counts: counted.append(index[place])
      case .undated: undated.append(index[place])
      case .outside: break
      }
    }
    if countsAttachments, context.evidence.tables["links"]?.isPresent == true {
      add(to: &counted, &undated, in: context)
    }
    counted.sort { ($0.pageDate ?? CivilDate(dayNumber: 0), $0.key) < ($1.pageDate ?? CivilDate(dayNumber: 0), $1.key) }
    judge(counted, undated, &verdict, in: context)
    return [verdict]
  }

  private func judge(_ counted: [Record], _ undated: [Record], _ verdict: inout Verdict, in context: CheckContext) {
    verdict.evidence = (counted + undated).pageNames
    verdict.location = (counted + undated).first?.location
    let isClosed = verdict.dueOn.map { context.asOf >= $0 } ?? true
    guard counted.count >= count else {
      verdict.fingerprint = "missing \(counted.count)"
      verdict.detail = counted.isEmpty ? "未见\(what)的页面" : "\(what)应有\(count)个页面，现有\(counted.count)个"
      if !undated.isEmpty { verdict.detail += "，有\(undated.count)个相关页面没有发布日期" }
      guard isClosed else {
        verdict.outcome = .notDue
        if let warnFrom, context.asOf >= warnFrom.date(in: context.binding.year) { verdict.fail(.heuristic) }
        return
      }
      verdict.fail(!undated.isEmpty && missing == .failed ? .heuristic : missing)
      return
    }
    let done = counted[count - 1].pageDate
    verdict.doneOn = done
    verdict.fingerprint = done?.description ?? "undated"
    if let done, let due = verdict.dueOn, by != nil, done > due, late != .allowed {
      verdict.lateBy = context.calendar.workdays(after: due, through: done)
      verdict.detail = "\(what)应于\(due)前公开，实际\(done)"
      verdict.fail(late)
      return
    }
    // The newest one is what the public goes by.
    let newest = counted.last
    if let freshMonths, let date = newest?.pageDate, date.adding(months: freshMonths) < context.asOf {
      verdict.detail = "\(what)最近更新于\(date)，已超过\(freshMonths)个月"
      verdict.fingerprint = "stale \(date)"
      verdict.fail(stale)
      return
    }
    if isRefreshed, let newest, !counted.contains(where: { isOfYear($0, context) }) {
      let year = context.binding.year
      let isOver = CivilDate(year: year, month: 12, day: 31).map { context.asOf >= $0 } ?? false
      verdict.detail = "\(what)只有\(newest.pageDate.map { "\($0)" } ?? "没有日期")的版本，\(year)年没有更新"
      verdict.fingerprint = "old"
      if isOver { verdict.fail(stale) } else { verdict.outcome = .notDue }
      return
    }
    let absent = lackingText(counted, in: context) + deadLinks(counted, in: context)
    guard absent.isEmpty else {
      verdict.detail = "\(what)的页面缺少\(absent.joined(separator: "、"))"
      verdict.fingerprint = "lacking \(absent.joined(separator: ","))"
      // What stands in an attachment was not read.
      if textMissing == .failed, counted.contains(where: { $0.hasAttachments }) {
        verdict.detail = "\(what)的网页正文没有\(absent.joined(separator: "、"))，附件没有读取"
        verdict.fail(.heuristic)
      } else {
        verdict.fail(absent.count == text.count ? textNone : textMissing)
      }
      return
    }
    verdict.detail = "\(what)已公开"
  }

  private func isOfYear(_ page: Record, _ context: CheckContext) -> Bool {
    page.pageDate?.year == context.binding.year
      || FoldedText(page.text("标题") ?? "").bears(year: context.binding.year)
  }

  /// What the fullest of the pages does not say.
  private func lackingText(_ counted: [Record], in context: CheckContext) -> [String] {
    guard !text.isEmpty else { return [] }
    let gaps = counted.map { record -> [String] in
      let body = context.body(of: record)
      let folded = FoldedText((record.text("标题") ?? "") + body + record.items("小标题").joined())
      return text.filter { !$0.words.matchAny(folded) }.map(\.name)
    }
    if readsTogether { return text.map(\.name).filter { name in gaps.allSatisfy { $0.contains(name) } } }
    return gaps.min { $0.count < $1.count } ?? []
  }

  /// The links of that name where all of them are broken.
  private func deadLinks(_ counted: [Record], in context: CheckContext) -> [String] {
    guard !liveLinks.isEmpty, let links = context.evidence.tables["links"]?.records else { return [] }
    let paths = Set(counted.compactMap { $0.text("路径") })
    let own = links.filter { link in
      link.title.map { liveLinks.matchAny(FoldedText($0)) } == true && !paths.isDisjoint(with: link.items("来源页面"))
    }
    let dead = own.filter { ["broken", "malformed"].contains($0.text("状态") ?? "") }
    guard !dead.isEmpty, dead.count == own.count else { return [] }
    return ["可用的“\(dead[0].title ?? "")”链接（\(dead[0].key)打不开）"]
  }

  private func candidates(in index: PageIndex) -> [Int32] {
    index.places(titledAll: all, any: any, none: none) ?? index.places(bearing: columns)
  }

  private func bears(
    _ title: FoldedText, columns own: [FoldedText], on day: CivilDate?, _ context: CheckContext
  ) -> Bool {
    guard all.matchAll(title), any.isEmpty || any.matchAny(title), !none.matchAny(title) else { return false }
    if let titleYear, !title.bears(year: context.binding.year + titleYear) {
      let year = context.binding.year
      let isUndated = !((year - 20)...(year + 5)).contains { title.bears(year: $0) }
      guard takesYearOfDate, isUndated, day?.year == year + titleYear else { return false }
    }
    return columns.isEmpty || columns.matchAny(title) || own.contains { columns.matchAny($0) }
  }

  /// Attachments are known by the words of their link, their own title or their file's name, and dated by their page.
  private func add(to counted: inout [Record], _ undated: inout [Record], in context: CheckContext) {
    let (links, pages) = (context.index.links, context.index.pages)
    let named = countsLinks ? links.all : links.attachments
    var last: Int32 = -1
    for place in candidates(in: named.bank) {
      let owner = named.links[Int(place)]
      guard owner != last else { continue }
      let (link, name) = (links[owner], named.names[Int(place)])
      let day =
        takesYearOfDate ? link.items("来源页面").lazy.compactMap { pages.page(at: $0)?.pageDate }.first : nil
      guard bears(named.bank.texts[Int(place)], columns: [], on: day, context) else { continue }
      last = owner
      for path in link.items("来源页面") {
        guard let page = pages.page(at: path) else { continue }
        let record = Record(
          key: link.key, title: name,
          values: page.values.replacing(["标题": .text(name), "路径": .text(link.key)]), location: page.location)
        switch self.pages.dating(record, in: context) {
        case .counts: counted.append(record)
        case .undated: undated.append(record)
        case .outside: continue
        }
        break
      }
    }
  }

  private func candidates(in bank: TextBank) -> [Int32] {
    let some = any.isEmpty ? nil : bank.places(ofAny: any)
    guard !all.isEmpty else { return some ?? bank.places(ofAny: columns) }
    let every = bank.places(ofAll: all)
    return some.map { Places.intersection($0, every) } ?? every
  }
}
