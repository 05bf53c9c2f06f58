import Evidence
import Findings
import Settings
import Workdays

/// For each record something must be done once in every year, or stand there by a day of it: a review of every
/// document that is not open, an attribute for every old document.
struct YearlyEachCheck: Check {
  private let selection: Selection
  private let done: Done?
  /// Fields that must be filled by the day.
  private let satisfied: [String]
  private let count: Int
  private let by: YearDay?
  private let missing: Failure
  /// What it means before the day; nil is not due.
  private let early: Failure?
  /// Fields of which one tells when the record came to be; later ones than the day of inspection are no subjects yet.
  private let start: DateFields?

  init(_ options: inout Fields) throws(SettingError) {
    selection = try Selection(&options)
    if var inner = try options.optionalFields("done") {
      let date = try DateFields(&inner, key: "field")
      count = try inner.optionalInteger("count") ?? 1
      done = Done(join: try Join(&inner), date: date)
      try inner.finish()
    } else {
      (done, count) = (nil, 1)
    }
    satisfied = try options.strings("satisfied")
    by = try YearDay(&options)
    missing = try options.choice("missing", default: .failed)
    let hasEarly = try options.optionalString("early")
    early = hasEarly.flatMap { Failure(rawValue: $0) }
    let names = try options.strings("start")
    start = names.isEmpty ? nil : DateFields(names: names)
    if done == nil, satisfied.isEmpty { throw SettingError("“done”和“satisfied”至少写一个。", at: options.place) }
    if count < 1 { throw SettingError("“count”至少为1。", at: options.place) }
  }

  private struct Done: Sendable {
    let join: Join
    let date: DateFields
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    let (chosen, unclear) = try selection.records(in: context)
    try context.table(selection.table).require(satisfied)
    var index: Join.Index?
    if let done {
      try done.date.require(in: context.table(done.join.table))
      index = try done.join.index(in: context)
    }
    return selection.unclearVerdicts(unclear, in: context)
      + chosen.compactMap { verdict(on: $0, index?.records(for: $0) ?? [], in: context) }
  }

  private func verdict(on record: Record, _ matches: [Record], in context: CheckContext) -> Verdict? {
    let year = context.binding.year
    if case .date(let day, _, _)? = start?.read(record), day > context.asOf { return nil }
    let due = by?.date(in: year) ?? CivilDate(year: year, month: 12, day: 31) ?? context.asOf
    var verdict = Verdict(
      .passed, context.subject(record, in: selection.table), detail: "", at: record, dueOn: due)
    if done == nil { return standing(record, verdict, due, in: context) }
    var (dates, hasUnreadable): ([CivilDate], Bool) = ([], false)
    for match in matches {
      switch done?.date.read(match) ?? .empty {
      case .date(let day, _, _) where day.year == year && day <= context.asOf: dates.append(day)
      case .unreadable: hasUnreadable = true
      case .date, .empty: break
      }
    }
    dates.sort()
    verdict.fingerprint = "\(dates.count)"
    if dates.count >= count {
      verdict.doneOn = dates[count - 1]
      verdict.detail = "\(year)年已于\(dates[count - 1])完成"
      guard dates[count - 1] > due else { return verdict }
      verdict.lateBy = context.calendar.workdays(after: due, through: dates[count - 1])
      verdict.detail = "\(year)年应于\(due)前完成，实际\(dates[count - 1])"
      verdict.fail(missing)
    } else if hasUnreadable {
      (verdict.outcome, verdict.reason) = (.undecided, .unreadable)
      verdict.detail = "有记录的日期无法识别"
    } else if context.asOf < due {
      verdict.outcome = .notDue
      verdict.detail = "\(year)年应于\(due)前完成，尚未到期"
    } else {
      verdict.detail = "\(year)年应有\(count)次（截至\(due)），现有\(dates.count)次"
      verdict.fail(missing)
    }
    return verdict
  }

  private func standing(_ record: Record, _ verdict: Verdict, _ due: CivilDate, in context: CheckContext) -> Verdict {
    var verdict = verdict
    let unreadable = satisfied.filter { record.unreadable.contains($0) }
    if !unreadable.isEmpty { return record.unreadableVerdict(verdict.subject, fields: unreadable) }
    let absent = satisfied.filter { record[$0] == nil }
    verdict.detail = "已填写"
    guard !absent.isEmpty else { return verdict }
    verdict.detail = "至\(context.asOf)没有\(absent.joined(separator: "、"))（应于\(due)前完成）"
    verdict.fingerprint = absent.joined(separator: "\n")
    if context.asOf >= due {
      verdict.fail(missing)
    } else if let early {
      verdict.fail(early)
    } else {
      verdict.outcome = .notDue
    }
    return verdict
  }
}
