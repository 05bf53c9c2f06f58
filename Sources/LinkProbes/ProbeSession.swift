import Links
import NIOHTTP1
import Pages

/// The questions put to one target and what their answers mean.
struct ProbeSession: Sendable {
  let policy: ProbePolicy
  let transport: ProbeTransport
  private let impossible: ImpossiblePages

  init(policy: ProbePolicy, transport: ProbeTransport) {
    (self.policy, self.transport) = (policy, transport)
    impossible = ImpossiblePages()
  }

  /// nil where the check was cancelled before there was a verdict.
  func probe(_ url: ProbeURL) async -> ProbeVerdict? {
    if !policy.allowPrivate, HostKind.of(url.host) == .intranet {
      return ProbeVerdict(state: .blocked, reason: "内网或本机地址，未访问")
    }
    let head = await follow(.HEAD, from: url)
    if case .answered(let answer) = head, answer.response.status == 200, !answer.response.isHTML,
      answer.response.contentType != nil, answer.response.contentLength != 0
    {
      return ProbeVerdict(state: .ok, reason: answer.told, status: 200)
    }
    if case .stopped(let verdict, true) = head { return verdict }
    // Whatever HEAD said, only GET decides.
    switch await follow(.GET, from: url) {
    case .cancelled: return nil
    case .stopped(let verdict, _): return verdict
    case .failed(let failure, let hops): return await verdict(of: failure, url: url, hops: hops)
    case .answered(let answer): return await verdict(of: answer, from: url)
    }
  }

  struct Answer {
    let response: ProbeAnswer.Response
    let url: ProbeURL
    let hops: [ProbeURL]

    /// The redirects, for the reader.
    var told: String? { hops.isEmpty ? nil : "经 \(hops.count) 次重定向到 \(url.text)" }
  }

  enum Way {
    case answered(Answer)
    case failed(ProbeAnswer.Failure, hops: [ProbeURL])
    /// Decided on the way; `isFinal` where another method cannot change it.
    case stopped(ProbeVerdict, isFinal: Bool)
    case cancelled
  }

  /// Follows redirects to the answer at their end.
  func follow(_ method: HTTPMethod, from start: ProbeURL) async -> Way {
    var (url, hops, seen): (ProbeURL, [ProbeURL], Set<ProbeURL>) = (start, [], [start])
    var cookies = CookieJar()
    while true {
      let response: ProbeAnswer.Response
      switch await patiently(method, url, cookies: cookies.header(for: url.host)) {
      case .failed(.cancelled): return .cancelled
      case .failed(let failure): return .failed(failure, hops: hops)
      case .answered(let answer): response = answer
      }
      cookies.take(response.cookies, from: url.host)
      guard [301, 302, 303, 307, 308].contains(response.status), let location = response.location else {
        return .answered(Answer(response: response, url: url, hops: hops))
      }
      let next: ProbeURL
      switch url.redirect(to: location) {
      case .to(let target): next = target
      case .otherScheme(let scheme):
        return .stopped(
          ProbeVerdict(state: .broken, reason: "重定向到网页以外的协议“\(scheme):”", status: response.status),
          isFinal: method == .GET)
      case .invalid:
        return .stopped(
          ProbeVerdict(state: .broken, reason: "重定向的地址写错：“\(location.prefix(100))”", status: response.status),
          isFinal: method == .GET)
      }
      if LoginPages.isLogin(next), !LoginPages.isLogin(start) {
        return .stopped(
          ProbeVerdict(state: .blocked, reason: "转到登录页 \(next.text)，需人工访问", status: response.status),
          isFinal: method == .GET)
      }
      if !policy.allowPrivate, HostKind.of(next.host) != .publicName {
        return .stopped(
          ProbeVerdict(state: .blocked, reason: "重定向到内网或本机地址“\(next.host)”，未访问", status: response.status),
          isFinal: method == .GET)
      }
      hops.append(next)
      guard seen.insert(next).inserted || cookies.changed else {
        return .stopped(
          ProbeVerdict(state: .broken, reason: "重定向循环（回到 \(next.text)）", status: response.status),
          isFinal: method == .GET)
      }
      cookies.changed = false
      guard hops.count <= policy.redirects else {
        return .stopped(
          ProbeVerdict(state: .broken, reason: "重定向超过 \(policy.redirects) 次", status: response.status),
          isFinal: method == .GET)
      }
      url = next
    }
  }

