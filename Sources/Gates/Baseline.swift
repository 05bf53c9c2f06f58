public import Comparison
public import Findings

/// The findings that a gate lets pass because they are known: an earlier `results.json`.
///
/// A finding is old where the baseline has one on the same unit, rule and subject that was at least as grave and had
/// the same faults, as their fingerprints tell. Lines, order and wording play no part.
public struct Baseline: Sendable, Hashable {
  public let results: Results
  public let renames: Renames

  public init(_ results: Results, renames: Renames = .none) {
    (self.results, self.renames) = (results, renames)
  }

  /// Sorts what the run found into new and old, and tells which entries of the baseline are mended.
  public func compare(with current: Results) -> BaselineComparison {
    let pairs = units(of: current)
    let index = RunIndex(RunSummary(current), renames: renames)
    var comparison = BaselineComparison()
    for unit in current.units {
      let before = results.units.filter { pairs[$0.name, default: []].contains(unit.name) }
      let known = Dictionary(grouping: before.flatMap(\.findings), by: key)
      let judged = renames.current(before.flatMap(\.clauses).map(\.id))
      for finding in unit.findings where finding.outcome.isFinding {
        let entries = renames.same(finding, among: known[key(finding)] ?? [], judged: judged)
        let reference = FindingReference(finding, unit: unit.name)
        if Baseline.cover(finding, entries.filter(\.outcome.isFinding)) {
          comparison.old.append(reference)
        } else {
          comparison.new.append(reference)
        }
      }
    }
    for unit in results.units {
      let names = Set([unit.name] + unit.formerly).union(pairs[unit.name] ?? [])
      let after = current.units.filter { names.contains($0.name) || !names.isDisjoint(with: $0.formerly) }
      let now = Dictionary(grouping: after.flatMap(\.findings), by: key)
      let judged = renames.current(after.flatMap(\.clauses).map(\.id))
      for finding in unit.findings where finding.outcome.isFinding {
        let reference = FindingReference(finding, unit: unit.name)
        let (state, left) = state(
          of: finding, now: renames.same(finding, among: now[key(finding)] ?? [], judged: judged),
          sighting: index.sighting(of: .init(finding), in: names))
        switch state {
        case .standing: break
        case .mended: comparison.mended.append(reference)
        case .partlyMended: comparison.partlyMended.append(reference)
        case .unverified: comparison.unverified.append(reference)
        }
        comparison.left[reference] = left
      }
    }
    comparison.sort()
    return comparison
  }

  /// The baseline without what is mended; nothing new is taken up, and what could not be verified stays.
  public func pruned(by current: Results) -> (results: Results, comparison: BaselineComparison) {
    let comparison = compare(with: current)
    let mended = Set(comparison.mended)
    var pruned = results
    for index in pruned.units.indices {
      let unit = pruned.units[index].name
      pruned.units[index].findings = pruned.units[index].findings.compactMap { finding in
        let reference = FindingReference(finding, unit: unit)
        guard finding.outcome.isFinding, !mended.contains(reference) else { return nil }
        var finding = finding
        if let left = comparison.left[reference] { finding.fingerprint = left.text }
        return finding
      }.sorted { $0.id < $1.id }
    }
    return (pruned, comparison)
  }

  /// Whether entries on the same fault make a finding an old one. One that was graver covers it whatever its faults
  /// were: what failed and cannot be decided now is not new.
  private static func cover(_ finding: Finding, _ entries: [Finding]) -> Bool {
    if entries.contains(where: { $0.outcome.gravity > finding.outcome.gravity }) { return true }
    let alike = entries.filter { $0.outcome == finding.outcome }
    if alike.isEmpty { return false }
    let parts = Fingerprint(finding.fingerprint).parts
    if parts.isEmpty || alike.contains(where: { $0.fingerprint == nil }) { return true }
    return parts.isSubset(of: alike.flatMap { Fingerprint($0.fingerprint).parts })
  }

  private enum State {
    case standing, partlyMended, mended, unverified
  }

  /// What became of a baseline's entry, and which of its faults are left where their number shrank.
  private func state(
    of entry: Finding, now found: [Finding], sighting: Sighting
  ) -> (State, left: Fingerprint?) {
    switch sighting {
    case .mended: return (.mended, nil)
    case .unknown, .waived: return (.unverified, nil)
    case .pending where entry.outcome == .failed: return (.unverified, nil)
    case .failed, .pending: break
    }
    let before = Fingerprint(entry.fingerprint).parts
    let standing = found.filter(\.outcome.isFinding)
    // Without digests on both sides, or of another outcome, only the identity can tell.
    if standing.contains(where: { $0.outcome != entry.outcome }) { return (.standing, nil) }
    if before.isEmpty || standing.contains(where: { $0.fingerprint == nil }) { return (.standing, nil) }
    let left = before.intersection(standing.flatMap { Fingerprint($0.fingerprint).parts })
    if left.isEmpty { return (.mended, nil) }
    return left == before ? (.standing, nil) : (.partlyMended, Fingerprint(parts: left))
  }

  private func key(_ finding: Finding) -> SubjectKey {
    SubjectKey(rule: renames.current(rule: finding.rule), subject: finding.subject)
  }

  /// The baseline's units with what they are called in the current run. Two runs of one unit each are of the same
  /// unit, whatever the folder was called that the export was unpacked into.
  private func units(of current: Results) -> [String: Set<String>] {
    if let only = results.units.first, let now = current.units.first, results.units.count == 1,
      current.units.count == 1
    {
      return [only.name: [now.name]]
    }
    return Dictionary(
      results.units.map { unit in
        let names = Set([unit.name] + unit.formerly)
        let matching = current.units.filter { names.contains($0.name) || !names.isDisjoint(with: $0.formerly) }
        return (unit.name, Set(matching.map(\.name)))
      }, uniquingKeysWith: { $0.union($1) })
  }
}

extension Outcome {
  /// What was undecided and now fails is a new finding; what failed and cannot be decided now is none.
  fileprivate var gravity: Int {
    switch self {
    case .failed: 3
    case .error: 2
    case .undecided: 1
    case .passed, .notDue, .notApplicable: 0
    }
  }
}
