/// What a finding is about, without its unit: the rule and the subject. It follows a unit through a change of name.
///
/// A subject that is the unit itself has no key of its own, so that a renamed unit keeps its findings.
public struct SubjectKey: Sendable, Hashable, Comparable {
  public let rule: String
  public let kind: String
  public let key: String

  public init(rule: String, subject: Subject) {
    self.rule = rule
    kind = subject.kind
    key = subject.kind == "unit" ? "" : subject.key
  }

  /// From a rule and `kind:key` as `written` gives it.
  public init(rule: String, written: String) {
    self.rule = rule
    let parts = written.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let kind = parts.first ?? ""
    self.kind = kind
    key = parts.count == 2 && kind != "unit" ? parts[1] : ""
  }

  private init(rule: String, kind: String, key: String) {
    (self.rule, self.kind, self.key) = (rule, kind, key)
  }

  /// `policy:甲府〔2024〕3号`, the form of `UnitResult.passedSubjects`.
  public var written: String { kind + ":" + key }

  public static func < (left: SubjectKey, right: SubjectKey) -> Bool {
    (left.rule, left.kind, left.key) < (right.rule, right.kind, right.key)
  }
}

/// The digests of the single faults of one subject, as `Finding.fingerprint` holds them: parted by spaces, in any
/// order. A page with two personal numbers has two, so that mending one leaves an old fault and adding a third makes
/// a new one.
public struct Fingerprint: Sendable, Hashable {
  public let parts: Set<String>

  public init(_ text: String?) {
    parts = Set((text ?? "").split(separator: " ").map(String.init))
  }

  public init(parts: some Sequence<String>) {
    self.parts = Set(parts)
  }

  /// Sorted, parted by one space; nil where there is none.
  public var text: String? { parts.isEmpty ? nil : parts.sorted().joined(separator: " ") }
}
