/// Where a source's files stand on the site: which folder of the export is the root, and under which host.
///
/// wget and HTTrack put a site below a folder named as its host; archives often wrap everything in one folder.
struct SiteLayout {
  /// The folder that each name begins with and that is no part of its path; decoded, since a name may be GBK.
  private(set) var dropped: String?
  /// What stands before the rest: `/` or the base's folder.
  var folder = "/"
  /// The host that the export itself names, where the manifest does not.
  var host: (name: String, port: Int?)?
  /// Folders of other hosts, left aside.
  var otherHosts: [String] = []
  /// The one folder that holds everything, where it may be a wrapping or the site's own.
  private(set) var wrapping: String?

  init(files: [SourceFile], base: SiteBase?, stem: String, isArchive: Bool) {
    folder = base?.folder ?? "/"
    var tops: [Substring: (files: Int, hasIndex: Bool)] = [:]
    var topPages = 0
    var isHTTrack = false
    for file in files {
      let name = NameDecoding.text(file.name)
      guard let slash = name.firstIndex(of: "/") else {
        if name.hasPrefix("hts-log") { isHTTrack = true }
        if EntryKind.byName(name) == .page { topPages += 1 }
        continue
      }
      let top = name[..<slash]
      let rest = name[name.index(after: slash)...]
      if top == "hts-cache" { isHTTrack = true }
      var known = tops[top] ?? (0, false)
      known.files += 1
      if rest.hasPrefix("index.") || rest.hasPrefix("default.") { known.hasIndex = true }
      tops[top] = known
    }
    takeHost(tops.mapValues(\.files), base: base, hasTopPages: topPages > 0 && !isHTTrack)
    if dropped == nil { takeFolder(tops, base: base, topPages: topPages, stem: stem, isArchive: isArchive) }
  }

  private mutating func takeHost(_ tops: [Substring: Int], base: SiteBase?, hasTopPages: Bool) {
    let hosts = tops.compactMap { top, files in Self.host(top).map { (top: String(top), host: $0, files: files) } }
      .sorted { ($1.files, $0.top) < ($0.files, $1.top) }
    guard !hosts.isEmpty else { return }
    let chosen = hosts.first {
      base == nil ? !hasTopPages : $0.host.name == base?.host && ($0.host.port ?? base?.port) == base?.port
    }
    guard let chosen else { return }
    dropped = chosen.top
    // A mirror under its host's name holds whole paths, whatever folder the base names.
    folder = "/"
    if base == nil { host = (chosen.host.name, chosen.host.port) }
    otherHosts = hosts.map(\.top).filter { $0 != chosen.top }.sorted()
  }

  private mutating func takeFolder(
    _ tops: [Substring: (files: Int, hasIndex: Bool)], base: SiteBase?, topPages: Int, stem: String, isArchive: Bool
  ) {
    // A base with a folder whose own name leads the export: names are whole paths already.
    if let first = folder.split(separator: "/").first, tops[first] != nil, topPages == 0 { folder = "/" }
    let wraps = tops.keys.filter { $0 != "__MACOSX" }
    guard topPages == 0, wraps.count == 1, let top = wraps.first, folder == "/" else { return }
    let usual: Set<String> = [
      "site", "www", "web", "website", "html", "htdocs", "public", "wwwroot", "export", "mirror",
    ]
    if base?.folder.hasPrefix("/\(top)/") == true { return }
    wrapping = String(top)
    guard isArchive else { return }
    // A site names no folder of its root in Chinese; whoever packs it does.
    let isPackers = tops[top]?.hasIndex == true && !top.utf8.allSatisfy { $0 < 0x80 }
    if String(top) == stem || usual.contains(top.lowercased()) || isPackers {
      unwrap(true, files: tops.isEmpty ? "" : String(top))
    }
  }

  /// Settles whether the wrapping goes, by what the pages' own links say.
  mutating func unwrap(_ unwraps: Bool, files top: String) {
    dropped = unwraps ? top : nil
  }

  /// `www.example.gov.cn`, `www.example.gov.cn:8080`, `192.168.1.1+81`, HTTrack's `192.168.1.1_81`: a folder's name as a
  /// host, or nil.
  static func host(_ name: Substring) -> (name: String, port: Int?)? {
    let parts = name.split(whereSeparator: { ":+_".contains($0) })
    guard (1...2).contains(parts.count), let host = parts.first?.lowercased() else { return nil }
    let port = parts.count == 2 ? Int(parts[1]) : nil
    guard parts.count == 1 || port != nil else { return nil }
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2, labels.allSatisfy({ !$0.isEmpty }),
      host.utf8.allSatisfy({ byte in
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x2E
      })
    else { return nil }
    let isAddress = labels.count == 4 && labels.allSatisfy { UInt8($0) != nil }
    let hasDomain = labels.count >= 2 && labels.last.map { $0.count >= 2 && $0.allSatisfy { $0.isLetter } } == true
    // `a.b` is more often a folder with a version or a dot than a host: ask for a known kind of ending or three labels.
    let isNamed = labels.count >= 3 || ["cn", "com", "net", "org", "gov", "edu"].contains(labels.last.map(String.init))
    return isAddress || hasDomain && isNamed ? (host, port) : nil
  }

  /// The site path of a file, or nil where it belongs to another host.
  func path(of name: [UInt8]) -> String? {
    var start = 0
    if let dropped {
      guard let slash = name.firstIndex(of: UInt8(ascii: "/")) else { return nil }
      let top = name[..<slash]
      guard top.elementsEqual(dropped.utf8) || NameDecoding.text(top) == dropped else { return nil }
      start = slash + 1
    }
    let rest = SitePath.ofName(name[start...])
    return folder == "/" ? rest : folder + rest.dropFirst()
  }
}
