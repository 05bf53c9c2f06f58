import Findings

/// A clause result with only what a score looks at.
func clause(
  _ number: String, topic: String = "政策解读", severity: Severity = .high, weight: Double = 3, rule: String = "rule",
  outcome: Outcome? = nil, passed: Int = 0, failed: Int = 0, undecided: Int = 0, notDue: Int = 0,
  notApplicable: Int = 0, errors: Int = 0
) -> ClauseResult {
  let summed = Outcome.summing(
    (failed > 0 ? [.failed] : []) + (errors > 0 ? [.error] : []) + (undecided > 0 ? [.undecided] : [])
      + (passed > 0 ? [.passed] : []) + (notDue > 0 ? [.notDue] : []))
  return ClauseResult(
    id: ClauseID(document: "example-2024", number: number), document: "示例文件", quote: "原文", topic: topic,
    severity: severity, subjectivity: .hard, responsible: "", rules: [rule], outcome: outcome ?? summed, weight: weight,
    passed: passed, failed: failed, undecided: undecided, notDue: notDue, notApplicable: notApplicable, errors: errors)
}

func finding(rule: String, outcome: Outcome, topic: String = "保密与隐私") -> Finding {
  Finding(
    id: "f-\(rule)", clauses: [ClauseID(document: "example-2024", number: "1a")], rule: rule, outcome: outcome,
    severity: .high, topic: topic, subject: Subject(kind: "page", key: "/a.html"), message: "问题。", fix: "改正。")
}
