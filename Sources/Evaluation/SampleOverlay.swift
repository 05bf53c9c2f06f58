public import Findings
import Sampling

extension Judgement {
  /// What a sample is drawn from; nil where a person has settled it already by attestation or waiver.
  public func judgedSubject(unit: String) -> JudgedSubject? {
    if let overlay, overlay.kind != .sample { return nil }
    return JudgedSubject(
      unit: unit, clause: clause, rule: rule ?? "attested", subject: verdict.subject,
      outcome: overlay?.beneath ?? outcome, location: verdict.location, finding: findingID)
  }

  /// Replaces a verdict that a person overturned; the machine's stays visible beneath.
  mutating func lay(_ answers: [SampleAnswer], unit: String) {
    guard let subject = judgedSubject(unit: unit) else { return }
    let own = answers.filter { $0.id == subject.sampleID }
    guard let overturned = SampleReview(own, subjects: [subject]).overturned[subject.sampleID] else { return }
    overlay = overturned.overlay
    outcome = overturned.outcome
    reason = nil
    if outcome == .failed {
      // The rule's own words tell that it is met.
      let note = overturned.overlay.reason
      message = "抽查核查认定不符合\(note.isEmpty ? "" : "：\(note)")。"
    }
  }
}
