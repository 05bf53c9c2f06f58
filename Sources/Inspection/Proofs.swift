import Evaluation
import Evidence
import Findings
import Pages
import Parallel

extension Proofs {
  /// Subjects by rule, each once and sorted, as `UnitResult` holds them: named as the findings name them, which are
  /// masked.
  static func masked(_ subjects: [String: [String]], jobs: Int) -> [String: [String]] {
    // The largest first, so that it is not the last that one worker begins with.
    let rules = subjects.sorted { $0.value.count > $1.value.count }
    let masked = Workers.map(rules, jobs: jobs) { rule, subjects in
      (rule, subjects.map(PersonalText.masked).sorted().reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } })
    }
    return Dictionary(masked) { first, _ in first }
  }
}
