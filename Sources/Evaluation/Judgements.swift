import Checks
import Findings

/// Every subject under every clause, in the order of the plan.
///
/// There are hundreds of thousands on a large site, nearly all of them passed: only the verdicts are held, which clauses
/// that ask the same share, and what people laid over some of them.
public struct Judgements: Sendable, Sequence {
  private(set) var groups: [Group] = []

  /// The verdicts of one question under one clause.
  struct Group: Sendable {
    let basis: Judgement.Basis
    let verdicts: [Verdict]
    /// Those that somebody's word was laid over, by their places.
    private var changed: [Int: Judgement] = [:]

    init(_ basis: Judgement.Basis, _ verdicts: [Verdict]) { (self.basis, self.verdicts) = (basis, verdicts) }

    /// Whether nothing was laid over any of them.
    var isAsFound: Bool { changed.isEmpty }

    subscript(place: Int) -> Judgement { changed[place] ?? Judgement(basis, verdicts, at: place) }

    /// The outcome that counts, without the judgement that bears it.
    func outcome(at place: Int) -> Outcome {
      if !changed.isEmpty, let judgement = changed[place] { return judgement.outcome }
      return basis.outcome(of: verdicts[place].outcome)
    }

    /// Whether a finding may come of it.
    func isTold(at place: Int) -> Bool { outcome(at: place).isFinding || changed[place]?.overlay != nil }

    mutating func lay(_ word: (inout Judgement) -> Void) {
      for place in verdicts.indices {
        var judgement = self[place]
        word(&judgement)
        if judgement.isLaidOver { changed[place] = judgement }
      }
    }
  }

  mutating func append(_ groups: [Group]) { self.groups += groups }

  public func makeIterator() -> some IteratorProtocol<Judgement> {
    groups.lazy.flatMap { group in group.verdicts.indices.lazy.map { group[$0] } }.makeIterator()
  }
}

extension [Judgements.Group] {
  /// The first judgement that has an outcome.
  func first(_ outcome: Outcome) -> Judgement? {
    for group in self {
      if let place = group.verdicts.indices.first(where: { group.outcome(at: $0) == outcome }) { return group[place] }
    }
    return nil
  }

  /// How many judgements have each outcome.
  var counts: [Outcome: Int] {
    var counts: [Outcome: Int] = [:]
    for group in self {
      for place in group.verdicts.indices { counts[group.outcome(at: place), default: 0] += 1 }
    }
    return counts
  }
}
