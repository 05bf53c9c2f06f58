/// What a link's value means on a page of the site.
public struct LinkTarget: Sendable, Hashable {
  /// The canonical address (contract, section 8).
  public let url: String
  public let state: LinkState
  /// In Chinese; nil for `ok`.
  public let reason: String?
  /// The HTTP status that a web archive recorded.
  public let status: Int?
  /// The place of the target in `Site.entries`; nil where it is none of the site's files.
  public let entry: Int?

  public init(url: String, state: LinkState, reason: String? = nil, status: Int? = nil, entry: Int? = nil) {
    (self.url, self.state, self.reason, self.status, self.entry) = (url, state, reason, status, entry)
  }
}
