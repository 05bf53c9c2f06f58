import Evidence
import Findings
import Settings
import Workdays

/// Something must be there: a library of answers, a window with its four functions, a rule for joint study; by a day of
/// the year, from a day on as a warning, or at every run; told of the unit.
struct ExistsCheck: Check {
  private let selection: Selection
  /// The date of a record, where it must not lie in the future or grow too old.
  private let date: DateFields?
  private let groups: Groups?
  /// One record must cover all groups, not several together.
  private let each: Bool
  private let count: Int
  private let by: YearDay?
  /// From this day of the year on, what is missing is a sign for a person.
  private let warnFrom: YearDay?
  /// The newest record may be so many days old on the day of inspection.
  private let maximumAge: Int?
  /// Nothing is held against a unit before its quarter has ended.
  private let waitsForQuarter: Bool
  private let missing: Failure
  private let stale: Failure
  private let what: String
  /// The number field with a record's year; one of another year does not count.
  private let year: String?
  /// Only records dated in the year in which the document binds count.
  private let isThisYears: Bool
  /// Dates from which a record is no longer there: a rule that ran out, a zone that was closed.
  private let until: DateFields?
  /// Further tables whose records count as well: the site's own column beside the ledger.
  private let also: [Also]
  /// What a list names must be known elsewhere.
  private let entries: KnownEntries?

  init(_ options: inout Fields) throws(SettingError) {
    selection = try Selection(&options)
    let names = try options.strings("date")
    date = names.isEmpty ? nil : DateFields(names: names)
    groups = try Groups(&options)
    each = try options.flag("each")
    count = try options.optionalInteger("count") ?? 1
    by = try YearDay(&options)
    warnFrom = try YearDay(&options, key: "warn_from")
    maximumAge = try options.optionalInteger("maximum_age_days")
    waitsForQuarter = try options.flag("waits_for_quarter")
    missing = try options.choice("missing", default: .failed)
    stale = try options.choice("stale", default: .heuristic)
    what = try options.string("what")
    year = try options.optionalString("year")
    isThisYears = try options.flag("this_year")
    let ends = try options.strings("until")
    until = ends.isEmpty ? nil : DateFields(names: ends)
    also = try Also.list(&options)
    entries = try KnownEntries(&options)
    if maximumAge != nil, date == nil { throw SettingError("写了“maximum_age_days”，还应写“date”。", at: options.place) }
    if count < 1 { throw SettingError("“count”至少为1。", at: options.place) }
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    let more = also.flatMap { $0.dated(in: context) }.filter { $0.0 <= context.asOf }
    let undated = also.flatMap { $0.undated(in: context) }
    var (chosen, unclear): ([Record], [Record]) = ([], [])
    do {
      let table = try context.table(selection.table)
      (chosen, unclear) = try selection.records(in: context)
      if !chosen.isEmpty { try date?.require(in: table) }
    } catch {
      if more.isEmpty, undated.isEmpty { throw error }
    }
    var newest = more.map(\.0).max()
    var hasUnreadable = !unclear.isEmpty
    let records =
      more.map(\.1) + undated
      + chosen.filter { record in
        if case .date(let day, _, _)? = until?.read(record), day <= context.asOf { return false }
        if let year, case .number(let number)? = record[year], Int(number) != context.binding.year {
          return false
        }
        switch date?.read(record) {
        case nil, .empty?: return true
        case .unreadable?:
          hasUnreadable = true
          return false
        case .date(let day, _, _)?:
          guard day <= context.asOf, !isThisYears || day.year == context.binding.year else { return false }
          newest = max(newest ?? day, day)
          return true
        }
      }
    let due = by?.date(in: context.binding.year)
    var verdict = Verdict(
      .passed, context.unitSubject, detail: "已有\(what)", at: records.first, dueOn: due,
      evidence: records.isEmpty ? nil : records.prefix(5).map { $0.title ?? $0.key }.joined(separator: "；"))
    let gaps = shortfall(records)
    if records.count >= count, gaps.isEmpty {
      guard let maximumAge, let newest, newest.adding(days: maximumAge) < context.asOf else {
        entries?.judge(records, &verdict, in: context)
        return [verdict]
      }
      verdict.detail = "\(what)最近更新于\(newest)，已超过\(maximumAge)天"
      verdict.fingerprint = "stale \(newest)"
      isWaiting(context) ? (verdict.outcome = .notDue) : verdict.fail(stale)
      return [verdict]
    }
    verdict.fingerprint = gaps.joined(separator: "\n")
    verdict.detail =
      records.isEmpty ? "没有\(what)的记录" : gaps.isEmpty ? "\(what)不足\(count)项" : "\(what)缺少\(gaps.joined(separator: "、"))"
    if hasUnreadable {
      (verdict.outcome, verdict.reason) = (.undecided, .unreadable)
      verdict.detail += "，另有记录无法识别"
    } else if due.map({ context.asOf >= $0 }) ?? !isWaiting(context) {
      verdict.fail(missing)
    } else if let warnFrom, context.asOf >= warnFrom.date(in: context.binding.year), missing == .failed {
      verdict.fail(.heuristic)
    } else {
      verdict.outcome = .notDue
    }
    return [verdict]
  }

  private func isWaiting(_ context: CheckContext) -> Bool {
    waitsForQuarter && context.asOf < Period(.quarter, containing: context.asOf).lastDay
  }

  private func shortfall(_ records: [Record]) -> [String] {
    guard let groups else { return [] }
    if each, !records.isEmpty { return records.map { groups.missing(in: [$0]) }.min { $0.count < $1.count } ?? [] }
    return groups.missing(in: records)
  }
}
