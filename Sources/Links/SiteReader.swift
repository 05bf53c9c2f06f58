import Crypto
public import Exports
public import Pages
import Parallel
import Synchronization
public import Workdays

/// Reads a whole site in one pass: every page and style sheet once, by as many workers as asked for.
///
/// Links are resolved while their page is in hand, so memory grows with facts and distinct targets, not with bytes.
/// The same site gives the same facts for any number of workers.
public struct SiteReader: Sendable {
  /// How far the pass is.
  public struct Progress: Sendable {
    public let done: Int
    public let total: Int
    /// Bytes read so far.
    public let bytes: Int
  }

  /// Workers; at least one.
  public var jobs: Int
  /// The day that the link report bears.
  public var checkedOn: CivilDate
  /// Whether links to private and loopback addresses are to be probed later instead of being called malformed.
  public var allowPrivate = false
  /// Site paths of the only pages to be read; nil for all. Style sheets are then left aside, too.
  public var only: Set<String>?
  /// Words to look for in articles; the cache must be keyed by them, too.
  public var cues: CueWords?
  /// Pages of earlier runs; nil for none. It saves time and never changes a result.
  public var cache: PageCache?
  /// The table of the site's links, where somebody has made it already.
  public var table: LinkTable?
  /// Called before anything is read, now and then from any worker, and once at the end.
  public var progress: (@Sendable (Progress) -> Void)?

  public init(jobs: Int, checkedOn: CivilDate, progress: (@Sendable (Progress) -> Void)? = nil) {
    (self.jobs, self.checkedOn, self.progress) = (max(jobs, 1), checkedOn, progress)
  }

  /// Reads the site. What cannot be read is told in the facts; nothing is thrown.
  public func read(_ site: Site) -> SiteFacts {
    var made = table ?? LinkTable(site)
    made.allowPrivate = allowPrivate
    let table = made
    let wanted = site.entries.count { isRead($0) }
    let cursor = SiteCursor(site, where: isRead)
    let counter = ProgressCounter(total: wanted, report: progress)
    let (known, isCapturing, cues) = (cache?.load(for: site), cache != nil, cues)
    let numbers = TargetNumbers(known)
    let harvests = Workers.map(Array(0..<jobs), jobs: jobs) { _ in
      var worker = SiteWorker(
        site: site, table: table, numbers: numbers, cache: known, capturing: isCapturing, cues: cues)
      worker.run(cursor, counter: counter)
      return worker.harvest()
    }
    counter.finish()
    return assemble(harvests, targets: numbers.takeTargets(), site: site, table: table, known: known)
  }

  private func isRead(_ entry: SiteEntry) -> Bool {
    if let only { return entry.kind == .page && only.contains(entry.path) }
    return (entry.kind == .page || entry.kind == .styleSheet) && (200..<300).contains(entry.status)
  }

  /// Puts together what the workers brought: links beside what else is told of pages, then the link report beside the
  /// cache and the facts. Each part has one owner at any time, and goes as soon as it has been put together: here memory
  /// is at its peak.
  private func assemble(
    _ harvests: consuming [WorkerHarvest], targets: consuming ContiguousArray<LinkTarget>, site: Site,
    table: LinkTable, known: PageCacheContents?
  ) -> SiteFacts {
    let unreadable = harvests.flatMap(\.unreadable) + site.problems.filter { $0.kind == .unreadable }
    let lost = harvests.reduce(0) { $0 + $1.lostPages }
    let sights = FileSights(harvests.map(\.sights), entries: site.entries.count)
    let pages = HarvestedPages(harvests.map(\.pages), entries: site.entries.count)
    let collections = harvests.map(\.links)
    harvests = []
    let (uses, values) = (collections.map(\.uses), collections.map(\.values))
    let (merged, foreign, told, order) = together(pages, targets, consume collections, sights, site)
    var links = SiteLinks(consume targets, order: order, consume merged)
    if !told.doubts.isEmpty { links.doubt { told.doubts[$0] } }
    if !foreign.isEmpty { links.doubt { foreign[$0] } }
    let refreshed = SpotReader(site: site).spots(of: links.incomplete)
    if !refreshed.isEmpty { links.fill { entry, ordinal in refreshed[entry]?[ordinal] } }
    let (entriesOfTargets, addresses) = (links.entries, links.addresses(entries: site.entries.count))
    let heldLinks = Mutex(consume links)
    let heldPages = Mutex(consume pages)
    let ((report, places), facts) = Workers.both(jobs: jobs) {
      heldLinks.withLock { $0.report(table, on: checkedOn) }
    } _: {
      heldPages.withLock { pages in
        // A run over chosen pages must not make the cache forget the others.
        if let cache, only == nil {
          cache.save(
            PageCacheSegment.Reading(
              site: site, pages: pages, sights: sights, refreshed: refreshed, values: values, table: table),
            known: known)
        }
        return pages.takeFacts { entry, facts in
          facts.relatedLinks = []
          // One text for the page and the links to it.
          if facts.url == nil { facts.url = site.url(ofEntryAt: entry, knownAs: addresses[entry]) }
        }
      }
    }
    return SiteFacts(
      pages: facts, links: report, unreadable: unreadable.sorted(),
      notes: site.problems.filter { $0.kind != .unreadable }, seen: told.entries.count + lost, digest: told.digest,
      table: table, uses: LinkUses(told.targets, uses, reported: places, entries: entriesOfTargets),
      entries: told.entries, related: told.related, bases: told.bases)
  }

