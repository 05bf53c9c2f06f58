import Evidence
import Findings
import Settings
import Workdays

/// A figure must not worsen from one period to the next: the share of original posts among all must not fall, nor the
/// median of the days from signing to publication rise.
struct ShareTrendCheck: Check {
  private let selection: Selection
  private let date: DateFields
  private let figure: Figure
  private let missing: Failure

  private enum Figure: Sendable, Hashable {
    case share(part: String, whole: String)
    case lag(from: DateFields, to: DateFields)
  }

  init(_ options: inout Fields) throws(SettingError) {
    selection = try Selection(&options)
    date = try DateFields(&options, key: "date")
    if var inner = try options.optionalFields("lag") {
      figure = .lag(from: try DateFields(&inner, key: "from"), to: try DateFields(&inner, key: "to"))
      try inner.finish()
    } else {
      figure = .share(part: try options.string("part"), whole: try options.string("whole"))
    }
    missing = try options.choice("missing", default: .heuristic)
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    let table = try context.table(selection.table)
    try date.require(in: table)
    switch figure {
    case .share(let part, let whole): try table.require([part, whole])
    case .lag(let from, let to):
      try from.require(in: table)
      try to.require(in: table)
    }
    let (chosen, _) = try selection.records(in: context)
    let now = context.period
    var verdict = Verdict(.passed, Subject(kind: "period", key: now.description, title: now.chineseName), detail: "")
    guard let before = value(of: chosen, in: now.previous, context) else {
      verdict.outcome = .notApplicable
      verdict.detail = "\(now.previous.chineseName)没有可比的数据"
      return [verdict]
    }
    guard let after = value(of: chosen, in: now, context) else {
      verdict.detail = "\(now.chineseName)没有可比的数据"
      if case .lag = figure { verdict.outcome = .notApplicable } else { verdict.fail(missing) }
      return [verdict]
    }
    verdict.detail = "\(name)\(text(after))，\(now.previous.chineseName)为\(text(before))"
    let isWorse = if case .lag = figure { after > before } else { after < before }
    if isWorse { verdict.fail(missing) }
    return [verdict]
  }

  private var name: String {
    switch figure {
    case .share(let part, let whole): "\(part)占\(whole)"
    case .lag(let from, let to): "\(from.names[0])到\(to.names[0])的中位数"
    }
  }

  private func text(_ value: Double) -> String {
    switch figure {
    case .share: "\((value * 1000).rounded() / 10)%"
    case .lag: "\(value)天"
    }
  }

  private func value(of records: [Record], in period: Period, _ context: CheckContext) -> Double? {
    let own = records.filter { record in
      if case .date(let day, _, _) = date.read(record) { return period.contains(day) && day <= context.asOf }
      return false
    }
    switch figure {
    case .share(let part, let whole):
      var (parts, wholes) = (0.0, 0.0)
      for record in own {
        guard case .number(let one)? = record[part], case .number(let all)? = record[whole], all > 0
        else {
          continue
        }
        parts += one
        wholes += all
      }
      return wholes > 0 ? parts / wholes : nil
    case .lag(let from, let to):
      let days = own.compactMap { record -> Int? in
        guard case .date(let start, _, _) = from.read(record), case .date(let end, _, _) = to.read(record),
          start <= end, end <= context.asOf
        else { return nil }
        return end.dayNumber - start.dayNumber
      }.sorted()
      guard let low = days.dropFirst((days.count - 1) / 2).first, let high = days.dropFirst(days.count / 2).first else {
        return nil
      }
      return Double(low + high) / 2
    }
  }
}
