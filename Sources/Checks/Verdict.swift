public import Findings
public import Workdays

/// What a check says of one subject, before it becomes a finding.
///
/// There are hundreds of thousands on a large site, nearly all of which say that a page passed: what only others have
/// stands apart, and a page that lies where its key says bears its place in the key.
public struct Verdict: Sendable {
  public var subject: Subject {
    get { judged }
    set {
      let place = location
      judged = newValue
      location = place
    }
  }
  private var judged: Subject
  /// What was seen, in one sentence: the `{detail}` of the rule's message.
  public var detail: String
  private var rest: Rest?
  private var url: String?
  private var line: Int32 = -1
  private var column: Int32 = -1
  /// Whether the place is on the page that the subject's key names; its address, line and column stand above, the last
  /// two negative where there are none.
  private var isAtSubject = false
  public var outcome: Outcome
  public var reason: UndecidedReason?

  public init(
    _ outcome: Outcome, _ subject: Subject, reason: UndecidedReason? = nil, detail: String,
    location: Location? = nil, dueOn: CivilDate? = nil, doneOn: CivilDate? = nil, lateBy: Int? = nil,
    missingYear: Int? = nil, evidence: String? = nil, derivation: [String] = [], fingerprint: String = ""
  ) {
    (judged, self.outcome, self.reason, self.detail) = (subject, outcome, reason, detail)
    self.location = location
    let hasDays = dueOn != nil || doneOn != nil || lateBy != nil || missingYear != nil
    guard hasDays || evidence != nil || !derivation.isEmpty || !fingerprint.isEmpty else { return }
    let rest = own()
    (rest.dueOn, rest.doneOn, rest.lateBy, rest.missingYear) = (dueOn, doneOn, lateBy, missingYear)
    (rest.evidence, rest.derivation, rest.fingerprint) = (evidence, derivation, fingerprint)
  }

  /// A sign that a person must judge.
  public static func doubtful(_ subject: Subject, _ detail: String, location: Location? = nil) -> Verdict {
    Verdict(.undecided, subject, reason: .heuristic, detail: detail, location: location)
  }
}

extension Verdict {
  public var location: Location? {
    get { isAtSubject ? placeOnSubject : rest?.location }
    set {
      (url, line, column) = (newValue?.url, Self.packed(newValue?.line), Self.packed(newValue?.column))
      isAtSubject = newValue.map { $0 == placeOnSubject } ?? false
      if !isAtSubject { url = nil }
      if rest != nil || newValue != nil && !isAtSubject { own().location = isAtSubject ? nil : newValue }
    }
  }

  private var placeOnSubject: Location {
    Location(
      path: judged.key, url: url, line: line < 0 ? nil : Int(line), column: column < 0 ? nil : Int(column))
  }

  private static func packed(_ number: Int?) -> Int32 { number.flatMap { Int32(exactly: $0) } ?? -1 }

  public var dueOn: CivilDate? {
    get { rest?.dueOn }
    set { if rest != nil || newValue != nil { own().dueOn = newValue } }
  }

  public var doneOn: CivilDate? {
    get { rest?.doneOn }
    set { if rest != nil || newValue != nil { own().doneOn = newValue } }
  }

  /// Working days past `dueOn`.
  public var lateBy: Int? {
    get { rest?.lateBy }
    set { if rest != nil || newValue != nil { own().lateBy = newValue } }
  }

  /// The year whose calendar was needed and is not known.
  public var missingYear: Int? {
    get { rest?.missingYear }
    set { if rest != nil || newValue != nil { own().missingYear = newValue } }
  }

  public var evidence: String? {
    get { rest?.evidence }
    set { if rest != nil || newValue != nil { own().evidence = newValue } }
  }

  /// A part of the duty that nothing here can show: a pass says what it did not look at.
  public var unseen: String? {
    get { rest?.unseen }
    set { if rest != nil || newValue != nil { own().unseen = newValue } }
  }

  /// The steps that led here, for `gongkai explain`: values with their sources, days counted.
  public var derivation: [String] {
    get { rest?.derivation ?? [] }
    _modify { yield &own().derivation }
  }

  /// The single faults of the subject, one a line, without their places: a line more is a new fault of the same
  /// subject, a line less a mended one. Empty where the subject can only be at fault in one way (late, not done), so
  /// that coming nearer to what is wanted is no new fault.
  public var fingerprint: String {
    get { rest?.fingerprint ?? "" }
    set { if rest != nil || !newValue.isEmpty { own().fingerprint = newValue } }
  }

  // @unchecked: what it holds is changed only while a single verdict refers to it.
  private final class Rest: @unchecked Sendable {
    var location: Location?
    var dueOn: CivilDate?
    var doneOn: CivilDate?
    var lateBy: Int?
    var missingYear: Int?
    var evidence: String?
    var unseen: String?
    var derivation: [String] = []
    var fingerprint = ""

    init() {}

    init(_ other: Rest) {
      (location, dueOn, doneOn, lateBy) = (other.location, other.dueOn, other.doneOn, other.lateBy)
      (missingYear, evidence, unseen) = (other.missingYear, other.evidence, other.unseen)
      (derivation, fingerprint) = (other.derivation, other.fingerprint)
    }
  }

  /// The rest, this verdict's alone.
  private mutating func own() -> Rest {
    if isKnownUniquelyReferenced(&rest), let rest { return rest }
    let copy = rest.map(Rest.init) ?? Rest()
    rest = copy
    return copy
  }
}
