public import Findings
public import Workdays

public import struct Settings.Fields
public import struct Settings.SettingError

/// What a check says of one subject, before it becomes a finding.
public struct Verdict: Sendable, Hashable {
  public var subject: Subject
  public var outcome: Outcome
  public var reason: UndecidedReason?
  public var location: Location?
  /// What was seen, in one sentence: the `{detail}` of the rule's message.
  public var detail: String
  public var dueOn: CivilDate?
  public var doneOn: CivilDate?
  /// Working days past `dueOn`.
  public var lateBy: Int?
  /// The year whose calendar was needed and is not known.
  public var missingYear: Int?
  public var evidence: String?
  /// A part of the duty that nothing here can show: a pass says what it did not look at.
  public var unseen: String?
  /// The steps that led here, for `gongkai explain`: values with their sources, days counted.
  public var derivation: [String]
  /// The single faults of the subject, one a line, without their places: a line more is a new fault of the same
  /// subject, a line less a mended one. Empty where the subject can only be at fault in one way (late, not done), so
  /// that coming nearer to what is wanted is no new fault.
  public var fingerprint: String

  public init(
    _ outcome: Outcome, _ subject: Subject, reason: UndecidedReason? = nil, detail: String,
    location: Location? = nil, dueOn: CivilDate? = nil, doneOn: CivilDate? = nil, lateBy: Int? = nil,
    missingYear: Int? = nil, evidence: String? = nil, derivation: [String] = [], fingerprint: String = ""
  ) {
    (self.subject, self.outcome, self.reason, self.location) = (subject, outcome, reason, location)
    (self.detail, self.dueOn, self.doneOn, self.lateBy) = (detail, dueOn, doneOn, lateBy)
    (self.missingYear, self.evidence, self.derivation) = (missingYear, evidence, derivation)
    self.fingerprint = fingerprint
  }

  /// A sign that a person must judge.
  public static func doubtful(_ subject: Subject, _ detail: String, location: Location? = nil) -> Verdict {
    Verdict(.undecided, subject, reason: .heuristic, detail: detail, location: location)
  }
}

/// What a kind of check decides; one small type each, made of a rule's options.
public protocol Check: Sendable {
  /// Takes every option it knows; the caller refuses what is left.
  init(_ options: inout Fields) throws(SettingError)

  /// One verdict a subject. No verdicts at all mean that nothing is in its population.
  ///
  /// - Throws: `EvidenceGap` where nothing of the clause can be decided.
  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict]
}

/// Why a clause as a whole cannot be decided here: what is missing, in a sentence that says what to supply.
public struct EvidenceGap: Error, Sendable, Hashable {
  public let message: String

  public init(_ message: String) {
    self.message = message
  }
}
