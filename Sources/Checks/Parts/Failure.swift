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
