/// What one request came to.
enum ProbeAnswer: Sendable {
  case answered(Response)
  case failed(Failure)

  struct Response: Sendable {
    let status: Int
    let contentType: String?
    let charset: String?
    let location: String?
    let retryAfter: String?
    let contentLength: Int?
    let cookies: [String]
    /// At most `ProbePolicy.bodyBytes`; empty for HEAD.
    let body: [UInt8]

    var isHTML: Bool {
      guard let contentType else {
        return body.prefix(512).contains(UInt8(ascii: "<"))
      }
      return contentType == "text/html" || contentType == "application/xhtml+xml"
    }
  }

  enum Failure: Sendable, Hashable {
    case timeout
    case noSuchHost
    case lookupFailed
    /// The host's name leads to a private address.
    case privateAddress(String)
    case refused
    case closed
    case tls
    case invalidAddress
    case cancelled
    case other(String)

    /// In Chinese.
    var reason: String {
      switch self {
      case .timeout: "访问超时（重试一次仍无答复）"
      case .noSuchHost: "域名不存在"
      case .lookupFailed: "域名暂时无法解析"
      case .privateAddress(let address): "域名指向内网或本机地址 \(address)，未访问"
      case .refused: "服务器拒绝连接"
      case .closed: "连接被服务器中断"
      case .tls: "安全连接（TLS）建立失败"
      case .invalidAddress: "地址无法访问"
      case .cancelled: "检查被中断"
      case .other(let text): "访问失败（\(text)）"
      }
    }
  }
}
