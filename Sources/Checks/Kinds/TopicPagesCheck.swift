import Evidence
import Findings
import Foundation
import Settings
import Workdays

/// Each (or any) of the named topics must have a live page of the year, or a column whose newest page is recent.
///
/// A page is on a topic where a keyword of it stands in the title, or its column or breadcrumb bears one of the
/// topic's columns or keywords. A topic that the scope register says is not the unit's business is left out.
/// A column's own front page is no page on its topic.
struct TopicPagesCheck: Check {
  private let topics: [String]
  private let need: Need
  private let count: Int
  private let freshDays: Int?
  private let grace: Grace
  private let by: YearDay?
  private let pages: LivePages
  /// Words of the columns in which the pages must lie; links that such a page shows count as well.
  private let inColumns: Words
  /// Of these words each page in the columns must bear one: what bears none does not belong there.
  private let columnTitles: Words
  /// A live link with such words, in its text or address, shows all topics: the platform that publishes them.
  private let orLinks: Words
  /// Each topic must be told and explained: a page of its own and an interpretation on it or linked with it.
  private let interpreted: Bool
  /// Only topics of which the register has such a record, where it has any at all.
  private let held: Selection?
  /// Words by which the scope register may disclaim all of it, beside the topics' names.
  private let disclaimedBy: Words
  private let missing: Failure
  private let stale: Failure

  enum Need: String, CaseIterable {
    case each, any
  }

  /// From when on something is owed.
  enum Grace: String, CaseIterable {
    /// Not before the first full quarter after the document's issue closes.
    case quarter
    /// Not before the year ends (or `by`).
    case year
    case none
  }

  init(_ options: inout Fields) throws(SettingError) {
    topics = try options.strings("topics")
    need = try options.choice("need", default: .each)
    count = try options.optionalInteger("count") ?? 1
    freshDays = try options.optionalInteger("fresh_days")
    by = try YearDay(&options)
    grace = try options.choice("grace", default: by == nil ? .quarter : .year)
    // How old the newest page may be is another measure than the year in which it came.
    pages = try LivePages(&options, window: freshDays == nil ? .year : .any)
    inColumns = Words(try options.strings("in_columns"))
    columnTitles = Words(try options.strings("column_titles"))
    orLinks = Words(try options.strings("or_links"))
    interpreted = try options.flag("interpreted")
    if var inner = try options.optionalFields("held") {
      held = try Selection(&inner)
      try inner.finish()
    } else {
      held = nil
    }
    disclaimedBy = Words(try options.strings("disclaimed_by"))
    missing = try options.choice("missing", default: .heuristic)
    stale = try options.choice("stale", default: .heuristic)
    if topics.isEmpty { throw SettingError("缺少“topics”：写词表中的主题。", at: options.place) }
    if count < 1 { throw SettingError("“count”至少为1。", at: options.place) }
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    let live = try pages.chosen(in: context)
    var verdict = Verdict(.passed, context.unitSubject, detail: "", dueOn: due(in: context))
    var known: [(id: String, topic: Vocabulary.Topic)] = []
    for id in topics {
      guard let topic = context.vocabulary.topics[id] else { throw EvidenceGap("词表中没有主题“\(id)”，请补充规则目录的词表。") }
      known.append((id, topic))
    }
    let concerned = known.filter { !context.disclaims([$0.id, $0.topic.name], words: disclaimedBy) }
    let topics = owned(concerned.map { TopicWords($0.topic, in: context.vocabulary) }, in: context)
    guard !topics.isEmpty else {
      let names = known.map(\.topic.name).joined(separator: "、")
      verdict.outcome = .notApplicable
      verdict.detail = concerned.isEmpty ? "事项登记说明本单位不涉及\(names)" : "事项登记中没有\(names)"
      return [verdict]
    }
    if let link = platform(in: context) {
      verdict.detail = "已链接到公开\(topics.map(\.name).joined(separator: "、"))的平台"
      verdict.evidence = link.title ?? link.key
      return [verdict]
    }
    let column = inColumns.isEmpty ? nil : Column(inColumns, in: context)
    var found = topics.map { self.found($0, live, column, in: context) }
    if interpreted {
      let index = context.index.pages
      let interpretations = index.records(live.places.filter { index.kinds[Int($0)] == "解读" })
      found = found.flatMap { [$0.told, $0.explained(among: interpretations)] }
    }
    judge(found, &verdict, in: context)
    if verdict.outcome == .passed { judgeReplaced(found, &verdict) }
    if verdict.outcome == .passed, !columnTitles.isEmpty { judgeForeign(&verdict, in: context) }
    return [verdict]
  }

