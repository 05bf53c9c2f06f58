import Foundation

/// An http or https address, taken apart; its text is percent-encoded and has no fragment.
struct ProbeURL: Sendable, Hashable {
  let scheme: String
  let host: String
  let port: Int
  /// With its query, beginning with `/`.
  let path: String

  /// nil where it is no http(s) address.
  init?(_ text: String) {
    guard let mark = text.range(of: "://") else { return nil }
    let scheme = text[..<mark.lowerBound].lowercased()
    guard scheme == "http" || scheme == "https" else { return nil }
    let rest = text[mark.upperBound...].prefix { $0 != "#" }
    let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
    var authority = rest[..<end]
    if let at = authority.lastIndex(of: "@") { authority = authority[authority.index(after: at)...] }
    var port = scheme == "https" ? 443 : 80
    if let colon = authority.lastIndex(of: ":"), !authority[colon...].contains("]") {
      let digits = authority[authority.index(after: colon)...]
      if !digits.isEmpty {
        guard let number = Int(digits), (1...65535).contains(number) else { return nil }
        port = number
      }
      authority = authority[..<colon]
    }
    guard !authority.isEmpty else { return nil }
    let path = rest[end...]
    (self.scheme, self.host, self.port) = (scheme, authority.lowercased(), port)
    self.path = path.hasPrefix("/") ? String(path) : "/" + path
  }

  private init(scheme: String, host: String, port: Int, path: String) {
    (self.scheme, self.host, self.port, self.path) = (scheme, host, port, path)
  }

  var isDefaultPort: Bool { port == (scheme == "https" ? 443 : 80) }
  var origin: String { "\(scheme)://\(host)" + (isDefaultPort ? "" : ":\(port)") }
  var text: String { origin + path }
  var pathWithoutQuery: Substring { path.prefix { $0 != "?" } }

  func with(path: String) -> ProbeURL { ProbeURL(scheme: scheme, host: host, port: port, path: path) }

  enum Redirect {
    case to(ProbeURL)
    /// To something that is neither http nor https.
    case otherScheme(String)
    case invalid
  }

  /// Where a Location header of an answer from here leads.
  func redirect(to location: String) -> Redirect {
    let trimmed = location.trimmingCharacters(in: .whitespacesAndNewlines)
    let encoded = Self.encoded(String(trimmed.prefix { $0 != "#" }))
    guard !encoded.isEmpty else { return .invalid }
    if encoded.hasPrefix("//") { return ProbeURL(scheme + ":" + encoded).map(Redirect.to) ?? .invalid }
    if let colon = encoded.firstIndex(of: ":"),
      encoded[..<colon].allSatisfy({ $0.isLetter || $0.isNumber || "+-.".contains($0) }),
      encoded.first?.isLetter == true
    {
      let name = encoded[..<colon].lowercased()
      guard name == "http" || name == "https" else { return .otherScheme(name) }
      return ProbeURL(encoded).map(Redirect.to) ?? .invalid
    }
    if encoded.hasPrefix("/") { return .to(with(path: Self.resolved(encoded))) }
    if encoded.hasPrefix("?") { return .to(with(path: pathWithoutQuery + encoded)) }
    let folder = pathWithoutQuery.lastIndex(of: "/").map { pathWithoutQuery[...$0] } ?? "/"
    return .to(with(path: Self.resolved(folder + encoded)))
  }

  /// Without dot segments.
  private static func resolved(_ path: String) -> String {
    let (plain, query) = (path.prefix { $0 != "?" }, path.drop { $0 != "?" })
    var kept: [Substring] = []
    var last: Substring = ""
    for segment in plain.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
      last = segment
      if segment == ".." { _ = kept.popLast() } else if segment != "." { kept.append(segment) }
    }
    if last == "." || last == ".." { kept.append("") }
    return "/" + kept.joined(separator: "/") + query
  }

  /// Percent-encodes what a server left as it was.
  private static func encoded(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      if byte > 0x20, byte < 0x7F, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "<"), byte != UInt8(ascii: ">") {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let hex = String(byte, radix: 16, uppercase: true)
        result += "%" + (hex.count == 1 ? "0" + hex : hex)
      }
    }
    return result
  }

  static func contentType(_ value: String?) -> (type: String?, charset: String?) {
    guard let value else { return (nil, nil) }
    let parts = value.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
    let charset = parts.dropFirst().first { $0.lowercased().hasPrefix("charset=") }
      .map { String($0.dropFirst("charset=".count)).trimmingCharacters(in: CharacterSet(charactersIn: "\"' ")) }
    return (parts.first?.lowercased(), charset)
  }
}
