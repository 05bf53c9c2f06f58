import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization

/// A server on loopback whose every answer a test chooses, and which remembers what it was asked and when.
final class TestServer: Sendable {
  struct Reply: Sendable {
    var status = 200
    var headers: [(String, String)] = [("Content-Type", "text/html; charset=utf-8")]
    var body = ""
    /// Before the answer.
    var delay: TimeAmount = .zero
    /// The connection is closed without an answer.
    var hangsUp = false
    /// The body never ends: a little of it comes again and again.
    var drips = false

    static func html(_ title: String, _ text: String = "正文") -> Reply {
      Reply(body: "<html><head><title>\(title)</title></head><body>\(text)</body></html>")
    }
    static func status(_ status: Int, _ headers: [(String, String)] = []) -> Reply {
      Reply(status: status, headers: headers, body: "x")
    }
    static func redirect(_ location: String, _ status: Int = 302) -> Reply {
      Reply(status: status, headers: [("Location", location)])
    }
  }

  struct Request: Sendable {
    let method: String
    let path: String
    let at: ContinuousClock.Instant
    let cookies: String?
  }

  typealias Answer = @Sendable (Request, Int) -> Reply

  private let seen = Mutex<[Request]>([])
  private let open = Mutex((now: 0, most: 0))
  private let channel: any Channel
  let port: Int

  /// - Parameter answer: gives the reply to a request; the number says how often that method and path came before.
  init(certificate: String? = nil, answer: @escaping Answer) async throws {
    let holder = Holder()
    let tls = try certificate.map { pem in
      try NIOSSLContext(
        configuration: .makeServerConfiguration(
          certificateChain: NIOSSLCertificate.fromPEMBytes(Array(pem.utf8)).map { .certificate($0) },
          privateKey: .privateKey(NIOSSLPrivateKey(bytes: Array(TestCertificates.key.utf8), format: .pem))))
    }
    channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
          try channel.pipeline.syncOperations.configureHTTPServerPipeline(withErrorHandling: true)
          try channel.pipeline.syncOperations.addHandler(Handler(server: holder, answer: answer))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    port = channel.localAddress?.port ?? 0
    holder.server = self
  }

  func stop() async { try? await channel.close() }

  var base: String { "http://127.0.0.1:\(port)" }
  var requests: [Request] { seen.withLock { $0 } }
  var mostConnections: Int { open.withLock { $0.most } }

  /// Remembers a request; how often the like came before.
  fileprivate func note(_ request: Request) -> Int {
    seen.withLock { seen in
      let before = seen.count { $0.method == request.method && $0.path == request.path }
      seen.append(request)
      return before
    }
  }

  fileprivate func connection(opened: Bool) {
    open.withLock { open in
      open.now += opened ? 1 : -1
      open.most = max(open.most, open.now)
    }
  }

  /// The server is known only after its channel; loops read it only once a request comes.
  final class Holder: Sendable {
    private let box = Mutex<TestServer?>(nil)
    var server: TestServer? {
      get { box.withLock { $0 } }
      set { box.withLock { $0 = newValue } }
    }
  }

  private final class Handler: ChannelInboundHandler, @unchecked Sendable {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart
    private let server: Holder
    private let answer: Answer
    private var head: HTTPRequestHead?

    init(server: Holder, answer: @escaping Answer) { (self.server, self.answer) = (server, answer) }

    func channelActive(context: ChannelHandlerContext) { server.server?.connection(opened: true) }
    func channelInactive(context: ChannelHandlerContext) { server.server?.connection(opened: false) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      switch unwrapInboundIn(data) {
      case .head(let head): self.head = head
      case .body: break
      case .end:
        guard let head, let server = server.server else { return }
        let request = Request(
          method: head.method.rawValue, path: head.uri, at: .now, cookies: head.headers.first(name: "Cookie"))
        let reply = answer(request, server.note(request))
        let loop = NIOLoopBound(context, eventLoop: context.eventLoop)
        if reply.delay > .zero {
          context.eventLoop.scheduleTask(in: reply.delay) { self.send(reply, to: head, loop.value) }
        } else {
          send(reply, to: head, context)
        }
      }
    }

