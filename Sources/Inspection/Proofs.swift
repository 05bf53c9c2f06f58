import Evaluation
import Findings
import Pages
import Workdays

/// What shows that a fault found earlier is mended: the subjects that pass, by rule, as `UnitResult` holds them.
///
/// What only a person says has no rule, and its findings bear the person's word.
struct Proofs {
  private var passing: [String: Set<String>] = [:]
  private var late: [String: Set<String>] = [:]

  /// Named as the findings name them, which are masked.
  var passed: [String: [String]] { passing.mapValues(Self.masked) }
  var settled: [String: [String]] { late.mapValues(Self.masked) }

  private static func masked(_ subjects: Set<String>) -> [String] { Set(subjects.map(PersonalText.masked)).sorted() }

  /// What passed in this period, and what another look at the periods before it shows: a fault of last quarter that
  /// is mended is no longer of this quarter's population, so that only another look shows that it is.
  init(_ evaluated: UnitEvaluator.Evaluated) {
    for judgement in evaluated.judgements where judgement.outcome == .passed {
      guard let rule = judgement.rule else { continue }
      passing[rule, default: []].insert(SubjectKey(rule: rule, subject: judgement.subject).written)
    }
    var known: [String: [ObjectIdentifier]] = [:]
    for looks in evaluated.looks {
      for (rule, own) in Dictionary(grouping: looks, by: \.rule) {
        // The same looks as in another period show the same.
        let looked = own.map { ObjectIdentifier($0) }
        if known.updateValue(looked, forKey: rule) != looked { add(own, of: rule) }
      }
    }
  }

  /// Adds what passes today of an earlier period, wherever a rule asks it, and what was done late.
  private mutating func add(_ looks: [EarlierLook], of rule: String) {
    let (open, done) = (Set(looks.lazy.flatMap(\.open)), Set(looks.lazy.flatMap(\.late)))
    let passed = looks.lazy.flatMap(\.passed).filter { !open.contains($0) && !done.contains($0) }
    if looks.contains(where: { !$0.passed.isEmpty }) { passing[rule, default: []].formUnion(passed) }
    if !done.isEmpty { late[rule, default: []].formUnion(done.subtracting(open)) }
  }
}

extension Period {
  /// The periods before it whose faults may still be mended: of a year, and no more than six months.
  var lookedBackAt: [Period] {
    (0..<length.lookback).reduce(into: []) { periods, _ in periods.append((periods.last ?? self).previous) }
  }
}

extension Period.Length {
  fileprivate var lookback: Int {
    switch self {
    case .month: 6
    case .quarter: 4
    case .half: 2
    case .year: 1
    }
  }
}
