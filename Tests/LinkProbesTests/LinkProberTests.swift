import Foundation
import Links
import Synchronization
import Testing
import Workdays

@testable import LinkProbes

/// Names that tests give addresses to; nothing but loopback is ever found.
struct TestResolver: HostResolver {
  var names: [String: HostAddresses] = [:]

  func addresses(of host: String) async -> HostAddresses {
    names[host] ?? (host == "127.0.0.1" || host == "localhost" ? .found(["127.0.0.1"]) : .none)
  }
}

func quickPolicy() -> ProbePolicy {
  var policy = ProbePolicy()
  policy.allowPrivate = true
  policy.timeout = .milliseconds(600)
  policy.backOff = .milliseconds(20)
  policy.window = .milliseconds(10)
  return policy
}

func report(_ urls: [String], state: LinkState = .external) throws -> LinkReport {
  LinkReport(
    checkedOn: try #require(CivilDate(iso: "2024-09-30")),
    links: urls.sorted().map { LinkReport.Link(url: $0, state: state, reason: "外部网站", count: 1, from: []) })
}

@Suite("Links asked online", .serialized)
struct LinkProberTests {
  /// The verdicts on paths of a server, by path.
  private func check(
    _ paths: [String], policy: ProbePolicy = quickPolicy(), certificate: String? = nil,
    answer: @escaping TestServer.Answer
  ) async throws -> (links: [String: LinkReport.Link], server: TestServer) {
    let server = try await TestServer(certificate: certificate, answer: answer)
    let base = certificate == nil ? server.base : "https://localhost:\(server.port)"
    let found = try await LinkProber(policy: policy, resolver: TestResolver()).check(report(paths.map { base + $0 }))
    await server.stop()
    return (
      Dictionary(uniqueKeysWithValues: found.links.map { (String($0.url.dropFirst(base.count)), $0) }), server
    )
  }

  @Test(
    "each status means what the contract says",
    arguments: [
      (200, LinkState.ok), (404, .broken), (410, .broken), (401, .blocked), (403, .blocked), (407, .blocked),
      (412, .blocked), (429, .blocked), (521, .blocked), (500, .suspect), (503, .suspect), (400, .suspect),
    ])
  func statuses(status: Int, state: LinkState) async throws {
    let (links, server) = try await check(["/a"]) { request, _ in
      request.path == "/a" ? .status(status, [("Content-Type", "text/html")]) : .status(404)
    }
    #expect(links["/a"]?.state == state)
    #expect(links["/a"]?.status == status)
    let gets = server.requests.count { $0.method == "GET" && $0.path == "/a" }
    #expect(gets == ([429, 500, 503].contains(status) ? 3 : 1))
  }

  @Test("a failed HEAD is never a verdict: GET decides", arguments: [403, 404, 405, 500, 501])
  func headFails(status: Int) async throws {
    let (links, _) = try await check(["/a.html", "/b.pdf"]) { request, _ in
      if request.path.hasPrefix("/gongkai-") { return .status(404) }
      if request.method == "HEAD" { return .status(status) }
      return request.path == "/b.pdf"
        ? TestServer.Reply(headers: [("Content-Type", "application/pdf")], body: "%PDF") : .html("政策文件")
    }
    #expect(links["/a.html"]?.state == .ok)
    #expect(links["/a.html"]?.title == "政策文件")
    #expect(links["/b.pdf"]?.state == .ok)
  }

  @Test("a HEAD that hangs up is no verdict either")
  func headHangsUp() async throws {
    let (links, _) = try await check(["/a.html"]) { request, _ in
      if request.method == "HEAD" { return TestServer.Reply(hangsUp: true) }
      return request.path == "/a.html" ? .html("好") : .status(404)
    }
    #expect(links["/a.html"]?.state == .ok)
  }

