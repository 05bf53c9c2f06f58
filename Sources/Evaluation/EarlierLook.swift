import Checks
import Findings

/// How one question's subjects fare today in an earlier period, by their keys as results write them.
///
/// What is judged of the unit as a whole is judged anew in every period and needs no second look.
public final class EarlierLook: Sendable {
  public let rule: String
  public let passed: [String]
  /// Done, though late.
  public let late: [String]
  public let open: [String]

  init(rule: String, _ verdicts: [Verdict]) {
    var (passed, late, open): ([String], [String], [String]) = ([], [], [])
    for verdict in verdicts where verdict.subject.kind != "unit" {
      guard verdict.outcome == .passed || verdict.outcome.isFinding else { continue }
      let subject = SubjectKey(rule: rule, subject: verdict.subject).written
      if verdict.outcome == .passed {
        passed.append(subject)
      } else if verdict.doneOn != nil, verdict.dueOn != nil {
        late.append(subject)
      } else {
        open.append(subject)
      }
    }
    (self.rule, self.passed, self.late, self.open) = (rule, passed, late, open)
  }
}
