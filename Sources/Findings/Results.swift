public import Workdays

/// Everything one run of `gongkai check` found: the content of `results.json` (contract, section 6).
///
/// Self-contained: every report, comparison and ranking is made from this alone.
public struct Results: Codable, Sendable, Hashable {
  public static let currentSchema = 1

  public var schema: Int
  public var tool: Tool
  public var inspection: Inspection
  public var reading: Reading
  public var units: [UnitResult]
  /// The error rate that a person's check of a sample measured; nil where no sample was answered.
  public var sample: SampleMeasure?

  public init(
    schema: Int = Results.currentSchema, tool: Tool, inspection: Inspection, reading: Reading, units: [UnitResult],
    sample: SampleMeasure? = nil
  ) {
    (self.schema, self.tool, self.inspection, self.reading, self.units) = (schema, tool, inspection, reading, units)
    self.sample = sample
  }

  public struct Tool: Codable, Sendable, Hashable {
    public var name: String
    public var version: String
    public init(name: String, version: String) { (self.name, self.version) = (name, version) }
  }

  public struct Inspection: Codable, Sendable, Hashable {
    public var name: String
    /// `2024Q3` and the like.
    public var period: String
    public var asOf: CivilDate
    /// Where `as_of` came from when nobody wrote it: `period` or `clock`; nil when it was written.
    public var asOfSource: String?
    public var digests: Digests
    /// What a reader must know before the figures: provisional deadlines, incomplete exports, options in force.
    public var notes: [String]

    public init(
      name: String, period: String, asOf: CivilDate, asOfSource: String? = nil, digests: Digests, notes: [String] = []
    ) {
      (self.name, self.period, self.asOf, self.asOfSource) = (name, period, asOf, asOfSource)
      (self.digests, self.notes) = (digests, notes)
    }

    enum CodingKeys: String, CodingKey {
      case name, period, digests, notes
      case asOf = "as_of"
      case asOfSource = "as_of_source"
    }
  }

  /// SHA-256, hexadecimal.
  public struct Digests: Codable, Sendable, Hashable {
    public var inputs: String
    public var rules: String
    public var calendar: String
    public init(inputs: String, rules: String, calendar: String) {
      (self.inputs, self.rules, self.calendar) = (inputs, rules, calendar)
    }
  }

  public struct Reading: Codable, Sendable, Hashable {
    public var pages: PageReading
    public var ledgers: [LedgerReading]
    public init(pages: PageReading, ledgers: [LedgerReading]) { (self.pages, self.ledgers) = (pages, ledgers) }
  }

  public struct PageReading: Codable, Sendable, Hashable {
    public var seen: Int
    public var read: Int
    public var unreadable: [Unreadable]
    /// Whether the exports hold the whole site; nil where nobody said, which means yes. From a part of a site no
    /// page's absence proves anything.
    public var complete: Bool?
    public init(seen: Int, read: Int, unreadable: [Unreadable], complete: Bool? = nil) {
      (self.seen, self.read, self.unreadable, self.complete) = (seen, read, unreadable, complete)
    }
  }

  public struct Unreadable: Codable, Sendable, Hashable {
    public var path: String
    public var reason: String
    public init(path: String, reason: String) { (self.path, self.reason) = (path, reason) }
  }

  public struct LedgerReading: Codable, Sendable, Hashable {
    public var unit: String
    /// The ledger's English name.
    public var name: String
    public var path: String
    public var rows: Int
    public var rejected: [Rejection]
    public init(unit: String, name: String, path: String, rows: Int, rejected: [Rejection]) {
      (self.unit, self.name, self.path, self.rows, self.rejected) = (unit, name, path, rows, rejected)
    }
  }

  /// A cell, or a whole row (no column), that could not be read.
  public struct Rejection: Codable, Sendable, Hashable {
    public var row: Int
    public var column: String?
    /// As it stood, masked where personal.
    public var value: String
    public var reason: String
    public init(row: Int, column: String?, value: String, reason: String) {
      (self.row, self.column, self.value, self.reason) = (row, column, value, reason)
    }
  }
}

