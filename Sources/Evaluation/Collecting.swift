import Checks
import Findings
import RuleFiles
import Settings

enum FindingCollector {
  /// The findings of a unit: each subject of a rule once, under all the clauses that ask for it, sorted.
  static func collecting(_ judgements: [Judgement], plan: Plan) -> [Finding] {
    let entries = Dictionary(plan.entries.map { ($0.clause.id, $0) }) { first, _ in first }
    var byKey: [String: Finding] = [:]
    var taken: [String: Outcome] = [:]
    for judgement in judgements where judgement.outcome.isFinding || judgement.overlay != nil {
      guard let entry = entries[judgement.clause] else { continue }
      var id = judgement.findingID
      // The same subject under two documents may fare differently; each verdict is its own finding then.
      if let outcome = taken[id], outcome != judgement.outcome { id += "-\(judgement.clause.document)" }
      if var known = byKey[id] {
        if !known.clauses.contains(judgement.clause) { known.clauses.append(judgement.clause) }
        known.clauses.sort()
        known.severity = min(known.severity, entry.severity)
        byKey[id] = known
        continue
      }
      taken[id] = judgement.outcome
      let verdict = judgement.verdict
      byKey[id] = Finding(
        id: id, clauses: [judgement.clause], rule: judgement.rule ?? "attested", outcome: judgement.outcome,
        reason: judgement.reason, severity: entry.severity, topic: entry.clause.topic, subject: verdict.subject,
        location: verdict.location, message: judgement.message, fix: judgement.fix, dueOn: verdict.dueOn,
        doneOn: verdict.doneOn, lateBy: verdict.lateBy.flatMap { $0 > 0 ? $0 : nil }, evidence: verdict.evidence,
        fingerprint: FindingIdentity.fingerprint(verdict), overlay: judgement.overlay)
    }
    return byKey.values.sorted {
      ($0.severity, $0.outcome.rank, $0.clauses.first?.description ?? "", $0.subject.key, $0.id)
        < ($1.severity, $1.outcome.rank, $1.clauses.first?.description ?? "", $1.subject.key, $1.id)
    }
  }
}

extension Outcome {
  fileprivate var rank: Int { Outcome.allCases.firstIndex(of: self) ?? 0 }
}

extension Judgement.Parameter {
  /// The options in force with where each came from: the rule's own, the clause's, the profile's.
  static func of(_ rule: Rule, _ entry: Plan.Entry, _ use: Clause.Use) -> [Judgement.Parameter] {
    var values: [String: Judgement.Parameter] = [:]
    func take(_ setting: Setting?, _ source: String) {
      guard let setting, case .map(let entries) = setting.content else { return }
      for entry in entries {
        values[entry.key] = .init(
          name: entry.key, value: entry.value.canonicalText, source: source, place: entry.place)
      }
    }
    take(rule.options, "规则")
    take(use.with, "条款")
    take(entry.clauseOptions[use.rule], "方案")
    for options in entry.ruleOptions[use.rule] ?? [] { take(options, "方案") }
    return values.values.sorted { $0.name < $1.name }
  }
}
