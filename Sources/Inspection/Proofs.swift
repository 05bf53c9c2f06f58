import Evaluation
import Findings
import Workdays

/// What shows that a fault found earlier is mended: the subjects that pass, by rule, as `UnitResult` holds them.
///
/// What only a person says has no rule, and its findings bear the person's word.
struct Proofs {
  private var passing: [String: Set<String>] = [:]
  private var late: [String: Set<String>] = [:]

  var passed: [String: [String]] { passing.mapValues { $0.sorted() } }
  var settled: [String: [String]] { late.mapValues { $0.sorted() } }

  /// - Parameter judgements: of the period itself, by the outcome that stands.
  init(_ judgements: [Judgement]) {
    for judgement in judgements where judgement.outcome == .passed {
      guard let (rule, subject) = judgement.written else { continue }
      passing[rule, default: []].insert(subject)
    }
  }

  /// Adds what passes today of an earlier period, wherever a rule asks it, and what was done late. What is judged of
  /// the unit as a whole is judged anew in every period and needs no second look.
  mutating func add(lookingBack judgements: [Judgement]) {
    var (passed, done, open): ([String: Set<String>], [String: Set<String>], [String: Set<String>]) = ([:], [:], [:])
    for judgement in judgements where judgement.verdict.subject.kind != "unit" {
      guard let (rule, subject) = judgement.written else { continue }
      if judgement.outcome == .passed {
        passed[rule, default: []].insert(subject)
      } else if judgement.outcome.isFinding {
        let isLate = judgement.verdict.doneOn != nil && judgement.verdict.dueOn != nil
        if isLate { done[rule, default: []].insert(subject) } else { open[rule, default: []].insert(subject) }
      }
    }
    for (rule, subjects) in passed {
      passing[rule, default: []].formUnion(subjects.subtracting(open[rule] ?? []).subtracting(done[rule] ?? []))
    }
    for (rule, subjects) in done { late[rule, default: []].formUnion(subjects.subtracting(open[rule] ?? [])) }
  }
}

extension Judgement {
  /// The rule and the subject as results write them; nil where a person decides.
  fileprivate var written: (rule: String, subject: String)? {
    rule.map { ($0, SubjectKey(rule: $0, subject: verdict.subject).written) }
  }
}

extension Period.Length {
  /// How many periods back a fault may still be mended: a year, and no more than six months.
  var lookback: Int {
    switch self {
    case .month: 6
    case .quarter: 4
    case .half: 2
    case .year: 1
    }
  }
}
