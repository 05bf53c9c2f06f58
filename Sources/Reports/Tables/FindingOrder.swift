import Findings

/// Findings as a reader wants them: what fails first, the gravest first, like beside like.
extension Finding {
  static func readingOrder(_ left: Finding, _ right: Finding) -> Bool {
    if left.outcome != right.outcome { return left.outcome.readingRank < right.outcome.readingRank }
    if left.severity != right.severity { return left.severity < right.severity }
    if left.clauses != right.clauses { return left.clauses.lexicographicallyPrecedes(right.clauses) }
    return identityPrecedes(left, right)
  }

  fileprivate static func identityPrecedes(_ left: Finding, _ right: Finding) -> Bool {
    if left.rule != right.rule { return left.rule < right.rule }
    if left.subject.key != right.subject.key { return left.subject.key < right.subject.key }
    return (left.subject.kind, left.id) < (right.subject.kind, right.id)
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
  var inReadingOrder: [Finding] { readingOrder(of: Array<Int>(indices)).map { self[$0] } }

  /// The places of some of them in that order.
  func readingOrder(of chosen: [Int]) -> [Int] {
    var (ranks, own, places): ([Rank], [Int], [Rank: Int]) = ([], [], [:])
    own.reserveCapacity(chosen.count)
    for index in chosen {
      let rank = Rank(self[index])
      // Like stands beside like.
      if let last = own.last, ranks[last] == rank {
        own.append(last)
        continue
      }
      let place = places[rank] ?? ranks.count
      if place == ranks.count { ranks.append(rank) }
      places[rank] = place
      own.append(place)
    }
    var order = [Int](repeating: 0, count: ranks.count)
    for (number, place) in ranks.indices.sorted(by: { Rank.precedes(ranks[$0], ranks[$1]) }).enumerated() {
      order[place] = number
    }
    return chosen.indices.sorted { one, other in
      let (left, right) = (order[own[one]], order[own[other]])
      return left == right ? Finding.identityPrecedes(self[chosen[one]], self[chosen[other]]) : left < right
    }.map { chosen[$0] }
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
