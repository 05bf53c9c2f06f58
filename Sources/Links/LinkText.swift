import Exports

/// A link as it is written, taken apart without knowing the site: scheme, faults, path, query, fragment.
enum LinkText {
  /// Nothing to check, with the words to list it under.
  case ignored(String)
  /// Cannot work wherever it stands; the reason in Chinese.
  case malformed(String)
  /// `http://host:port/path?query`; the scheme is nil for `//host/…`.
  case absolute(scheme: String?, host: String, port: Int?, path: String, query: String?)
  /// A path from the root, from the folder, or empty (then only a query).
  case path(String, query: String?)

  /// Reads a value without its fragment. Backslashes are slashes, as browsers take them.
  static func parse(_ raw: String) -> LinkText {
    let raw = stripped(raw)
    if let scheme = scheme(of: raw) { return withScheme(scheme, raw) }
    if let reason = typo(in: raw) { return .malformed(reason) }
    let text = slashed(raw)
    if text.hasPrefix("//") { return authority(scheme: nil, String(text.dropFirst(2))) }
    let (path, query) = split(text)
    return .path(path, query: query)
  }

  /// Line breaks and tabs within, and white space around, do not count in an attribute.
  private static func stripped(_ raw: String) -> String {
    guard raw.utf8.contains(where: { $0 <= 0x20 }) else { return raw }
    var bytes = raw.utf8.filter { $0 != 9 && $0 != 10 && $0 != 13 }[...]
    while let first = bytes.first, first <= 0x20 { bytes.removeFirst() }
    while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The letters before a first colon that comes before any slash, in lower case.
  private static func scheme(of raw: String) -> String? {
    var count = 0
    for byte in raw.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): break
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
        if count == 0 { return nil }
      case UInt8(ascii: ":"): return count == 0 ? nil : raw.prefix(count).lowercased()
      default: return nil
      }
      count += 1
    }
    return nil
  }

  private static let ignoredSchemes: Set<String> = [
    "mailto", "tel", "javascript", "data", "sms", "vbscript", "about", "blob", "callto", "weixin", "wtai", "mqq",
    "mqqwpa", "tencent", "alipays", "magnet", "ed2k", "thunder", "rtsp", "rtmp", "mms", "ws", "wss", "news", "geo",
    "skype", "intent", "itms-apps", "itms", "market", "cid", "mid", "chrome-extension", "moz-extension", "view-source",
    "ftp", "ftps", "sftp", "rtp", "ntp", "nntp", "nfs", "smb", "fax", "whatsapp", "urn",
  ]

  private static func withScheme(_ scheme: String, _ raw: String) -> LinkText {
    let rest = raw.dropFirst(scheme.utf8.count + 1)
    switch scheme {
    case "http", "https":
      let slashes = slashed(String(rest))
      guard slashes.hasPrefix("//") else { return .malformed("“\(scheme):”之后应为两条斜杠“//”") }
      return authority(scheme: scheme, String(slashes.dropFirst(2)))
    case "file": return .malformed("指向编辑者自己电脑上的文件（file:）")
    case _ where ignoredSchemes.contains(scheme):
      return .ignored(scheme == "data" ? "data:" + rest.prefix { $0 != "," && $0 != ";" } : String(raw.prefix(200)))
    // No scheme has one letter: it is a drive, whatever follows (`D:附件\a.doc`, `C:%5CUsers`).
    case _ where scheme.utf8.count == 1: return .malformed("指向编辑者自己电脑上的文件（\(scheme.uppercased()):）")
    case "localhost": return .malformed("指向本机地址 localhost，公众打不开")
    case _ where scheme.contains(".") && rest.first?.isNumber == true: return .malformed("缺少“http://”")
    default: break
    }
    for right in ["http", "https"] where isNear(scheme, right, within: 2) {
      return .malformed("协议写错：“\(scheme):”应为“\(right):”")
    }
    for right in ["mailto", "javascript"] where isNear(scheme, right, within: 2) {
      return .malformed("协议写错：“\(scheme):”应为“\(right):”")
    }
    // `url:http://…`: a label that was copied along with the address.
    let behind = rest.prefix(8).lowercased()
    if behind.hasPrefix("http://") || behind.hasPrefix("https://") { return .malformed("地址前多了“\(scheme):”") }
    return .ignored(String(raw.prefix(200)))
  }

  /// Faults that hide the scheme, so that a browser takes the whole for a path.
  private static func typo(in raw: String) -> String? {
    guard let first = raw.unicodeScalars.first, mayHideScheme(raw) else { return nil }
    if first == "\u{3000}" || first == "\u{A0}" || first == "\u{FEFF}" || first == "\u{200B}" {
      let rest = String(raw.drop { $0 == "\u{3000}" || $0 == "\u{A0}" || $0 == "\u{FEFF}" || $0 == "\u{200B}" })
      if scheme(of: rest).map({ $0 == "http" || $0 == "https" }) == true { return "地址前有看不见的空格或全角空格" }
    }
    // Full-width forms of ASCII, as an input method leaves them.
    var (folded, changed) = ("", false)
    for scalar in raw.unicodeScalars.prefix(12) {
      if (0xFF01...0xFF5E).contains(scalar.value), let half = Unicode.Scalar(scalar.value - 0xFEE0) {
        folded.unicodeScalars.append(half)
        changed = true
      } else if scalar == "\u{2236}" || scalar == "\u{FE55}" {
        folded += ":"
        changed = true
      } else {
        folded.unicodeScalars.append(scalar)
      }
    }
    let lower = folded.lowercased()
    if changed {
      if lower.hasPrefix("http:") || lower.hasPrefix("https:") { return "协议中有全角字符，应为半角“://”" }
      if let other = ["mailto:", "tel:", "javascript:", "ftp:", "file:"].first(where: lower.hasPrefix) {
        return "协议中有全角字符，应为半角“\(other)”"
      }
    }
    if let label = label(before: raw) { return "地址前多了“\(label)”" }
    let head = raw.prefix(8).lowercased()
    guard head.hasPrefix("http") else {
      if head.hasPrefix("h"), hasBrokenScheme(raw) { return "协议中有空格" }
      return slashed(raw).hasPrefix("://") ? "缺少“http”" : nil
    }
    if hasBrokenScheme(raw) { return "协议中有空格" }
    // `http//`, `http;//`, `http ://`, `https.//`: letters, marks, two slashes.
    let rest = slashed(String(raw.dropFirst(head.hasPrefix("https") ? 5 : 4)))
    let marks = rest.prefix { !$0.isLetter && !$0.isNumber && $0 != "/" && $0 != "?" && $0 != "#" }
    if marks.utf8.count <= 6, rest.dropFirst(marks.count).hasPrefix("//") { return "协议写错，应为“http://”或“https://”" }
    return nil
  }

  /// `网址：http://…`, `“http://…`: words and marks, none of them of an address, that were copied along with it.
  private static func label(before raw: String) -> Substring? {
    let label = raw.prefix(12).prefix { !$0.isASCII || $0 == ":" || $0 == " " }
    guard !label.isEmpty else { return nil }
    let behind = raw.dropFirst(label.count).prefix(8).lowercased()
    return behind.hasPrefix("http://") || behind.hasPrefix("https://") ? label : nil
  }

  /// `h ttp://`, `http s://`: blanks within the letters.
  private static func hasBrokenScheme(_ raw: String) -> Bool {
    guard raw.utf8.prefix(6).contains(UInt8(ascii: " ")) else { return false }
    let letters = raw.prefix(12).filter { $0 != " " }.lowercased()
    return letters.hasPrefix("http://") || letters.hasPrefix("https://")
  }

  /// Nearly every path is told by its first bytes: plain ones, and none of `http` or `://`.
  private static func mayHideScheme(_ raw: String) -> Bool {
    let bytes = raw.utf8.prefix(48)
    guard bytes.allSatisfy({ $0 < 0x80 }), let first = bytes.first else { return true }
    return first | 0x20 == UInt8(ascii: "h") || first == UInt8(ascii: ":")
  }

  private static func authority(scheme: String?, _ rest: String) -> LinkText {
    let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
    var authority = rest[..<end]
    if let at = authority.lastIndex(of: "@") { authority = authority[authority.index(after: at)...] }
    var port: Int?
    if let colon = authority.lastIndex(of: ":"), !authority[colon...].contains("]") {
      let digits = authority[authority.index(after: colon)...]
      if !digits.isEmpty {
        guard let number = Int(digits), (1...65535).contains(number) else {
          let isDoubled = ["http", "https"].contains(String(authority[..<colon]).lowercased())
          return .malformed(isDoubled ? "协议写了两次" : "端口“\(digits)”不是数字")
        }
        port = number
      } else if ["http", "https"].contains(authority[..<colon].lowercased()) {
        return .malformed("协议写了两次")
      }
      authority = authority[..<colon]
    }
    // Names of hosts may be written with percent signs and full-width forms; both are faults to a reader.
    let host = authority.lowercased()
    guard !host.isEmpty else { return .malformed("缺少域名") }
    if host == "http" || host == "https" { return .malformed("协议写了两次") }
    guard HostKind.of(host) != .invalid else { return .malformed("域名“\(host)”写法不对") }
    let (path, query) = split(String(rest[end...]))
    return .absolute(
      scheme: scheme, host: host.hasSuffix(".") ? String(host.dropLast()) : host, port: port,
      path: path.isEmpty ? "/" : path, query: query)
  }

  private static func split(_ text: String) -> (path: String, query: String?) {
    guard let mark = SitePath.place(of: UInt8(ascii: "?"), in: text) else { return (text, nil) }
    return (String(text[..<mark]), String(text[text.utf8.index(after: mark)...]))
  }

  /// Backslashes before the query are slashes.
  private static func slashed(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "\\")) else { return text }
    let (path, query) = split(text)
    return path.split(separator: "\\", omittingEmptySubsequences: false).joined(separator: "/")
      + (query.map { "?" + $0 } ?? "")
  }

  /// Whether one word becomes the other by at most so many letters put in, left out, changed or swapped.
  private static func isNear(_ word: String, _ other: String, within limit: Int) -> Bool {
    let (left, right) = (Array(word.utf8), Array(other.utf8))
    guard abs(left.count - right.count) <= limit else { return false }
    var before: [Int] = []
    var row = Array(0...right.count)
    for i in 1...max(left.count, 1) where i <= left.count {
      var next = [i]
      for j in 1...right.count {
        var best = min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1))
        if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
          best = min(best, before[j - 2] + 1)
        }
        next.append(best)
      }
      (before, row) = (row, next)
    }
    return (row.last ?? 0) <= limit
  }
}
