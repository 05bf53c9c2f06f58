import Exports
import Markup
import Pages

/// What one worker brings home.
struct WorkerHarvest: Sendable {
  struct Page: Sendable {
    /// In `Site.entries`.
    let entry: Int32
    var facts: PageFacts
    let anchors: AnchorSet
    let links: LinkCollector.PageLinks
    let base: String?
    /// The files to which its related articles lead.
    let related: [Int32]
    let isFromCache: Bool
  }

  var pages = PagePieces()
  var links = LinkCollection()
  var unreadable: [SiteProblem] = []
  /// Pages of which nothing could be read.
  var lostPages = 0
  /// What was seen of each file that was read or recognised.
  var sights: [(entry: Int32, sight: FileSights.Sight)] = []
}

/// One worker of a pass: takes entries from the shared cursor until there are none.
struct SiteWorker: ~Copyable {
  private let site: Site
  private let table: LinkTable
  private var collector: LinkCollector
  private let cache: PageCacheContents?
  /// What the cache's pages have in common.
  private let common: CachedParts?
  private let isCapturing: Bool
  private let buffer = PageBuffer()
  private let text = TextBuffer()
  private let reader: PageReader
  private var texts = SharedTexts()
  /// Left where a page's facts are taken.
  private let empty = PageFacts(path: "")
  private var found = WorkerHarvest()

  /// - Parameters:
  ///   - numbers: of targets, the same for all workers.
  ///   - cache: pages of an earlier run.
  ///   - capturing: whether the harvest is to be saved in a cache.
  init(
    site: Site, table: LinkTable, numbers: TargetNumbers, cache: PageCacheContents?, capturing: Bool, cues: CueWords?
  ) {
    (self.site, self.table, self.cache, isCapturing, reader) = (site, table, cache, capturing, PageReader(cues: cues))
    common = cache.map(CachedParts.init)
    collector = LinkCollector(table: table, numbers: numbers, capturing: capturing)
  }

  mutating func run(_ cursor: SiteCursor, counter: ProgressCounter) {
    var recognised: (page: PageCacheContents.Page, sight: FileSights.Sight)?
    let (site, table, cache, common) = (site, table, cache, common)
    let recognise = cache.flatMap { cache in
      common.map { common in
        { (index: Int, identity: FileIdentity) -> Bool in
          let page = cache.page(index, identity: identity, Self.circumstances(site, table, index), common)
          recognised = page.map { ($0, FileSights.Sight(digest: $0.digest, identity: identity)) }
          return page != nil
        }
      }
    }
    while let reading = cursor.next(into: buffer, unless: recognise) {
      switch reading {
      case .read(let index):
        read(index)
        counter.add(bytes: buffer.bytes.count)
      case .unreadable(let index, let reason):
        lose(index, reason)
        counter.add(bytes: 0)
      case .recognised(let index):
        if let (page, sight) = recognised { reuse(page, index, sight: sight) }
        counter.add(bytes: site.entries[index].size)
      }
    }
  }

  private static func circumstances(_ site: Site, _ table: LinkTable, _ index: Int) -> PageCacheContents.Circumstances {
    let entry = site.entries[index]
    return PageCacheContents.Circumstances(
      url: site.url(of: entry), charset: entry.transportCharset, savedFolder: table.savedFolder(of: entry.path))
  }

  consuming func harvest() -> WorkerHarvest {
    var result = found
    result.links = collector.collection()
    return result
  }

  private mutating func lose(_ index: Int, _ reason: String) {
    found.unreadable.append(SiteProblem(kind: .unreadable, path: site.entries[index].path, reason: reason))
    if site.entries[index].kind == .page { found.lostPages += 1 }
  }

  private mutating func read(_ index: Int) {
    let entry = site.entries[index]
    let sight = FileSights.Sight(digest: ContentDigest(of: buffer.bytes), identity: buffer.identity)
    if let cache, let common,
      let page = cache.page(index, digest: sight.digest, Self.circumstances(site, table, index), common)
    {
      return reuse(page, index, sight: sight)
    }
    found.sights.append((Int32(index), sight))
    if entry.kind == .styleSheet {
      collector.begin(index)
      let kept = StyleSheetScanner.read(buffer.bytes, transport: entry.transportCharset) { collector.take($0) }
      _ = collector.end(links: kept, anchors: AnchorSet())
      return
    }
    // An .html that is a PDF or a picture is no page, whatever its name says.
    if EntryKind.isForeign(buffer.bytes) { return }
    readPage(index, entry)
  }

  private mutating func reuse(_ page: PageCacheContents.Page, _ index: Int, sight: FileSights.Sight) {
    guard let cache, let common else { return }
    found.sights.append((Int32(index), sight))
    collector.begin(index)
    collector.replay(page, from: cache)
    let related = collector.entries(ofLinks: page.facts.relatedLinks)
    let links = collector.end(page, from: cache, common)
    var facts = empty
    swap(&facts, &page.facts)
    add(
      facts, anchors: page.anchors, base: page.base, index: index, links: links, related: related, isFromCache: true)
  }

  private mutating func readPage(_ index: Int, _ entry: SiteEntry) {
    collector.begin(index)
    let reading = reader.read(
      buffer.bytes, path: entry.path, url: site.url(of: entry) ?? SavedPage.origin(buffer.bytes),
      transportCharset: entry.transportCharset, buffer: text
    ) { collector.take($0) }
    let related = collector.entries(ofLinks: reading.facts.relatedLinks)
    let links = collector.end(links: reading.links, anchors: reading.anchors)
    var facts = reading.facts
    texts.share(in: &facts)
    add(
      facts, anchors: reading.anchors, base: reading.base, index: index, links: links, related: related,
      isFromCache: false)
  }

  private mutating func add(
    _ facts: consuming PageFacts, anchors: AnchorSet, base: String?, index: Int, links: LinkCollector.PageLinks,
    related: [Int32], isFromCache: Bool
  ) {
    if facts.hasRareFacts, let reason = facts.problems.first(where: \.isUnreadable)?.message {
      found.unreadable.append(SiteProblem(kind: .unreadable, path: site.entries[index].path, reason: reason))
    }
    // Where they lead is known; only a cache must know the links themselves.
    if !isCapturing { facts.relatedLinks = [] }
    // The same text as of the links to it, where the site's base tells it: see `SiteReader.assemble`.
    if site.base != nil, site.entries[index].origin == nil { facts.url = nil }
    found.pages.append(
      WorkerHarvest.Page(
        entry: Int32(index), facts: facts, anchors: anchors, links: links, base: base, related: related,
        isFromCache: isFromCache))
  }
}
