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

extension UnitResult {
  var findingsInReadingOrder: [Finding] { findings.sorted(by: Finding.readingOrder) }

  /// The clause's own words by its id.
  var quotes: [ClauseID: String] {
    Dictionary(clauses.map { ($0.id, $0.quote) }, uniquingKeysWith: { first, _ in first })
  }
}

extension Finding {
  /// What several units' findings share: the rule, or the clause where a person decides.
  var commonCause: String { rule == "attested" ? clauses.first?.description ?? rule : rule }
}
