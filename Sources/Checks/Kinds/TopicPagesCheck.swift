import Evidence
import Findings
import Settings
import Workdays

/// Each (or any) of the named topics must have a live page of the year, or a column whose newest page is recent.
///
/// A page is on a topic where a keyword of it stands in the title, or its column or breadcrumb bears one of the
/// topic's columns or keywords. A topic that the scope register says is not the unit's business is left out.
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
    pages = try LivePages(&options)
    inColumns = Words(try options.strings("in_columns"))
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
    guard !concerned.isEmpty else {
      verdict.outcome = .notApplicable
      verdict.detail = "事项登记说明本单位不涉及\(known.map(\.topic.name).joined(separator: "、"))"
      return [verdict]
    }
    let column = inColumns.isEmpty ? nil : Column(inColumns, in: context)
    judge(concerned.map { found($0.topic, live, column, in: context) }, &verdict, in: context)
    return [verdict]
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

  /// The pages on one topic.
  private func found(
    _ topic: Vocabulary.Topic, _ live: LivePages.Chosen, _ column: Column?, in context: CheckContext
  ) -> Found {
    let index = context.index.pages
    let keywords = Words(topic.keywords)
    let columns = Words(topic.columns + topic.keywords)
    var places = live.narrowing(Places.union(index.titles.places(ofAny: keywords), index.places(inColumns: columns)))
    var linked: [Record] = []
    if let column {
      places = Places.intersection(places, column.places)
      linked = column.linked.filter { keywords.matchAny(FoldedText($0.text("标题") ?? "")) }
    }
    var found = Found(topic.name)
    for record in index.records(places) + linked {
      switch pages.dating(record, in: context) {
      case .counts: found.counted.append(record)
      case .undated: found.undated.append(record)
      case .outside: break
      }
    }
    found.sort()
    return found
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
    verdict.detail = parts.joined(separator: "，")
    if let due = verdict.dueOn, context.asOf < due {
      verdict.outcome = .notDue
      return
    }
    verdict.evidence = (newest + undated).pageNames
    let isDoubtful = !undated.isEmpty && lacking.allSatisfy { $0.counted.count + $0.undated.count >= count }
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

  private struct Found {
    let name: String
    var counted: [Record] = []
    var undated: [Record] = []

    init(_ name: String) {
      self.name = name
    }

    mutating func sort() {
      let earliest = CivilDate(dayNumber: 0)
      counted.sort { ($0.pageDate ?? earliest, $1.key) > ($1.pageDate ?? earliest, $0.key) }
    }

    var newest: CivilDate? { counted.first?.pageDate }
  }
}

extension Record {
  /// The day on which a page says that it was published, else written.
  var pageDate: CivilDate? { date("发布日期") ?? date("成文日期") }
}
