public import Findings
import Workdays

/// Sorts the faults of two runs into 新增, 未整改, 重复发生, 已整改, 已豁免 and 无法比对.
///
/// Only a failed finding is a fault. It counts as mended where the new run judged its subject under the same clause
/// and the subject passed, or where what was judged is gone from a site that is wholly there; whatever could not be
/// decided, was not looked at, or has left the profile is 无法比对.
///
/// - Parameters:
///   - history: Earlier runs in any order, superseded ones left out; `old` may be among them.
///   - renames: Clauses and rules that have other names than before.
public func compare(
  _ old: Results, _ new: Results, history: [RunSummary] = [], renames: Renames = .none
) -> ComparisonReport {
  compare(RunSummary(old), RunSummary(new), history: history, renames: renames)
}

/// As `compare` of results, from what a store keeps of them.
public func compare(
  _ old: RunSummary, _ new: RunSummary, history: [RunSummary] = [], renames: Renames = .none
) -> ComparisonReport {
  var comparer = Comparer(old, new, history: history, renames: renames)
  return comparer.report()
}

private struct Comparer {
  let old: RunIndex
  let new: RunIndex
  /// `old` first, then what lies before it, the newest first.
  let past: [RunIndex]
  let renames: Renames
  private var compared: [ComparedFinding] = []

  init(_ old: RunSummary, _ new: RunSummary, history: [RunSummary], renames: Renames) {
    self.renames = renames
    self.old = RunIndex(old, renames: renames)
    self.new = RunIndex(new, renames: renames)
    // A run of the old or the new run's own period is another state of the same look, not an earlier one.
    let earlier = history.filter { run in
      run.period != old.period && run.period != new.period && run.isBefore(old)
    }
    past = [self.old] + earlier.sorted { $1.isBefore($0) }.map { RunIndex($0, renames: renames) }
  }

  mutating func report() -> ComparisonReport {
    for unit in new.summary.units {
      for fault in unit.faults where fault.outcome == .failed { compared.append(standing(fault, in: unit)) }
    }
    for unit in old.summary.units {
      let names = Set([unit.name]).union(unit.formerly)
      let now = new.units(named: names).first?.name ?? unit.name
      for fault in openFaults(of: unit, names: names) {
        if let entry = departed(fault, names: names, unit: now) { compared.append(entry) }
      }
    }
    let order = Dictionary(
      (new.summary.units + old.summary.units).enumerated().map { ($1.name, $0) }, uniquingKeysWith: min)
    let states = Dictionary(uniqueKeysWithValues: ComparisonState.allCases.enumerated().map { ($1, $0) })
    compared.sort { left, right in
      let (one, other) = (states[left.state] ?? 0, states[right.state] ?? 0)
      if one != other { return one < other }
      if left.unit != right.unit { return (order[left.unit] ?? .max) < (order[right.unit] ?? .max) }
      if left.severity != right.severity { return left.severity < right.severity }
      return (left.rule, left.subject.kind, left.subject.key, left.finding)
        < (right.rule, right.subject.kind, right.subject.key, right.finding)
    }
    return ComparisonReport(
      old: old.summary.reference, new: new.summary.reference,
      units: unitComparisons(compared), findings: compared, notes: notes)
  }

  // MARK: What stands now

  /// 新增, 未整改 or 重复发生: the first earlier run that tells decides.
  private func standing(_ fault: RunSummary.Fault, in unit: RunSummary.Unit) -> ComparedFinding {
    var names = Set([unit.name]).union(unit.formerly)
    var periods = [new.summary.period]
    var state = ComparisonState.new
    var since: String?
    var note: String?
    look: for run in past {
      for earlier in run.units(named: names) { names.formUnion([earlier.name] + earlier.formerly) }
      switch run.sighting(of: fault, in: names) {
      case .failed where state == .recurring:
        since = run.summary.period
        break look
      case .failed:
        state = .outstanding
        if periods.last != run.summary.period { periods.append(run.summary.period) }
      case .waived where state == .new: note = "\(run.summary.period)时在豁免期内"
      case .mended where state == .new: state = .recurring
      case .mended where state == .outstanding: break look
      case .waived, .pending, .unknown, .mended: continue look
      }
    }
    // Mended before and never failed before that: a subject that passed and now fails is a new fault.
    if state == .recurring, since == nil { state = .new }
    if state == .new, note != nil { state = .outstanding }
    if state == .outstanding { since = periods.last }
    return ComparedFinding(
      fault, unit: unit.name, state: state, periods: state == .outstanding ? periods.count : 1, since: since,
      note: state == .outstanding && periods.count > 1 ? nil : note)
  }

