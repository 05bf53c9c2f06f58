public import Comparison
public import Findings

/// What the reports are made from: the results of one run, and what was laid beside them. Nothing else is read.
public struct Report: Sendable, Hashable {
  public var results: Results
  /// 回头看 against an earlier run, where there is one.
  public var comparison: ComparisonReport?
  /// The 整改台账 after the re-check, by unit; nil where there is none yet, and then every fault gets a new row.
  public var rectification: [String: [RectificationRow]]?
  /// How the repository names the files that findings lie in, by the path of their places, so that a pipeline's
  /// annotations find them; a place that is not here bears its own path.
  public var files: [String: String]
  /// Ids of the findings that the baseline does not have; nil where there is no baseline.
  public var new: Set<String>?
  /// What the gate said, line by line; nil where there was none.
  public var gate: [String]?

  public init(
    _ results: Results, comparison: ComparisonReport? = nil, rectification: [String: [RectificationRow]]? = nil,
    files: [String: String] = [:], new: Set<String>? = nil, gate: [String]? = nil
  ) {
    (self.results, self.comparison, self.rectification) = (results, comparison, rectification)
    (self.files, self.new, self.gate) = (files, new, gate)
  }

  /// Where a finding has no place of its own, it is shown at the file that asked for the inspection.
  public static let manifest = "gongkai.yml"

  /// Whether the gate may count a finding: without a baseline each is new.
  func isNew(_ finding: Finding) -> Bool { new?.contains(finding.id) ?? true }
}
