import Evidence
import Findings
import Settings
import Workdays

/// Each project of the register must be told in stages: 立项 and 推进 in the year, or every stage of approval that it
/// has reached. A page is on a project where its title bears the project's name, or where it is a list of projects and
/// its text does.
struct ProjectPagesCheck: Check {
  private let selection: Selection
  private let stages: [Stage]
  /// Fields that name the stages a project has reached; where none is written, all stages are wanted.
  private let reached: [String]
  /// Words in the title of pages that tell of many projects in their text.
  private let lists: Words
  private let ignored: [String]
  private let pages: LivePages
  /// What is missing fails from this day of the year on, or so long after the record's date.
  private let by: YearDay?
  private let start: DateFields?
  private let limit: Limit?
  /// The newest page of the last stage may be so many days old, unless it tells that the project is done.
  private let freshDays: Int?
  private let finished: Words
  private let missing: Failure
  private let partly: Failure
  /// What is missing before its time; nil is not due.
  private let early: Failure?

  private struct Stage: Sendable {
    let what: String
    let words: Words
    let none: Words

    init(_ setting: Setting) throws(SettingError) {
      var fields = try setting.fields("stages")
      what = try fields.string("what")
      words = Words(try fields.strings("any"))
      none = Words(try fields.strings("none"))
      try fields.finish()
    }

    func isTold(by title: FoldedText) -> Bool { words.matchAny(title) && !none.matchAny(title) }
  }

  init(_ options: inout Fields) throws(SettingError) {
    selection = try Selection(&options)
    var stages: [Stage] = []
    for item in try options.list("stages") { stages.append(try Stage(item)) }
    self.stages = stages
    reached = try options.strings("reached")
    lists = Words(try options.strings("lists"))
    ignored = try options.strings("ignored").sorted { ($0.count, $1) > ($1.count, $0) }
    pages = try LivePages(&options)
    by = try YearDay(&options)
    let names = try options.strings("start")
    start = names.isEmpty ? nil : DateFields(names: names)
    limit = names.isEmpty ? nil : try Limit(&options)
    freshDays = try options.optionalInteger("fresh_days")
    finished = Words(try options.strings("finished"))
    missing = try options.choice("missing", default: .failed)
    partly = try options.choice("partly", default: .heuristic)
    early = try options.optionalString("early").flatMap { Failure(rawValue: $0) }
    if stages.isEmpty { throw SettingError("缺少“stages”。", at: options.place) }
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    let (chosen, unclear) = try selection.records(in: context)
    if chosen.isEmpty { return selection.unclearVerdicts(unclear, in: context) }
    let candidates = try candidates(in: context)
    return selection.unclearVerdicts(unclear, in: context)
      + chosen.compactMap { verdict(on: $0, candidates, in: context) }
  }

  /// The pages that may tell of a project, by the words of their titles and of the texts of lists.
  struct Candidates: Sendable {
    /// Places among the unit's pages, rising.
    fileprivate let places: [Int32]
    fileprivate let cores: TextBank
    fileprivate let lists: [Int32]
    fileprivate let texts: TextBank

    /// The places of those that name a project.
    func naming(_ name: [UInt8]) -> [Int32] {
      Places.union(
        cores.places(of: name).map { places[Int($0)] }, texts.places(of: name).map { lists[Int($0)] })
    }
  }

  /// What decides which pages are sought among, beside the unit's evidence.
  struct Question: Sendable, Hashable {
    let pages: LivePages
    let lists: Words
    let ignored: [String]
    let year: Int
    let asOf: CivilDate
  }

  private func candidates(in context: CheckContext) throws(EvidenceGap) -> Candidates {
    let live = try pages.chosen(in: context)
    let question = Question(
      pages: pages, lists: lists, ignored: ignored, year: context.binding.year, asOf: context.asOf)
    return context.index.projects.answer(to: question) { candidates(live, in: context) }
  }

