public import Evidence
public import Findings
public import Workdays

/// What a check says of one subject, before it becomes a finding.
///
/// A large site has hundreds of thousands, nearly all of which passed: what few of them have stands apart.
public struct Verdict: Sendable, Hashable {
  public var subject: Subject
  /// What was seen, in one sentence: the `{detail}` of the rule's message.
  public var detail: String
  /// The single faults of the subject, one a line, without their places: a line more is a new fault of the same
  /// subject, a line less a mended one. Empty where the subject can only be at fault in one way (late, not done), so
  /// that coming nearer to what is wanted is no new fault.
  public var fingerprint: String
  private var rest: Rest?
  private var spot: Spot
  public var outcome: Outcome
  public var reason: UndecidedReason?

  /// - Parameters:
  ///   - record: where it stands, the verdict's location is.
  ///   - location: where it is not a record's.
  public init(
    _ outcome: Outcome, _ subject: Subject, reason: UndecidedReason? = nil, detail: String, at record: Record? = nil,
    location: Location? = nil, dueOn: CivilDate? = nil, doneOn: CivilDate? = nil, lateBy: Int? = nil,
    missingYear: Int? = nil, evidence: String? = nil, derivation: Derivation = .none, fingerprint: String = ""
  ) {
    (self.subject, self.outcome, self.reason, self.detail) = (subject, outcome, reason, detail)
    (self.fingerprint, spot) = (fingerprint, record.map { .record($0) } ?? Spot(location))
    if dueOn != nil || doneOn != nil || lateBy != nil || missingYear != nil || evidence != nil || derivation != .none {
      let held = Held(
        dueOn: dueOn, doneOn: doneOn, lateBy: lateBy, missingYear: missingYear, evidence: evidence,
        derivation: derivation)
      rest = Rest(held)
    }
  }

  public var location: Location? {
    get {
      switch spot {
      case .none: nil
      case .record(let record): record.location
      case .stated(let stated): stated.location
      }
    }
    set { spot = Spot(newValue) }
  }

  public var dueOn: CivilDate? {
    get { rest?.held.dueOn }
    set { change { $0.dueOn = newValue } }
  }

  public var doneOn: CivilDate? {
    get { rest?.held.doneOn }
    set { change { $0.doneOn = newValue } }
  }

  /// Working days past `dueOn`.
  public var lateBy: Int? {
    get { rest?.held.lateBy }
    set { change { $0.lateBy = newValue } }
  }

  /// The year whose calendar was needed and is not known.
  public var missingYear: Int? {
    get { rest?.held.missingYear }
    set { change { $0.missingYear = newValue } }
  }

  public var evidence: String? {
    get { rest?.held.evidence }
    set { change { $0.evidence = newValue } }
  }

  /// A part of the duty that nothing here can show: a pass says what it did not look at.
  public var unseen: String? {
    get { rest?.held.unseen }
    set { change { $0.unseen = newValue } }
  }

  /// The steps that led here, for `gongkai explain`: values with their sources, days counted.
  public var derivation: [String] {
    get { rest?.held.derivation.lines ?? [] }
    set { change { $0.derivation = .lines(newValue) } }
  }

  private mutating func change(_ body: (inout Held) -> Void) {
    if rest == nil {
      var held = Held()
      body(&held)
      if held != Held() { rest = Rest(held) }
      return
    }
    if !isKnownUniquelyReferenced(&rest) { rest = rest.map { Rest($0.held) } }
    if let rest { body(&rest.held) }
  }

  public static func == (left: Verdict, right: Verdict) -> Bool {
    left.subject == right.subject && left.outcome == right.outcome && left.reason == right.reason
      && left.detail == right.detail && left.fingerprint == right.fingerprint && left.location == right.location
      && (left.rest?.held ?? Held()) == (right.rest?.held ?? Held())
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(subject)
    hasher.combine(outcome)
    hasher.combine(detail)
  }

  /// A sign that a person must judge.
  public static func doubtful(_ subject: Subject, _ detail: String, at record: Record? = nil) -> Verdict {
    Verdict(.undecided, subject, reason: .heuristic, detail: detail, at: record)
  }

  /// Where a verdict's subject stands. A record's place is looked up when somebody asks.
  private enum Spot: Sendable {
    case none
    case record(Record)
    case stated(Stated)

    init(_ location: Location?) {
      self = location.map { .stated(Stated($0)) } ?? .none
    }
  }

  private final class Stated: Sendable {
    let location: Location

    init(_ location: Location) {
      self.location = location
    }
  }

  private struct Held: Sendable, Hashable {
    var dueOn: CivilDate?
    var doneOn: CivilDate?
    var lateBy: Int?
    var missingYear: Int?
    var evidence: String?
    var unseen: String?
    var derivation = Derivation.none
  }

  // @unchecked: what it holds is changed only while a single verdict refers to it.
  private final class Rest: @unchecked Sendable {
    var held: Held

    init(_ held: Held) {
      self.held = held
    }
  }
}
