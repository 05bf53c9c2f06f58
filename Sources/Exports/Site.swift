import Synchronization

/// One virtual site made of one or more exports, its entries sorted by path.
///
/// Opening reads names, sizes and record heads only; the bytes are read by ``SiteCursor``, entry by entry, by as many
/// workers as one likes. Nothing is written, and no link is followed out of an export.
public struct Site: Sendable {
  /// Sorted by path; one entry a path.
  public let entries: [SiteEntry]
  /// What could not be read, what was left aside, and where two sources disagree; sorted.
  public let problems: [SiteProblem]
  /// The site's address: the first source's, else the one that a web archive records; nil where none is known.
  public let base: SiteBase?
  /// All hosts that are this site, with their ports (nil: the default ones).
  public let ownHosts: Set<OwnHost>
  /// Whether every source is complete: what is absent is then broken, not uncaptured.
  public let isComplete: Bool
  /// Folders that the sources cover, as their bases say; `/` in general.
  public let folders: [String]
  /// Folders of the exports that hold other hosts' files, by their names; mirrors link to them with `../host/`.
  public let otherHosts: Set<String>
  public let limits: ExportLimits
  /// Sources in which pages bear a second ending (see `MirrorNames`).
  let suffixed: Set<Int>
  let contents: [SourceContent]

  public struct OwnHost: Sendable, Hashable {
    public let name: String
    public let port: Int?
    public init(name: String, port: Int?) { (self.name, self.port) = (name, port) }
  }

  /// Opens exports as one site; of two with the same path the later one wins.
  ///
  /// - Throws: where a source is missing, damaged, hostile or of no known kind.
  public static func open(
    _ sources: [SiteSource], limits: ExportLimits = ExportLimits()
  ) throws(ExportError) -> Site {
    var builder = SiteBuilder(limits: limits)
    for source in sources { try builder.add(source) }
    return try builder.finish()
  }

  /// Whether any entry can be read without reading those before it: folders yes, archives no.
  public var isRandomAccess: Bool {
    contents.allSatisfy { content in
      switch content {
      case .directory, .made: true
      case .archive, .webArchive: false
      }
    }
  }

  /// The public address of an entry: the one noted when it was saved, else the base's; nil where neither is known.
  public func url(of entry: SiteEntry) -> String? {
    if let origin = entry.origin { return origin }
    return base?.url(ofPath: publicPath(of: entry))
  }

  /// The same, where a text that somebody holds already is the address: that very text.
  public func url(ofEntryAt index: Int, knownAs text: String?) -> String? {
    if let text, let base, entries[index].origin == nil, base.isURL(text, ofPath: publicPath(of: entries[index])) {
      return text
    }
    return url(of: entries[index])
  }

  /// Without what the mirror's tool put behind the path.
  private func publicPath(of entry: SiteEntry) -> String {
    guard !suffixed.isEmpty, suffixed.contains(entry.source), entry.kind == .page else { return entry.path }
    return MirrorNames.bare(entry.path) ?? entry.path
  }

  /// Where the file of a site path lies on the disk; nil where an archive holds it, or nothing does.
  public func file(ofPath path: String) -> String? {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].path < path { low = middle + 1 } else { high = middle }
    }
    guard low < entries.count, entries[low].path == path, contents.indices.contains(entries[low].source),
      case .directory(let root, let names, _) = contents[entries[low].source],
      names.indices.contains(entries[low].ordinal)
    else { return nil }
    return root + "/" + NameDecoding.text(names[entries[low].ordinal])
  }

  /// What the first bytes of a file say that it is, `other` where they say nothing; nil where an archive holds it.
  public func kindByBytes(ofEntry index: Int) -> EntryKind? {
    guard contents.indices.contains(entries[index].source),
      case .directory(let root, let names, _) = contents[entries[index].source]
    else { return nil }
    return DirectorySource.head(root: root, name: names[entries[index].ordinal]) { EntryKind.byBytes($0) } ?? .other
  }

  init(
    entries: [SiteEntry], problems: [SiteProblem], base: SiteBase?, ownHosts: Set<OwnHost>, isComplete: Bool,
    folders: [String], otherHosts: Set<String> = [], suffixed: Set<Int> = [], limits: ExportLimits,
    contents: [SourceContent]
  ) {
    (self.entries, self.problems, self.base, self.ownHosts) = (entries, problems, base, ownHosts)
    (self.isComplete, self.folders, self.limits, self.contents) = (isComplete, folders, limits, contents)
    (self.otherHosts, self.suffixed) = (otherHosts, suffixed)
  }
}
