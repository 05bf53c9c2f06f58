import Evidence
import Findings
import Settings
import Workdays

/// Which records a check is about, and from when: a table, conditions, the event that brings each into the period,
/// and a time in which nothing is due yet.
///
/// Options: `table`, `where`, `exempt`, `start`, `within`, `unit`, `since_issued`, `this_year`, `standing`.
struct EventGate: Sendable {
  let selection: Selection
  private let exempt: Conditions
  let start: DateFields
  /// Nothing is due before its end; none where everything is judged from the event on.
  let limit: Limit
  private let sinceIssued: Bool
  /// Only events of the year in which the document binds.
  private let thisYear: Bool
  /// All events up to the day of inspection count, whatever the period: a standing state is judged whole.
  private let isStanding: Bool

  init(_ options: inout Fields) throws(SettingError) {
    selection = try Selection(&options)
    exempt = try Conditions(&options, key: "exempt")
    start = try DateFields(&options, key: "start")
    limit = try Limit(&options)
    sinceIssued = try options.flag("since_issued", default: true)
    thisYear = try options.flag("this_year")
    isStanding = try options.flag("standing")
  }

  enum Admission {
    /// Not of this period.
    case outside
    /// Settled without looking further.
    case settled(Verdict)
    /// To be judged; the verdict passes so far and bears the due day.
    case open(Verdict, event: CivilDate)
  }

  /// Every admitted record with its verdict so far, and what is settled already.
  func admitted(
    in context: CheckContext, isOpen: (Record) -> Bool
  ) throws(EvidenceGap) -> (open: [(record: Record, verdict: Verdict, event: CivilDate)], settled: [Verdict]) {
    try start.require(in: context.table(selection.table))
    let (chosen, unclear) = try selection.records(in: context)
    var open: [(record: Record, verdict: Verdict, event: CivilDate)] = []
    var settled = selection.unclearVerdicts(unclear, in: context)
    for record in chosen {
      switch admission(of: record, isOpen: isOpen(record), in: context) {
      case .outside: break
      case .settled(let verdict): settled.append(verdict)
      case .open(let verdict, let event): open.append((record, verdict, event))
      }
    }
    return (open, settled)
  }

  private func admission(of record: Record, isOpen: Bool, in context: CheckContext) -> Admission {
    let subject = context.subject(record, in: selection.table)
    let (event, field): (CivilDate, String)
    switch start.read(record) {
    case .date(let date, _, let name): (event, field) = (date, name)
    case .empty: return .outside
    case .unreadable(let name): return .settled(record.unreadableVerdict(subject, fields: [name]))
    }
    let deadline = context.calendar.deadline(limit, from: event)
    guard !thisYear || event.year == context.binding.year,
      isStanding
        ? event <= context.asOf : context.isInPopulation(start: event, due: deadline.date, isOpen: isOpen)
    else { return .outside }
    var verdict = Verdict(
      .passed, subject, detail: "", at: record, dueOn: deadline.date,
      missingYear: deadline.missingYear, derivation: .began(field: field, on: event))
    if sinceIssued, event < context.binding.effectiveFrom {
      verdict.outcome = .notApplicable
      verdict.detail = "\(field)\(event)早于文件生效日\(context.binding.effectiveFrom)"
      return .settled(verdict)
    }
    if !exempt.all.isEmpty, exempt.hold(for: record) == true {
      verdict.outcome = .notApplicable
      verdict.detail = "按规定不适用"
      return .settled(verdict)
    }
    return .open(verdict, event: event)
  }
}

extension Verdict {
  /// A shortcoming: not due while its time runs, else what the rule says.
  mutating func fallShort(_ detail: String, _ failure: Failure, asOf: CivilDate, gaps: [String] = []) {
    self.detail = detail
    fingerprint = gaps.joined(separator: "\n")
    if let dueOn, asOf < dueOn {
      outcome = .notDue
    } else {
      fail(failure)
    }
  }
}