  /// A version that was replaced since, still there beside the new one.
  private func judgeReplaced(_ found: [Found], _ verdict: inout Verdict) {
    let old = found.flatMap(\.replaced)
    guard !old.isEmpty else { return }
    verdict.detail = "有\(old.count)个页面像是修订前的版本"
    verdict.evidence = old.pageNames
    verdict.fingerprint = "replaced"
    verdict.fail(.heuristic)
  }

  /// Pages in the columns that have nothing to do with them.
  private func judgeForeign(_ verdict: inout Verdict, in context: CheckContext) {
    let index = context.index.pages
    let foreign = index.places(inColumns: inColumns).filter { place in
      index.kinds[Int(place)] != "列表" && index.kinds[Int(place)] != "其他" && !index[place].isFrontPage
        && !index.title(of: place).bytes.isEmpty && !columnTitles.matchAny(index.title(of: place))
    }
    guard !foreign.isEmpty else { return }
    let pages = index.records(foreign)
    verdict.detail = "栏目中有\(pages.count)个页面像是无关内容"
    verdict.evidence = pages.pageNames
    verdict.location = pages.first?.location
    verdict.fingerprint = "foreign \(pages.map(\.key).sorted().joined(separator: ","))"
    verdict.fail(.heuristic)
  }

  /// The topics of which the register has a record; all where it has none of that sort.
  private func owned(_ topics: [TopicWords], in context: CheckContext) -> [TopicWords] {
    guard let held, let rows = try? held.records(in: context).chosen, !rows.isEmpty else { return topics }
    let texts = rows.flatMap { $0.items("名称") + $0.items("功能") }.map { FoldedText($0) }
    return topics.filter { topic in texts.contains { topic.matches($0) } }
  }

  /// A live link to where the topics are published.
  private func platform(in context: CheckContext) -> Record? {
    guard !orLinks.isEmpty else { return nil }
    return context.index.platforms.answer(to: orLinks) {
      (context.evidence.tables["links"]?.records ?? []).first { link in
        // Few links have such words, and most work.
        guard orLinks.matchAny(joined: [link.title ?? "", link.text("目标标题") ?? "", link.key]) else { return false }
        return link.text("状态") != "broken" && link.text("状态") != "malformed"
      }
    }
  }

  /// The pages of the wanted columns, and what they link to under its link's words.
  private struct Column {
    let places: [Int32]
    let linked: [Record]

    init(_ words: Words, in context: CheckContext) {
      let (index, links) = (context.index.pages, context.index.links)
      places = index.places(bearing: words)
      let paths = Set(places.compactMap { index[$0].text("路径") })
      let onThem = Set(paths.flatMap { links.places(onPage: $0) }).sorted()
      linked = onThem.compactMap { place -> Record? in
        let link = links[place]
        guard let words = link.title, link.text("状态") != "broken", link.text("状态") != "malformed",
          let source = link.items("来源页面").first(where: { paths.contains($0) })
        else { return nil }
        return Record(
          key: link.key, title: words, values: ["标题": .text(words), "路径": .text(source)], location: link.location)
      }
    }
  }

  /// The pages on one topic, newest first.
  private func found(
    _ topic: TopicWords, _ live: LivePages.Chosen, _ column: Column?, in context: CheckContext
  ) -> Found {
    let index = context.index.pages
    var places = live.narrowing(topic.places(in: index))
    var linked: [Record] = []
    if let column {
      places = Places.intersection(places, column.places)
      linked = column.linked.filter { topic.matches(FoldedText($0.text("标题") ?? "")) }
    }
    var found = Found(name: topic.name)
    for record in index.records(places).filter({ !$0.isFrontPage }) + linked {
      if let since = topic.since, let day = record.pageDate, day < since {
        found.replaced.append(record)
        continue
      }
      switch pages.dating(record, in: context) {
      case .counts(nil) where freshDays != nil: found.undated.append(record)
      case .counts: found.counted.append(record)
      case .undated: found.undated.append(record)
      case .outside: break
      }
    }
    let earliest = CivilDate(dayNumber: 0)
    found.counted.sort { ($0.pageDate ?? earliest, $1.key) > ($1.pageDate ?? earliest, $0.key) }
    if topic.needsText { found.counted = telling(found.counted, topic, in: context) }
    return found
  }

