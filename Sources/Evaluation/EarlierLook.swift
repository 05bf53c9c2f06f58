import Checks
import Findings

/// How one question's subjects fare today in an earlier period, by their keys as results write them.
///
/// What is judged of the unit as a whole is judged anew in every period and needs no second look.
public final class EarlierLook: Sendable {
  public let rule: String
  let verdicts: [Verdict]

  /// What of the verdicts is looked at: they are the period's own where they look at no period.
  init(rule: String, sharing verdicts: [Verdict]) { (self.rule, self.verdicts) = (rule, verdicts) }

  /// Of an answer that nothing else holds, without its words.
  init(rule: String, _ verdicts: [Verdict]) {
    self.rule = rule
    self.verdicts = verdicts.filter { Fate($0) != nil }.map { verdict in
      Verdict(
        verdict.outcome, verdict.subject, detail: "", dueOn: Fate(verdict) == .late ? verdict.dueOn : nil,
        doneOn: Fate(verdict) == .late ? verdict.doneOn : nil)
    }
  }

  public enum Fate: Sendable {
    case passed
    /// Done, though late.
    case late
    case open

    init?(_ verdict: Verdict) {
      guard verdict.subject.kind != "unit" else { return nil }
      if verdict.outcome == .passed {
        self = .passed
      } else if verdict.outcome.isFinding {
        self = verdict.doneOn != nil && verdict.dueOn != nil ? .late : .open
      } else {
        return nil
      }
    }
  }

  public func has(_ fate: Fate) -> Bool { verdicts.contains { Fate($0) == fate } }

  /// The subjects that fare so.
  public func subjects(_ fate: Fate) -> some Sequence<String> {
    verdicts.lazy.filter { Fate($0) == fate }.map { SubjectKey(rule: self.rule, subject: $0.subject).written }
  }
}