  /// What is known of links beside what is known of pages: the tallies of all workers, attachments that are none, notes
  /// of pages, and the order of the targets' addresses.
  private func together(
    _ pages: HarvestedPages, _ targets: ContiguousArray<LinkTarget>, _ collections: consuming [LinkCollection],
    _ sights: FileSights, _ site: Site
  ) -> (MergedTallies, foreign: [Int: String], PageNotes, order: [Int32]) {
    let gathered = Mutex(collections)
    let ((merged, foreign), (told, order)) = Workers.both(jobs: jobs) {
      let merged = gathered.withLock { collections in
        MergedTallies(targets, &collections) { entry in pages.position(ofEntry: entry).map { pages[$0].anchors } }
      }
      let sound = targets.lazy.compactMap { $0.state == .ok ? $0.entry : nil }
      return (merged, ForeignAttachments.reasons(in: site, linked: sound))
    } _: {
      (PageNotes(pages, sights, site), SiteLinks.order(of: targets))
    }
    return (merged, foreign, told, order)
  }
}

/// What is told of pages beside their facts, in their order.
private struct PageNotes: Sendable {
  /// See `SiteFacts.digest`.
  let digest: String
  /// Their places in the site's entries.
  let entries: [Int32]
  /// The entries to which their related articles lead.
  let related: [[Int32]]
  let targets: [LinkUses.Page]
  /// `<base href>` of those that have one, by path.
  let bases: [String: String]
  /// By their places in the site's entries, why pages may not be what links to them promise.
  let doubts: [Int: String]

  init(_ pages: HarvestedPages, _ sights: FileSights, _ site: Site) {
    digest = Self.digest(site.entries, sights)
    entries = pages.indices.map { pages[$0].entry }
    related = pages.indices.map { pages[$0].related }
    targets = pages.indices.map { LinkUses.Page(worker: pages.worker(at: $0), range: pages[$0].links.targets) }
    bases = Dictionary(
      pages.indices.compactMap { place in pages[place].base.map { (pages[place].facts.path, $0) } },
      uniquingKeysWith: { first, _ in first })
    var doubts: [Int: String] = [:]
    for place in pages.indices where pages[place].facts.looksLikeErrorPage {
      doubts[Int(pages[place].entry)] = pages[place].facts.suspicion
    }
    self.doubts = doubts
  }

  private static func digest(_ entries: [SiteEntry], _ sights: FileSights) -> String {
    var hash = SHA256()
    var bytes: [UInt8] = []
    for index in entries.indices {
      bytes += entries[index].path.utf8
      bytes += "\u{0}\(entries[index].size)\u{0}\(entries[index].status)\u{0}".utf8
      sights[index]?.digest.withUnsafeBytes { bytes += $0 }
      guard bytes.count > 1 << 16 else { continue }
      hash.update(data: bytes)
      bytes.removeAll(keepingCapacity: true)
    }
    hash.update(data: bytes)
    return SiteDigests.hexadecimal(hash.finalize())
  }
}

/// Counts what all workers have done and tells it in steps.
final class ProgressCounter: Sendable {
  private let total: Int
  private let report: (@Sendable (SiteReader.Progress) -> Void)?
  private let counts = Mutex((done: 0, bytes: 0))

  init(total: Int, report: (@Sendable (SiteReader.Progress) -> Void)?) {
    (self.total, self.report) = (total, report)
    report?(SiteReader.Progress(done: 0, total: total, bytes: 0))
  }

  func add(bytes: Int) {
    guard let report else { return }
    let now = counts.withLock { counts in
      counts.done += 1
      counts.bytes += bytes
      return counts
    }
    if now.done % 64 == 0 { report(SiteReader.Progress(done: now.done, total: total, bytes: now.bytes)) }
  }

  func finish() {
    guard let report else { return }
    let now = counts.withLock { $0 }
    report(SiteReader.Progress(done: now.done, total: total, bytes: now.bytes))
  }
}
