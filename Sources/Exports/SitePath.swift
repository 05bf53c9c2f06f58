import Glibc

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
    return rooted(decoded(NameDecoding.text(bytes)))
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
    guard path.utf8.first == UInt8(ascii: "/") || hasDots(path) else { return path }
    var kept: [UInt8] = []
    kept.reserveCapacity(path.utf8.count)
    var endsInFolder = false
    for segment in path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      let dots = segment.count <= 2 && segment.allSatisfy { $0 == UInt8(ascii: ".") } ? segment.count : nil
      endsInFolder = dots != nil
      if dots == 2 {
        kept.removeSubrange((kept.lastIndex(of: UInt8(ascii: "/")) ?? 0)...)
      } else if dots == nil {
        if !kept.isEmpty { kept.append(UInt8(ascii: "/")) }
        kept += segment
      }
    }
    if endsInFolder, !kept.isEmpty { kept.append(UInt8(ascii: "/")) }
    return String(decoding: kept, as: UTF8.self)
  }

  /// The same from the root, with its slash. Nearly every path is one already.
  public static func rooted(_ path: String) -> String {
    if path.utf8.first == UInt8(ascii: "/"), !hasDots(path) { return path }
    return "/" + normalised(path)
  }

  /// Whether a path has what has to go: slashes side by side, or a name that begins with a dot, and perhaps is one.
  private static func hasDots(_ path: String) -> Bool {
    var last: UInt8 = 0
    for byte in path.utf8 {
      if last == UInt8(ascii: "/"), byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") { return true }
      last = byte
    }
    return path.utf8.first == UInt8(ascii: ".")
  }

  /// Percent-encoded UTF-8 as it stands in an address; `?` and `#` of a name are encoded unless `keepingQuery`.
  public static func encoded(_ path: String, keepingQuery: Bool = false) -> String {
    if isPlain(path) { return path }
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

  /// Whether nothing of a path is encoded in its address.
  static func isPlain(_ path: String) -> Bool { path.utf8.allSatisfy(isPlain) }

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

  /// Where a byte stands first.
  public static func place(of byte: UInt8, in text: String) -> String.Index? {
    let found = text.utf8.withContiguousStorageIfAvailable { bytes -> Int? in
      guard let start = bytes.baseAddress, let found = memchr(start, Int32(byte), bytes.count) else { return nil }
      return UnsafeRawPointer(found) - UnsafeRawPointer(start)
    }
    guard let found else { return text.utf8.firstIndex(of: byte) }
    return found.map { text.utf8.index(text.startIndex, offsetBy: $0) }
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
  }
}
