public import Findings

/// Which clauses (and findings) an indicator, a veto or a bonus item is about: those that any line names.
public struct ClauseSelection: Sendable, Hashable {
  public var clauses: [ClauseID]
  public var rules: [String]
  public var topics: [String]

  public init(clauses: [ClauseID] = [], rules: [String] = [], topics: [String] = []) {
    (self.clauses, self.rules, self.topics) = (clauses, rules, topics)
  }

  var isEmpty: Bool { clauses.isEmpty && rules.isEmpty && topics.isEmpty }

  func contains(_ clause: ClauseResult) -> Bool {
    clauses.contains(clause.id) || topics.contains(clause.topic) || clause.rules.contains { rules.contains($0) }
  }

  func contains(_ finding: Finding) -> Bool {
    rules.contains(finding.rule) || topics.contains(finding.topic)
      || finding.clauses.contains { clauses.contains($0) }
  }
}
