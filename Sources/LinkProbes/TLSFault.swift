import Glibc
import NIOCore
import NIOPosix
import NIOSSL
import NIOTLS

/// Why a secure connection cannot be made, found by connecting once more and looking at the certificate.
enum TLSFault {
  /// In Chinese; nil where nothing more can be said.
  static func describe(_ url: ProbeURL, address: String?, timeout: Duration) async -> String? {
    guard let address else { return nil }
    let seconds = max(timeout.components.seconds, 1)
    do {
      let certificate = try await certificate(of: url, address: address, seconds: seconds)
      let now = time(nil)
      if certificate.notValidAfter < now { return "网站证书已过期" }
      if certificate.notValidBefore > now { return "网站证书尚未生效" }
      if await connects(url, address: address, verification: .noHostnameVerification, seconds: seconds) {
        return "网站证书与域名 \(url.host) 不符"
      }
      return "网站证书不受信任（自签名或证书链不完整）"
    } catch {
      return "安全连接（TLS）握手失败，协议或加密方式不兼容"
    }
  }

  private static func certificate(of url: ProbeURL, address: String, seconds: Int64) async throws -> NIOSSLCertificate {
    let loop = MultiThreadedEventLoopGroup.singleton.next()
    let promise = loop.makePromise(of: NIOSSLCertificate.self)
    let context = try NIOSSLContext(configuration: .makeClientConfiguration())
    let name = HostNameForTLS.of(url.host)
    ClientBootstrap(group: loop).connectTimeout(.seconds(seconds)).channelInitializer { channel in
      channel.eventLoop.makeCompletedFuture {
        let handler = try NIOSSLClientHandler(
          context: context, serverHostname: name,
          customVerificationCallback: { chain, verified in
            if let first = chain.first {
              promise.succeed(first)
            } else {
              promise.fail(NIOSSLError.unableToValidateCertificate)
            }
            verified.succeed(.failed)
          })
        try channel.pipeline.syncOperations.addHandlers([handler, FailureHandler(promise: promise)])
      }
    }.connect(host: address, port: url.port).whenComplete { result in
      switch result {
      case .failure(let error): promise.fail(error)
      case .success(let channel):
        loop.scheduleTask(in: .seconds(seconds)) {
          promise.fail(ChannelError.connectTimeout(.seconds(seconds)))
          channel.close(promise: nil)
        }
      }
    }
    return try await promise.futureResult.get()
  }

  private static func connects(
    _ url: ProbeURL, address: String, verification: CertificateVerification, seconds: Int64
  ) async -> Bool {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.certificateVerification = verification
    let loop = MultiThreadedEventLoopGroup.singleton.next()
    let promise = loop.makePromise(of: Bool.self)
    guard let context = try? NIOSSLContext(configuration: configuration) else {
      promise.succeed(false)
      return false
    }
    let name = HostNameForTLS.of(url.host)
    ClientBootstrap(group: loop).connectTimeout(.seconds(seconds)).channelInitializer { channel in
      channel.eventLoop.makeCompletedFuture {
        let handler = try NIOSSLClientHandler(context: context, serverHostname: name)
        try channel.pipeline.syncOperations.addHandlers([handler, HandshakeHandler(promise: promise)])
      }
    }.connect(host: address, port: url.port).whenComplete { result in
      switch result {
      case .failure: promise.succeed(false)
      case .success(let channel):
        loop.scheduleTask(in: .seconds(seconds)) {
          promise.succeed(false)
          channel.close(promise: nil)
        }
      }
    }
    return (try? await promise.futureResult.get()) ?? false
  }
}

/// A name for the handshake; addresses in numbers have none.
private enum HostNameForTLS {
  static func of(_ host: String) -> String? {
    host.hasPrefix("[") || host.allSatisfy { $0.isNumber || $0 == "." } ? nil : host
  }
}

/// Ends the wait when the handshake fails before a certificate was seen.
private final class FailureHandler: ChannelInboundHandler, Sendable {
  typealias InboundIn = ByteBuffer
  private let promise: EventLoopPromise<NIOSSLCertificate>

  init(promise: EventLoopPromise<NIOSSLCertificate>) { self.promise = promise }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    promise.fail(error)
    context.close(promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) { promise.fail(ChannelError.eof) }
}

/// Tells whether the handshake came about.
private final class HandshakeHandler: ChannelInboundHandler, Sendable {
  typealias InboundIn = ByteBuffer
  private let promise: EventLoopPromise<Bool>

  init(promise: EventLoopPromise<Bool>) { self.promise = promise }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .handshakeCompleted? = event as? TLSUserEvent { promise.succeed(true) }
    context.close(promise: nil)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    promise.succeed(false)
    context.close(promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) { promise.succeed(false) }
}
