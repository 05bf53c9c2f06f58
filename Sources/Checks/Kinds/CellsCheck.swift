import Evidence
import Findings
import Settings
import Workdays

/// Each of several things must have live pages that together tell of named elements: each power its 依据, 条件, 程序 and
/// 结果; each kind of housing its 房源, 条件 and 渠道.
struct CellsCheck: Check {
  private let rows: [Row]
  private let roster: Selection?
  private let elements: [(name: String, words: Words)]
  /// The register's records that say which of the rows the unit has at all; all where it has no such record.
  private let held: Selection?
  private let heldFields: [String]
  private let pages: LivePages
  /// Words of links, one of which the row's pages (or the 阅办联动 ledger) must offer.
  private let links: Words
  /// The row's pages must lead to one another.
  private let isJoined: Bool
  private let grace: TopicPagesCheck.Grace
  private let missing: Failure

  private struct Row: Sendable {
    let name: String
    let words: Words
  }

  init(_ options: inout Fields) throws(SettingError) {
    var rows: [Row] = []
    if var inner = try options.optionalFields("rows") {
      for entry in inner.takeAll() {
        rows.append(Row(name: entry.key, words: Words(try entry.value.strings(entry.key))))
      }
    }
    self.rows = rows
    if var inner = try options.optionalFields("roster") {
      roster = try Selection(&inner)
      try inner.finish()
    } else {
      roster = nil
    }
    elements = try options.strings("elements").map { text in
      let words = text.split(separator: "|").map(String.init)
      return (words.first ?? text, Words(words))
    }
    if var inner = try options.optionalFields("held") {
      held = try Selection(&inner)
      heldFields = try inner.strings("fields")
      try inner.finish()
    } else {
      (held, heldFields) = (nil, [])
    }
    pages = try LivePages(&options)
    links = Words(try options.strings("links"))
    isJoined = try options.flag("joined")
    grace = try options.choice("grace", default: TopicPagesCheck.Grace.none)
    missing = try options.choice("missing", default: .failed)
    if rows.isEmpty == (roster == nil) { throw SettingError("“rows”和“roster”恰好写一个。", at: options.place) }
    if elements.isEmpty { throw SettingError("缺少“elements”。", at: options.place) }
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    let wanted = try wantedRows(in: context)
    guard !wanted.isEmpty else { return [] }
    let index = context.index.pages
    let live = try pages.chosen(in: context).places.filter { place in
      if case .counts = pages.dating(index.days[Int(place)], in: context) { return true }
      return false
    }
    var verdict = Verdict(.passed, context.unitSubject, detail: "")
    let concerned = wanted.filter { !context.disclaims([$0.name]) }
    guard !concerned.isEmpty else {
      verdict.outcome = .notApplicable
      verdict.detail = "事项登记说明本单位不涉及\(wanted.map(\.name).joined(separator: "、"))"
      return [verdict]
    }
    var (faults, used): ([String], [Record]) = ([], [])
    let told = roster == nil ? [:] : pagesTelling(of: concerned, among: live, context)
    for row in concerned {
      let (own, texts) = pages(of: row, in: live, told[row.name] ?? [], context)
      used += own
      var gaps = elements.filter { element in !texts.contains { element.words.matchAny($0) } }.map(\.name)
      if !links.isEmpty, !hasLink(row, own, in: context) { gaps.append("办事链接") }
      if isJoined, own.count > 1, gaps.isEmpty, !areJoined(own) { gaps.append("相互链接") }
      if !gaps.isEmpty { faults.append("\(row.name)缺\(own.isEmpty ? "公开页面" : gaps.joined(separator: "、"))") }
    }
    verdict.evidence = used.pageNames
    verdict.location = used.first?.location
    verdict.detail =
      faults.isEmpty ? "\(concerned.map(\.name).joined(separator: "、"))均已公开" : faults.joined(separator: "；")
    guard !faults.isEmpty else { return [verdict] }
    verdict.fingerprint = faults.joined(separator: "\n")
    let due: CivilDate? =
      switch grace {
      case .none: nil
      case .quarter: context.binding.firstFullQuarterEnd
      case .year: CivilDate(year: context.binding.year, month: 12, day: 31)
      }
    verdict.dueOn = due
    if let due, context.asOf < due { verdict.outcome = .notDue } else { verdict.fail(missing) }
    return [verdict]
  }

  private func wantedRows(in context: CheckContext) throws(EvidenceGap) -> [Row] {
    if let roster {
      return try roster.records(in: context).chosen.compactMap { $0.text("名称") }.map {
        Row(name: $0, words: Words([$0]))
      }
    }
    guard let held, context.evidence.tables[held.table]?.isPresent == true else { return rows }
    let texts = try held.records(in: context).chosen.map { record in
      FoldedText(heldFields.flatMap { record.items($0) }.joined(separator: "；"))
    }
    let own = rows.filter { row in texts.contains { row.words.matchAny($0) } }
    return own.isEmpty ? rows : own
  }

  /// The pages that name institutions in their text, by institution: a collected page names them there. Each text is
  /// read once for all.
  private func pagesTelling(of rows: [Row], among live: [Int32], _ context: CheckContext) -> [String: [Int32]] {
    let index = context.index.pages
    var told: [String: [Int32]] = [:]
    for place in live {
      let text = context.words(of: index[place])
      for row in rows where told[row.name]?.last != place && row.words.matchAny(text) {
        told[row.name, default: []].append(place)
      }
    }
    return told
  }

  /// The pages on a row with all that they say.
  private func pages(
    of row: Row, in live: [Int32], _ told: [Int32], _ context: CheckContext
  ) -> ([Record], [FoldedText]) {
    let index = context.index.pages
    let named = Places.union(Places.intersection(live, index.places(bearing: row.words)), told)
    let own = index.records(named)
    let texts = own.map { page in
      FoldedText(
        (page.text("标题") ?? "") + context.body(of: page) + page.items("小标题").joined() + page.items("导航").joined())
    }
    return (own, texts)
  }

  private func hasLink(_ row: Row, _ own: [Record], in context: CheckContext) -> Bool {
    let isOffered = (context.evidence.tables["service_links"]?.records ?? []).contains { link in
      isLive(link.text("链接状态")) && row.words.matchAny(FoldedText(link.text("事项名称") ?? ""))
    }
    if isOffered { return true }
    let index = context.index.links
    return Set(own.compactMap { $0.text("路径") }.flatMap { index.places(onPage: $0) }).contains { place in
      let link = index[place]
      return isLive(link.text("状态")) && links.matchAny(FoldedText((link.title ?? "") + (link.text("目标标题") ?? "")))
    }
  }

  private func isLive(_ state: String?) -> Bool { state != "broken" && state != "malformed" }

  private func areJoined(_ own: [Record]) -> Bool {
    let paths = Set(own.compactMap { $0.text("路径") })
    return own.contains { page in page.items("相关链接").contains { $0 != page.text("路径") && paths.contains($0) } }
  }
}
