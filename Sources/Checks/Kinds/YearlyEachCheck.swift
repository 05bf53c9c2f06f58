import Evidence
import Findings
import Settings
import Workdays

/// For each record something must be done once in every year: a review of every document that is not open.
struct YearlyEachCheck: Check {
  private let selection: Selection
  private let join: Join
  private let date: DateFields
  private let count: Int
  private let by: YearDay?
  private let missing: Failure
  /// Fields of which one tells when the record came to be; later ones than the day of inspection are no subjects yet.
  private let start: DateFields?

  init(_ options: inout Fields) throws(SettingError) {
    selection = try Selection(&options)
    guard var done = try options.optionalFields("done") else { throw SettingError("缺少“done”。", at: options.place) }
    date = try DateFields(&done, key: "field")
    count = try done.optionalInteger("count") ?? 1
    join = try Join(&done)
    try done.finish()
    by = try YearDay(&options)
    missing = try options.choice("missing", default: .failed)
    let names = try options.strings("start")
    start = names.isEmpty ? nil : DateFields(names: names)
    if count < 1 { throw SettingError("“count”至少为1。", at: options.place) }
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    let (chosen, unclear) = try selection.records(in: context)
    let other = try context.table(join.table)
    try date.require(in: other)
    let index = try join.index(in: context)
    return selection.unclearVerdicts(unclear, in: context)
      + chosen.compactMap { verdict(on: $0, index.records(for: $0), in: context) }
  }

  private func verdict(on record: Record, _ matches: [Record], in context: CheckContext) -> Verdict? {
    let year = context.binding.year
    if case .date(let day, _, _)? = start?.read(record), day > context.asOf { return nil }
    let due = by?.date(in: year) ?? CivilDate(year: year, month: 12, day: 31) ?? context.asOf
    var verdict = Verdict(
      .passed, context.subject(record, in: selection.table), detail: "", location: record.location, dueOn: due)
    var (dates, hasUnreadable): ([CivilDate], Bool) = ([], false)
    for match in matches {
      switch date.read(match) {
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
}
