/// Site paths: absolute from the site's root, percent-decoded, in NFC, such as `/zwgk/政策/a.html`.
public enum SitePath {
  /// The site path of a file by its name below the root: `zwgk/%E6%94%BF.html` → `/zwgk/政.html`.
  ///
  /// A name that wget gave a query (`a.jsp?id=3`) keeps it. Dot segments, doubled slashes and backslashes go.
  public static func ofName(_ name: some Collection<UInt8>) -> String {
    var bytes = Array(name)
    if bytes.contains(UInt8(ascii: "\\")) {
      bytes = bytes.map { $0 == UInt8(ascii: "\\") ? UInt8(ascii: "/") : $0 }
    }
    return "/" + normalised(decoded(NameDecoding.text(bytes)))
  }

  /// Percent-decoded once, then read as UTF-8 or GB18030.
  public static func decoded(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else {
      return text.utf8.allSatisfy { $0 < 0x80 } ? text : NameDecoding.text(text.utf8)
    }
    return NameDecoding.text(NameDecoding.percentDecoded(Substring(text).utf8))
  }

  /// `a/./b/../c//d` → `a/c/d`; `..` above the root stays at the root, as in browsers; a last slash is kept.
  public static func normalised(_ path: String) -> String {
    let utf8 = path.utf8
    var needs = utf8.first == UInt8(ascii: "/")
    var last: UInt8 = 0
    for byte in utf8 {
      if last == UInt8(ascii: "/"), byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") { needs = true }
      last = byte
    }
    guard needs || utf8.first == UInt8(ascii: ".") else { return path }
    var kept: [Substring] = []
    var endsInFolder = false
    for segment in path.split(separator: "/", omittingEmptySubsequences: false) {
      endsInFolder = segment.isEmpty || segment == "." || segment == ".."
      if segment == ".." { _ = kept.popLast() } else if !endsInFolder { kept.append(segment) }
    }
    return kept.joined(separator: "/") + (endsInFolder && !kept.isEmpty ? "/" : "")
  }

  /// The same from the root: `/a/./b` → `/a/b`. Nearly every path is one already.
  public static func rooted(_ path: String) -> String {
    var (isRooted, last) = (path.utf8.first == UInt8(ascii: "/"), UInt8(0))
    for byte in path.utf8 {
      if last == UInt8(ascii: "/"), byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") { isRooted = false }
      last = byte
    }
    return isRooted ? path : "/" + normalised(path)
  }

  /// Percent-encoded UTF-8 as it stands in an address; `?` and `#` of a name are encoded unless `keepingQuery`.
  public static func encoded(_ path: String, keepingQuery: Bool = false) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(path.utf8.count)
    for byte in path.utf8 {
      if isPlain(byte) || (keepingQuery && byte == UInt8(ascii: "?")) {
        result.append(byte)
      } else {
        result.append(UInt8(ascii: "%"))
        result.append(hexDigit(byte >> 4))
        result.append(hexDigit(byte & 15))
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Unreserved, sub-delims, `:`, `@` and `/` of RFC 3986.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "~"), UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "@"), UInt8(ascii: "!"),
      UInt8(ascii: "$"), UInt8(ascii: "&"), UInt8(ascii: "'"), UInt8(ascii: "("), UInt8(ascii: ")"),
      UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "="):
      true
    default: false
    }
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
  }
}
