public import Findings

/// A unit's place among others.
public struct Rank: Sendable, Hashable {
  /// From 1; units level in both figures share it, and the next rank is left out.
  public let position: Int
  public let unit: String
  public let score: Score
}

/// Units ordered by `low`, then `value`, the better first; level ones stand by name (contract, section 5).
public struct Ranking: Sendable, Hashable {
  public let ranks: [Rank]

  public init(_ units: some Sequence<(unit: String, score: Score)>) {
    let ordered = units.sorted { one, other in
      let (left, right) = (Ranking.figures(one.score), Ranking.figures(other.score))
      return left == right ? one.unit < other.unit : left > right
    }
    var ranks: [Rank] = []
    for (index, entry) in ordered.enumerated() {
      let level = ranks.last.map { Ranking.figures($0.score) == Ranking.figures(entry.score) } ?? false
      let position = level ? ranks.last?.position ?? index + 1 : index + 1
      ranks.append(Rank(position: position, unit: entry.unit, score: entry.score))
    }
    self.ranks = ranks
  }

  /// A unit without a value stands behind every one that has one with the same `low`.
  private static func figures(_ score: Score) -> (Double, Double) { (score.low, score.value ?? -1) }
}