  /// One request, asked again after a time-out (once), a 429 or a 5xx.
  private func patiently(_ method: HTTPMethod, _ url: ProbeURL, cookies: String?) async -> ProbeAnswer {
    var pause = policy.backOff
    var (tries, timeouts) = (0, 0)
    while true {
      let answer = await transport.send(method, url, cookies: cookies)
      switch answer {
      case .failed(.timeout), .failed(.closed):
        // GET comes after a HEAD anyway.
        guard method == .GET, timeouts == 0 else { return answer }
        timeouts += 1
      case .answered(let response) where response.status == 429 || (500...599).contains(response.status):
        guard tries < policy.retries, response.status != 501, response.status != 521, response.status != 505,
          method == .GET || response.status == 429 || response.status == 503
        else { return answer }
        tries += 1
        let asked = response.retryAfter.flatMap { RetryAfter.pause($0) }
        if let asked, asked > policy.retryAfterLimit { return answer }
        await transport.gate(of: url).close(for: asked ?? pause)
        pause *= 2
      default: return answer
      }
      if Task.isCancelled { return .failed(.cancelled) }
    }
  }

  private func verdict(of failure: ProbeAnswer.Failure, url: ProbeURL, hops: [ProbeURL]) async -> ProbeVerdict {
    let place = hops.last.map { "重定向到 \($0.host) 后，" } ?? ""
    switch failure {
    case .noSuchHost: return ProbeVerdict(state: .broken, reason: place + failure.reason)
    case .tls:
      let target = hops.last ?? url
      let told = await TLSFault.describe(target, address: transport.address(of: target.host), timeout: policy.timeout)
      return ProbeVerdict(state: .blocked, reason: place + (told ?? failure.reason))
    default: return ProbeVerdict(state: .blocked, reason: place + failure.reason)
    }
  }

  private func verdict(of answer: Answer, from start: ProbeURL) async -> ProbeVerdict? {
    let response = answer.response
    let status = response.status
    let title = response.isHTML ? PageTitle.of(response.body, charset: response.charset) : nil
    func verdict(_ state: LinkState, _ reason: String) -> ProbeVerdict {
      ProbeVerdict(
        state: state, reason: answer.told.map { reason + "（\($0)）" } ?? reason, status: status, title: title)
    }
    switch LinkTable.state(ofStatus: status) {
    case .broken: return verdict(.broken, "服务器答复 \(status)，页面不存在")
    case .blocked: return verdict(.blocked, Self.blockReason(status))
    case .ok: break
    default: return verdict(.suspect, "服务器答复 \(status)")
    }
    if response.body.allSatisfy({ $0 <= 0x20 }) { return verdict(.suspect, "能打开但内容为空") }
    guard response.isHTML else { return ProbeVerdict(state: .ok, reason: answer.told, status: status) }
    if let title, PageTitle.looksLikeError(title) { return verdict(.suspect, "标题像出错页面：“\(title)”") }
    if !answer.hops.isEmpty, let title, PageTitle.looksLikeLogin(title), !LoginPages.isLogin(start) {
      return verdict(.blocked, "转到登录页，需人工访问")
    }
    if let wall = RobotWall.sign(in: response.body) { return verdict(.blocked, "遇到防护验证（\(wall)），需人工访问") }
    let facts = PageReader().read(response.body, path: answer.url.path, transportCharset: response.charset).facts
    if facts.looksLikeErrorPage, facts.content.textLength > 0 { return verdict(.suspect, "正文像出错页面") }
    if ForeignAttachments.isBinary(start.path) { return verdict(.suspect, ForeignAttachments.reason) }
    if await impossible.isSame(answer, session: self) { return verdict(.suspect, "与不存在的页面答复相同，疑似已失效") }
    if Task.isCancelled { return nil }
    return ProbeVerdict(state: .ok, reason: answer.told, status: status, title: title)
  }

  private static func blockReason(_ status: Int) -> String {
    switch status {
    case 401, 407: "需要登录或授权（\(status)），需人工访问"
    case 429: "访问过于频繁被限制（429），需人工访问"
    default: "被服务器或防护拒绝（\(status)），需人工访问"
    }
  }
}

/// Cookies within one probe: some servers set one and send the visitor to the same address again.
private struct CookieJar {
  private var values: [String: [String: String]] = [:]
  var changed = false

  mutating func take(_ headers: [String], from host: String) {
    for header in headers {
      let pair = header.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard pair.count == 2, let name = pair.first.map(String.init) else { continue }
      if values[host]?[name] == nil { changed = true }
      values[host, default: [:]][name] = String(pair[1])
    }
  }

  func header(for host: String) -> String? {
    guard let values = values[host], !values.isEmpty else { return nil }
    return values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
  }
}
