import Findings
import Pages
import Parallel
import Records

/// Finds the document that an interpretation page explains without comparing every page with every document: a site
/// has thousands of both, and a district asks once for each of its towns.
struct InterpretationOwners: Sendable {
  /// Documents by the place of their page, by each page that theirs names as related, and by each interpretation that
  /// links to their page and is linked from it.
  private var byPage: PageDocuments
  private var byRelated: PageDocuments
  private var byMutual: PageDocuments
  private let pages: [Int?]
  private let names: DocumentNames
  private let titles: [String?]

  init(_ documents: [(record: Record, page: Int?)], _ site: SiteIndex?, jobs: Int) {
    pages = documents.map(\.page)
    titles = documents.map(\.record.title)
    let count = site?.site.pages.count ?? 0
    (byPage, byRelated, byMutual) = (PageDocuments(count), PageDocuments(count), PageDocuments(count))
    // Asked from the documents' side, which a town has few of, and not of each interpretation of the district's site.
    let asked = Workers.map(documents, jobs: jobs, batch: 32) { record, page in
      (
        related: page.flatMap { site?.site.relatedPages($0) } ?? [],
        mutual: page.flatMap { site?.site.mutualInterpretations($0) } ?? [], names: DocumentNames.names(of: record)
      )
    }
    for (document, found) in asked.enumerated() {
      if let page = pages[document] { byPage.add(document, to: page) }
      for page in found.related { byRelated.add(document, to: page) }
      for page in found.mutual { byMutual.add(document, to: page) }
    }
    names = DocumentNames(asked.map(\.names))
  }

  /// The documents whose pages name this one as related or are named by it, or where each links to the other, in order.
  func linked(withPageAt place: Int, _ index: SiteIndex) -> [Int] {
    let site = index.site
    var found: Set<Int> = []
    func take(_ document: Int) {
      if pages[document] != place { found.insert(document) }
    }
    byRelated.each(ofPageAt: place, take)
    for related in site.relatedPages(place) { byPage.each(ofPageAt: related, take) }
    if site.pages[place].kind == .interpretation {
      byMutual.each(ofPageAt: place, take)
    } else if !byPage.isEmpty {
      let path = site.pages[place].path
      for linked in site.linkedPages(path) {
        guard let other = index.place(at: linked), byPage.isKnown(other), site.leadsTo(linked, path) else { continue }
        byPage.each(ofPageAt: other, take)
      }
    }
    return found.sorted()
  }

  /// Of linked documents those that name this page as related and that it leads back to.
  func mutual(of linked: [Int], withPageAt place: Int, _ site: SitePicture) -> [Int] {
    var naming: Set<Int> = []
    byRelated.each(ofPageAt: place) { naming.insert($0) }
    return linked.filter { document in
      guard naming.contains(document), let page = pages[document] else { return false }
      return site.leadsTo(site.pages[place].path, site.pages[page].path)
    }
  }

  /// Whether two documents are about what has one name, as a rule and its new version are.
  func areLikeNamed(_ one: Int, _ other: Int) -> Bool {
    guard let one = titles[one], let other = titles[other] else { return false }
    return InterpretationRecords.core(one).isSame(as: InterpretationRecords.core(other))
  }

  /// Of the documents that a title names, the one with the longest title, so that a rule and its amendment are not
  /// taken for one another. A whole name goes before a short one, which is told.
  func named(in title: String?) -> (document: Int, isShort: Bool)? {
    guard let title = title.map(Folding.key) else { return nil }
    func rank(_ found: (document: Int, isShort: Bool)) -> (Int, Int, Int) {
      (found.isShort ? 1 : 0, -(titles[found.document]?.unicodeScalars.count ?? 0), found.document)
    }
    return names.documents(in: title).min { rank($0) < rank($1) }
  }

  /// The documents that a title lists one after the other, 《甲办法》《乙规定》解读, each by its whole name or its short one;
  /// none where it does not list several. What stands elsewhere in the title is only mentioned.
  func listed(in title: String?) -> [(document: Int, isShort: Bool)] {
    guard let title, TitleList.mayList(title) else { return [] }
    let lists = TitleList.all(in: Folding.key(title)).filter { $0.count > 1 }
    return lists.joined().compactMap { name in
      guard let found = named(in: name), let own = titles[found.document].map({ InterpretationRecords.core($0) }),
        own.isSame(as: name) || found.isShort && ShortTitle.of(own)?.isSame(as: name) == true
      else { return nil }
      return found
    }
  }
}

/// Titles in their marks that follow each other with nothing or an “and” between them.
private enum TitleList {
  /// What parts the members of a list.
  private static let joints = ["", "、", ",", "和", "及", "与", "以及"]

  /// Whether a text has more than one title in marks.
  static func mayList(_ text: String) -> Bool {
    text.withBytes { text in "》".firstPlace(in: text).map { $0 != "》".lastPlace(in: text) } ?? false }
  }

  /// The names of each list of a folded text; a single name is a list, too.
  static func all(in text: String) -> [[String]] {
    var lists: [[String]] = []
    var (depth, name, between) = (0, "", "")
    for character in text {
      switch character {
      case "《":
        depth += 1
        if depth > 1 { name.append(character) }
      case "》" where depth == 1:
        if let last = lists.indices.last, joints.contains(between) {
          lists[last].append(name)
        } else {
          lists.append([name])
        }
        (depth, name, between) = (0, "", "")
      case "》" where depth > 1:
        depth -= 1
        name.append(character)
      case _ where depth > 0: name.append(character)
      default: between.append(character)
      }
    }
    return lists
  }
}

/// Documents by the places of pages: a list a page, all in one row, since a site has tens of thousands of pages of which
/// a unit's documents touch some.
private struct PageDocuments: Sendable {
  /// For each page the last of its entries; -1 for none.
  private var last: [Int32]
  private var entries: [(document: Int32, before: Int32)] = []

  /// - Parameter pages: how many there are.
  init(_ pages: Int) { last = [Int32](repeating: -1, count: pages) }

  var isEmpty: Bool { entries.isEmpty }

  mutating func add(_ document: Int, to page: Int) {
    entries.append((Int32(document), last[page]))
    last[page] = Int32(entries.count - 1)
  }

  func isKnown(_ page: Int) -> Bool { last[page] >= 0 }

  func each(ofPageAt page: Int, _ take: (Int) -> Void) {
    var next = last[page]
    while next >= 0 {
      take(Int(entries[Int(next)].document))
      next = entries[Int(next)].before
    }
  }
}