/// One unit's part of the results.
public struct UnitResult: Codable, Sendable, Hashable {
  public var name: String
  public var level: Level
  /// Names the unit bore before, newest first.
  public var formerly: [String]
  public var profiles: [String]
  public var score: Score
  /// The other model's score, for information, where the profile asks for both.
  public var alternative: Score?
  public var clauses: [ClauseResult]
  public var findings: [Finding]
  /// What passed, by rule: the subjects as `SubjectKey` writes them, sorted. Only this proves that a fault found
  /// earlier is mended and not merely out of sight; nil where it was not kept.
  public var passedSubjects: [String: [String]]?
  /// What of earlier periods was done after its due day, in the same form: a fault found while it was still open is
  /// mended by this, one found as done too late is not. Nil where it was not kept.
  public var settledSubjects: [String: [String]]?

  public init(
    name: String, level: Level, formerly: [String] = [], profiles: [String], score: Score, alternative: Score? = nil,
    clauses: [ClauseResult], findings: [Finding], passedSubjects: [String: [String]]? = nil,
    settledSubjects: [String: [String]]? = nil
  ) {
    (self.name, self.level, self.formerly, self.profiles) = (name, level, formerly, profiles)
    (self.score, self.alternative, self.clauses, self.findings) = (score, alternative, clauses, findings)
    (self.passedSubjects, self.settledSubjects) = (passedSubjects, settledSubjects)
  }

  enum CodingKeys: String, CodingKey {
    case name, level, formerly, profiles, score, alternative, clauses, findings
    case passedSubjects = "passed_subjects"
    case settledSubjects = "settled_subjects"
  }
}

/// A score with its range; there is none without (contract, section 5).
public struct Score: Codable, Sendable, Hashable {
  /// `shares` or `deduction`.
  public var model: String
  public var modelVersion: Int
  /// Hundredths, 0–100; nil where nothing could be decided.
  public var value: Double?
  public var low: Double
  public var high: Double
  /// The weighted part that was decided, 0–1.
  public var coverage: Double
  /// 优秀, 良好, 合格, 不合格; nil where there is no value.
  public var grade: String?
  public var vetoes: [String]
  /// The model's parameters in words, printed with the score.
  public var parameters: [String]

  public init(
    model: String, modelVersion: Int = 1, value: Double?, low: Double, high: Double, coverage: Double, grade: String?,
    vetoes: [String] = [], parameters: [String] = []
  ) {
    (self.model, self.modelVersion, self.value, self.low, self.high) = (model, modelVersion, value, low, high)
    (self.coverage, self.grade, self.vetoes, self.parameters) = (coverage, grade, vetoes, parameters)
  }

  enum CodingKeys: String, CodingKey {
    case model, value, low, high, coverage, grade, vetoes, parameters
    case modelVersion = "model_version"
  }
}

/// What came of one clause in one unit.
public struct ClauseResult: Codable, Sendable, Hashable {
  public var id: ClauseID
  /// The document's name, such as 2024年宝山区政务公开工作要点.
  public var document: String
  public var quote: String
  public var topic: String
  public var severity: Severity
  public var subjectivity: Subjectivity
  /// The responsible units as the document names them.
  public var responsible: String
  /// The first rule that decides it; nil where it is attested.
  public var rule: String?
  /// All rules that decide it.
  public var rules: [String]
  public var outcome: Outcome
  public var reason: UndecidedReason?
  /// In words, why it is not applicable, not due or undecided as a whole, or what a decision did not look at.
  public var note: String?
  public var weight: Double
  public var passed: Int
  public var failed: Int
  public var undecided: Int
  public var notDue: Int
  public var notApplicable: Int
  public var errors: Int

  public init(
    id: ClauseID, document: String, quote: String, topic: String, severity: Severity, subjectivity: Subjectivity,
    responsible: String, rules: [String], outcome: Outcome, reason: UndecidedReason? = nil, note: String? = nil,
    weight: Double, passed: Int = 0, failed: Int = 0, undecided: Int = 0, notDue: Int = 0, notApplicable: Int = 0,
    errors: Int = 0
  ) {
    (self.id, self.document, self.quote, self.topic, self.severity) = (id, document, quote, topic, severity)
    (self.subjectivity, self.responsible, self.rule, self.rules) = (subjectivity, responsible, rules.first, rules)
    (self.outcome, self.reason, self.note, self.weight) = (outcome, reason, note, weight)
    (self.passed, self.failed, self.undecided) = (passed, failed, undecided)
    (self.notDue, self.notApplicable, self.errors) = (notDue, notApplicable, errors)
  }

