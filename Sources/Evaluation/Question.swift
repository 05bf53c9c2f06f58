import Checks
import Evidence
import Findings
import RuleFiles
import Settings
import Workdays

/// A rule with the options that a clause asks it with; clauses that ask the same ask one question.
struct Question: Sendable {
  let rule: Rule
  let check: any Check
  /// The options as one line where they are not as the rule has them written; else empty.
  let variant: String

  init(_ rule: Rule, _ overrides: [Setting]) throws(SettingError) {
    self.rule = rule
    guard !overrides.isEmpty else {
      (check, variant) = (rule.check, "")
      return
    }
    let options = rule.effectiveOptions(with: overrides)
    let text = options.canonicalText
    (check, variant) = (try rule.kind.make(options), text == rule.options.canonicalText ? "" : text)
  }

  /// A question under a document whose duties bind a year.
  struct Key: Sendable, Hashable {
    let rule: String
    let variant: String
    let binding: CheckContext.Binding
  }

  func key(_ binding: CheckContext.Binding) -> Key { Key(rule: rule.id, variant: variant, binding: binding) }

  /// What came of a question.
  struct Answer: Sendable {
    let verdicts: [Verdict]
    /// Whether another period might see it otherwise.
    let dependsOnPeriod: Bool
  }

  func answer(in context: CheckContext) -> Answer {
    let verdicts: [Verdict]
    do {
      verdicts = try check.judge(context)
    } catch {
      verdicts = [
        Verdict(
          .undecided, context.unitSubject, reason: .evidenceMissing, detail: error.message,
          fingerprint: "evidence-missing")
      ]
    }
    return Answer(
      verdicts: rule.applies?.softened(verdicts, in: context.evidence, year: context.binding.year, asOf: context.asOf)
        ?? verdicts,
      dependsOnPeriod: context.hasLookedAtPeriod)
  }
}
