import Evaluation
public import Findings

extension Inspection {
  /// Every subject under every clause: what samples are drawn from.
  public var judgedSubjects: [JudgedSubject] {
    judgements.flatMap { unit, judgements in judgements.compactMap { $0.judgedSubject(unit: unit) } }
  }
}

extension [Judgement] {
  /// What passed by the outcome that stands, by rule, as `UnitResult.passedSubjects` holds it. What only a person
  /// says has no rule, and its findings bear the person's word.
  var passedSubjects: [String: [String]] {
    var passed: [String: Set<String>] = [:]
    for judgement in self where judgement.outcome == .passed {
      guard let rule = judgement.rule else { continue }
      passed[rule, default: []].insert(SubjectKey(rule: rule, subject: judgement.verdict.subject).written)
    }
    return passed.mapValues { $0.sorted() }
  }
}
