import Findings
import Workdays

/// One unit's scores over the runs.
struct ScoreTrend {
  let now: ScorePoint
  private(set) var previous: ScorePoint?
  private(set) var yearAgo: ScorePoint?
  private(set) var sincePrevious: Double?
  private(set) var sinceYearAgo: Double?
  private(set) var points: [ScorePoint]

  /// - Parameter past: The run to compare with first, then those before it, the newest first.
  init(of unit: RunSummary.Unit, in run: RunSummary, past: [RunIndex]) {
    now = ScorePoint(unit.score, period: run.period)
    points = [now]
    let lastYear = Period(run.period).flatMap {
      Period(year: $0.year - 1, length: $0.length, ordinal: $0.ordinal)?.description
    }
    var names = Set([unit.name]).union(unit.formerly)
    for (index, earlier) in past.enumerated() {
      let candidates = earlier.units(named: names)
      for candidate in candidates { names.formUnion([candidate.name] + candidate.formerly) }
      // Two units that became one have no common score: only one of the same name, or a single one, is comparable.
      guard
        let same = candidates.first(where: { $0.name == unit.name })
          ?? (candidates.count == 1 ? candidates.first : nil)
      else { continue }
      let point = ScorePoint(same.score, period: earlier.summary.period)
      let delta = unit.score.change(since: same.score)
      if index == 0 { (previous, sincePrevious) = (point, delta) }
      if earlier.summary.period == lastYear { (yearAgo, sinceYearAgo) = (point, delta) }
      if same.score.isComparable(with: unit.score), earlier.summary.period != run.period { points.append(point) }
    }
    points.reverse()
  }
}

extension ScorePoint {
  init(_ score: Score, period: String) {
    self.init(period: period, value: score.value, low: score.low, high: score.high)
  }
}

extension Score {
  func isComparable(with other: Score) -> Bool { model == other.model && modelVersion == other.modelVersion }

  /// Rounded to hundredths, so that two scores that print alike do not differ.
  func change(since other: Score) -> Double? {
    guard isComparable(with: other), let mine = value, let theirs = other.value else { return nil }
    return ((mine - theirs) * 100).rounded() / 100
  }
}
