public import Links
public import Pages
public import Workdays

/// The site as one reading of its export showed it, shared by all units.
public struct SitePicture: Sendable {
  public let pages: [PageFacts]
  /// Every distinct link with its state, recorded or probed states laid over `external`.
  public let links: LinkReport
  /// What was recorded of links that stand on no page of the export; a ledger may name them.
  public private(set) var elsewhere: LinkReport?
  /// The day on which a link outside the export was checked, by address.
  public let checkedOn: [String: CivilDate]
  /// Whether a page that the export lacks is missing from the site.
  public let isComplete: Bool
  /// Where an address leads that stands on a page, or in a ledger (then the page is `/`).
  public let target: @Sendable (_ value: String, _ page: String) -> Target
  /// Whether a page has a link to another, both by site path.
  public let leadsTo: @Sendable (_ page: String, _ other: String) -> Bool
  public let pageText: @Sendable (String) -> PageContent?
  /// Which cue words a page's article holds; nil where they were not sought in it.
  public var pageCues: @Sendable (_ page: String) -> CueSet? = { _ in nil }
  /// The places in `links.links` of what the page at a site path links to; nil where only `from` can tell.
  public let linkIndexes: (@Sendable (String) -> [Int])?

  /// The site paths of the pages that a page links to; empty where nobody can tell.
  public var linkedPages: @Sendable (_ page: String) -> [String] = { _ in [] }
  /// For some pages, which of them a page links to, by their places in `pages`; nil where `linkedPages` must serve.
  public var linkedAmong: (@Sendable (_ wanted: [Int]) -> @Sendable (_ page: Int) -> [Int])?
  /// The places of the interpretations that a page links to and that link back to it; empty where nobody can tell.
  public var mutualInterpretations: @Sendable (_ page: Int) -> [Int] = { _ in [] }
  /// The site paths to which the related articles of a page lead, in their order; empty where nobody can tell.
  public var relatedPaths: @Sendable (_ page: Int) -> [String] = { _ in [] }
  /// The places of those that are pages.
  public var relatedPages: @Sendable (_ page: Int) -> [Int] = { _ in [] }

  /// Where an address leads.
  public struct Target: Sendable, Hashable {
    /// Canonical, as in the link report.
    public let url: String
    public let state: LinkState
    public let reason: String?
    /// The site path of the file it leads to, where it is one of the export's.
    public let path: String?

    public init(url: String, state: LinkState, reason: String? = nil, path: String? = nil) {
      (self.url, self.state, self.reason, self.path) = (url, state, reason, path)
    }
  }

  public init(
    pages: [PageFacts], links: LinkReport, checkedOn: [String: CivilDate] = [:], isComplete: Bool,
    target: @escaping @Sendable (String, String) -> Target,
    leadsTo: @escaping @Sendable (String, String) -> Bool = { _, _ in false },
    pageText: @escaping @Sendable (String) -> PageContent? = { _ in nil },
    linkIndexes: (@Sendable (String) -> [Int])? = nil
  ) {
    (self.pages, self.links, self.checkedOn, self.isComplete) = (pages, links, checkedOn, isComplete)
    (self.target, self.leadsTo, self.pageText) = (target, leadsTo, pageText)
    self.linkIndexes = linkIndexes
  }

  /// The same site with other knowledge of its links.
  public func replacing(links: LinkReport, elsewhere: LinkReport?, checkedOn: [String: CivilDate]) -> SitePicture {
    var picture = SitePicture(
      pages: pages, links: links, checkedOn: checkedOn, isComplete: isComplete, target: target, leadsTo: leadsTo,
      pageText: pageText, linkIndexes: linkIndexes)
    picture.elsewhere = elsewhere
    (picture.linkedPages, picture.mutualInterpretations) = (linkedPages, mutualInterpretations)
    (picture.linkedAmong, picture.pageCues) = (linkedAmong, pageCues)
    (picture.relatedPaths, picture.relatedPages) = (relatedPaths, relatedPages)
    return picture
  }

  /// Which of some pages a page links to, by their places, sorted.
  func linked(among wanted: [Int]) -> @Sendable (_ page: Int) -> [Int] {
    if let linkedAmong { return linkedAmong(wanted) }
    let places = Dictionary(wanted.map { (pages[$0].path, $0) }) { first, _ in first }
    return { [pages, linkedPages] page in Set(linkedPages(pages[page].path).compactMap { places[$0] }).sorted() }
  }

  /// What is known of the link to a canonical address.
  public func link(to url: String) -> LinkReport.Link? { links.link(to: url) ?? elsewhere?.link(to: url) }
}
