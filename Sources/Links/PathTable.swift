import Exports

/// All paths that a site has, and how an address finds one of them.
struct PathTable: Sendable {
  enum Match: Equatable {
    case entry(Int)
    /// The default document of a folder that was asked for.
    case folder(Int)
    /// The folder is there, a default document is not.
    case bareFolder
    /// Only with other capitals.
    case caseOnly(Int)
    case absent
  }

  static let defaultStems = ["index", "default"]
  static let defaultSuffixes = ["html", "htm", "shtml", "jhtml", "jsp", "aspx", "php"]
  private static let defaultNames = defaultStems.flatMap { stem in defaultSuffixes.map { "\(stem).\($0)" } }
  private static let dynamicSuffixes: Set<String> = ["jsp", "jspx", "aspx", "asp", "php", "do", "action", "cfm"]
  private static let assetSuffixes: Set<String> = [
    "css", "js", "mjs", "png", "jpg", "jpeg", "gif", "bmp", "svg", "ico", "webp", "woff", "woff2", "ttf", "otf", "eot",
    "mp4", "mp3", "swf",
  ]
  /// Query fields that only keep caches or counters apart.
  private static let idleFields: Set<String> = [
    "v", "ver", "version", "t", "ts", "time", "timestamp", "_", "r", "rand", "random", "rnd", "spm", "from",
    "isappinstalled",
    "utm_source", "utm_medium", "utm_campaign", "cache", "d", "date",
  ]

  private var byPath: [String: Int32] = [:]
  /// Only of paths that have capitals: the others are their own key in `byPath`.
  private var byLowerPath: [String: Int32] = [:]
  /// Folders with their default document, -1 where there is none.
  private var folders: [String: Int32] = ["/": -1]
  /// Paths that were captured with queries, with one of the captures.
  private var queried: [String: Int32] = [:]
  /// The captures by path and the fields that name content, in one order: `a.jsp?p=2&id=1` asks for `a.jsp?id=1&p=2`.
  private var byFields: [String: Int32] = [:]
  /// Whether the mirror's tool put `.html` behind names that had none.
  private var addsSuffix = false

  init(_ entries: [SiteEntry]) {
    byPath.reserveCapacity(entries.count)
    var lastFolder: Substring = ""
    for index in entries.indices where entries[index].status < 400 {
      let path = entries[index].path
      byPath[path] = Int32(index)
      if path.utf8.contains(where: { $0 >= 0x80 || $0 &- 0x41 < 26 }) {
        let lower = path.lowercased()
        if lower != path { byLowerPath[lower] = Int32(index) }
      }
      addQuery(path, Int32(index))
      let plain = path.utf8.prefix { $0 != UInt8(ascii: "?") }
      guard let slash = plain.lastIndex(of: UInt8(ascii: "/")) else { continue }
      let folder = Substring(plain[...slash])
      if folder != lastFolder {
        addFolder(String(folder))
        lastFolder = folder
      }
      if plain.index(after: slash) == plain.endIndex, plain.count == path.utf8.count {
        // A web archive has the folder itself.
        folders[String(folder)] = Int32(index)
      }
    }
    for index in entries.indices where entries[index].status < 400 {
      addDefault(entries[index].path, Int32(index), entries)
    }
  }

  private mutating func addFolder(_ folder: String) {
    var folder = folder
    while folders[folder] == nil {
      folders[folder] = -1
      guard let slash = folder.dropLast().lastIndex(of: "/") else { return }
      folder = String(folder[...slash])
    }
  }

  private mutating func addQuery(_ path: String, _ index: Int32) {
    var path = path
    if !path.utf8.contains(UInt8(ascii: "?")) {
      // wget for Windows writes `@` for `?`.
      guard let at = SitePath.place(of: UInt8(ascii: "@"), in: path),
        path[..<at].split(separator: "/").last?.contains(".") == true
      else {
        if path.hasSuffix(".html"), Self.isDynamic(Substring(path.utf8.dropLast(5))) { addsSuffix = true }
        return
      }
      path = path[..<at] + "?" + path[path.index(after: at)...]
      byPath[path] = byPath[path] ?? index
    }
    let plain = String(path.prefix { $0 != "?" })
    if queried[plain] == nil { queried[plain] = index }
    if path.hasSuffix(".html") { addsSuffix = true }
    let query = String(path.dropFirst(plain.count + 1))
    for query in query.hasSuffix(".html") ? [query, String(query.dropLast(5))] : [query] {
      guard let fields = Self.fields(query) else { continue }
      let key = plain + "?" + fields
      byFields[key] = byFields[key] ?? index
    }
  }

  /// A query's fields that name content, sorted; nil where there are none.
  private static func fields(_ query: String) -> String? {
    let fields = query.split(separator: "&").filter(namesContent).sorted()
    return fields.isEmpty ? nil : fields.joined(separator: "&")
  }

