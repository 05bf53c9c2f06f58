public import Findings

/// One number for each severity: weights in `shares`, points off in `deduction`.
public struct SeverityValues: Sendable, Hashable {
  public var high: Double
  public var medium: Double
  public var low: Double

  public init(high: Double, medium: Double, low: Double) {
    (self.high, self.medium, self.low) = (high, medium, low)
  }

  /// The contract's weights (section 5), used where a profile sets none.
  public static let contractWeights = SeverityValues(high: 3, medium: 2, low: 1)

  public subscript(severity: Severity) -> Double {
    switch severity {
    case .high: high
    case .medium: medium
    case .low: low
    }
  }

  var inWords: String { "高 \(plain(high))、中 \(plain(medium))、低 \(plain(low))" }

  func verify(_ key: String) throws(ScoringError) {
    for value in [high, medium, low] where !(value >= 0) || !value.isFinite {
      throw .badNumber(key: key, value: value)
    }
  }
}
