/// What a shortcoming means: the document's own word, only a sign for a person, or nothing.
enum Failure: String, CaseIterable {
  case failed, heuristic, allowed
}

extension Verdict {
  mutating func fail(_ failure: Failure) {
    switch failure {
    case .failed: outcome = .failed
    case .heuristic: (outcome, reason) = (.undecided, .heuristic)
    case .allowed: outcome = .passed
    }
  }
}

extension Verdict {
  /// Turns a failure into a sign that a person must judge: what a document leaves to judgement no machine fails.
  public mutating func softened() {
    guard outcome == .failed else { return }
    (outcome, reason) = (.undecided, .heuristic)
  }
}
