import Findings

/// Findings as a reader wants them: what fails first, the gravest first, like beside like.
extension Finding {
  static func readingOrder(_ left: Finding, _ right: Finding) -> Bool {
    if left.outcome != right.outcome { return left.outcome.readingRank < right.outcome.readingRank }
    if left.severity != right.severity { return left.severity < right.severity }
    if left.clauses != right.clauses { return left.clauses.lexicographicallyPrecedes(right.clauses) }
    return (left.rule, left.subject.key, left.subject.kind, left.id)
      < (right.rule, right.subject.key, right.subject.kind, right.id)
  }
}

extension Outcome {
  /// 不符合, 检查出错, 待核查, and then what a waiver or attestation has settled.
  var readingRank: Int { Outcome.allCases.firstIndex(of: self) ?? Outcome.allCases.count }
}

extension [Finding] {
  /// Outcome, severity and clauses of findings, which hundreds share: ordered once, so that most comparisons are of
  /// numbers.
  private struct Rank: Hashable {
    let outcome: Outcome
    let severity: Severity
    let clauses: [ClauseID]

    init(_ finding: Finding) { (outcome, severity, clauses) = (finding.outcome, finding.severity, finding.clauses) }

    static func precedes(_ left: Rank, _ right: Rank) -> Bool {
      if left.outcome != right.outcome { return left.outcome.readingRank < right.outcome.readingRank }
      if left.severity != right.severity { return left.severity < right.severity }
      return left.clauses.lexicographicallyPrecedes(right.clauses)
    }
  }

  /// The same as to sort by `Finding.readingOrder`.
  var inReadingOrder: [Finding] {
    let own = map(Rank.init)
    let ranks = Set(own).sorted(by: Rank.precedes)
    let places = Dictionary(zip(ranks, ranks.indices)) { first, _ in first }
    let keys = indices.map { index in
      let finding = self[index]
      return (places[own[index]] ?? 0, finding.rule, finding.subject.key, finding.subject.kind, finding.id)
    }
    return indices.sorted { keys[$0] < keys[$1] }.map { self[$0] }
  }
}

extension UnitResult {
  var findingsInReadingOrder: [Finding] { findings.inReadingOrder }

  /// The clause's own words by its id.
  var quotes: [ClauseID: String] {
    Dictionary(clauses.map { ($0.id, $0.quote) }, uniquingKeysWith: { first, _ in first })
  }
}

extension Finding {
  /// What several units' findings share: the rule, or the clause where a person decides.
  var commonCause: String { rule == "attested" ? clauses.first?.description ?? rule : rule }
}
