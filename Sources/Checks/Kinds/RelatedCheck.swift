import Evidence
import Findings
import Settings
import Workdays

/// Each record must have others that belong to it and cover certain things: a zone its inspection, a village its board.
struct RelatedCheck: Check {
  private let selection: Selection
  private let join: Join
  private let date: DateFields?
  private let groups: Groups?
  /// The latest of them may be so many days old.
  private let maximumAge: Int?
  private let by: YearDay?
  private let missing: Failure
  /// Where no record at all is of the wanted sort, the unit keeps none: nothing can be decided.
  private let isKept: Bool
  private let what: String

  init(_ options: inout Fields) throws(SettingError) {
    selection = try Selection(&options)
    join = try Join(options.need("related"), "related")
    let names = try options.strings("date")
    date = names.isEmpty ? nil : DateFields(names: names)
    groups = try Groups(&options)
    maximumAge = try options.optionalInteger("maximum_age_days")
    by = try YearDay(&options)
    missing = try options.choice("missing", default: .failed)
    isKept = try options.flag("kept")
    what = try options.string("what")
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    let (chosen, unclear) = try selection.records(in: context)
    guard !chosen.isEmpty else { return selection.unclearVerdicts(unclear, in: context) }
    let index = try join.index(in: context)
    if isKept, index.byKey.isEmpty { throw EvidenceGap("台账中没有\(what)的记录，请补充后重新核查。") }
    return selection.unclearVerdicts(unclear, in: context)
      + chosen.map { verdict(on: $0, index.records(for: $0), in: context) }
  }

  private func verdict(on record: Record, _ all: [Record], in context: CheckContext) -> Verdict {
    let due = by?.date(in: context.binding.year)
    var verdict = Verdict(
      .passed, context.subject(record, in: selection.table), detail: "已有\(what)", location: record.location, dueOn: due)
    var dated: [(date: CivilDate, record: Record)] = []
    for other in all {
      if case .date(let day, _, _)? = date?.read(other) {
        if day <= context.asOf { dated.append((day, other)) }
      } else {
        dated.append((CivilDate(dayNumber: 0), other))
      }
    }
    dated.sort { ($0.date, $0.record.key) < ($1.date, $1.record.key) }
    // The last word counts where records are dated.
    let counted = date == nil ? dated.map(\.record) : dated.suffix(1).map(\.record)
    let gaps = groups?.missing(in: counted) ?? []
    verdict.evidence = counted.isEmpty ? nil : counted.map { $0.title ?? $0.key }.joined(separator: "；")
    if counted.isEmpty || !gaps.isEmpty {
      verdict.detail = counted.isEmpty ? "没有\(what)的记录" : "\(what)缺少\(gaps.joined(separator: "、"))"
      verdict.fingerprint = verdict.detail
      due.map { context.asOf < $0 } == true ? (verdict.outcome = .notDue) : verdict.fail(missing)
    } else if let maximumAge, let last = dated.last?.date, last.adding(days: maximumAge) < context.asOf {
      verdict.detail = "\(what)最近一次在\(last)，已超过\(maximumAge)天"
      verdict.fingerprint = "stale \(last)"
      verdict.fail(.heuristic)
    }
    return verdict
  }
}
