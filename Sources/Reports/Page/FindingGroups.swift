import Findings

/// Findings of one cause: the same outcome, severity, rule and clauses. Their clause is quoted once, above them.
struct FindingGroup {
  struct Item {
    let unit: Int
    let finding: Finding
  }

  let outcome: Outcome
  let severity: Severity
  let topic: String
  let rule: String
  let clauses: [ClauseID]
  var items: [Item]

  /// What to do, where all say the same.
  var commonFix: String? {
    guard let first = items.first?.finding.fix, items.allSatisfy({ $0.finding.fix == first }) else { return nil }
    return first
  }

  private struct Cause: Hashable {
    let outcome: Outcome
    let severity: Severity
    let topic: String
    let rule: String
    let clauses: [ClauseID]
  }

  /// In reading order; within a severity the cause with the most findings first.
  static func all(_ units: [UnitResult]) -> [FindingGroup] {
    var groups: [Cause: FindingGroup] = [:]
    for (index, unit) in units.enumerated() {
      for finding in unit.findingsInReadingOrder {
        let cause = Cause(
          outcome: finding.outcome, severity: finding.severity, topic: finding.topic, rule: finding.rule,
          clauses: finding.clauses)
        groups[
          cause,
          default: FindingGroup(
            outcome: cause.outcome, severity: cause.severity, topic: cause.topic, rule: cause.rule,
            clauses: cause.clauses, items: [])
        ].items.append(Item(unit: index, finding: finding))
      }
    }
    return groups.values.sorted(by: precedes)
  }

  private static func precedes(_ left: FindingGroup, _ right: FindingGroup) -> Bool {
    if left.outcome != right.outcome { return left.outcome.readingRank < right.outcome.readingRank }
    if left.severity != right.severity { return left.severity < right.severity }
    if left.items.count != right.items.count { return left.items.count > right.items.count }
    if left.clauses != right.clauses { return left.clauses.lexicographicallyPrecedes(right.clauses) }
    return (left.rule, left.topic) < (right.rule, right.topic)
  }
}