  private mutating func addDefault(_ path: String, _ index: Int32, _ entries: [SiteEntry]) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return }
    let file = path.utf8[path.utf8.index(after: slash)...]
    // Nearly every name is told by its first letter.
    guard let letter = file.first, [0x69, 0x64].contains(letter | 0x20) else { return }
    guard let rank = Self.rank(Substring(file).lowercased()) else { return }
    let folder = String(path[...slash])
    if let known = folders[folder], known >= 0 {
      // The folder as captured goes before any file; among files the order of the list counts.
      let other = entries[Int(known)].path
      guard let end = other.lastIndex(of: "/"), let before = Self.rank(other[other.index(after: end)...].lowercased()),
        rank < before
      else { return }
    }
    folders[folder] = index
  }

  private static func rank(_ name: String) -> Int? {
    guard name.hasPrefix("index.") || name.hasPrefix("default.") else { return nil }
    if let rank = defaultNames.firstIndex(of: name) { return rank }
    guard name.hasSuffix(".html") else { return nil }
    return defaultNames.firstIndex(of: String(name.dropLast(5))).map { $0 + defaultNames.count }
  }

  private static func suffix(_ path: Substring) -> String? {
    let bytes = path.utf8
    let slash = bytes.lastIndex(of: UInt8(ascii: "/"))
    let name = bytes[(slash.map(bytes.index(after:)) ?? bytes.startIndex)...]
    return name.lastIndex(of: UInt8(ascii: ".")).map { Substring(name[name.index(after: $0)...]).lowercased() }
  }

  private static func isDynamic(_ path: Substring) -> Bool { suffix(path).map(dynamicSuffixes.contains) == true }

  /// Finds a decoded site path with its decoded query.
  func find(_ path: String, query: String?) -> Match {
    if let query, !query.isEmpty, let found = findQuery(path, query) { return .entry(found) }
    if path.hasSuffix("/") {
      if let found = folders[path], found < 0 || isStaticFolder(path, query) {
        return found >= 0 ? .folder(Int(found)) : .bareFolder
      }
    } else {
      if let found = byPath[path], isStatic(path, query) { return .entry(Int(found)) }
      if let found = folders[path + "/"] { return found >= 0 ? .folder(Int(found)) : .bareFolder }
      if let found = byPath[path + ".html"], addsSuffix || Self.isDynamic(path[...]), Self.suffix(path[...]) != "html",
        isStatic(path, query)
      {
        return .entry(Int(found))
      }
      if let found = queried[path], query == nil || query?.isEmpty == true || !names(query) || isAsset(path) {
        if isAsset(path) || query.map({ !$0.isEmpty }) == true { return .entry(Int(found)) }
      }
    }
    if let mark = path.range(of: ";jsessionid=", options: .caseInsensitive) {
      return find(String(path[..<mark.lowerBound]), query: query)
    }
    let lower = path.lowercased()
    if let found = byPath[lower] ?? byLowerPath[lower], isStatic(path, query) { return .caseOnly(Int(found)) }
    return .absent
  }

  /// Names that hold a query: as they are, with wget's suffix, or a default document's.
  private func findQuery(_ path: String, _ query: String) -> Int? {
    let stems = path.hasSuffix("/") ? [path] + Self.defaultNames.map { path + $0 } : [path]
    for stem in stems {
      guard stem == path || queried[stem] != nil else { continue }
      for name in ["\(stem)?\(query)", "\(stem)?\(query).html"] {
        if let found = byPath[name] { return Int(found) }
      }
    }
    guard let fields = Self.fields(query) else { return nil }
    return stems.lazy.compactMap { byFields[$0 + "?" + fields] }.first.map { Int($0) }
  }

  /// Whether a query does not choose another page than the file without it: no query is known to matter there.
  private func isStatic(_ path: String, _ query: String?) -> Bool {
    guard let query, !query.isEmpty, queried[path] != nil else { return true }
    return isAsset(path) || !names(query)
  }

  /// The same for a folder, whose default document stands for it.
  private func isStaticFolder(_ folder: String, _ query: String?) -> Bool {
    guard let query, !query.isEmpty, names(query) else { return true }
    return !Self.defaultNames.contains { queried[folder + $0] != nil }
  }

  private func isAsset(_ path: String) -> Bool { Self.suffix(path[...]).map(Self.assetSuffixes.contains) == true }

  /// Whether a query has a field that names content, not only caches.
  private func names(_ query: String?) -> Bool {
    (query ?? "").split(separator: "&").contains(where: Self.namesContent)
  }

  private static func namesContent(_ field: Substring) -> Bool {
    let name = field.prefix { $0 != "=" }.lowercased()
    // `?20240512` and `?1.0.2` are versions.
    return !idleFields.contains(name) && !name.allSatisfy { $0.isNumber || $0 == "." }
  }
}