    private func send(_ reply: Reply, to request: HTTPRequestHead, _ context: ChannelHandlerContext) {
      if reply.hangsUp { return context.close(promise: nil) }
      var headers = HTTPHeaders(reply.headers)
      if reply.drips, request.method != .HEAD { return drip(reply.body, headers, context) }
      headers.add(name: "Content-Length", value: String(reply.body.utf8.count))
      let head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: reply.status), headers: headers)
      context.write(wrapOutboundOut(.head(head)), promise: nil)
      if request.method != .HEAD {
        context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: reply.body)))), promise: nil)
      }
      context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    private func drip(_ text: String, _ headers: HTTPHeaders, _ context: ChannelHandlerContext) {
      context.writeAndFlush(
        wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: .ok, headers: headers))), promise: nil)
      let loop = NIOLoopBound(context, eventLoop: context.eventLoop)
      context.eventLoop.scheduleRepeatedTask(initialDelay: .zero, delay: .milliseconds(50)) { task in
        guard loop.value.channel.isActive else { return task.cancel() }
        loop.value.writeAndFlush(self.wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: text)))), promise: nil)
      }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
  }
}

/// Certificates for localhost, made for these tests and trusted by nobody.
enum TestCertificates {
  static let key = """
    -----BEGIN PRIVATE KEY-----
    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgzOKgH4b3TxBOcmLa
    o3ZtKw645kpHoNpGo+cSYjlLUXWhRANCAAT17j4BYzr1pvBxK0W+P/eGlzv4sLdM
    7AicJBwwhk/02ZG8cE24WPEgk1DKiMdEYz2HMnRk4kyVRIaPgvCPJe7T
    -----END PRIVATE KEY-----
    """
  /// 2020 to 2120.
  static let selfSigned = """
    -----BEGIN CERTIFICATE-----
    MIIBTzCB9qADAgECAgEBMAoGCCqGSM49BAMCMBQxEjAQBgNVBAMMCWxvY2FsaG9z
    dDAgFw0yMDAxMDEwMDAwMDBaGA8yMTIwMDEwMTAwMDAwMFowFDESMBAGA1UEAwwJ
    bG9jYWxob3N0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE9e4+AWM69abwcStF
    vj/3hpc7+LC3TOwInCQcMIZP9NmRvHBNuFjxIJNQyojHRGM9hzJ0ZOJMlUSGj4Lw
    jyXu06M3MDUwFAYDVR0RBA0wC4IJbG9jYWxob3N0MB0GA1UdDgQWBBRnlEJwcbyD
    OcY6bgPP9jU3GGjH+jAKBggqhkjOPQQDAgNIADBFAiBDYoPBrOIJs34JghR0BYyX
    +f9Oihgdf1TJqCZoQ5sh4gIhAKW4VuFCvBDnpcHxf6Sarj/dhM27D2jJ3efhVpJp
    WiP5
    -----END CERTIFICATE-----
    """
  /// Until 2020-01-01.
  static let expired = """
    -----BEGIN CERTIFICATE-----
    MIIBTjCB9KADAgECAgECMAoGCCqGSM49BAMCMBQxEjAQBgNVBAMMCWxvY2FsaG9z
    dDAeFw0xOTAxMDEwMDAwMDBaFw0yMDAxMDEwMDAwMDBaMBQxEjAQBgNVBAMMCWxv
    Y2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABPXuPgFjOvWm8HErRb4/
    94aXO/iwt0zsCJwkHDCGT/TZkbxwTbhY8SCTUMqIx0RjPYcydGTiTJVEho+C8I8l
    7tOjNzA1MBQGA1UdEQQNMAuCCWxvY2FsaG9zdDAdBgNVHQ4EFgQUZ5RCcHG8gznG
    Om4Dz/Y1Nxhox/owCgYIKoZIzj0EAwIDSQAwRgIhAMyjfxksodvWpOSf5uwgDwUh
    14rQ+5jSYlmY3j1yt2DmAiEAg074mCxAYFLi96uZMQi3tevku7sPkbjRV3Xoqoko
    8cc=
    -----END CERTIFICATE-----
    """
}
