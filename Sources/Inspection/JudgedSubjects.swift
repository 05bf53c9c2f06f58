import Evaluation
public import Findings

extension Inspection {
  /// Every subject under every clause: what samples are drawn from.
  public var judgedSubjects: [JudgedSubject] {
    judgements.flatMap { unit, judgements in judgements.compactMap { $0.judgedSubject(unit: unit) } }
  }
}
