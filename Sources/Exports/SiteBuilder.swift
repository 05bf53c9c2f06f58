/// Lays sources over one another into a ``Site``.
struct SiteBuilder {
  let limits: ExportLimits
  private var entries: [String: SiteEntry] = [:]
  /// Entries that a later source holds too, to be compared once all are known.
  private var covered: [SiteEntry] = []
  private var problems: [SiteProblem] = []
  private var base: SiteBase?
  private var hosts: Set<Site.OwnHost> = []
  private var isComplete = true
  private var hasWholeSource = false
  private var folders: Set<String> = []
  private var otherHosts: Set<String> = []
  /// Sources whose tool put `.html` behind the names of pages that had another ending.
  private var suffixed: Set<Int> = []
  private var contents: [SourceContent] = []
  private var names: [String] = []

  init(limits: ExportLimits) { self.limits = limits }

  mutating func add(_ source: SiteSource) throws(ExportError) {
    var sourceBase: SiteBase?
    if let text = source.base {
      guard let read = SiteBase(text) else { throw .badBase(text) }
      sourceBase = read
    }
    let shape = try SourceShape.of(source.path)
    isComplete = isComplete && source.complete
    // A library holds policies only: alone it says nothing of the rest of the site.
    hasWholeSource = hasWholeSource || shape != .library
    let listing: SourceListing
    switch shape {
    case .directory: listing = try DirectorySource.list(source.path, limits: limits)
    case .archive: listing = try ArchiveSource.list(source.path, limits: limits)
    case .webArchive: listing = try WebArchiveSource.list(source.path, limits: limits)
    case .library: listing = try PolicyLibrary.list(source.path, base: sourceBase, limits: limits)
    }
    problems += listing.problems.map {
      $0.path == source.path ? SiteProblem(kind: $0.kind, path: source.name, reason: $0.reason) : $0
    }
    isComplete = isComplete && listing.isWhole
    let number = contents.count
    contents.append(listing.content)
    names.append(source.name)
    let laid: [SiteEntry]
    if shape == .webArchive {
      laid = webEntries(listing.files, base: &sourceBase, source: number)
    } else {
      laid = fileEntries(listing, shape: shape, base: &sourceBase, path: source.path, source: number)
    }
    lay(laid, source: number)
    if let sourceBase {
      base = base ?? sourceBase
      hosts.insert(Site.OwnHost(name: sourceBase.host, port: sourceBase.port))
    }
    folders.insert(sourceBase?.folder ?? "/")
  }

  private mutating func fileEntries(
    _ listing: SourceListing, shape: SourceShape, base: inout SiteBase?, path: String, source: Int
  ) -> [SiteEntry] {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    var layout =
      shape == .library
      ? nil
      : SiteLayout(
        files: listing.files, base: base, stem: name.split(separator: ".").first.map(String.init) ?? name,
        isArchive: shape == .archive)
    if let wrappings = layout?.wrappings, !wrappings.isEmpty,
      let found = WrappingEvidence.wrapping(
        of: wrappings, files: listing.files, content: listing.content, limits: limits)
    {
      layout?.unwrap(found.folders)
    }
    if let host = layout?.host { hosts.insert(Site.OwnHost(name: host.name, port: host.port)) }
    if layout?.folder == "/" { folders.insert("/") }
    otherHosts.formUnion(layout?.otherHosts ?? [])
    for other in layout?.otherHosts ?? [] {
      problems.append(SiteProblem(kind: .skipped, path: "/" + other, reason: "是其他网站的文件，未计入本站"))
    }
    let placed = layout
    var found = listing.files.compactMap { file -> SiteEntry? in
      guard let path = placed.map({ $0.path(of: file.name) }) ?? NameDecoding.text(file.name) else { return nil }
      let kind = kind(of: file, path: path, in: listing.content)
      return SiteEntry(path: path, kind: kind, size: file.size, source: source, ordinal: file.ordinal)
    }
    for entry in found where entry.kind == .other && EntryKind.isPageArchive(entry.path) {
      problems.append(
        SiteProblem(kind: .unreadable, path: entry.path, reason: "单个文件的网页不能读取，请用浏览器另存为“网页，全部”"))
    }
    if MirrorNames.addSuffix(found) { suffixed.insert(source) }
    guard Self.mayBeSaved(listing) else { return found }
    let pages = Set(found.filter { $0.kind == .page }.map(\.ordinal))
    let saved = SavedFolder(listing.files.filter { pages.contains($0.ordinal) }, of: listing.content, limits: limits)
    if let savedFrom = saved.base {
      base = base ?? savedFrom
      isComplete = false
    }
    for index in found.indices where found[index].kind == .page {
      found[index].origin = saved.origins[found[index].ordinal]
      found[index].isSavedAlone = saved.base != nil && found[index].origin != nil
    }
    return found
  }

