import Evidence
import Findings
import Foundation
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
    let candidates = try pages.records(in: context).compactMap { Candidate($0, self, in: context) }
    let site = SiteAddresses(context)
    return selection.unclearVerdicts(unclear, in: context)
      + chosen.compactMap { verdict(on: $0, candidates, site, in: context) }
  }

  private struct Candidate: Sendable {
    let page: Record
    let title: FoldedText
    let core: FoldedText
    let list: FoldedText?

    init?(_ page: Record, _ check: ProjectPagesCheck, in context: CheckContext) {
      if case .counts = check.pages.dating(page, in: context) {} else { return nil }
      self.page = page
      title = FoldedText(page.text("标题") ?? "")
      core = FoldedText(check.core(page.text("标题") ?? ""))
      let isList = check.lists.matchAny(title)
      list =
        isList
        ? page.text("路径").flatMap { context.evidence.pageText($0)?.text }.map { FoldedText(check.core($0)) } : nil
    }
  }

  private func core(_ text: String) -> String {
    ignored.reduce(text) { $0.replacingOccurrences(of: $1, with: "") }
  }

  private func verdict(
    on record: Record, _ candidates: [Candidate], _ site: SiteAddresses, in context: CheckContext
  ) -> Verdict? {
    let known = context.subject(record, in: selection.table)
    let subject = Subject(kind: known.kind, key: known.key, title: record.text("名称") ?? known.title)
    let begun = start?.read(record)
    if case .unreadable(let field)? = begun { return record.unreadableVerdict(subject, fields: [field]) }
    if case .date(let day, _, _) = begun ?? DateFields(names: ["日期"]).read(record), day > context.asOf { return nil }
    if let end = record.date("截止日期"), end.year < context.binding.year { return nil }
    let wanted = stagesWanted(of: record)
    var verdict = Verdict(.passed, subject, detail: "已公开", location: record.location)
    if case .date(let day, _, _)? = begun, let limit {
      let deadline = context.calendar.deadline(limit, from: day)
      (verdict.dueOn, verdict.missingYear) = (deadline.date, deadline.missingYear)
    } else {
      verdict.dueOn = by?.date(in: context.binding.year)
    }
    let name = core(record.text("名称") ?? "")
    let bytes = FoldedText(name).bytes
    let own = record.text("网址").flatMap { site.page($0) }
    let mine = candidates.filter { candidate in
      candidate.page.key == own?.key
        || name.count >= 3 && (candidate.core.contains(bytes) || candidate.list?.contains(bytes) == true)
    }
    var (absent, found): ([String], [Record]) = ([], [])
    for stage in wanted {
      let hits = mine.filter { stage.words.matchAny($0.title) && !stage.none.matchAny($0.title) }
      found += hits.map(\.page)
      if hits.isEmpty { absent.append(stage.what) }
    }
    verdict.evidence = found.pageNames
    verdict.fingerprint = absent.joined(separator: ",")
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

  private func staleness(_ mine: [Candidate], _ last: Stage?, in context: CheckContext) -> String? {
    guard let freshDays, let last else { return nil }
    let hits = mine.filter { last.words.matchAny($0.title) && !last.none.matchAny($0.title) }
    if hits.contains(where: { finished.matchAny($0.title) }) { return nil }
    guard let newest = hits.compactMap(\.page.pageDate).max(), newest.adding(days: freshDays) < context.asOf else {
      return nil
    }
    return "\(last.what)情况最近公开于\(newest)，已超过\(freshDays)天"
  }
}
