import Evidence
import Findings
import Settings
import Workdays

/// A year's number, or its share of a whole, against the year before: more activities in the zone, no more lost cases.
struct TrendCheck: Check {
  enum Direction: String, CaseIterable {
    case more
    case notLess = "not_less"
    case notMore = "not_more"
  }

  private let selection: Selection
  private let date: DateFields
  /// The records that are counted among the selected ones; all where none is written.
  private let part: Conditions
  /// The part's share of the selected records is compared, not its number.
  private let isShare: Bool
  private let direction: Direction
  /// The field whose values are compared each for itself: 复议 and 诉讼.
  private let apart: String?
  /// So many there must be in any case.
  private let least: Int
  private let missing: Failure

  init(_ options: inout Fields) throws(SettingError) {
    selection = try Selection(&options)
    date = try DateFields(&options, key: "date")
    part = try Conditions(&options, key: "part")
    isShare = try options.flag("share")
    direction = try options.choice("want")
    apart = try options.optionalString("apart")
    least = try options.optionalInteger("least") ?? 0
    missing = try options.choice("missing", default: .failed)
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    let table = try context.table(selection.table)
    let (chosen, unclear) = try selection.records(in: context)
    if !chosen.isEmpty {
      try date.require(in: table)
      try part.require(in: table)
    }
    let year = context.binding.year
    let due = CivilDate(year: year, month: 12, day: 31) ?? context.asOf
    var verdict = Verdict(.passed, context.unitSubject, detail: "", dueOn: due)
    let names = apart.map { field in Set(chosen.flatMap { $0.items(field) }).sorted() } ?? [""]
    let comparisons = names.map { name in
      let own = apart.map { field in chosen.filter { $0.items(field).contains(name) } } ?? chosen
      return Comparison(
        name: name, now: figure(own, year, by: context.asOf), before: figure(own, year - 1, by: context.asOf))
    }
    .filter { !isShare || $0.now.all > 0 }
    if comparisons.isEmpty, isShare || apart != nil, unclear.isEmpty { return [] }
    verdict.fingerprint = comparisons.map(\.fingerprint).joined(separator: "\n")
    verdict.detail = comparisons.map { $0.text(year, isShare) }.joined(separator: "；")
    let holds = comparisons.allSatisfy { comparison in
      let (now, before) = (comparison.now, comparison.before)
      let hasBaseline = before.all > 0
      let difference = isShare ? now.counted * before.all - before.counted * now.all : now.counted - before.counted
      let isRight =
        switch direction {
        case .more: !hasBaseline || difference > 0
        case .notLess: !hasBaseline || difference >= 0
        case .notMore: now.counted == 0 || (hasBaseline && difference <= 0)
        }
      return isRight && now.counted >= least
    }
    // What may still grow is known only when the year is over.
    let isFinal = direction != .notMore || context.asOf >= due
    if holds, isFinal, unclear.isEmpty || direction != .notMore { return [verdict] }
    if !unclear.isEmpty {
      (verdict.outcome, verdict.reason) = (.undecided, .unreadable)
    } else if context.asOf < due {
      verdict.outcome = .notDue
    } else {
      verdict.fail(missing)
    }
    return [verdict]
  }

  private struct Comparison {
    let name: String
    let now: Figure
    let before: Figure

    var fingerprint: String { "\(name)\(now.counted)/\(now.all) \(before.counted)/\(before.all)" }

    func text(_ year: Int, _ isShare: Bool) -> String {
      "\(name)\(year)年\(now.text(isShare))" + (before.all > 0 ? "，上一年\(before.text(isShare))" : "，没有上一年的记录可比")
    }
  }

  private struct Figure {
    let counted: Int
    let all: Int

    func text(_ isShare: Bool) -> String { isShare ? "\(all)件中\(counted)件" : "\(counted)次" }
  }

  private func figure(_ records: [Record], _ year: Int, by last: CivilDate) -> Figure {
    let own = records.filter { record in
      if case .date(let day, _, _) = date.read(record) { return day.year == year && day <= last }
      return false
    }
    return Figure(counted: own.count { part.hold(for: $0) == true }, all: own.count)
  }
}
