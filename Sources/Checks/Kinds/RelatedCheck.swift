import Evidence
import Findings
import Settings
import Workdays

/// Each record must have others that belong to it and cover certain things: a zone its inspection, a village its board.
struct RelatedCheck: Check {
  private let selection: Selection
  private let join: Join
  /// Columns of the other table that may name the record in passing: 标题 of an inspection of 甲村.
  private let namedIn: [String]
  /// What such a record tells holds for each, unless it names one: an inspection of 政务公开专区.
  private let general: Conditions
  private let date: DateFields?
  private let groups: Groups?
  /// What the record's own row says of the groups counts as well, dated by its own date.
  private let countsOwn: Bool
  /// The latest of them may be so many days old.
  private let maximumAge: Int?
  /// Only what belongs to the year in which the document binds.
  private let thisYear: Bool
  private let by: YearDay?
  /// Records that the duty does not concern, and those that show by themselves that it is done.
  private let exempt: Conditions
  private let satisfied: Conditions
  private let missing: Failure
  /// What it means that others are there but say nothing of the groups at all.
  private let silent: Failure
  /// Where no record at all is of the wanted sort, the unit keeps none: nothing can be decided.
  private let isKept: Bool
  /// Where there is no subject, nobody has written down which there are: nothing can be decided.
  private let needsSubjects: Bool
  private let what: String

  init(_ options: inout Fields) throws(SettingError) {
    selection = try Selection(&options)
    join = try Join(options.need("related"), "related")
    namedIn = try options.strings("named_in")
    general = try Conditions(&options, key: "general")
    let names = try options.strings("date")
    date = names.isEmpty ? nil : DateFields(names: names)
    groups = try Groups(&options)
    countsOwn = try options.flag("own")
    maximumAge = try options.optionalInteger("maximum_age_days")
    thisYear = try options.flag("this_year")
    by = try YearDay(&options)
    exempt = try Conditions(&options, key: "exempt")
    satisfied = try Conditions(&options, key: "satisfied")
    missing = try options.choice("missing", default: .failed)
    silent = try options.choice("silent", default: missing)
    isKept = try options.flag("kept")
    needsSubjects = try options.flag("needs_subjects")
    what = try options.string("what")
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    let (all, unclear) = try selection.records(in: context)
    // What is opened later is not there yet.
    let chosen = all.filter { $0.date("日期").map { $0 <= context.asOf } ?? true }
    guard !all.isEmpty else {
      if needsSubjects, unclear.isEmpty { throw EvidenceGap("台账中没有登记须有\(what)的对象。") }
      return selection.unclearVerdicts(unclear, in: context)
    }
    if chosen.isEmpty { return selection.unclearVerdicts(unclear, in: context) }
    var (index, gap): (Join.Index?, EvidenceGap?)
    do {
      index = try join.index(in: context)
    } catch {
      // What a row says of itself may be enough for it.
      guard countsOwn, chosen.contains(where: { own($0) != nil }) else { throw error }
      gap = error
    }
    if isKept, index?.isEmpty ?? true, !chosen.contains(where: { own($0) != nil }) {
      throw EvidenceGap("台账中没有\(what)的记录。")
    }
    // The same record stands under each of its keys.
    let pool = namedIn.isEmpty || index == nil ? [] : try mentions(in: context)
    let shared = general.all.isEmpty ? [] : self.shared(pool, by: all)
    return selection.unclearVerdicts(unclear, in: context)
      + chosen.map { record in
        if let gap, self.own(record) == nil {
          return Verdict(
            .undecided, context.subject(record, in: selection.table), reason: .evidenceMissing, detail: gap.message,
            at: record)
        }
        var own = index?.records(for: record) ?? []
        if own.isEmpty, let name = record.text(join.own), name.count >= 2 {
          own = pool.filter { other in namedIn.contains { other.items($0).contains { $0.contains(name) } } }
        }
        return verdict(on: record, own + shared, in: context)
      }
  }

  /// What is told of all of them at once: it names none.
  private func shared(_ pool: [Record], by chosen: [Record]) -> [Record] {
    let names = chosen.compactMap { $0.text(join.own) }.filter { $0.count >= 2 }
    return pool.filter { other in
      guard general.hold(for: other) == true else { return false }
      let told = namedIn.flatMap { other.items($0) } + other.items(join.other)
      return !told.contains { text in names.contains { text.contains($0) } }
    }
  }

  private func mentions(in context: CheckContext) throws(EvidenceGap) -> [Record] {
    try context.table(join.table).records.filter { join.conditions.hold(for: $0) != false }
  }

  /// The record itself where it says something of the groups.
  private func own(_ record: Record) -> Record? {
    countsOwn && groups?.areMentioned(in: record) == true ? record : nil
  }

  private func verdict(on record: Record, _ all: [Record], in context: CheckContext) -> Verdict {
    let due = by?.date(in: context.binding.year)
    var verdict = Verdict(
      .passed, context.subject(record, in: selection.table), detail: "已有\(what)", at: record, dueOn: due)
    if !exempt.all.isEmpty, exempt.hold(for: record) == true {
      verdict.outcome = .notApplicable
      verdict.detail = "按规定不适用"
      return verdict
    }
    if !satisfied.all.isEmpty, satisfied.hold(for: record) == true { return verdict }
    var dated: [(date: CivilDate, record: Record)] = []
    for other in all + (own(record).map { [$0] } ?? []) {
      if case .date(let day, _, _)? = date?.read(other) {
        if day <= context.asOf, !thisYear || day.year == context.binding.year { dated.append((day, other)) }
      } else if date == nil || !thisYear {
        dated.append((CivilDate(dayNumber: 0), other))
      }
    }
    dated.sort { ($0.date, $0.record.key) < ($1.date, $1.record.key) }
    // The last word counts where records are dated.
    let counted = date == nil ? dated.map(\.record) : dated.suffix(1).map(\.record)
    let gaps = groups?.missing(in: counted) ?? []
    verdict.evidence = counted.isEmpty ? nil : counted.map { $0.title ?? $0.key }.joined(separator: "；")
    if counted.isEmpty || !gaps.isEmpty {
      let saysNothing = !counted.isEmpty && gaps.count == groups?.words.count
      verdict.detail =
        counted.isEmpty ? "没有\(what)的记录" : "\(what)\(saysNothing ? "没有写明" : "缺少")\(gaps.joined(separator: "、"))"
      verdict.fingerprint = verdict.detail
      if let due, context.asOf < due {
        verdict.outcome = .notDue
      } else {
        verdict.fail(saysNothing ? silent : missing)
      }
    } else if let maximumAge, let last = dated.last?.date, last.adding(days: maximumAge) < context.asOf {
      let when = last == CivilDate(dayNumber: 0) ? "没有日期" : "在\(last)，已超过\(maximumAge)天"
      verdict.detail = "\(what)最近一次\(when)"
      verdict.fingerprint = "stale \(last)"
      verdict.fail(.heuristic)
    }
    return verdict
  }
}
