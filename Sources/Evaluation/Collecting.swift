import Checks
import Evidence
import Findings
import Parallel
import RuleFiles
import Settings

/// The findings of a unit: each subject of a rule once, under all the clauses that ask for it, sorted.
struct FindingCollector {
  /// Workers that make ids and words at the same time.
  let jobs: Int

  /// A finding to be: thousands are sorted before their words are made.
  private struct Draft: Sendable {
    let id: String
    let judgement: Judgement
    var clauses: [ClauseID]
    var severity: Severity
  }

  func findings(of judgements: Judgements) -> [Finding] {
    let drafts = sorted(drafts(of: judgements))
    let words = Workers.map(drafts, jobs: jobs, batch: 64) { draft in
      let judgement = draft.judgement
      return (judgement.message, judgement.fix, FindingIdentity.fingerprint(judgement.verdict))
    }
    return zip(drafts, words).map { draft, words in
      let (judgement, verdict) = (draft.judgement, draft.judgement.verdict)
      return Finding(
        id: draft.id, clauses: draft.clauses, rule: judgement.rule ?? "attested", outcome: judgement.outcome,
        reason: judgement.reason, severity: draft.severity, topic: judgement.topic, subject: verdict.subject,
        location: verdict.location, message: words.0, fix: words.1, dueOn: verdict.dueOn, doneOn: verdict.doneOn,
        lateBy: verdict.lateBy.flatMap { $0 > 0 ? $0 : nil }, evidence: verdict.evidence, fingerprint: words.2,
        overlay: judgement.overlay)
    }
  }

  private func drafts(of judgements: Judgements) -> [Draft] {
    let told = judgements.groups.flatMap { group in
      group.verdicts.indices.filter { group.isTold(at: $0) }.map { group[$0] }
    }
    let ids = Workers.map(told, jobs: jobs, batch: 256) { $0.findingID }
    var drafts: [Draft] = []
    var places: [String: Int] = [:]
    for (judgement, plain) in zip(told, ids) {
      // The same subject under two documents may fare differently; each verdict is its own finding then.
      let isOther = places[plain].map { drafts[$0].judgement.outcome != judgement.outcome } ?? false
      let id = isOther ? "\(plain)-\(judgement.clause.document)" : plain
      guard let place = places[id] else {
        places[id] = drafts.count
        drafts.append(
          Draft(id: id, judgement: judgement, clauses: [judgement.clause], severity: judgement.severity))
        continue
      }
      if !drafts[place].clauses.contains(judgement.clause) { drafts[place].clauses.append(judgement.clause) }
      drafts[place].clauses.sort()
      drafts[place].severity = min(drafts[place].severity, judgement.severity)
    }
    return drafts
  }

  private struct Rank: Hashable {
    let severity: Severity
    let outcome: Outcome
    let clause: ClauseID?
  }

  /// By severity, outcome, first clause as it is written, and the subject's key. The few ranks are ordered once, so that
  /// most comparisons are of numbers.
  private func sorted(_ drafts: [Draft]) -> [Draft] {
    let own = drafts.map { Rank(severity: $0.severity, outcome: $0.judgement.outcome, clause: $0.clauses.first) }
    let words = Dictionary(Set(own).map { ($0, $0.clause?.description ?? "") }) { first, _ in first }
    let ranks = words.sorted {
      ($0.key.severity, $0.key.outcome.rank, $0.value) < ($1.key.severity, $1.key.outcome.rank, $1.value)
    }
    let places = Dictionary(zip(ranks.lazy.map(\.key), ranks.indices)) { first, _ in first }
    let keys = zip(own, drafts).map { (rank: places[$0] ?? 0, subject: $1.judgement.subject.key) }
    return drafts.indices.sorted { one, other in
      if keys[one].rank != keys[other].rank { return keys[one].rank < keys[other].rank }
      if keys[one].subject != keys[other].subject { return keys[one].subject < keys[other].subject }
      return drafts[one].id < drafts[other].id
    }.map { drafts[$0] }
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
