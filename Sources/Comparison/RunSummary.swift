public import Findings
public import Workdays

/// What a comparison needs of one run: its faults, what each clause came to, and what passed.
public struct RunSummary: Codable, Sendable, Hashable {
  public var name: String
  /// `2024Q3` and the like.
  public var period: String
  public var asOf: CivilDate
  /// Whether the exports held the whole site, so that a page's absence means that it is gone.
  public var complete: Bool
  public var unreadablePages: Set<String>
  public var units: [Unit]

  public init(
    name: String, period: String, asOf: CivilDate, complete: Bool, unreadablePages: Set<String>, units: [Unit]
  ) {
    (self.name, self.period, self.asOf) = (name, period, asOf)
    (self.complete, self.unreadablePages, self.units) = (complete, unreadablePages, units)
  }

  public init(_ results: Results) {
    self.init(
      name: results.inspection.name, period: results.inspection.period, asOf: results.inspection.asOf,
      complete: results.reading.pages.complete ?? true,
      unreadablePages: Set(results.reading.pages.unreadable.map(\.path)),
      units: results.units.map(Unit.init))
  }

  public struct Unit: Codable, Sendable, Hashable {
    public var name: String
    public var formerly: [String]
    public var score: Score
    public var clauses: [Clause]
    public var faults: [Fault]
    /// As `UnitResult.passedSubjects`.
    public var passed: [String: [String]]?
    /// As `UnitResult.settledSubjects`.
    public var settled: [String: [String]]?

    public init(
      name: String, formerly: [String], score: Score, clauses: [Clause], faults: [Fault], passed: [String: [String]]?,
      settled: [String: [String]]? = nil
    ) {
      (self.name, self.formerly, self.score) = (name, formerly, score)
      (self.clauses, self.faults, self.passed, self.settled) = (clauses, faults, passed, settled)
    }

    init(_ unit: UnitResult) {
      self.init(
        name: unit.name, formerly: unit.formerly, score: unit.score, clauses: unit.clauses.map(Clause.init),
        faults: unit.findings.map(Fault.init), passed: unit.passedSubjects, settled: unit.settledSubjects)
    }
  }

  public struct Clause: Codable, Sendable, Hashable {
    public var id: ClauseID
    public var rules: [String]
    public var outcome: Outcome
    /// Subjects that passed or failed.
    public var decided: Int

    public init(id: ClauseID, rules: [String], outcome: Outcome, decided: Int) {
      (self.id, self.rules, self.outcome, self.decided) = (id, rules, outcome, decided)
    }

    init(_ clause: ClauseResult) {
      self.init(
        id: clause.id, rules: clause.rules, outcome: clause.outcome, decided: clause.passed + clause.failed)
    }
  }

  /// A finding without what only its own report needs.
  public struct Fault: Codable, Sendable, Hashable {
    public var id: String
    public var rule: String
    public var clauses: [ClauseID]
    public var subject: Subject
    /// The outcome that stands.
    public var outcome: Outcome
    public var severity: Severity
    public var message: String
    public var location: Location?
    public var doneOn: CivilDate?
    public var overlay: Overlay?

    public init(
      id: String, rule: String, clauses: [ClauseID], subject: Subject, outcome: Outcome, severity: Severity,
      message: String, location: Location? = nil, doneOn: CivilDate? = nil, overlay: Overlay? = nil
    ) {
      (self.id, self.rule, self.clauses, self.subject) = (id, rule, clauses, subject)
      (self.outcome, self.severity, self.message) = (outcome, severity, message)
      (self.location, self.doneOn, self.overlay) = (location, doneOn, overlay)
    }

    public init(_ finding: Finding) {
      self.init(
        id: finding.id, rule: finding.rule, clauses: finding.clauses, subject: finding.subject,
        outcome: finding.outcome, severity: finding.severity, message: finding.message, location: finding.location,
        doneOn: finding.doneOn, overlay: finding.overlay)
    }
  }
}
