import Findings

/// Findings of one cause, told once above them.
struct FindingGroup {
  /// A finding where it stands among its unit's, since a copy counts its dozen texts.
  struct Item {
    let unit: Int
    fileprivate let findings: [Finding]
    fileprivate let place: Int

    var finding: Finding {
      _read { yield findings[place] }
    }
  }

  enum Cause: Hashable {
    /// The same rule found it against the same clauses, which are quoted.
    case clauses([ClauseID], rule: String, topic: String)
    /// Whole clauses that could not be decided for one reason, such as a ledger that was not handed in: mending that
    /// one thing settles them all.
    case reason(message: String, fix: String)
  }

  let outcome: Outcome
  let severity: Severity
  let cause: Cause
  var items: [Item]

  /// What to do, where all say the same.
  var commonFix: String? {
    if case .reason(_, let fix) = cause { return fix }
    guard let first = items.first?.finding.fix, items.allSatisfy({ $0.finding.fix == first }) else { return nil }
    return first
  }

  /// The clauses that all of its findings are about.
  var clauses: [ClauseID] {
    if case .clauses(let clauses, _, _) = cause { return clauses }
    return []
  }

  var topic: String? {
    if case .clauses(_, _, let topic) = cause { return topic }
    return nil
  }

  var rule: String {
    if case .clauses(_, let rule, _) = cause { return rule }
    return ""
  }

  private struct Key: Hashable {
    let outcome: Outcome
    let severity: Severity
    let cause: Cause
  }

  /// In reading order; within a severity the cause with the most findings first.
  ///
  /// - Parameter outcome: of findings that came out so alone; nil for all.
  static func all(_ units: [UnitResult], _ outcome: Outcome? = nil) -> [FindingGroup] {
    var groups: [FindingGroup] = []
    var places: [Key: Int] = [:]
    // Like stands beside like, so that most findings are of the group before.
    var last: (key: Key, place: Int)?
    for (index, unit) in units.enumerated() {
      let findings = unit.findings
      let chosen = findings.indices.filter { outcome == nil || findings[$0].outcome == outcome }
      for place in findings.readingOrder(of: chosen) {
        let key = Key(
          outcome: findings[place].outcome, severity: findings[place].severity, cause: cause(of: findings[place]))
        let known = last?.key == key ? last?.place : places[key]
        if known == nil {
          groups.append(FindingGroup(outcome: key.outcome, severity: key.severity, cause: key.cause, items: []))
        }
        let own = known ?? groups.count - 1
        if last?.key != key { (places[key], last) = (own, (key, own)) }
        groups[own].items.append(Item(unit: index, findings: findings, place: place))
      }
    }
    return groups.sorted(by: precedes)
  }

  private static func cause(of finding: Finding) -> Cause {
    let isWhole = finding.subject.kind == "unit" && finding.location == nil
    if isWhole, finding.outcome == .undecided || finding.outcome == .error {
      return .reason(message: finding.message, fix: finding.fix)
    }
    return .clauses(finding.clauses, rule: finding.rule, topic: finding.topic)
  }

  private static func precedes(_ left: FindingGroup, _ right: FindingGroup) -> Bool {
    if left.outcome != right.outcome { return left.outcome.readingRank < right.outcome.readingRank }
    if left.severity != right.severity { return left.severity < right.severity }
    if left.items.count != right.items.count { return left.items.count > right.items.count }
    switch (left.cause, right.cause) {
    case (.reason, .clauses): return true
    case (.clauses, .reason): return false
    case (.reason(let one, let first), .reason(let other, let second)): return (one, first) < (other, second)
    case (.clauses(let one, let rule, let topic), .clauses(let other, let otherRule, let otherTopic)):
      if one != other { return one.lexicographicallyPrecedes(other) }
      return (rule, topic) < (otherRule, otherTopic)
    }
  }
}
