public import Comparison
public import Findings

/// What the reports are made from: the results of one run, and what was laid beside them. Nothing else is read.
public struct Report: Sendable, Hashable {
  public var results: Results
  /// 回头看 against an earlier run, where there is one.
  public var comparison: ComparisonReport?

  public init(_ results: Results, comparison: ComparisonReport? = nil) {
    (self.results, self.comparison) = (results, comparison)
  }
}
