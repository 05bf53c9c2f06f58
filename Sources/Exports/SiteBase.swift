/// Where a site stands on the web: `https://www.example.gov.cn/` or a folder of it.
public struct SiteBase: Sendable, Hashable {
  public let scheme: String
  /// Lower case, without port.
  public let host: String
  /// nil for the scheme's default.
  public let port: Int?
  /// The folder the export's root answers to; begins and ends with a slash, percent-decoded.
  public let folder: String
  /// `https://host` or `https://host:8080`, without a slash.
  public let origin: String

  /// Reads an http(s) address; nil for anything else.
  public init?(_ text: String) {
    guard let mark = text.range(of: "://") else { return nil }
    let scheme = text[..<mark.lowerBound].lowercased()
    guard scheme == "http" || scheme == "https" else { return nil }
    let rest = text[mark.upperBound...]
    let end = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
    var authority = rest[..<end]
    if let at = authority.lastIndex(of: "@") { authority = authority[authority.index(after: at)...] }
    var port: Int?
    if let colon = authority.lastIndex(of: ":"), !authority[colon...].contains("]") {
      let digits = authority[authority.index(after: colon)...]
      guard digits.isEmpty || Int(digits).map({ (0...65535).contains($0) }) == true else { return nil }
      port = Int(digits)
      authority = authority[..<colon]
    }
    let host = authority.lowercased()
    guard !host.isEmpty, !host.contains(where: { $0.isWhitespace }) else { return nil }
    let path = rest[end...].prefix { $0 != "?" && $0 != "#" }
    let decoded = SitePath.rooted(SitePath.decoded(String(path)))
    let last = decoded.lastIndex(of: "/") ?? decoded.startIndex
    self.scheme = scheme
    self.host = host
    self.port = port == (scheme == "https" ? 443 : 80) ? nil : port
    self.folder = String(decoded[...last])
    origin = Self.origin(scheme, host, self.port)
  }

  public init(scheme: String, host: String, port: Int? = nil, folder: String = "/") {
    (self.scheme, self.host, self.port, self.folder) = (scheme, host, port, folder)
    origin = Self.origin(scheme, host, port)
  }

  private static func origin(_ scheme: String, _ host: String, _ port: Int?) -> String {
    "\(scheme)://\(host)" + (port.map { ":\($0)" } ?? "")
  }

  /// The address of a site path that is a file's name: its query, if wget gave it one, becomes a query again.
  public func url(ofPath path: String) -> String {
    guard let mark = SitePath.place(of: UInt8(ascii: "?"), in: path) else { return origin + SitePath.encoded(path) }
    return origin + SitePath.encoded(String(path[..<mark])) + "?"
      + SitePath.encoded(String(path[path.utf8.index(after: mark)...]), keepingQuery: true)
  }

  /// Whether a text is the address of a site path, which mostly can be told without making the address.
  func isURL(_ text: String, ofPath path: String) -> Bool {
    guard SitePath.isPlain(path) else { return text == url(ofPath: path) }
    return text.utf8.count == origin.utf8.count + path.utf8.count && text.hasPrefix(origin) && text.hasSuffix(path)
  }
}
