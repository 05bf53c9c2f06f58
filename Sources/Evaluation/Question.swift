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
  /// All that its options say, among it the tables that it reads.
  private let words: Set<String>

  init(_ rule: Rule, _ overrides: [Setting]) throws(SettingError) {
    self.rule = rule
    guard !overrides.isEmpty else {
      (check, variant, words) = (rule.check, "", Set(rule.options.scalars))
      return
    }
    let options = rule.effectiveOptions(with: overrides)
    let text = options.canonicalText
    (check, variant) = (try rule.kind.make(options), text == rule.options.canonicalText ? "" : text)
    words = Set(options.scalars)
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
    var verdicts: [Verdict]
    do {
      verdicts = try check.judge(context)
    } catch {
      verdicts = [
        Verdict(
          .undecided, context.unitSubject, reason: .evidenceMissing, detail: error.message,
          fingerprint: "evidence-missing")
      ]
    }
    verdicts = softened(verdicts, for: context.evidence)
    return Answer(
      verdicts: rule.applies?.softened(verdicts, in: context.evidence, year: context.binding.year, asOf: context.asOf)
        ?? verdicts,
      dependsOnPeriod: context.hasLookedAtPeriod)
  }

  /// What an export lacks that is not complete may be on the site: nothing fails for want of it. What is there is
  /// judged as it stands, and so is what was found and came too late.
  private func softened(_ verdicts: [Verdict], for evidence: Evidence) -> [Verdict] {
    guard !rule.kind.judgesSinglePages else { return verdicts }
    let partial = evidence.tables.values.filter { table in
      !table.isWhole && (words.contains(table.name) || table.name == "pages" && rule.kind.seeksPages)
    }
    guard !partial.isEmpty else { return verdicts }
    let kinds = Set(partial.map { CheckContext.subjectKind(of: $0.name) })
    return verdicts.map { verdict in
      let isSeen = verdict.doneOn != nil && verdict.lateBy != nil && !["unit", "period"].contains(verdict.subject.kind)
      guard verdict.outcome == .failed, !isSeen, !kinds.subtracting([verdict.subject.kind]).isEmpty else {
        return verdict
      }
      var verdict = verdict
      (verdict.outcome, verdict.reason) = (.undecided, .evidenceMissing)
      (verdict.detail, verdict.fingerprint) = ("网站导出不完整，未收录有关页面，无法核对", "evidence-missing")
      return verdict
    }
  }
}
