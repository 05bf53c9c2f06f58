public import Exports
import Foundation

/// Resolves links against what the site has; built once, used by all workers at the same time.
public struct LinkTable: Sendable {
  let entries: [SiteEntry]
  let paths: PathTable
  let base: SiteBase?
  private let ownHosts: Set<Site.OwnHost>
  private let folders: [String]
  private let otherHosts: Set<String>
  private let isComplete: Bool
  /// Whether all of the site's hosts are the public's.
  private let isPublic: Bool
  /// Whether private and loopback addresses are external like any other, to be probed online.
  public var allowPrivate = false
  /// Saved pages by the canonical form of the address that was noted in them.
  private var origins: [String: Int] = [:]
  /// By site path, the folders on the site of pages that were saved one by one.
  private var savedFolders: [String: String] = [:]
  private static let redirectLimit = 8

  public init(_ site: Site) {
    (entries, base, ownHosts) = (site.entries, site.base, site.ownHosts)
    (folders, isComplete, otherHosts) = (site.folders, site.isComplete, site.otherHosts)
    paths = PathTable(site.entries)
    isPublic = site.ownHosts.allSatisfy { HostKind.of($0.name) != .intranet }
    for index in entries.indices {
      guard let origin = entries[index].origin else { continue }
      origins[target(of: origin).url] = index
      if entries[index].isSavedAlone { savedFolders[entries[index].path] = SiteBase(origin)?.folder }
    }
  }

  /// From where relative addresses count: the site path of a page, or what its `<base>` says.
  struct Context: Sendable, Hashable {
    /// Another host, where `<base>` names one.
    var scheme: String?
    var host: String?
    var port: Int?
    /// The folder with its slash, decoded.
    var folder: String
    /// The document itself, decoded, and its query.
    var document: String
    var query: String?
    /// Of a page that was saved by itself, the folder it has on its site: its links may count from there.
    var savedFolder: String?

    init(path: String) {
      let mark = SitePath.place(of: UInt8(ascii: "?"), in: path)
      document = mark.map { String(path[..<$0]) } ?? path
      query = mark.map { String(path[path.utf8.index(after: $0)...]) }
      folder = Self.folder(of: document)
    }

