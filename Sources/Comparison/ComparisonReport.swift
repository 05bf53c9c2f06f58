public import Findings
public import Workdays

/// What became of a fault between two runs.
public enum ComparisonState: String, Codable, Sendable, Hashable, CaseIterable {
  case new, outstanding, recurring, mended, waived, incomparable

  public var chineseName: String {
    switch self {
    case .new: "新增"
    case .outstanding: "未整改"
    case .recurring: "重复发生"
    case .mended: "已整改"
    case .waived: "已豁免"
    case .incomparable: "无法比对"
    }
  }
}

/// One fault of either run, and what became of it.
public struct ComparedFinding: Codable, Sendable, Hashable {
  public var unit: String
  public var state: ComparisonState
  public var finding: String
  public var rule: String
  public var clauses: [ClauseID]
  public var severity: Severity
  public var subject: Subject
  public var location: Location?
  public var message: String
  /// For how many periods running it has been found, this one included; only while it stands.
  public var periods: Int?
  /// The first of these periods; of a recurring fault the period in which it was found before.
  public var since: String?
  /// Why it cannot be compared, or how it was mended where that is not plain.
  public var note: String?
}

/// A score as one period had it.
public struct ScorePoint: Codable, Sendable, Hashable {
  public var period: String
  public var value: Double?
  public var low: Double
  public var high: Double
}

/// One unit's figures of the new run beside those before.
public struct UnitComparison: Codable, Sendable, Hashable {
  public var name: String
  /// The names it bore in the old run, where others.
  public var formerly: [String]
  public var score: ScorePoint
  public var previous: ScorePoint?
  public var yearAgo: ScorePoint?
  /// Hundredths; nil where either value is missing or the score models differ.
  public var sincePrevious: Double?
  public var sinceYearAgo: Double?
  /// Every known period, oldest first, this one last.
  public var trend: [ScorePoint]
  /// By `ComparisonState.rawValue`; every state has its number.
  public var counts: [String: Int]
  /// Findings that await a person's check, before and now; they are neither faults nor mended.
  public var undecidedBefore: Int
  public var undecidedNow: Int

  enum CodingKeys: String, CodingKey {
    case name, formerly, score, previous, trend, counts
    case yearAgo = "year_ago"
    case sincePrevious = "since_previous"
    case sinceYearAgo = "since_year_ago"
    case undecidedBefore = "undecided_before"
    case undecidedNow = "undecided_now"
  }

  public func count(_ state: ComparisonState) -> Int { counts[state.rawValue] ?? 0 }
}

/// 回头看: two runs laid side by side.
public struct ComparisonReport: Codable, Sendable, Hashable {
  public struct Run: Codable, Sendable, Hashable {
    public var name: String
    public var period: String
    public var asOf: CivilDate

    enum CodingKeys: String, CodingKey {
      case name, period
      case asOf = "as_of"
    }
  }

  public var old: Run
  public var new: Run
  /// In the new run's order; units that only the old run has follow.
  public var units: [UnitComparison]
  /// By state, unit, severity, rule and subject.
  public var findings: [ComparedFinding]
  /// What a reader must know before the figures.
  public var notes: [String]

  public func findings(_ state: ComparisonState) -> [ComparedFinding] { findings.filter { $0.state == state } }
}

/// ↑, ↓ or →; — where there is nothing to compare with.
public func arrow(_ delta: Double?) -> String {
  guard let delta else { return "—" }
  if delta > 0 { return "↑" }
  return delta < 0 ? "↓" : "→"
}
