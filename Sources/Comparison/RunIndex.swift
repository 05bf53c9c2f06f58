public import Findings
import Workdays

/// One run's faults by what they are about, under today's names of rules and clauses.
public struct RunIndex: Sendable {
  public let summary: RunSummary
  private let renames: Renames
  private let units: [UnitIndex]

  public init(_ summary: RunSummary, renames: Renames) {
    (self.summary, self.renames) = (summary, renames)
    units = summary.units.map { UnitIndex($0, renames: renames) }
  }

  private struct UnitIndex: Sendable {
    let unit: RunSummary.Unit
    let faults: [SubjectKey: [RunSummary.Fault]]
    let clauses: [ClauseID: [RunSummary.Clause]]
    /// Nil where the run did not keep what passed.
    let passed: Set<SubjectKey>?
    let settled: Set<SubjectKey>
    /// Pages that any rule judged, or that hold any finding.
    let pages: Set<String>

    init(_ unit: RunSummary.Unit, renames: Renames) {
      self.unit = unit
      faults = Dictionary(grouping: unit.faults) { $0.key(renames) }
      var clauses: [ClauseID: [RunSummary.Clause]] = [:]
      for clause in unit.clauses {
        for id in renames.current(clause: clause.id) { clauses[id, default: []].append(clause) }
      }
      self.clauses = clauses
      func keys(_ subjects: [String: [String]]) -> Set<SubjectKey> {
        subjects.reduce(into: []) { keys, entry in
          let rule = renames.current(rule: entry.key)
          for written in entry.value { keys.insert(SubjectKey(rule: rule, written: written)) }
        }
      }
      passed = unit.passed.map(keys)
      settled = keys(unit.settled ?? [:])
      pages = Set(
        (passed ?? []).filter { $0.kind == "page" }.map(\.key) + unit.faults.compactMap { $0.location?.path })
    }
  }

  /// The units of this run that bear one of the names, or bore one before.
  func units(named names: Set<String>) -> [RunSummary.Unit] {
    matching(names).map(\.unit)
  }

  private func matching(_ names: Set<String>) -> [UnitIndex] {
    units.filter { names.contains($0.unit.name) || !names.isDisjoint(with: $0.unit.formerly) }
  }

  /// What this run says of a fault that another run found in the unit that bears or bore one of the names.
  public func sighting(of fault: RunSummary.Fault, in names: Set<String>) -> Sighting {
    let sightings = matching(names).map { sighting(of: fault, in: $0) }
    return sightings.min { $0.precedence < $1.precedence } ?? .unknown("\(summary.period)未核查该单位")
  }

  private func sighting(of fault: RunSummary.Fault, in unit: UnitIndex) -> Sighting {
    let key = fault.key(renames)
    let found = renames.same(fault, among: unit.faults[key] ?? [], judged: unit.clauses.keys)
    if let sighting = found.map(\.sighting).min(by: { $0.precedence < $1.precedence }) { return sighting }
    let clauses = fault.clauses.flatMap { renames.current(clause: $0) }.flatMap { unit.clauses[$0] ?? [] }
    if clauses.isEmpty { return .unknown("\(summary.period)的方案中没有此条款") }
    let judging = clauses.filter { clause in
      // What only a person says has no rule of its own.
      clause.rules.isEmpty ? key.rule == "attested" : clause.rules.contains { renames.current(rule: $0) == key.rule }
    }
    if judging.isEmpty { return .unknown("\(summary.period)此条款不再由同一规则判定") }
    if unit.passed?.contains(key) == true { return .mended(nil) }
    if fault.doneOn == nil, unit.settled.contains(key) { return .mended("逾期后补办") }
    if let reason = reasonOutOfSight(fault, key: key, unit: unit) { return .unknown(reason) }
    guard judging.contains(where: { $0.decided > 0 }) else {
      return .unknown("\(summary.period)此条款\(judging[0].outcome.chineseName)，未作判定")
    }
    return .mended(isOfSite(key) && unit.passed != nil ? "已撤下" : nil)
  }

  private func isOfSite(_ key: SubjectKey) -> Bool { key.kind == "page" || key.kind == "link" }

  /// Why this run did not look at the subject, which is neither among its findings nor known to have passed.
  private func reasonOutOfSight(_ fault: RunSummary.Fault, key: SubjectKey, unit: UnitIndex) -> String? {
    if key.kind == "period", let subject = Period(key.key), let period = Period(summary.period),
      !(period.firstDay <= subject.firstDay && subject.lastDay <= period.lastDay)
    {
      return "\(subject.chineseName)不在\(summary.period)之内"
    }
    let paths = [key.kind == "page" ? key.key : nil, fault.location?.path].compactMap { $0 }
    if paths.contains(where: summary.unreadablePages.contains) { return "\(summary.period)该页面无法读取" }
    if isOfSite(key) {
      if !summary.complete { return "\(summary.period)只核查了部分页面" }
      if key.kind == "page", unit.passed != nil, unit.pages.contains(key.key) {
        return "\(summary.period)该页面不在此条款的核查范围"
      }
      return nil
    }
    if unit.passed != nil {
      if let done = fault.doneOn { return "已于\(done)办结（逾期），\(summary.period)不再核查" }
      return "\(summary.period)未核查该对象"
    }
    if let done = fault.doneOn, let period = Period(summary.period), done < period.firstDay {
      return "已于\(done)办结（逾期），\(summary.period)不再核查"
    }
    return nil
  }
}

/// A finding as one run or another holds it.
public protocol ClauseFault {
  var id: String { get }
  var clauses: [ClauseID] { get }
}

extension Finding: ClauseFault {}
extension RunSummary.Fault: ClauseFault {}

extension Renames {
  /// Those of another run's findings on the same rule and subject that are the same fault.
  ///
  /// One rule may judge a subject under two clauses with other limits each: they are told apart by their clauses,
  /// then by their ids. Where the other run has none of the clauses any more, the id alone decides.
  ///
  /// - Parameter judged: The other run's clauses, under their present names.
  public func same<Fault: ClauseFault>(
    _ fault: some ClauseFault, among candidates: [Fault], judged: some Sequence<ClauseID>
  ) -> [Fault] {
    if candidates.isEmpty { return [] }
    let clauses = current(fault.clauses)
    let shared = candidates.filter { !current($0.clauses).isDisjoint(with: clauses) }
    if shared.isEmpty {
      return clauses.isDisjoint(with: judged) ? candidates.filter { $0.id == fault.id } : []
    }
    let identical = shared.filter { $0.id == fault.id }
    return identical.isEmpty ? shared : identical
  }

  /// The clauses under their present names.
  public func current(_ clauses: [ClauseID]) -> Set<ClauseID> {
    clauses.reduce(into: []) { $0.formUnion(current(clause: $1)) }
  }
}

extension RunSummary.Fault {
  /// What it is about, under the rule's present name.
  public func key(_ renames: Renames) -> SubjectKey {
    SubjectKey(rule: renames.current(rule: rule), subject: subject)
  }

  /// What its own run says of it.
  var sighting: Sighting {
    switch outcome {
    case .failed: .failed
    case .undecided: .pending(Outcome.undecided.chineseName)
    case .error: .pending(Outcome.error.chineseName)
    case .passed where overlay?.kind == .waiver, .notApplicable where overlay?.kind == .waiver: .waived
    case .passed: .mended(overlay.map { "经\($0.kind.chineseName)符合" })
    case .notDue, .notApplicable: .unknown(outcome.chineseName)
    }
  }
}
