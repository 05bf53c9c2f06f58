import Checks
import Findings

/// What shows that a fault found earlier is mended: the subjects that pass, by rule, as `SubjectKey` writes them, in no
/// order, and some of them several times.
///
/// What only a person says has no rule, and its findings bear the person's word.
public struct Proofs: Sendable {
  public private(set) var passed: [String: [String]] = [:]
  /// Done after its due day.
  public private(set) var settled: [String: [String]] = [:]
  private var added: Set<Added> = []

  /// Verdicts all of whose passing subjects are there: clauses that ask the same share them, and so do earlier periods
  /// where a rule looks at none.
  private struct Added: Hashable {
    let rule: String
    let verdicts: UInt

    init(_ rule: String, _ verdicts: [Verdict]) {
      self.rule = rule
      self.verdicts = verdicts.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
    }
  }

  /// What passed in this period, and what another look at the periods before it shows: a fault of last quarter that
  /// is mended is no longer of this quarter's population, so that only another look shows that it is.
  init(_ judgements: Judgements, _ looks: [[EarlierLook]]) {
    for group in judgements.groups { add(group) }
    var known: [String: [ObjectIdentifier]] = [:]
    for looks in looks {
      for (rule, own) in Dictionary(grouping: looks, by: \.rule) {
        // The same looks as in another period show the same.
        let looked = own.map { ObjectIdentifier($0) }
        if known.updateValue(looked, forKey: rule) != looked { add(own, of: rule) }
      }
    }
  }

  private mutating func add(_ group: Judgements.Group) {
    guard let rule = group.basis.use?.rule.id else { return }
    if group.isAsFound, !added.insert(Added(rule, group.verdicts)).inserted { return }
    let places = group.verdicts.indices.filter { group.outcome(at: $0) == .passed }
    guard !places.isEmpty else { return }
    passed[rule, default: []] += places.lazy.map { SubjectKey(rule: rule, subject: group.verdicts[$0].subject).written }
  }

  /// Adds what passes today of an earlier period, wherever a rule asks it, and what was done late.
  private mutating func add(_ looks: [EarlierLook], of rule: String) {
    let open = Set(looks.lazy.flatMap { $0.subjects(.open) })
    let done = Set(looks.lazy.flatMap { $0.subjects(.late) })
    if looks.contains(where: { $0.has(.passed) }) {
      let new = looks.filter { !added.contains(Added(rule, $0.verdicts)) }
      passed[rule, default: []] += new.lazy.flatMap { $0.subjects(.passed) }
        .filter { !open.contains($0) && !done.contains($0) }
    }
    if !done.isEmpty { settled[rule, default: []] += done.subtracting(open) }
  }
}
