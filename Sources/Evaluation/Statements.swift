import Evidence
public import Findings
import RuleFiles
public import Workdays

/// A person's word that a clause is met or not (核查确认).
public struct Attestation: Sendable, Hashable {
  public enum Result: String, Sendable, Hashable, CaseIterable {
    case met = "符合"
    case notMet = "不符合"
    case notApplicable = "不适用"

    var outcome: Outcome {
      switch self {
      case .met: .passed
      case .notMet: .failed
      case .notApplicable: .notApplicable
      }
    }
  }

  public var scope: Scope
  public var result: Result
  public var note: String
  public var by: String
  public var on: CivilDate
  /// The last day on which it holds.
  public var until: CivilDate
  /// Files that prove it, below the inspection folder; they were seen to exist.
  public var evidence: [String]
  public var location: Location

  public init(
    scope: Scope, result: Result, note: String, by: String, on: CivilDate, until: CivilDate, evidence: [String],
    location: Location
  ) {
    (self.scope, self.result, self.note, self.by, self.on) = (scope, result, note, by, on)
    (self.until, self.evidence, self.location) = (until, evidence, location)
  }
}

/// A shortcoming that a superior lets pass for a time (豁免).
public struct Waiver: Sendable, Hashable {
  public var scope: Scope
  public var reason: String
  public var by: String
  public var on: CivilDate?
  /// The last day on which it holds.
  public var until: CivilDate
  public var location: Location

  public init(scope: Scope, reason: String, by: String, on: CivilDate?, until: CivilDate, location: Location) {
    (self.scope, self.reason, self.by, self.on, self.until) = (scope, reason, by, on, until)
    self.location = location
  }
}

/// What a statement is about: a clause, in some units or all, for some subjects or all.
///
/// Width, spaces and a number's brackets do not matter, as in every ledger.
public struct Scope: Sendable, Hashable {
  /// `baoshan-2024/9b`, or `9b` where only one of the unit's documents has it.
  public let clause: String
  public let unit: Names?
  public let subject: Names?

  public init(clause: String, unit: String?, subject: String?) {
    self.clause = DocumentNumber.matchingKey(clause)
    (self.unit, self.subject) = (unit.map(Names.init), subject.map(Names.init))
  }

  /// What stands in one cell: one name, which may itself have a 、 in it, or several.
  public struct Names: Sendable, Hashable {
    public let text: String
    private let whole: String
    /// By the forms under which they are compared.
    private let parts: [String: String]

    init(_ text: String) {
      self.text = text
      whole = DocumentNumber.matchingKey(text)
      parts = Dictionary(
        text.split { "；;、".contains($0) }.map(String.init).map { (DocumentNumber.matchingKey($0), $0) },
        uniquingKeysWith: { first, _ in first })
    }

    public func contains(_ name: String) -> Bool {
      let key = DocumentNumber.matchingKey(name)
      return whole == key || parts[key] != nil
    }

    /// Which of them are none of these.
    public func others(than names: some Sequence<String>) -> [String] {
      let keys = Set(names.map(DocumentNumber.matchingKey))
      if keys.contains(whole) { return [] }
      return parts.filter { !keys.contains($0.key) }.values.sorted()
    }
  }

  func covers(_ id: ClauseID, unit name: String) -> Bool {
    (clause == id.description || clause == id.number) && unit?.contains(name) ?? true
  }
}

extension Clause.Attested {
  /// Why a word does not show that a clause is met which nothing but a word can show; nil where it does.
  func refusal(of statement: Attestation, dueOn due: CivilDate?) -> String? {
    guard statement.result == .met, !isEncouraged else { return nil }
    if statement.evidence.isEmpty { return "没有佐证文件" }
    if let due, statement.on.year < due.year - yearsLater { return "确认于所核查的年度以前" }
    return nil
  }
}