  private func candidates(_ live: LivePages.Chosen, in context: CheckContext) -> Candidates {
    let index = context.index.pages
    let places = live.places.filter { place in
      if case .counts = pages.dating(index.days[Int(place)], in: context) { return true }
      return false
    }
    let told = Places.intersection(places, index.titles.places(ofAny: lists)).compactMap { place in
      context.evidence.pageText(index[place].text("路径") ?? "").map { (place, FoldedText(core($0.text))) }
    }
    return Candidates(
      places: places, cores: TextBank(places.map { FoldedText(core(index[$0].text("标题") ?? "")) }),
      lists: told.map(\.0), texts: TextBank(told.map(\.1)))
  }

  private func core(_ text: String) -> String {
    ignored.reduce(text) { $0.without($1) }
  }

  private func verdict(
    on record: Record, _ candidates: Candidates, in context: CheckContext
  ) -> Verdict? {
    let known = context.subject(record, in: selection.table)
    let subject = Subject(kind: known.kind, key: known.key, title: record.text("名称") ?? known.title)
    let begun = start?.read(record)
    if case .unreadable(let field)? = begun { return record.unreadableVerdict(subject, fields: [field]) }
    if case .date(let day, _, _) = begun ?? DateFields(names: ["日期"]).read(record), day > context.asOf { return nil }
    if let end = record.date("截止日期"), end.year < context.binding.year { return nil }
    let wanted = stagesWanted(of: record)
    var verdict = Verdict(.passed, subject, detail: "已公开", at: record)
    if case .date(let day, _, _)? = begun, let limit {
      let deadline = context.calendar.deadline(limit, from: day)
      (verdict.dueOn, verdict.missingYear) = (deadline.date, deadline.missingYear)
    } else {
      verdict.dueOn = by?.date(in: context.binding.year)
    }
    let name = core(record.text("名称") ?? "")
    let bytes = FoldedText(name).bytes
    let index = context.index.pages
    var mine = name.count >= 3 ? candidates.naming(bytes) : []
    if let own = record.text("网址").flatMap({ context.index.addresses.page($0) })?.key, let place = index.place(at: own)
    {
      mine = Places.union(mine, Places.intersection([place], candidates.places))
    }
    var (absent, found): ([String], [Record]) = ([], [])
    for stage in wanted {
      let hits = mine.filter { stage.isTold(by: index.title(of: $0)) }
      found += index.records(hits)
      if hits.isEmpty { absent.append(stage.what) }
    }
    verdict.evidence = found.pageNames
    verdict.fingerprint = absent.joined(separator: "\n")
    if !absent.isEmpty {
      verdict.detail = "未见\(absent.joined(separator: "、"))的公开页面"
      if let due = verdict.dueOn, context.asOf < due {
        early.map { verdict.fail($0) } ?? (verdict.outcome = .notDue)
      } else {
        verdict.fail(absent.count == wanted.count ? missing : partly)
      }
    } else if let stale = staleness(mine, wanted.last, in: context) {
      verdict.detail = stale
      verdict.fingerprint = "stale"
      verdict.fail(.heuristic)
    }
    return verdict
  }

  private func stagesWanted(of record: Record) -> [Stage] {
    guard !reached.isEmpty else { return stages }
    let text = reached.flatMap { record.items($0) }.joined(separator: "；")
    let named = stages.filter { text.contains($0.what) }
    // A project without a word on its stages has at least been begun.
    return named.isEmpty ? Array(stages.prefix(1)) : named
  }

  private func staleness(_ mine: [Int32], _ last: Stage?, in context: CheckContext) -> String? {
    guard let freshDays, let last else { return nil }
    let index = context.index.pages
    let hits = mine.filter { last.isTold(by: index.title(of: $0)) }
    if hits.contains(where: { finished.matchAny(index.title(of: $0)) }) { return nil }
    guard let newest = hits.compactMap({ index.days[Int($0)] }).max(), newest.adding(days: freshDays) < context.asOf
    else {
      return nil
    }
    return "\(last.what)情况最近公开于\(newest)，已超过\(freshDays)天"
  }
}
