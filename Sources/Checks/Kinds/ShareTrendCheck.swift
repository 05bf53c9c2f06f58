import Evidence
import Findings
import Settings
import Workdays

/// A share must not fall from one period to the next: original posts among all, clicks among those reached.
struct ShareTrendCheck: Check {
  private let selection: Selection
  private let date: DateFields
  private let part: String
  private let whole: String
  private let missing: Failure

  init(_ options: inout Fields) throws(SettingError) {
    selection = try Selection(&options)
    date = try DateFields(&options, key: "date")
    part = try options.string("part")
    whole = try options.string("whole")
    missing = try options.choice("missing", default: .heuristic)
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    let table = try context.table(selection.table)
    try date.require(in: table)
    try table.require([part, whole])
    let (chosen, _) = try selection.records(in: context)
    let now = context.period
    var verdict = Verdict(.passed, Subject(kind: "period", key: now.description, title: now.chineseName), detail: "")
    guard let before = share(of: chosen, in: now.previous, context) else {
      verdict.outcome = .notApplicable
      verdict.detail = "\(now.previous.chineseName)没有可比的数据"
      return [verdict]
    }
    guard let after = share(of: chosen, in: now, context) else {
      verdict.detail = "\(now.chineseName)没有\(part)和\(whole)的记录"
      verdict.fail(missing)
      return [verdict]
    }
    verdict.detail = "\(part)占\(whole)\(percent(after))，\(now.previous.chineseName)为\(percent(before))"
    if after < before { verdict.fail(missing) }
    return [verdict]
  }

  private func share(of records: [Record], in period: Period, _ context: CheckContext) -> Double? {
    var (parts, wholes) = (0.0, 0.0)
    for record in records {
      guard case .date(let day, _, _) = date.read(record), period.contains(day), day <= context.asOf,
        case .number(let one)? = record.values[part], case .number(let all)? = record.values[whole], all > 0
      else { continue }
      parts += one
      wholes += all
    }
    return wholes > 0 ? parts / wholes : nil
  }

  private func percent(_ share: Double) -> String { "\((share * 1000).rounded() / 10)%" }
}
