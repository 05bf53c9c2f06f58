public import Checks
public import Findings
public import Settings

/// One subject judged under one clause: a verdict with everything laid over it.
public struct Judgement: Sendable {
  public let clause: ClauseID
  /// nil where a person attests.
  public let rule: String?
  public let findingID: String
  public var verdict: Verdict
  /// What counts in the end, after attestations and waivers.
  public var outcome: Outcome
  public var reason: UndecidedReason?
  public var overlay: Overlay?
  public var message: String
  public let fix: String
  /// The options in force, and where each set of them came from, for `gongkai explain`.
  public let parameters: [Parameter]

  public struct Parameter: Sendable, Hashable {
    public let name: String
    public let value: String
    /// `规则`, `条款`, `方案`.
    public let source: String
    public let place: Place
  }
}
