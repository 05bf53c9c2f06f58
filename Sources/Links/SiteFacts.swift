public import Exports
public import Pages

/// All that one pass over a site gives: facts of pages, states of links, and what could not be read.
public struct SiteFacts: Sendable {
  /// Sorted by path.
  public let pages: [PageFacts]
  /// Offline states of every distinct target.
  public let links: LinkReport
  /// Pages and other files that could not be read, or not whole; sorted by path.
  public let unreadable: [SiteProblem]
  /// Conflicts between sources and what was left aside; sorted by path.
  public let notes: [SiteProblem]
  /// Pages that are there, read or not.
  public let seen: Int
  /// SHA-256 over all paths, sizes, and the bytes of pages and style sheets, hexadecimal.
  public let digest: String
  /// For resolving further addresses: a ledger's, a mark's.
  public let table: LinkTable
  public let base: SiteBase?

  private let uses: LinkUses
  /// For each page, its place in the site's entries; and for each entry, its page (-1 for none).
  private let entries: [Int32]
  private let pageOfEntry: [Int32]
  /// For each page, the entries to which its related articles lead.
  private let related: [[Int32]]
  /// `<base href>` of the pages that have one, by path.
  private let bases: [String: String]

  init(
    pages: [PageFacts], links: LinkReport, unreadable: [SiteProblem], notes: [SiteProblem], seen: Int, digest: String,
    table: LinkTable, uses: LinkUses, entries: [Int32], related: [[Int32]], bases: [String: String]
  ) {
    (self.pages, self.links, self.unreadable, self.notes) = (pages, links, unreadable, notes)
    (self.seen, self.digest, self.table, self.base) = (seen, digest, table, table.base)
    (self.uses, self.entries, self.related, self.bases) = (uses, entries, related, bases)
    var pageOfEntry = [Int32](repeating: -1, count: table.entries.count)
    for page in entries.indices { pageOfEntry[Int(entries[page])] = Int32(page) }
    self.pageOfEntry = pageOfEntry
  }

  /// The facts of the page at a site path.
  public func page(at path: String) -> PageFacts? { index(of: path).map { pages[$0] } }

  /// Which of the reader's cue words the article of a page holds; nil where they were not sought.
  public func cues(onPage path: String) -> CueSet? { index(of: path).flatMap { pages[$0].cues } }

  /// What a value on a page means: its canonical address, its state, and the site path it leads to.
  ///
  /// - Parameters:
  ///   - value: as it stands on the page or in a ledger.
  ///   - path: the page's site path; `/` for an address from elsewhere.
  public func target(of value: String, onPage path: String = "/") -> LinkTarget {
    let target = table.target(of: value, onPage: path, base: bases[path])
    guard target.state == .ok else { return target }
    if let known = links.link(to: target.url) {
      guard known.state != .ok else { return target }
      return LinkTarget(
        url: target.url, state: known.state, reason: known.reason, status: known.status, entry: target.entry)
    }
    // No page links to it, so that nobody has doubted it yet: a ledger may name an error page.
    guard let path = self.path(of: target), let index = index(of: path), let reason = pages[index].suspicion else {
      return target
    }
    return LinkTarget(url: target.url, state: .suspect, reason: reason, status: target.status, entry: target.entry)
  }

  /// The site path of a target that is one of the site's files.
  public func path(of target: LinkTarget) -> String? { target.entry.map { table.entries[$0].path } }

  /// The site paths to which the related articles of a page lead, by its place in `pages`, in their order there.
  public func related(toPageAt place: Int) -> [String] { related[place].map { table.entries[Int($0)].path } }

  /// The same as places of pages; files that are none are left out.
  public func pagesRelated(toPageAt place: Int) -> [Int] { related[place].compactMap { page(ofEntry: Int($0)) } }

  private func page(ofEntry entry: Int) -> Int? { pageOfEntry[entry] < 0 ? nil : Int(pageOfEntry[entry]) }

  /// Whether the page at one path has a link that leads to the page at another.
  public func links(from path: String, to other: String) -> Bool {
    guard let from = index(of: path), let to = index(of: other) else { return false }
    return uses.links(from, to: entries[to])
  }

  /// The site paths of pages that a page links to, sorted.
  public func pages(linkedFrom path: String) -> [String] {
    guard let from = index(of: path) else { return [] }
    return uses.entries(of: from).map { table.entries[$0] }.filter { $0.kind == .page }.map(\.path)
  }

  /// Tells of a page to which of some pages it links, sorted; all by their places in `pages`.
  public func linked(among places: [Int]) -> @Sendable (_ page: Int) -> [Int] {
    var isWanted = [Bool](repeating: false, count: table.entries.count)
    for place in places { isWanted[Int(entries[place])] = true }
    return { [self, isWanted] page in
      uses.entries(of: page) { isWanted[$0] }.compactMap { self.page(ofEntry: $0) }
    }
  }

  /// Tells of a page which pages of a kind it links to that link back to it, sorted; all by their places in `pages`.
  public func linkedBothWays(with kind: PageKind) -> @Sendable (_ page: Int) -> [Int] {
    // Every link of every document is looked at, of which few lead to the kind.
    var pageOfEntry = [Int32](repeating: -1, count: table.entries.count)
    for page in pages.indices where pages[page].kind == kind { pageOfEntry[Int(entries[page])] = Int32(page) }
    return { [self, pageOfEntry] page in
      uses.entries(of: page) { pageOfEntry[$0] >= 0 }.compactMap { entry in
        let other = Int(pageOfEntry[entry])
        return uses.links(other, to: entries[page]) ? other : nil
      }
    }
  }

  /// The places in `links.links` of everything that a page links to, sorted: all pages, where
  /// `LinkReport.Link.from` names only the first ten. A missing fragment is told by `from` alone.
  public func linkIndexes(onPage path: String) -> [Int] {
    index(of: path).map { uses.links(of: $0) } ?? []
  }

  private func index(of path: String) -> Int? {
    var (low, high) = (0, pages.count)
    while low < high {
      let middle = (low + high) / 2
      if pages[middle].path < path { low = middle + 1 } else { high = middle }
    }
    return low < pages.count && pages[low].path == path ? low : nil
  }
}
