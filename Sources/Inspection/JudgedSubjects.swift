import Evaluation
public import Findings

extension Inspection {
  /// Every subject under every clause: what samples are drawn from.
  public var judgedSubjects: [JudgedSubject] {
    judgements.flatMap { unit, judgements in
      judgements.compactMap { judgement in
        guard var subject = judgement.judgedSubject(unit: unit) else { return nil }
        subject.subject = subject.subject.masked
        return subject
      }
    }
  }
}
