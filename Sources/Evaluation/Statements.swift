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

/// What a statement is about: a clause, in one unit or all, for one subject or all.
public struct Scope: Sendable, Hashable {
  /// `baoshan-2024/9b`, or `9b` where only one of the unit's documents has it.
  public var clause: String
  public var unit: String?
  public var subject: String?

  public init(clause: String, unit: String?, subject: String?) {
    (self.clause, self.unit, self.subject) = (clause, unit, subject)
  }

  func covers(_ id: ClauseID, unit name: String) -> Bool {
    (clause == id.description || clause == id.number) && (unit == nil || unit == name)
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
