/// Where a source's files stand on the site: which folder of the export is the root, and under which host.
///
/// wget and HTTrack put a site below a folder named as its host; archives often wrap everything in one folder.
struct SiteLayout {
  /// The folder, or folders in one another (`导出/www`), that each name begins with and that are no part of its path;
  /// decoded, since a name may be GBK.
  private(set) var dropped: String?
  /// What stands before the rest: `/` or the base's folder.
  var folder = "/"
  /// The host that the export itself names, where the manifest does not.
  var host: (name: String, port: Int?)?
  /// Folders of other hosts, left aside.
  var otherHosts: [String] = []
  /// The folders that hold everything, each within the one before it, where they may be wrappings or the site's own.
  private(set) var wrappings: [String] = []
  /// Nobody packs a site into more folders around one another.
  private static let deepestWrapping = 4

  init(files: [SourceFile], base: SiteBase?, stem: String, isArchive: Bool) {
    folder = base?.folder ?? "/"
    let root = Level(files, in: "")
    takeHost(root, in: "", base: base)
    if dropped == nil { takeFolder(root, of: files, base: base, stem: stem, isArchive: isArchive) }
  }

  /// What lies in one folder of the export.
  private struct Level {
    /// Its folders, with how many pages and files each holds.
    var folders: [Substring: (pages: Int, files: Int)] = [:]
    var pages = 0
    var hasIndex = false
    var isHTTrack = false

    /// `folder` is empty or ends in a slash.
    init(_ files: [SourceFile], in folder: String) {
      for file in files {
        let name = NameDecoding.text(file.name)
        guard name.utf8.starts(with: folder.utf8) else { continue }
        let rest = name[name.utf8.index(name.startIndex, offsetBy: folder.utf8.count)...]
        guard let slash = rest.utf8.firstIndex(of: UInt8(ascii: "/")) else {
          if rest.hasPrefix("hts-log") { isHTTrack = true }
          if rest.hasPrefix("index.") || rest.hasPrefix("default.") { hasIndex = true }
          if EntryKind.byName(String(rest)) == .page { pages += 1 }
          continue
        }
        let top = rest[..<slash]
        if top == "hts-cache" { isHTTrack = true }
        var held = folders[top] ?? (0, 0)
        held.files += 1
        if EntryKind.byName(name) == .page { held.pages += 1 }
        folders[top] = held
      }
    }

    /// The one folder that holds all the pages; nil where there is none.
    var only: String? {
      let others = folders.keys.filter { $0 != "__MACOSX" }
      return pages == 0 && others.count == 1 ? others.first.map(String.init) : nil
    }
  }

  private mutating func takeHost(_ level: Level, in outer: String, base: SiteBase?) {
    // A host of pictures and styles may hold more files than the site itself.
    let hosts = level.folders.compactMap { top, held in
      Self.host(top).map { (top: String(top), host: $0, held: held) }
    }
    .sorted { ($1.held.pages, $1.held.files, $0.top) < ($0.held.pages, $0.held.files, $1.top) }
    let chosen = hosts.first {
      base == nil
        ? level.pages == 0 || level.isHTTrack
        : $0.host.name == base?.host && ($0.host.port ?? base?.port) == base?.port
    }
    guard let chosen else { return }
    dropped = outer + chosen.top
    // A mirror under its host's name holds whole paths, whatever folder the base names.
    folder = "/"
    if base == nil { host = (chosen.host.name, chosen.host.port) }
    otherHosts = hosts.map(\.top).filter { $0 != chosen.top }.sorted()
  }

  private mutating func takeFolder(
    _ root: Level, of files: [SourceFile], base: SiteBase?, stem: String, isArchive: Bool
  ) {
    // A base with a folder whose own name leads the export: names are whole paths already.
    let isNamed = folder.split(separator: "/").first.map { root.folders[$0] != nil && root.pages == 0 } ?? false
    if isNamed { folder = "/" }
    var level = root
    var outer = ""
    while wrappings.count < Self.deepestWrapping, let only = level.only {
      // The folders in which somebody put a mirror are around its hosts' folders.
      level = Level(files, in: outer + only + "/")
      if !isNamed { takeHost(level, in: outer + only + "/", base: base) }
      if dropped != nil { return }
      if folder == "/" { wrappings.append(outer + only) }
      outer += only + "/"
    }
    if isNamed { wrappings = [] }
    let isServers = wrappings.last.map { Self.serverRoots.contains(Self.lastName($0).lowercased()) } ?? false
    if isArchive || isServers, Self.isPackers(wrappings, stem: stem, hasFront: level.hasIndex) {
      dropped = wrappings.last
    } else if isArchive, let top = wrappings.first, top == stem || Self.usual.contains(top.lowercased()) {
      dropped = top
    }
  }

  private static func lastName(_ folder: String) -> Substring { folder.split(separator: "/").last ?? "" }

  /// What a server's root is called; a folder that somebody chose as the export may still hold it.
  private static let serverRoots: Set<String> = ["www", "wwwroot", "htdocs"]
  private static let usual: Set<String> = [
    "site", "www", "web", "website", "html", "htdocs", "public", "wwwroot", "export", "mirror",
  ]

  /// Whether folders around a site that begins with its front page all have names such as whoever packs it gives: the
  /// archive's own, a usual one, or one in Chinese, since a site names no folder of its root so.
  private static func isPackers(_ wrappings: [String], stem: String, hasFront: Bool) -> Bool {
    guard hasFront, let innermost = wrappings.last else { return false }
    return innermost.split(separator: "/").allSatisfy { name in
      name == stem || usual.contains(name.lowercased()) || !name.utf8.allSatisfy { $0 < 0x80 }
    }
  }

  /// Settles how much of the wrapping goes, by what the pages' own links say; nil for nothing.
  mutating func unwrap(_ folders: String?) {
    dropped = folders
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
      for folder in dropped.split(separator: "/") {
        guard let slash = name[start...].firstIndex(of: UInt8(ascii: "/")) else { return nil }
        let top = name[start..<slash]
        guard top.elementsEqual(folder.utf8) || NameDecoding.text(top) == folder else { return nil }
        start = slash + 1
      }
    }
    let rest = SitePath.ofName(name[start...])
    return folder == "/" ? rest : folder + rest.dropFirst()
  }
}