  /// Whether a source may hold pages saved by a browser or HTTrack, which note their addresses.
  ///
  /// People save pages by the dozen, so a large folder without their traces is not searched, and an archive, which is
  /// unpacked once more for it, only where it is small and has them.
  private static func mayBeSaved(_ listing: SourceListing) -> Bool {
    let isSmall = listing.files.count <= 3000
    switch listing.content {
    case .directory: if isSmall { return true }
    case .archive: if !isSmall { return false }
    case .webArchive, .made: return false
    }
    return listing.files.contains { file in
      file.name.starts(with: "hts-".utf8)
        || file.name.indices.contains {
          file.name[$0] == UInt8(ascii: "_") && file.name[$0...].starts(with: "_files/".utf8)
        }
    }
  }

  /// By name, and where that does not tell, by the first bytes where they are at hand.
  private func kind(of file: SourceFile, path: String, in content: SourceContent) -> EntryKind {
    if let kind = EntryKind.byName(path) { return kind }
    guard case .directory(let root, let names, _) = content, names.indices.contains(file.ordinal) else {
      // In an archive a name without suffix counts as a page until its bytes say otherwise.
      return path.split(separator: "/").last?.contains(".") == true ? .other : .page
    }
    return DirectorySource.head(root: root, name: names[file.ordinal]) { EntryKind.byBytes($0) } ?? .other
  }

  private mutating func webEntries(_ files: [SourceFile], base: inout SiteBase?, source: Int) -> [SiteEntry] {
    var pages: [Site.OwnHost: (pages: Int, scheme: String)] = [:]
    for case let record? in files.map(\.record) {
      let host = Site.OwnHost(name: record.host, port: record.port)
      let isPage = record.contentType.flatMap(EntryKind.byContentType) == .page
      pages[host] = ((pages[host]?.pages ?? 0) + (isPage ? 1 : 0), record.scheme)
    }
    if base == nil,
      let most = pages.max(by: { ($0.value.pages, $1.key.name) < ($1.value.pages, $0.key.name) })
    {
      base = SiteBase(scheme: most.value.scheme, host: most.key.name, port: most.key.port)
    }
    var others: Set<String> = []
    var laid: [String: SiteEntry] = [:]
    var dates: [String: String] = [:]
    for file in files {
      guard let record = file.record, let own = base else { continue }
      guard record.host == own.host, record.port == own.port else {
        others.insert(record.host)
        continue
      }
      if let known = laid[record.path] {
        // A later failure does not take away what was captured, and among captures the later by its date counts.
        if known.status < 300, record.status >= 300 { continue }
        if (known.status < 300) == (record.status < 300), let date = dates[record.path], date > record.date { continue }
      }
      dates[record.path] = record.date
      let kind =
        record.contentType.flatMap(EntryKind.byContentType) ?? EntryKind.byName(record.path)
        ?? (record.path.split(separator: "/").last?.contains(".") == true ? .other : .page)
      laid[record.path] = SiteEntry(
        path: record.path, kind: kind, size: file.size, contentType: record.contentType,
        transportCharset: record.charset, status: record.status, redirect: record.redirect, source: source,
        ordinal: file.ordinal)
    }
    for other in others {
      problems.append(SiteProblem(kind: .skipped, path: other, reason: "是其他网站的记录，未计入本站"))
    }
    return Array(laid.values)
  }

  private mutating func lay(_ laid: [SiteEntry], source: Int) {
    for entry in laid {
      // A capture that failed does not take away what an earlier source has.
      if entry.status >= 300, let known = entries[entry.path], known.status < 300 { continue }
      if let before = entries.updateValue(entry, forKey: entry.path), before.status < 300 { covered.append(before) }
    }
  }

  func finish() throws(ExportError) -> Site {
    var problems = problems
    for entry in entries.values where entry.isElsewhere {
      problems.append(
        SiteProblem(kind: .unreadable, path: entry.path, reason: "只有“与以前相同”的记录（revisit 或 304），原记录不在导出中"))
    }
    if !covered.isEmpty {
      let before = try SiteDigests.of(covered, contents: contents, limits: limits)
      let after = try SiteDigests.of(
        covered.compactMap { entries[$0.path] }, contents: contents, limits: limits)
      for entry in covered where before[entry.path] != after[entry.path] {
        guard let later = entries[entry.path] else { continue }
        let reason =
          later.source == entry.source
          ? "“\(names[entry.source])”中有不止一个文件对应此路径且内容不同，采用最后一个"
          : "“\(names[entry.source])”与“\(names[later.source])”中都有此文件且内容不同，采用后者"
        problems.append(SiteProblem(kind: .conflict, path: entry.path, reason: reason))
      }
    }
    return Site(
      entries: entries.values.sorted { $0.path < $1.path }, problems: Array(Set(problems)).sorted(), base: base,
      ownHosts: hosts, isComplete: isComplete && hasWholeSource,
      folders: folders.contains("/") ? ["/"] : folders.sorted(), otherHosts: otherHosts,
      suffixed: suffixed, limits: limits, contents: contents)
  }
}