    static func folder(of document: String) -> String {
      document.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(document[...$0]) } ?? "/"
    }
  }

  /// Resolves a value as it stands on the page at `path`, without regard to its fragment.
  ///
  /// Also serves addresses from elsewhere, such as a ledger's 网址: give `/` as the path.
  public func target(of value: String, onPage path: String = "/", base: String? = nil) -> LinkTarget {
    // What stands from the root means the same on every page.
    if base == nil, let target = plain(value) { return target }
    let withoutFragment = SitePath.place(of: UInt8(ascii: "#"), in: value).map { String(value[..<$0]) } ?? value
    var context = pageContext(path)
    if let base { context = self.context(base: base, page: context) }
    return resolve(withoutFragment, in: context)
  }

  /// From where the links of the page at a site path count, as long as it has no `<base>`.
  func pageContext(_ path: String) -> Context {
    var context = Context(path: path)
    context.savedFolder = savedFolder(of: path)
    return context
  }

  /// See `Context.savedFolder`.
  func savedFolder(of path: String) -> String? { savedFolders.isEmpty ? nil : savedFolders[path] }

  func context(base text: String, page: Context) -> Context {
    var context = page
    switch LinkText.parse(String(text.prefix { $0 != "#" })) {
    case .absolute(let scheme, let host, let port, let path, let query):
      let scheme = scheme ?? base?.scheme ?? "http"
      if !isOwn(scheme, host, port) { (context.scheme, context.host, context.port) = (scheme, host, port) }
      context.document = SitePath.rooted(SitePath.decoded(path))
      context.query = query
    case .path(let path, let query):
      guard !path.isEmpty else { return page }
      let whole = path.hasPrefix("/") ? path : page.folder + path
      context.document = SitePath.rooted(SitePath.decoded(whole))
      context.query = query
    case .ignored, .malformed: return page
    }
    context.folder = Context.folder(of: context.document)
    return context
  }

  func resolve(_ value: String, in context: Context) -> LinkTarget {
    if context.host == nil, let target = plain(value) { return target }
    switch LinkText.parse(value) {
    case .ignored(let text):
      return LinkTarget(url: Self.asWritten(text), state: .ignored, reason: "不是网页地址，不检查")
    case .malformed(let reason):
      if let hit = literal(value, in: context) { return hit }
      return LinkTarget(url: Self.asWritten(value), state: .malformed, reason: reason)
    case .absolute(let scheme, let host, let port, let path, let query):
      let scheme = scheme ?? context.scheme ?? base?.scheme ?? "http"
      guard isOwn(scheme, host, port) else { return external(scheme, host, port, path, query) }
      return own(SitePath.decoded(path), query: query, value: value)
    case .path(let path, let query):
      if let host = context.host {
        let whole = path.isEmpty ? context.document : path.hasPrefix("/") ? path : context.folder + path
        return external(
          context.scheme ?? "http", host, context.port, SitePath.rooted(SitePath.decoded(whole)), query,
          isDecoded: true)
      }
      if path.isEmpty { return own(context.document, query: query ?? context.query, value: value) }
      let decoded = SitePath.decoded(path)
      if decoded.hasPrefix("/") { return own(decoded, query: query, value: value) }
      let target = own(context.folder + decoded, query: query, value: value)
      guard let savedFolder = context.savedFolder, target.state == .uncaptured else { return target }
      return own(savedFolder + decoded, query: query, value: value)
    }
  }

  /// The shortest way for what most values are, a file's path from the root in which nothing is to be decoded, encoded
  /// or taken out; nil for anything else, and where there is no such file.
  private func plain(_ value: String) -> LinkTarget? {
    guard Self.isPlain(value), case .entry(let index) = paths.find(value, query: nil) else { return nil }
    return found(index, url: (base?.origin ?? "") + value, depth: 0)
  }

  private static func isPlain(_ value: String) -> Bool {
    guard value.utf8.first == UInt8(ascii: "/") else { return false }
    var last: UInt8 = 0
    for byte in value.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
        break
      case UInt8(ascii: "/"), UInt8(ascii: "."):
        // `//host`, `/./` and `/../`.
        if last == UInt8(ascii: "/") { return false }
      default: return false
      }
      last = byte
    }
    return true
  }

  /// A file whose name looks like a fault (`http：` as a folder's name) is a file all the same.
  private func literal(_ value: String, in context: Context) -> LinkTarget? {
    guard context.host == nil, !value.contains(":") else { return nil }
    let path = SitePath.rooted(context.folder + SitePath.decoded(value))
    guard case .entry(let index) = paths.find(path, query: nil) else { return nil }
    return LinkTarget(url: address(path, query: nil), state: .ok, entry: index)
  }

  private func isOwn(_ scheme: String, _ host: String, _ port: Int?) -> Bool {
    guard !ownHosts.isEmpty else { return false }
    let plain = port == nil || port == 80 || port == 443
    if plain, ownHosts.contains(Site.OwnHost(name: host, port: nil)) { return true }
    return ownHosts.contains(Site.OwnHost(name: host, port: port ?? (scheme == "https" ? 443 : 80)))
  }

  private func external(
    _ scheme: String, _ host: String, _ port: Int?, _ path: String, _ query: String?, isDecoded: Bool = false
  ) -> LinkTarget {
    let shownPort = port == (scheme == "https" ? 443 : 80) ? nil : port
    let origin = "\(scheme)://\(host)" + (shownPort.map { ":\($0)" } ?? "")
    let shown = isDecoded ? SitePath.encoded(path) : Self.asWritten(path)
    let url = origin + (shown.hasPrefix("/") ? shown : "/" + shown) + (query.map { "?" + Self.asWritten($0) } ?? "")
    if let saved = origins[url] { return found(saved, url: url, depth: 0) }
    if isPublic, !allowPrivate, HostKind.of(host) == .intranet {
      return LinkTarget(url: url, state: .malformed, reason: "指向内网或本机地址“\(host)”，公众打不开")
    }
    return LinkTarget(url: url, state: .external, reason: "外部网站，离线不检查")
  }

  private func own(_ path: String, query: String?, value: String) -> LinkTarget {
    let query = query?.isEmpty == true ? nil : query
    let path = SitePath.rooted(path)
    let decodedQuery = query.map(SitePath.decoded)
    switch paths.find(path, query: decodedQuery) {
    case .entry(let index): return found(index, url: address(path, query: query), depth: 0)
    case .folder(let index):
      return found(index, url: address(path.hasSuffix("/") ? path : path + "/", query: query), depth: 0)
    case .bareFolder:
      let url = address(path.hasSuffix("/") ? path : path + "/", query: query)
      return absent(url, path, "文件夹“\(path)”中没有默认首页（index.html 等）")
    case .caseOnly(let index):
      if let saved = origins[address(path, query: query)] {
        return found(saved, url: address(path, query: query), depth: 0)
      }
      return LinkTarget(
        url: address(path, query: query), state: .broken, reason: "仅大小写不同：实际文件为“\(entries[index].path)”")
    case .absent:
      if let saved = origins[address(path, query: query)] {
        return found(saved, url: address(path, query: query), depth: 0)
      }
      // Names that stand percent-encoded on disk are linked with their percent signs encoded again.
      if path.utf8.contains(UInt8(ascii: "%")),
        case .entry(let index) = paths.find(SitePath.decoded(path), query: decodedQuery)
      {
        return found(index, url: address(path, query: query), depth: 0)
      }
      if let recorded = recorded(path, decodedQuery) {
        return LinkTarget(
          url: address(path, query: query), state: LinkTable.state(ofStatus: recorded.status),
          reason: "导出时服务器答复 \(recorded.status)", status: recorded.status)
      }
      if let other = mirrored(path, query: query, value: value) { return other }
      let url = address(path, query: query)
      if Self.lacksScheme(value) {
        return LinkTarget(url: url, state: .broken, reason: "缺少“http://”，被当作本站路径而不存在")
      }
      return absent(url, path, "目标文件不存在")
    }
  }

  /// `../www.other.gov.cn/x.html`: how mirrors of several hosts link from one to another.
  private func mirrored(_ path: String, query: String?, value: String) -> LinkTarget? {
    guard !otherHosts.isEmpty, value.hasPrefix("../") else { return nil }
    let parts = path.dropFirst().split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let host = parts.first.map(String.init), otherHosts.contains(host) else { return nil }
    let rest = parts.count > 1 ? "/" + parts[1] : "/"
    return external("http", host.replacingOccurrences(of: "+", with: ":"), nil, rest, query, isDecoded: true)
  }

  private func absent(_ url: String, _ path: String, _ reason: String) -> LinkTarget {
    if !isComplete { return LinkTarget(url: url, state: .uncaptured, reason: "导出不完整，目标未包含在内") }
    if !folders.contains(where: { path.hasPrefix($0) || path + "/" == $0 }) {
      return LinkTarget(url: url, state: .uncaptured, reason: "目标在导出范围 \(folders.joined(separator: "、")) 之外")
    }
    return LinkTarget(url: url, state: .broken, reason: reason)
  }

  /// A capture that ended in an error.
  private func recorded(_ path: String, _ query: String?) -> SiteEntry? {
    let whole = path + (query.map { "?" + $0 } ?? "")
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].path < whole { low = middle + 1 } else { high = middle }
    }
    guard low < entries.count, entries[low].path == whole, entries[low].status >= 400 else { return nil }
    return entries[low]
  }

  /// What a server's refusal means (contract, section 8, "Online").
  public static func state(ofStatus status: Int) -> LinkState {
    switch status {
    case 200..<300: .ok
    case 404, 410: .broken
    case 401, 403, 407, 412, 429, 521: .blocked
    default: .suspect
    }
  }

  private func found(_ index: Int, url: String, depth: Int) -> LinkTarget {
    if entries[index].status == 200, entries[index].size > 0, entries[index].contentType == nil {
      return LinkTarget(url: url, state: .ok, entry: index)
    }
    let entry = entries[index]
    if entry.isElsewhere {
      return LinkTarget(url: url, state: .uncaptured, reason: "导出中只有“与以前相同”的记录，没有内容", status: entry.status)
    }
    if let redirect = entry.redirect, (300..<400).contains(entry.status) {
      guard depth < Self.redirectLimit else {
        return LinkTarget(url: url, state: .broken, reason: "重定向循环或超过 \(Self.redirectLimit) 次", status: entry.status)
      }
      return followed(redirect, from: entry, url: url, depth: depth)
    }
    if entry.size == 0, entry.kind == .page || entry.kind == .attachment {
      let what = entry.kind == .page ? "页面" : "附件"
      return LinkTarget(url: url, state: .suspect, reason: "\(what)存在但内容为空（0 字节）", entry: index)
    }
    return LinkTarget(url: url, state: .ok, status: entry.contentType == nil ? nil : entry.status, entry: index)
  }

  private func followed(_ redirect: String, from entry: SiteEntry, url: String, depth: Int) -> LinkTarget {
    let context = Context(path: entry.path)
    let value = String(redirect.prefix { $0 != "#" })
    let whole: (path: String, query: String?)
    switch LinkText.parse(value) {
    case .ignored: return LinkTarget(url: url, state: .broken, reason: "重定向到网页以外的协议", status: entry.status)
    case .malformed(let reason):
      return LinkTarget(url: url, state: .broken, reason: "重定向的地址写错：\(reason)", status: entry.status)
    case .absolute(let scheme, let host, let port, let path, let query):
      guard isOwn(scheme ?? base?.scheme ?? "http", host, port) else {
        return LinkTarget(url: url, state: .external, reason: "重定向到外部网站 \(host)，离线不检查", status: entry.status)
      }
      whole = (SitePath.decoded(path), query)
    case .path(let path, let query):
      let decoded = SitePath.decoded(path)
      whole = (decoded.hasPrefix("/") ? decoded : context.folder + decoded, query)
    }
    let path = SitePath.rooted(whole.path)
    switch paths.find(path, query: whole.query.map(SitePath.decoded)) {
    case .entry(let next), .folder(let next): return found(next, url: url, depth: depth + 1)
    case .caseOnly, .bareFolder, .absent:
      let rest = own(whole.path, query: whole.query, value: value)
      return LinkTarget(url: url, state: rest.state, reason: "重定向后：" + (rest.reason ?? ""), status: rest.status)
    }
  }

  /// The canonical address of an own path.
  func address(_ path: String, query: String?) -> String {
    (base?.origin ?? "") + SitePath.encoded(path) + (query.map { "?" + Self.asWritten($0) } ?? "")
  }

  /// The canonical address of an entry, for its own fragments and its style sheet's.
  func address(ofEntry index: Int) -> String {
    base?.url(ofPath: entries[index].path)
      ?? SiteBase(scheme: "http", host: "x").url(ofPath: entries[index].path)
      .replacingOccurrences(of: "http://x", with: "")
  }

  /// Percent-encoded where it must be, and `%xx` in capitals; what stands encoded stays so.
  static func asWritten(_ text: String) -> String {
    var result: [UInt8] = []
    let digits = Array("0123456789ABCDEF".utf8)
    var escape = 0
    for byte in text.utf8 {
      if escape > 0, byte >= UInt8(ascii: "a"), byte <= UInt8(ascii: "f") {
        result.append(byte - 32)
        escape -= 1
        continue
      }
      escape = byte == UInt8(ascii: "%") ? 2 : max(escape - 1, 0)
      switch byte {
      case 0...0x20, 0x7F..., UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "`"),
        UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "|"), UInt8(ascii: "^"):
        result.append(UInt8(ascii: "%"))
        result.append(digits[Int(byte >> 4)])
        result.append(digits[Int(byte & 15)])
      default: result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// `www.example.gov.cn/a` or `192.168.1.1/a` where an address was meant.
  private static func lacksScheme(_ value: String) -> Bool {
    let first = value.prefix { $0 != "/" && $0 != "?" }.lowercased()
    return first.hasPrefix("www.") && first.split(separator: ".").count >= 3
  }
}