  @Test("what is not HTML is settled by HEAD, HTML is fetched for its title, in its own charset")
  func methods() async throws {
    let (links, server) = try await check(["/a.pdf", "/b.html"]) { request, _ in
      switch request.path {
      case "/a.pdf": TestServer.Reply(headers: [("Content-Type", "application/pdf")], body: "%PDF")
      case "/b.html": .html("阅办 &amp; 联动")
      default: .status(404)
      }
    }
    #expect(links["/a.pdf"]?.state == .ok)
    #expect(links["/b.html"]?.title == "阅办 & 联动")
    #expect(!server.requests.contains { $0.path == "/a.pdf" && $0.method == "GET" })
  }

  @Test("redirects are followed and told; loops, too many, and other schemes are broken; a login is blocked")
  func redirects() async throws {
    let paths = ["/one", "/loop1", "/chain/0", "/short/0", "/scheme", "/login-wall", "/login", "/cookie", "/bad"]
    let (links, _) = try await check(paths) { request, _ in
      switch request.path {
      case "/one": .redirect("/two?x=1", 301)
      case "/two?x=1", "/end": .html("到了")
      case "/loop1": .redirect("loop2")
      case "/loop2": .redirect("/loop1")
      case "/scheme": .redirect("ftp://127.0.0.1/a")
      case "/login-wall": .redirect("/cas/login?service=x")
      case "/cas/login?service=x": .html("统一身份认证")
      case "/login": .html("登录")
      case "/bad": .redirect("http://")
      case "/cookie":
        request.cookies == nil
          ? TestServer.Reply(status: 302, headers: [("Location", "/cookie"), ("Set-Cookie", "a=1; Path=/")])
          : .html("有")
      case let path where path.hasPrefix("/chain/"): .redirect("/chain/\((Int(path.dropFirst(7)) ?? 0) + 1)")
      case "/short/8": .html("第八次")
      case let path where path.hasPrefix("/short/"): .redirect("/short/\((Int(path.dropFirst(7)) ?? 0) + 1)")
      default: .status(404)
      }
    }
    #expect(
      links.mapValues(\.state) == [
        "/one": .ok, "/loop1": .broken, "/chain/0": .broken, "/short/0": .ok, "/scheme": .broken,
        "/login-wall": .blocked,
        "/login": .ok, "/cookie": .ok, "/bad": .broken,
      ])
    #expect(links["/one"]?.reason?.contains("/two?x=1") == true)
    #expect(links["/loop1"]?.reason?.contains("循环") == true)
    #expect(links["/chain/0"]?.reason?.contains("超过 8 次") == true)
  }

  @Test("a time-out is retried once, then it is blocked, never broken")
  func timeouts() async throws {
    let (links, server) = try await check(["/slow", "/once"]) { request, before in
      if request.path == "/slow" { return TestServer.Reply(body: "x", delay: .seconds(30)) }
      if request.path == "/once", request.method == "HEAD" || before == 0 {
        return TestServer.Reply(body: "x", delay: .seconds(30))
      }
      return request.path == "/once" ? .html("慢而能开") : .status(404)
    }
    #expect(links["/slow"]?.state == .blocked)
    #expect(links["/slow"]?.reason?.contains("超时") == true)
    #expect(server.requests.count { $0.path == "/slow" && $0.method == "GET" } == 2)
    #expect(links["/once"]?.state == .ok)
  }

  @Test("an answer that never ends is read for as long as one may take: what came is enough", .timeLimit(.minutes(1)))
  func endless() async throws {
    let (links, _) = try await check(["/drip", "/page"]) { request, _ in
      switch request.path {
      case "/drip": TestServer.Reply(body: "<title>滴</title>", drips: true)
      case "/page": .html("页")
      default: .status(404)
      }
    }
    #expect(links.mapValues(\.state) == ["/drip": .ok, "/page": .ok])
    #expect(links["/drip"]?.title == "滴")
  }

  @Test("429 with Retry-After is asked again after it, a longer one is not waited for")
  func retryAfter() async throws {
    var policy = quickPolicy()
    policy.retryAfterLimit = .seconds(5)
    let (links, server) = try await check(["/short", "/long"], policy: policy) { request, _ in
      if request.path == "/long" { return .status(429, [("Retry-After", "31")]) }
      guard request.path == "/short" else { return .status(404) }
      if request.method == "HEAD" { return .status(405) }
      return .status(429, [("Retry-After", "1")])
    }
    #expect(links.mapValues(\.state) == ["/short": .blocked, "/long": .blocked])
    let gets = server.requests.filter { $0.path == "/short" && $0.method == "GET" }.map(\.at)
    #expect(gets.count == 3)
    #expect(zip(gets, gets.dropFirst()).allSatisfy { $1 - $0 >= .seconds(1) })
    #expect(server.requests.count { $0.path == "/long" && $0.method == "GET" } == 1)
  }

  @Test("Retry-After is a number of seconds or a moment")
  func retryAfter() {
    let now = Date(timeIntervalSince1970: 1_700_000_000)
    #expect(RetryAfter.pause("7", now: now) == .seconds(7))
    #expect(RetryAfter.pause("Tue, 14 Nov 2023 22:13:25 GMT", now: now) == .seconds(5))
    #expect(RetryAfter.pause("Tue, 14 Nov 2023 22:13:00 GMT", now: now) == .zero)
    #expect(RetryAfter.pause("soon", now: now) == nil)
  }

  @Test("soft 404s are known by what the host answers for an impossible page, and by their titles")
  func softNotFound() async throws {
    let (links, _) = try await check(["/gone.html", "/real.html", "/home", "/title.html"]) { request, _ in
      switch request.path {
      case "/real.html": .html("示例网", "一篇真的文章")
      case "/title.html": .html("您访问的页面不存在")
      case "/home": .html("示例网", "首页")
      default: .html("示例网", "地址 \(request.path) 没有内容，请返回首页")
      }
    }
    #expect(
      links.mapValues(\.state) == [
        "/gone.html": .suspect, "/real.html": .ok, "/home": .ok, "/title.html": .suspect,
      ])
    // What an article speaks of is not what it is; what a page says of itself under a neutral title is.
    let article = "为规范政府网站管理，方便群众办事，结合本区实际，制定本办法。"
    let (about, _) = try await check(["/bus.html", "/rules.html", "/upkeep.html", "/body.html", "/a.pdf", "/pdf"]) {
      request, _ in
      switch request.path {
      case "/bus.html": .html("404路公交线路调整公告", article)
      case "/rules.html": .html("网站“页面不存在”问题整改办法", article + "一")
      case "/upkeep.html": .html("网站系统维护公告", article + "二")
      case "/a.pdf": .html("示例网", article + "三")
      case "/pdf": .html("示例网", article + "四")
      case "/body.html": .html("示例网", "<p>抱歉，您访问的页面不存在或已删除！</p>")
      default: .init(status: 404)
      }
    }
    #expect(
      about.mapValues(\.state) == [
        "/bus.html": .ok, "/rules.html": .ok, "/upkeep.html": .ok, "/body.html": .suspect, "/a.pdf": .suspect,
        "/pdf": .ok,
      ])
    // The address within the answer is no difference, however deep it is.
    let (deep, _) = try await check(["/a/b/%E6%96%87.html", "/关于文件不存在.html", "/file.pdf"]) { request, _ in
      switch request.path {
      case "/file.pdf": .html("文件不存在")
      case "/%E5%85%B3%E4%BA%8E%E6%96%87%E4%BB%B6%E4%B8%8D%E5%AD%98%E5%9C%A8.html": .html("关于页面不存在问题整改的通知")
      default: .html("示例网", "没有 \(request.path) 这个页面")
      }
    }
    #expect(
      deep.mapValues(\.state) == [
        "/a/b/%E6%96%87.html": .suspect, "/关于文件不存在.html": .ok, "/file.pdf": .suspect,
      ])
    let (moved, _) = try await check(["/gone.html", "/real.html", "/"]) { request, _ in
      switch request.path {
      case "/real.html": .html("文章")
      case "/": .html("首页")
      default: .redirect("/")
      }
    }
    #expect(moved.mapValues(\.state) == ["/gone.html": .suspect, "/real.html": .ok, "/": .ok])
  }

  @Test("an empty answer is suspect, a robot wall is blocked")
  func emptyAndWalled() async throws {
    let (links, _) = try await check(["/empty", "/wall"]) { request, _ in
      switch request.path {
      case "/empty": TestServer.Reply(body: "")
      case "/wall": .html("", "<script>$_ts=window['$_ts'];</script>")
      default: .status(404)
      }
    }
    #expect(links.mapValues(\.state) == ["/empty": .suspect, "/wall": .blocked])
  }

  @Test("no such host is broken; a host that cannot be looked up now, or refuses, is blocked")
  func hosts() async throws {
    let resolver = TestResolver(names: ["later.example": .failed, "closed.example": .found(["127.0.0.1"])])
    let found = try await LinkProber(policy: quickPolicy(), resolver: resolver).check(
      report(["http://nowhere.example/", "http://later.example/", "http://closed.example:9/"]))
    #expect(found.links.map(\.state) == [.blocked, .blocked, .broken])
    #expect(found.links.last?.reason == "域名不存在")
    #expect(await SystemResolver().addresses(of: "no-such-host.invalid") == .none)
  }

  @Test("private addresses are not asked unless allowed: as written, as redirect, and behind a public name")
  func privateAddresses() async throws {
    let server = try await TestServer { request, _ in
      request.path == "/a" ? .html("内网") : .status(404)
    }
    var policy = quickPolicy()
    policy.allowPrivate = false
    let resolver = TestResolver(names: ["rebind.example": .found(["93.184.216.34", "127.0.0.1"])])
    let urls = ["http://127.0.0.1:\(server.port)/a", "http://rebind.example:\(server.port)/b"]
    let found = try await LinkProber(policy: policy, resolver: resolver).check(report(urls))
    #expect(found.links.map(\.state) == [.blocked, .blocked])
    #expect(found.links.allSatisfy { $0.reason?.contains("内网") == true })
    #expect(server.requests.isEmpty)
    let allowed = try await LinkProber(policy: quickPolicy(), resolver: TestResolver()).check(report([urls[0]]))
    #expect(allowed.links.map(\.state) == [.ok])
    await server.stop()
  }

  @Test("a public page that redirects inside is not followed there")
  func redirectInside() async throws {
    let server = try await TestServer { _, _ in .redirect("http://192.168.0.1/secret") }
    // The test's own server must be reachable, so only the target of the redirect counts as private here.
    let session = ProbeSession(
      policy: {
        var policy = quickPolicy(); policy.allowPrivate = false; return policy
      }(),
      transport: ProbeTransport(policy: quickPolicy(), resolver: TestResolver()))
    let url = try #require(ProbeURL("\(server.base)/a"))
    guard case .stopped(let verdict, _) = await session.follow(.GET, from: url) else {
      Issue.record("the redirect was followed")
      return
    }
    #expect(verdict.state == .blocked)
    #expect(verdict.reason?.contains("192.168.0.1") == true)
    await session.transport.shutdown()
    await server.stop()
  }

  @Test(
    "faults of certificates are told apart",
    arguments: [
      (TestCertificates.selfSigned, "不受信任"), (TestCertificates.expired, "已过期"),
    ])
  func certificates(certificate: String, words: String) async throws {
    let (links, _) = try await check(["/a"], certificate: certificate) { _, _ in .html("x") }
    #expect(links["/a"]?.state == .blocked)
    #expect(links["/a"]?.reason?.contains(words) == true)
  }

  @Test("a host sees at most two connections and four requests in any second, whatever they are for")
  func limits() async throws {
    var policy = quickPolicy()
    policy.window = ProbePolicy().window
    policy.timeout = .seconds(5)
    let (_, server) = try await check((0..<5).map { "/\($0)" }, policy: policy) { request, _ in
      request.path == "/3" ? .redirect("/moved") : request.method == "HEAD" ? .status(405) : .html("页 \(request.path)")
    }
    let times = server.requests.map(\.at)
    #expect(times.count >= 11)
    for (index, time) in times.enumerated() where index >= 4 { #expect(time - times[index - 4] >= .seconds(1)) }
    #expect(server.mostConnections <= 2)
  }

  @Test("results are kept for a day and not asked for again; other settings and broken files count as none")
  func cache() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "gongkai-probes-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let server = try await TestServer { request, _ in request.path == "/a" ? .html("一") : .status(404) }
    let clock = Mutex(1_700_000_000.0)
    func ask(tool: String = "1.0") async throws -> LinkReport {
      let cache = ProbeCache(folder: folder, tool: tool, now: { clock.withLock { $0 } })
      return try await LinkProber(policy: quickPolicy(), resolver: TestResolver(), cache: cache).check(
        report([server.base + "/a"]))
    }
    let first = try await ask()
    let asked = server.requests.count
    clock.withLock { $0 += 86_000 }
    #expect(try await ask() == first)
    #expect(server.requests.count == asked)
    _ = try await ask(tool: "2.0")
    #expect(server.requests.count > asked)
    clock.withLock { $0 += 86_500 }
    let again = server.requests.count
    _ = try await ask(tool: "2.0")
    #expect(server.requests.count > again)
    try Data("{".utf8).write(to: URL(fileURLWithPath: folder + "/probes.json"))
    #expect(try await ask() == first)
    await server.stop()
  }

  @Test("when it is interrupted, what is known is kept and the rest stays as it was")
  func cancellation() async throws {
    let server = try await TestServer { request, _ in
      request.path.hasPrefix("/fast")
        ? TestServer.Reply(headers: [("Content-Type", "application/pdf")], body: "x")
        : TestServer.Reply(body: "x", delay: .seconds(60))
    }
    var policy = quickPolicy()
    policy.timeout = .seconds(60)
    let known = Mutex(0)
    let urls = ["/fast1", "/fast2", "/slow1", "/slow2", "/slow3"].map { server.base + $0 }
    let input = try report(urls)
    let task = Task { [policy] in
      await LinkProber(policy: policy, resolver: TestResolver()).check(input) { progress in
        known.withLock { $0 = progress.done }
      }
    }
    while known.withLock({ $0 }) < 2 { try await Task.sleep(for: .milliseconds(5)) }
    task.cancel()
    let found = await task.value
    #expect(found.links.map(\.state) == [.ok, .ok, .external, .external, .external])
    await server.stop()
  }

  @Test("only what the export cannot answer is asked, and a host that cannot be asked leaves the export's word")
  func scope() async throws {
    let server = try await TestServer { request, _ in request.path == "/back" ? .html("在") : .status(403) }
    var input = try report(["/ok", "/malformed", "/back", "/wall"].map { server.base + $0 })
    for index in input.links.indices {
      switch input.links[index].url.dropFirst(server.base.count) {
      case "/ok": input.links[index].state = .ok
      case "/malformed": input.links[index].state = .malformed
      default: input.links[index].state = .broken
      }
    }
    let found = await LinkProber(policy: quickPolicy(), resolver: TestResolver()).check(input)
    #expect(found.links.map(\.state) == [.ok, .malformed, .ok, .broken])
    #expect(!server.requests.contains { $0.path == "/ok" || $0.path == "/malformed" })
    await server.stop()
  }
}