  enum CodingKeys: String, CodingKey {
    case id, document, quote, topic, severity, subjectivity, responsible, rule, rules, outcome, reason, note, weight
    case passed, failed, undecided, errors
    case notDue = "not_due"
    case notApplicable = "not_applicable"
  }

  /// passed/(passed+failed) over its subjects; nil where none was decided.
  public var share: Double? {
    passed + failed == 0 ? nil : Double(passed) / Double(passed + failed)
  }
}

/// A subject whose outcome is failed, undecided or error.
public struct Finding: Codable, Sendable, Hashable {
  /// Made of rule, unit and subject, never of line numbers or wording, so that it survives a re-export.
  public var id: String
  public var clauses: [ClauseID]
  public var rule: String
  /// The outcome that counts, after waivers, attestations and samples.
  public var outcome: Outcome
  public var reason: UndecidedReason?
  public var severity: Severity
  public var topic: String
  public var subject: Subject
  public var location: Location?
  /// What is wrong, in one plain sentence.
  public var message: String
  /// What to do, in one plain sentence.
  public var fix: String
  public var dueOn: CivilDate?
  public var doneOn: CivilDate?
  /// Working days past `dueOn`.
  public var lateBy: Int?
  /// What was seen, masked where personal.
  public var evidence: String?
  /// A digest of what was judged (its own values, not its place), to tell a new fault of an old subject. Several
  /// faults of one subject give several digests, see `Fingerprint`.
  public var fingerprint: String?
  /// The waiver, attestation or sample laid over it, with the outcome beneath.
  public var overlay: Overlay?

  public init(
    id: String, clauses: [ClauseID], rule: String, outcome: Outcome, reason: UndecidedReason? = nil,
    severity: Severity, topic: String, subject: Subject, location: Location? = nil, message: String, fix: String,
    dueOn: CivilDate? = nil, doneOn: CivilDate? = nil, lateBy: Int? = nil, evidence: String? = nil,
    fingerprint: String? = nil, overlay: Overlay? = nil
  ) {
    (self.id, self.clauses, self.rule, self.outcome, self.reason) = (id, clauses, rule, outcome, reason)
    (self.severity, self.topic, self.subject, self.location) = (severity, topic, subject, location)
    (self.message, self.fix, self.dueOn, self.doneOn, self.lateBy) = (message, fix, dueOn, doneOn, lateBy)
    (self.evidence, self.fingerprint, self.overlay) = (evidence, fingerprint, overlay)
  }

  enum CodingKeys: String, CodingKey {
    case id, clauses, rule, outcome, reason, severity, topic, subject, location, message, fix, evidence, fingerprint
    case overlay
    case dueOn = "due_on"
    case doneOn = "done_on"
    case lateBy = "late_by"
  }
}

/// A person's word laid over an outcome; it keeps who, when, why and until when (contract, section 4).
public struct Overlay: Codable, Sendable, Hashable {
  public enum Kind: String, Codable, Sendable, Hashable, CaseIterable {
    case waiver, attestation, sample

    public var chineseName: String {
      switch self {
      case .waiver: "豁免"
      case .attestation: "核查确认"
      case .sample: "抽查改判"
      }
    }
  }

  public var kind: Kind
  /// The outcome that the rules found, beneath.
  public var beneath: Outcome
  public var by: String
  public var on: CivilDate?
  public var until: CivilDate?
  public var reason: String

  public init(kind: Kind, beneath: Outcome, by: String, on: CivilDate?, until: CivilDate?, reason: String) {
    (self.kind, self.beneath, self.by, self.on) = (kind, beneath, by, on)
    (self.until, self.reason) = (until, reason)
  }
}
