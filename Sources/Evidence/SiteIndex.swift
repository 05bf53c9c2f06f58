import Findings
import Links
import Pages
import Parallel
import Workdays

/// The site's pages by what ledgers know of them: path, number, title.
struct SiteIndex: Sendable {
  let site: SitePicture
  private let byPath: [TextKey: Int32]
  private let titles: Titles
  private let services: ListedServices
  /// The pages as rows of the table `pages`.
  let shelf: PageShelf

  /// The targets of 办 marks on list pages, resolved.
  var listedServices: Set<TextKey> { services.all }
  /// The targets of those that say 办 and nothing else.
  var listedIcons: Set<TextKey> { services.icons }
  /// The places of the articles in whose rows of lists a 办 mark stands, wherever it leads.
  var markedRows: Set<Int> { services.rows }

  init(_ site: SitePicture, jobs: Int) {
    self.site = site
    shelf = PageShelf(site)
    let lists = site.pages.indices.filter { site.pages[$0].kind == .list && !site.pages[$0].serviceMarks.isEmpty }
    let marks: [[MarkTarget]]
    ((titles, byPath), marks) = Workers.map(
      lists, beside: { (Titles(site.pages), Self.places(site.pages)) }, jobs: jobs, batch: 16
    ) { MarkTarget.all(onPageAt: $0, site, inFrame: true) }
    services = ListedServices(marks, site.pages, byPath) { [titles] row in
      // A document may stand on the site twice, and the list leads to one of its pages.
      (site.pages[row].documentNumber.flatMap { titles.byNumber[DocumentNumber.key($0)] } ?? [])
        + (site.pages[row].title.flatMap { titles.byTitle[TextKey(Folding.key($0))] } ?? [])
    }
  }

  private static func places(_ pages: [PageFacts]) -> [TextKey: Int32] {
    var places: [TextKey: Int32] = [:]
    places.reserveCapacity(pages.count)
    for index in pages.indices { places[TextKey(pages[index].path)] = Int32(index) }
    return places
  }

  /// Pages by number and title.
  private struct Titles: Sendable {
    var byNumber: [TextKey: [Int32]] = [:]
    var byTitle: [TextKey: [Int32]] = [:]
    /// Policy pages by what their title is about, without the office that issued them.
    var policiesByCore: [TextKey: [Int32]] = [:]

    init(_ pages: [PageFacts]) {
      byTitle.reserveCapacity(pages.count)
      // By their places: a copy of a page's facts counts some forty references.
      for index in pages.indices {
        let place = Int32(index)
        guard pages[index].kind != .list else { continue }
        if let number = pages[index].documentNumber { byNumber[DocumentNumber.key(number), default: []].append(place) }
        guard let title = pages[index].title.map(Folding.key) else { continue }
        byTitle[TextKey(title), default: []].append(place)
        if pages[index].kind == .policy {
          policiesByCore[TextKey(InterpretationRecords.core(folded: title)), default: []].append(place)
        }
      }
    }
  }

  /// Where the 办 marks on list pages stand and lead: a mark in the row of a document is that document's alone, any
  /// other belongs to whatever shares its target.
  private struct ListedServices: Sendable {
    var all: Set<TextKey> = []
    var icons: Set<TextKey> = []
    var rows: Set<Int> = []

    /// - Parameter copies: the pages that show what a page shows.
    init(
      _ marks: [[MarkTarget]], _ pages: [PageFacts], _ byPath: [TextKey: Int32], copies: (_ place: Int) -> [Int32]
    ) {
      for mark in marks.joined() {
        if let row = mark.row, let place = row.path.flatMap({ byPath[TextKey($0)] }).map({ Int($0) }),
          [.policy, .article, .other].contains(pages[place].kind)
        {
          // A title that says 办理 is no mark of itself.
          if mark.mark.text == "办" || mark.target?.url != row.url, rows.insert(place).inserted {
            rows.formUnion(copies(place).map { Int($0) })
          }
          continue
        }
        guard let target = mark.target else { continue }
        all.insert(TextKey(target.url))
        if mark.mark.text == "办" { icons.insert(TextKey(target.url)) }
      }
    }
  }

  func place(at path: String) -> Int? { byPath[TextKey(path)].map { Int($0) } }

  /// The place of the page that an address in a ledger names, and the state of that address.
  func page(address: String) -> (place: Int?, state: LinkState) {
    let target = site.target(address, "/")
    return (target.path.flatMap(place(at:)), target.state)
  }

  /// The place of a document's page: the one its 网址 names, else the one that bears its number, else its title.
  func page(number: String?, title: String?, address: String?) -> Int? {
    if let address, let page = page(address: address).place { return page }
    if let number, let found = best(titles.byNumber[DocumentNumber.key(number)], title: title) { return found }
    if let title { return best(titles.byTitle[TextKey(Folding.key(title))], title: title) }
    return nil
  }

  /// The places of the policy pages that are about what a title is about: offices give their rules like names.
  func policies(named core: String) -> [Int] { (titles.policiesByCore[TextKey(core)] ?? []).map { Int($0) } }

  func pages(titled title: String) -> [Int] {
    (titles.byTitle[TextKey(Folding.key(title))] ?? []).map { Int($0) }
  }

  /// Of several pages with one number, an interpretation of it is not the document: policy pages come first, then the
  /// one whose title is the document's.
  private func best(_ places: [Int32]?, title: String?) -> Int? {
    let places = (places ?? []).map { Int($0) }.filter { site.pages[$0].kind != .interpretation }
    if places.isEmpty { return nil }
    if let key = title.map(Folding.key),
      let named = places.first(where: { site.pages[$0].title.map { Folding.key($0).isSame(as: key) } ?? false })
    {
      return named
    }
    return places.first { site.pages[$0].kind == .policy } ?? places.first
  }
}