  // MARK: What stood before

  /// The faults of the old run, and older ones that every run since could not decide or found waived.
  private func openFaults(of unit: RunSummary.Unit, names: Set<String>) -> [RunSummary.Fault] {
    var open = unit.faults.filter { $0.outcome == .failed }
    var known = Set(unit.faults.filter { $0.outcome == .failed }.map { $0.key(renames) })
    var (names, later) = (names, [old])
    for run in past.dropFirst() {
      for earlier in run.units(named: names) { names.formUnion([earlier.name] + earlier.formerly) }
      for earlier in run.units(named: names) {
        for fault in earlier.faults where fault.outcome == .failed {
          guard known.insert(fault.key(renames)).inserted else { continue }
          let stayedOpen = later.allSatisfy { run in
            switch run.sighting(of: fault, in: names) {
            case .pending, .waived: true
            case .failed, .mended, .unknown: false
            }
          }
          if stayedOpen { open.append(fault) }
        }
      }
      later.append(run)
    }
    return open
  }

  /// Nil where the fault still stands and was told already.
  private func departed(_ fault: RunSummary.Fault, names: Set<String>, unit: String) -> ComparedFinding? {
    switch new.sighting(of: fault, in: names) {
    case .failed: nil
    case .waived: ComparedFinding(fault, unit: unit, state: .waived)
    case .pending(let why):
      ComparedFinding(
        fault, unit: unit, state: .incomparable, note: "\(new.summary.period)\(why)，不能认定整改")
    case .mended(let note): ComparedFinding(fault, unit: unit, state: .mended, note: note)
    case .unknown(let why): ComparedFinding(fault, unit: unit, state: .incomparable, note: why)
    }
  }

  // MARK: Units

  private func unitComparisons(_ compared: [ComparedFinding]) -> [UnitComparison] {
    let byUnit = Dictionary(grouping: compared, by: \.unit)
    return new.summary.units.map { unit in
      let names = Set([unit.name]).union(unit.formerly)
      let before = old.units(named: names)
      let trend = ScoreTrend(of: unit, in: new.summary, past: past)
      let counts = Dictionary(grouping: byUnit[unit.name] ?? [], by: \.state).mapValues(\.count)
      return UnitComparison(
        name: unit.name, formerly: before.map(\.name).filter { $0 != unit.name }, score: trend.now,
        previous: trend.previous, yearAgo: trend.yearAgo, sincePrevious: trend.sincePrevious,
        sinceYearAgo: trend.sinceYearAgo, trend: trend.points,
        counts: Dictionary(uniqueKeysWithValues: ComparisonState.allCases.map { ($0.rawValue, counts[$0] ?? 0) }),
        undecidedBefore: before.reduce(0) { $0 + $1.undecided }, undecidedNow: unit.undecided)
    }
  }

  private var notes: [String] {
    var notes: [String] = []
    if old.summary.name != new.summary.name {
      notes.append("两次核查的名称不同：\(old.summary.name)、\(new.summary.name)。")
    }
    if old.summary.asOf > new.summary.asOf {
      notes.append("前一份结果的截止日（\(old.summary.asOf)）晚于后一份（\(new.summary.asOf)），请确认先后顺序。")
    }
    let gone = old.summary.units.filter { new.units(named: Set([$0.name]).union($0.formerly)).isEmpty }.map(\.name)
    if !gone.isEmpty { notes.append("本期未核查：\(gone.joined(separator: "、"))，其问题无法比对。") }
    if new.summary.units.contains(where: { $0.passed == nil }) {
      notes.append("后一份结果没有记录符合项明细，“已整改”按条款是否作出判定推断。")
    }
    return notes
  }
}

extension RunSummary {
  /// By the period's days, then by `as_of`.
  func isBefore(_ other: RunSummary) -> Bool {
    if let mine = Period(period), let theirs = Period(other.period), mine != theirs { return mine < theirs }
    return asOf < other.asOf
  }

  var reference: ComparisonReport.Run { ComparisonReport.Run(name: name, period: period, asOf: asOf) }
}

extension RunSummary.Unit {
  var undecided: Int { faults.count { $0.outcome == .undecided || $0.outcome == .error } }
}

extension ComparedFinding {
  fileprivate init(
    _ fault: RunSummary.Fault, unit: String, state: ComparisonState, periods: Int? = nil, since: String? = nil,
    note: String? = nil
  ) {
    self.init(
      unit: unit, state: state, finding: fault.id, rule: fault.rule, clauses: fault.clauses,
      severity: fault.severity, subject: fault.subject, location: fault.location, message: fault.message,
      periods: periods, since: since, note: note)
  }
}
