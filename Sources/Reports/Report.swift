public import Comparison
public import Findings

/// What the reports are made from: the results of one run, and what was laid beside them. Nothing else is read.
public struct Report: Sendable, Hashable {
  public var results: Results
  /// 回头看 against an earlier run, where there is one.
  public var comparison: ComparisonReport?
  /// The 整改台账 after the re-check, by unit; nil where there is none yet, and then every fault gets a new row.
  public var rectification: [String: [RectificationRow]]?
  /// Where a page's site path begins in the repository, such as `export/site`, so that a pipeline's annotations find
  /// the file; empty where the site's root is the repository's.
  public var pagePrefix: String
  /// Where the inspection folder lies in the repository, for places in ledgers; empty for its root.
  public var ledgerPrefix: String

  public init(
    _ results: Results, comparison: ComparisonReport? = nil, rectification: [String: [RectificationRow]]? = nil,
    pagePrefix: String = "", ledgerPrefix: String = ""
  ) {
    (self.results, self.comparison, self.rectification) = (results, comparison, rectification)
    (self.pagePrefix, self.ledgerPrefix) = (pagePrefix, ledgerPrefix)
  }
}
