public import Links

/// What the web said of one target.
public struct ProbeVerdict: Sendable, Hashable, Codable {
  public let state: LinkState
  /// In Chinese; for `ok` only where a redirect is told.
  public let reason: String?
  public let status: Int?
  public let title: String?

  public init(state: LinkState, reason: String? = nil, status: Int? = nil, title: String? = nil) {
    (self.state, self.reason, self.status, self.title) = (state, reason, status, title)
  }
}
