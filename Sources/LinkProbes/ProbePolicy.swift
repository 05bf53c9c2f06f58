/// How politely and how long addresses are asked (contract, section 8, "Online").
public struct ProbePolicy: Sendable, Hashable {
  /// At the same time to one host and port.
  public var connectionsPerHost = 2
  /// To one host and port in any `window`, counting HEAD, redirects and retries.
  public var requestsPerWindow = 4
  /// A little more than a second, so that the host too sees no more than it should.
  public var window: Duration = .milliseconds(1050)
  /// For one request, from connecting to its last byte.
  public var timeout: Duration = .seconds(15)
  public var redirects = 8
  /// How often a 429 or 5xx is asked again.
  public var retries = 2
  /// The first pause before a retry; it doubles.
  public var backOff: Duration = .seconds(1)
  /// A longer Retry-After is not waited for.
  public var retryAfterLimit: Duration = .seconds(30)
  /// Of a body, for its title.
  public var bodyBytes = 64 << 10
  /// Hosts asked at the same time.
  public var hosts = 32
  /// Whether private and loopback addresses are asked like any other.
  public var allowPrivate = false
  /// How long results are used again.
  public var keeps: Duration = .seconds(24 * 3600)
  public var userAgent = "Mozilla/5.0 (compatible; gongkai link check)"

  public init() {}
}
