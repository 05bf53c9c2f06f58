import Findings
import Links
import Pages
import Workdays

/// The site's pages by what ledgers know of them: path, number, title.
struct SiteIndex: Sendable {
  let site: SitePicture
  /// The targets of 办 marks on list pages, resolved.
  let listedServices: Set<String>
  /// The targets of those that say 办 and nothing else.
  let listedIcons: Set<String>
  private let byPath: [String: Int]
  private let byNumber: [String: [Int]]
  private let byTitle: [String: [Int]]
  /// Policy pages by what their title is about, without the office that issued them.
  private let policiesByCore: [String: [String]]

  init(_ site: SitePicture) {
    self.site = site
    var (byPath, byNumber, byTitle): ([String: Int], [String: [Int]], [String: [Int]]) = ([:], [:], [:])
    // By their places: a copy of a page's facts counts some forty references.
    let pages = site.pages
    byPath.reserveCapacity(pages.count)
    byTitle.reserveCapacity(pages.count)
    for index in pages.indices {
      byPath[pages[index].path] = index
      guard pages[index].kind != .list else { continue }
      if let number = pages[index].documentNumber {
        byNumber[DocumentNumber.matchingKey(number), default: []].append(index)
      }
      if let title = pages[index].title { byTitle[Folding.key(title), default: []].append(index) }
    }
    (self.byPath, self.byNumber, self.byTitle) = (byPath, byNumber, byTitle)
    var cores: [String: [String]] = [:]
    for index in pages.indices where pages[index].kind == .policy {
      if let title = pages[index].title {
        cores[InterpretationRecords.core(title), default: []].append(pages[index].path)
      }
    }
    policiesByCore = cores
    var (services, icons): (Set<String>, Set<String>) = ([], [])
    for index in pages.indices where pages[index].kind == .list {
      for mark in pages[index].serviceMarks {
        guard let target = mark.target else { continue }
        let url = site.target(target, pages[index].path).url
        services.insert(url)
        if mark.text == "办" { icons.insert(url) }
      }
    }
    (listedServices, listedIcons) = (services, icons)
  }

  func page(at path: String) -> PageFacts? { byPath[path].map { site.pages[$0] } }

  /// The page that an address in a ledger names, and the state of that address.
  func page(address: String) -> (page: PageFacts?, state: LinkState) {
    let target = site.target(address, "/")
    return (target.path.flatMap(page(at:)), target.state)
  }

  /// The page of a document: the one its 网址 names, else the one that bears its number, else its title.
  func page(number: String?, title: String?, address: String?) -> PageFacts? {
    if let address, let page = page(address: address).page { return page }
    if let number, let found = best(byNumber[DocumentNumber.matchingKey(number)], title: title) { return found }
    if let title { return best(byTitle[Folding.key(title)], title: title) }
    return nil
  }

  /// The paths of the policy pages that are about what a title is about: offices give their rules like names.
  func policies(named core: String) -> [String] { policiesByCore[core] ?? [] }

  func pages(titled title: String) -> [PageFacts] { (byTitle[Folding.key(title)] ?? []).map { site.pages[$0] } }

  /// Of several pages with one number, an interpretation of it is not the document: policy pages come first, then the
  /// one whose title is the document's.
  private func best(_ indexes: [Int]?, title: String?) -> PageFacts? {
    let pages = (indexes ?? []).map { site.pages[$0] }.filter { $0.kind != .interpretation }
    let key = title.map(Folding.key)
    return pages.first { $0.title.map(Folding.key) == key && key != nil } ?? pages.first { $0.kind == .policy }
      ?? pages.first
  }
}
