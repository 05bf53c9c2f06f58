public import Comparison
public import Findings
import Synchronization
public import Workdays

/// Lays a new run over a 整改台账: closes what is mended, tells what is said to be mended and is not, adds what is
/// new. What people wrote stays as it is.
public struct Recheck: Sendable {
  /// Ours, not any document's: a row without a limit of its own gets so many working days.
  public static let defaultWorkdays = 15

  public let calendar: WorkdayCalendar
  public let workdays: Int
  private let index = IndexOnDemand()
  private let results: Results
  private let faults: [String: Known]
  private let renames: Renames

  /// Most runs have no ledger to re-check, and indexing all that passed takes its time.
  private final class IndexOnDemand: Sendable {
    private let made = Mutex<RunIndex?>(nil)

    func of(_ results: Results, _ renames: Renames) -> RunIndex {
      made.withLock { made in
        let index = made ?? RunIndex(RunSummary(results), renames: renames)
        made = index
        return index
      }
    }
  }

  private struct Known: Sendable {
    let fault: RunSummary.Fault
    let unit: Set<String>
    /// Whether the last of the earlier runs found it failed, so that no re-check can have closed it since.
    let wasLast: Bool
  }

  /// - Parameters:
  ///   - results: The new run.
  ///   - history: Earlier runs, the oldest first: what they found is known by more than its id.
  public init(
    _ results: Results, history: [RunSummary] = [], renames: Renames = .none, calendar: WorkdayCalendar,
    workdays: Int = Recheck.defaultWorkdays
  ) {
    (self.results, self.renames, self.calendar, self.workdays) = (results, renames, calendar, workdays)
    var faults: [String: Known] = [:]
    for (place, run) in history.enumerated() {
      for unit in run.units {
        for fault in unit.faults {
          faults[fault.id] = Known(
            fault: fault, unit: Set([unit.name] + unit.formerly),
            wasLast: place == history.count - 1 && fault.outcome == .failed)
        }
      }
    }
    self.faults = faults
  }

  /// - Parameters:
  ///   - rows: The ledger as it came back; empty for a new one.
  ///   - units: The units whose ledger it is; nil for all of the run.
  public func merge(_ rows: [RectificationRow], units: Set<String>? = nil) -> RectificationUpdate {
    let scope = results.units.filter { units?.contains($0.name) ?? true }
    let current = scope.flatMap { unit in unit.findings.map { (unit: unit, finding: $0) } }
    var claimed: Set<String> = []
    var update = RectificationUpdate(asOf: results.inspection.asOf)
    for row in rows {
      let matches = current.filter { isAbout(row, $0.finding, of: $0.unit) }
      claimed.formUnion(matches.map(\.finding.id))
      let sighting = sighting(of: row, found: matches.map(\.finding), in: scope)
      update.add(judged(row, sighting: sighting))
    }
    var number = (rows.map(\.number).max() ?? 0) + 1
    for (unit, finding) in current where finding.outcome == .failed && !claimed.contains(finding.id) {
      update.add(newRow(number, finding, unit: unit), isNew: true)
      claimed.insert(finding.id)
      number += 1
    }
    return update
  }

  // MARK: Old rows

  /// By id; under another id where the unit or the rule was renamed; by its words where the id was lost.
  private func isAbout(_ row: RectificationRow, _ finding: Finding, of unit: UnitResult) -> Bool {
    if row.finding.isEmpty {
      return row.problem == finding.message && row.place == finding.placeInWords && !row.problem.isEmpty
    }
    guard let known = faults[row.finding] else { return row.finding == finding.id }
    let names = Set([unit.name] + unit.formerly)
    let key = SubjectKey(rule: renames.current(rule: finding.rule), subject: finding.subject)
    if names.isDisjoint(with: known.unit) || known.fault.key(renames) != key { return false }
    return !renames.same(known.fault, among: [finding], judged: renames.current(unit.clauses.map(\.id))).isEmpty
  }

  private func sighting(of row: RectificationRow, found: [Finding], in scope: [UnitResult]) -> Sighting {
    if let known = faults[row.finding] {
      return index.of(results, renames).sighting(of: known.fault, in: known.unit)
    }
    if !found.isEmpty {
      if found.contains(where: { $0.outcome == .failed }) { return .failed }
      if found.contains(where: { $0.outcome.isFinding }) { return .pending("待核查") }
      if found.contains(where: { $0.overlay?.kind == .waiver }) { return .waived }
      return found.contains { $0.outcome == .passed } ? .mended(nil) : .unknown("不适用")
    }
    if row.finding.isEmpty { return .unknown("没有问题标识，无法自动复核") }
    // No run that we know of found it: all that can be asked is whether its clause was judged.
    let clauses = clauses(named: row.basis)
    let judged = scope.flatMap(\.clauses).contains { clauses.contains($0.id) && $0.passed + $0.failed > 0 }
    if !judged { return .unknown("依据条款本期未作判定") }
    let path = row.place.split(separator: ":").first.map(String.init) ?? row.place
    if results.reading.pages.unreadable.contains(where: { $0.path == path }) { return .unknown("该页面无法读取") }
    if results.reading.pages.complete == false { return .unknown("本期只核查了部分页面") }
    return .mended(nil)
  }

  /// The clauses that 依据条款 names, under their present names.
  private func clauses(named basis: String) -> Set<ClauseID> {
    let words = basis.split { $0.isWhitespace || "、，；;,".contains($0) }
    return words.compactMap { ClauseID(String($0)) }.reduce(into: []) { $0.formUnion(renames.current(clause: $1)) }
  }

  private func judged(_ row: RectificationRow, sighting: Sighting) -> RectificationRow {
    var row = row
    let saidDone = row.state == .disputed
    switch sighting {
    case .failed:
      // Closed in an earlier round and found again; a 已销号 that no re-check wrote is only a claim.
      let wasClosed = row.state == .closed && faults[row.finding]?.wasLast != true
      row.state = wasClosed ? .reopened : saidDone || row.state == .closed ? .disputed : .open
      row.closedOn = nil
    case .mended:
      if row.state != .closed { (row.state, row.closedOn) = (.closed, results.inspection.asOf) }
    case .waived: (row.state, row.closedOn) = (.waived, nil)
    case .pending, .unknown:
      // What was closed stays closed until the fault is found again.
      if row.state != .closed { row.state = .unverified }
    }
    return row
  }

  // MARK: New rows

  private func newRow(_ number: Int, _ finding: Finding, unit: UnitResult) -> RectificationRow {
    let clauses = unit.clauses.filter { finding.clauses.contains($0.id) }
    let responsible = clauses.map(\.responsible).first { !$0.isEmpty } ?? unit.name
    let deadline = calendar.deadline(Limit(workdays, .workday), from: results.inspection.asOf)
    return RectificationRow(
      number: number, problem: finding.message, place: finding.placeInWords,
      basis: finding.clauses.map { id in
        clauses.first { $0.id == id }.map { "\(id) \($0.quote.short)" } ?? id.description
      }.joined(separator: "；"),
      responsible: responsible,
      limit: "\(deadline.date)（系统默认\(workdays)个工作日\(deadline.isProvisional ? "，暂定" : "")）", finding: finding.id)
  }
}

extension Finding {
  /// `/zwgk/a.html:12`, or the subject where there is no place.
  fileprivate var placeInWords: String {
    guard let location else { return subject.key }
    return location.line.map { "\(location.path):\($0)" } ?? location.path
  }
}

extension String {
  /// The beginning of a clause's text, enough to know it by.
  fileprivate var short: String { count > 40 ? prefix(39) + "…" : self }
}
