public import Findings

/// What the reports are made from: the results of one run. Nothing else is read.
public struct Report: Sendable, Hashable {
  public var results: Results

  public init(_ results: Results) {
    self.results = results
  }
}