  /// The pages whose text tells what the topic wants, read from the newest on until there are enough.
  private func telling(_ pages: [Record], _ topic: TopicWords, in context: CheckContext) -> [Record] {
    var telling: [Record] = []
    for page in pages where telling.count < count {
      if topic.isTold(in: FoldedText((page.text("标题") ?? "") + context.body(of: page))) { telling.append(page) }
    }
    return telling
  }

  private func judge(_ found: [Found], _ verdict: inout Verdict, in context: CheckContext) {
    let newest = found.flatMap(\.counted)
    verdict.evidence = newest.pageNames
    verdict.location = newest.first?.location
    verdict.derivation = found.map { "\($0.name)：计入\($0.counted.count)个页面" }
    let lacking = found.filter { $0.counted.count < count }
    let old = found.filter { item in lacking.allSatisfy { $0.name != item.name } && !isFresh(item, context) }
    let enough = need == .each ? lacking.isEmpty && old.isEmpty : lacking.count + old.count < found.count
    verdict.fingerprint =
      "lacking \(lacking.map(\.name).joined(separator: ",")) old \(old.map(\.name).joined(separator: ","))"
    if enough {
      verdict.detail = "\(found.map(\.name).joined(separator: "、"))均有公开页面"
      if need == .any { verdict.detail = "\(found.map(\.name).joined(separator: "、"))已有公开页面" }
      return
    }
    var parts: [String] = []
    if !lacking.isEmpty { parts.append("未见“\(lacking.map(\.name).joined(separator: "”“"))”的公开页面") }
    if !old.isEmpty, let freshDays {
      parts.append("“\(old.map(\.name).joined(separator: "”“"))”已超过\(freshDays)日没有更新")
    }
    let undated = lacking.flatMap(\.undated)
    if !undated.isEmpty { parts.append("有\(undated.count)个相关页面没有发布日期") }
    let replaced = lacking.flatMap(\.replaced)
    if !replaced.isEmpty { parts.append("有\(replaced.count)个页面像是修订前的版本") }
    verdict.detail = parts.joined(separator: "，")
    if let due = verdict.dueOn, context.asOf < due {
      verdict.outcome = .notDue
      return
    }
    verdict.evidence = (newest + undated + replaced).pageNames
    let isDoubtful =
      !(undated + replaced).isEmpty
      && lacking.allSatisfy { $0.counted.count + $0.undated.count + $0.replaced.count >= count }
    verdict.fail(lacking.isEmpty ? stale : isDoubtful && missing == .failed ? .heuristic : missing)
  }

  private func isFresh(_ found: Found, _ context: CheckContext) -> Bool {
    guard let freshDays else { return true }
    guard let newest = found.newest else { return false }
    return newest.adding(days: freshDays) >= context.asOf
  }

  private func due(in context: CheckContext) -> CivilDate? {
    switch grace {
    case .none: nil
    case .quarter: context.binding.firstFullQuarterEnd
    case .year: by?.date(in: context.binding.year) ?? CivilDate(year: context.binding.year, month: 12, day: 31)
    }
  }

  /// The pages on one topic.
  private struct Found {
    var name: String
    /// Newest first.
    var counted: [Record] = []
    var undated: [Record] = []
    /// Older versions of what is wanted.
    var replaced: [Record] = []

    var newest: CivilDate? { counted.first?.pageDate }

    /// What is told on the topic, interpretations apart.
    var told: Found {
      var found = self
      found.counted = counted.filter { $0.text("类型") != "解读" }
      return found
    }

    /// The interpretations among its pages, and those that lead to one of them or that one of them leads to.
    func explained(among interpretations: [Record]) -> Found {
      let paths = Set(counted.compactMap { $0.text("路径") })
      let led = Set(counted.flatMap { $0.items("相关链接") })
      return Found(
        name: "\(name)的解读",
        counted: interpretations.filter { page in
          let path = page.text("路径") ?? page.key
          return paths.contains(path) || led.contains(path) || page.items("相关链接").contains { paths.contains($0) }
        })
    }
  }
}

extension Record {
  /// Whether a page is but the front of the column that it is named after: nothing is told there.
  var isFrontPage: Bool {
    guard let title = text("标题"), case .number(let length)? = values["正文字数"], length < 60 else { return false }
    return (items("导航").last ?? text("栏目")) == title && !["图片数", "视频数", "附件数"].contains { holds($0) }
  }

  private func holds(_ field: String) -> Bool {
    if case .number(let count)? = values[field] { return count > 0 }
    return false
  }
}

extension Record {
  /// The day on which a page says that it was published, else written.
  var pageDate: CivilDate? { date("发布日期") ?? date("成文日期") }
}
