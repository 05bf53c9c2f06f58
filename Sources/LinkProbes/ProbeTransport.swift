import AsyncHTTPClient
import Links
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// Sends requests: one client a host, bound to the address that was looked up and allowed, so that no later look-up
/// can lead it elsewhere.
actor ProbeTransport {
  private let policy: ProbePolicy
  private let resolver: any HostResolver
  private var clients: [String: Route] = [:]
  private var gates: [String: HostGate] = [:]

  private enum Route {
    case open(HTTPClient, address: String)
    case closed(ProbeAnswer.Failure)
  }

  init(policy: ProbePolicy, resolver: any HostResolver) {
    (self.policy, self.resolver) = (policy, resolver)
  }

  func shutdown() async {
    for case .open(let client, _) in clients.values { try? await client.shutdown() }
    clients = [:]
  }

  func gate(of url: ProbeURL) -> HostGate {
    let key = "\(url.host):\(url.port)"
    if let known = gates[key] { return known }
    let gate = HostGate(policy: policy)
    gates[key] = gate
    return gate
  }

  /// One request within the host's limits; never throws, a fault is an answer too.
  func send(_ method: HTTPMethod, _ url: ProbeURL, cookies: String?) async -> ProbeAnswer {
    let client: HTTPClient
    switch await route(to: url.host) {
    case .closed(let failure): return .failed(failure)
    case .open(let open, _): client = open
    }
    let gate = gate(of: url)
    let policy = policy
    do {
      return try await gate.pass {
        await Self.execute(method, url, cookies: cookies, client: client, policy: policy)
      }
    } catch {
      return .failed(.cancelled)
    }
  }

  /// The address that requests to this host go to.
  func address(of host: String) async -> String? {
    if case .open(_, let address) = await route(to: host) { return address }
    return nil
  }

  private func route(to host: String) async -> Route {
    if let known = clients[host] { return known }
    let found = await resolver.addresses(of: host)
    // Another task may have been quicker while this one waited.
    if let known = clients[host] { return known }
    let route: Route
    switch found {
    case .none: route = .closed(.noSuchHost)
    case .failed: route = .closed(.lookupFailed)
    case .found(let addresses):
      // One private address among several is enough: which one is used would be chance.
      if !policy.allowPrivate, let inner = addresses.first(where: { HostKind.isPrivate(address: $0) }) {
        route = .closed(.privateAddress(inner))
      } else if let address = addresses.first {
        route = .open(Self.client(host: host, address: address, policy: policy), address: address)
      } else {
        route = .closed(.noSuchHost)
      }
    }
    clients[host] = route
    return route
  }

  private static func client(host: String, address: String, policy: ProbePolicy) -> HTTPClient {
    var configuration = HTTPClient.Configuration()
    configuration.redirectConfiguration = .disallow
    configuration.httpVersion = .http1Only
    configuration.decompression = .enabled(limit: .size(8 << 20))
    configuration.timeout = .init(connect: amount(policy.timeout), read: amount(policy.timeout))
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = policy.connectionsPerHost
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.connectionPool.idleTimeout = .seconds(5)
    configuration.tlsConfiguration = .makeClientConfiguration()
    if address != host { configuration.dnsOverride = [host: address] }
    return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }

  private static func amount(_ duration: Duration) -> TimeAmount {
    .nanoseconds(duration.components.seconds * 1_000_000_000 + duration.components.attoseconds / 1_000_000_000)
  }

  private static func execute(
    _ method: HTTPMethod, _ url: ProbeURL, cookies: String?, client: HTTPClient, policy: ProbePolicy
  ) async -> ProbeAnswer {
    var request = HTTPClientRequest(url: url.text)
    request.method = method
    request.headers.add(name: "User-Agent", value: policy.userAgent)
    request.headers.add(name: "Accept", value: "text/html,application/xhtml+xml,*/*;q=0.8")
    request.headers.add(name: "Accept-Language", value: "zh-CN,zh;q=0.9")
    if let cookies { request.headers.add(name: "Cookie", value: cookies) }
    do {
      let deadline = ContinuousClock.now + policy.timeout
      let response = try await client.execute(request, timeout: amount(policy.timeout))
      var body: [UInt8] = []
      var isCut = false
      // An answer that is not read to its end, even an empty one, costs its connection.
      for try await part in response.body {
        body.append(contentsOf: part.readableBytesView.prefix(policy.bodyBytes - body.count))
        // The client's own limit ends with the head: a body may drip for ever. What came in time is enough for a title.
        isCut = body.count >= policy.bodyBytes || ContinuousClock.now > deadline
        if isCut { break }
      }
      // The connection left behind is closed before the next is opened, so that the host never counts one too many.
      if isCut { try await Task.sleep(for: .milliseconds(50)) }
      let (type, charset) = ProbeURL.contentType(response.headers.first(name: "Content-Type"))
      return .answered(
        ProbeAnswer.Response(
          status: Int(response.status.code), contentType: type, charset: charset,
          location: response.headers.first(name: "Location"),
          retryAfter: response.headers.first(name: "Retry-After"),
          contentLength: response.headers.first(name: "Content-Length").flatMap { Int($0) },
          cookies: response.headers["Set-Cookie"], body: body))
    } catch {
      return .failed(failure(of: error))
    }
  }

  private static func failure(of error: any Error) -> ProbeAnswer.Failure {
    switch error {
    case is CancellationError: return .cancelled
    case let error as HTTPClientError:
      switch error {
      case .readTimeout, .writeTimeout, .connectTimeout, .deadlineExceeded, .tlsHandshakeTimeout,
        .getConnectionFromPoolTimeout:
        return .timeout
      case .remoteConnectionClosed, .uncleanShutdown: return .closed
      case .cancelled: return .cancelled
      case .invalidURL, .emptyHost: return .invalidAddress
      default: return .other(error.shortDescription)
      }
    case is HTTPParserError: return .other("答复不合 HTTP 的格式")
    case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError: return .tls
    case let error as NIOConnectionError:
      return error.connectionErrors.contains { Self.isTimeout($0.error) } ? .timeout : .refused
    case let error as IOError: return error.errnoCode == 104 || error.errnoCode == 32 ? .closed : .refused
    case is ChannelError: return Self.isTimeout(error) ? .timeout : .closed
    default: return .other(String(describing: type(of: error)))
    }
  }

  private static func isTimeout(_ error: any Error) -> Bool {
    if case .connectTimeout? = error as? ChannelError { return true }
    return false
  }
}
