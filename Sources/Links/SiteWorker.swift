import Exports
import Pages

/// What one worker brings home.
struct WorkerHarvest: Sendable {
  struct Page: Sendable {
    /// In `Site.entries`.
    let entry: Int32
    let facts: PageFacts
    let anchors: AnchorSet
    /// Entries that its navigation leads to, distinct and sorted.
    let targets: [Int32]
    let base: String?
  }

  var pages: [Page] = []
  var links = LinkCollection(targets: [], fragments: [:])
  var unreadable: [SiteProblem] = []
  /// Pages of which nothing could be read.
  var lostPages = 0
  /// Digests of the bytes read, by entry.
  var digests: [(Int32, [UInt8])] = []
}

/// One worker of a pass: takes entries from the shared cursor until there are none.
struct SiteWorker {
  private let site: Site
  private let collector: LinkCollector
  private let buffer = PageBuffer()
  private let reader = PageReader()
  private var found = WorkerHarvest()

  init(site: Site, table: LinkTable) {
    self.site = site
    collector = LinkCollector(table: table)
  }

  mutating func run(_ cursor: SiteCursor, counter: ProgressCounter) {
    while let reading = cursor.next(into: buffer) {
      switch reading {
      case .read(let index): read(index)
      case .unreadable(let index, let reason): lose(index, reason)
      }
      counter.add(bytes: buffer.bytes.count)
    }
  }

  func harvest() -> WorkerHarvest {
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
    found.digests.append((Int32(index), SiteDigests.of(buffer.bytes)))
    if entry.kind == .styleSheet {
      collector.begin(index)
      let kept = StyleSheetScanner.read(buffer.bytes, transport: entry.transportCharset) { collector.take($0) }
      _ = collector.end(links: kept, anchors: AnchorSet())
      return
    }
    // An .html that is a PDF or a picture is no page, whatever its name says.
    if EntryKind.byBytes(buffer.bytes) == .attachment { return }
    readPage(index, entry)
  }

  private mutating func readPage(_ index: Int, _ entry: SiteEntry) {
    collector.begin(index)
    let reading = reader.read(
      buffer.bytes, path: entry.path, url: site.url(of: entry) ?? SavedPage.origin(buffer.bytes),
      transportCharset: entry.transportCharset
    ) { collector.take($0) }
    let targets = collector.end(links: reading.links, anchors: reading.anchors)
    if let reason = reading.unreadableReason {
      found.unreadable.append(SiteProblem(kind: .unreadable, path: entry.path, reason: reason))
    }
    found.pages.append(
      WorkerHarvest.Page(
        entry: Int32(index), facts: reading.facts, anchors: reading.anchors, targets: targets, base: reading.base))
  }
}
