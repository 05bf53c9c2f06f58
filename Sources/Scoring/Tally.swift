public import Findings

/// How many of a clause's subjects are decided, and how many are not. Subjects that are not due or not
/// applicable stand outside every score.
struct Tally {
  var passed: Int
  var failed: Int
  /// Undecided and broken checks alike: nobody knows.
  var open: Int

  init(_ clause: ClauseResult) {
    (passed, failed, open) = (max(0, clause.passed), max(0, clause.failed), max(0, clause.undecided + clause.errors))
    // A clause that was judged as a whole, without subjects of its own, counts as one.
    if total == 0 {
      switch clause.outcome {
      case .passed: passed = 1
      case .failed: failed = 1
      case .undecided, .error: open = 1
      case .notDue, .notApplicable: break
      }
    }
  }

  var decided: Int { passed + failed }
  var total: Int { passed + failed + open }
}

/// The weighted mean of clauses' shares with its range and coverage: the model `shares`, and every part of
/// it that a report shows (a topic, a town's topic). Contract, section 5.
public struct WeightedShares: Sendable, Hashable {
  /// 0–100 in hundredths; nil where nothing was decided.
  public let value: Double?
  /// With every undecided subject counted as failed.
  public let low: Double
  /// With every undecided subject counted as passed.
  public let high: Double
  /// The weighted part that was decided, 0–1 in hundredths.
  public let coverage: Double
  /// Clauses that count: those with a subject that is due and applicable.
  public let clauses: Int

  public init(_ results: some Sequence<ClauseResult>) {
    var (weight, decidedWeight, covered) = (0.0, 0.0, 0.0)
    var (value, low, high, count) = (0.0, 0.0, 0.0, 0)
    for clause in results where clause.weight > 0 {
      let tally = Tally(clause)
      guard tally.total > 0 else { continue }
      let total = Double(tally.total)
      count += 1
      weight += clause.weight
      low += clause.weight * Double(tally.passed) / total
      high += clause.weight * Double(tally.passed + tally.open) / total
      covered += clause.weight * Double(tally.decided) / total
      if tally.decided > 0 {
        decidedWeight += clause.weight
        value += clause.weight * Double(tally.passed) / Double(tally.decided)
      }
    }
    clauses = count
    self.value = decidedWeight > 0 ? hundredths(value / decidedWeight * 100) : nil
    // Where nothing counts, nothing is known: the range is everything.
    self.low = weight > 0 ? hundredths(low / weight * 100) : 0
    self.high = weight > 0 ? hundredths(high / weight * 100) : 100
    coverage = weight > 0 ? hundredths(covered / weight) : 0
  }
}
