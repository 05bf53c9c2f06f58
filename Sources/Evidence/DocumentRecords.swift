import Findings
import Links
import Pages
import Records
import Workdays

/// The tables `documents` and `policies`: 公文台账 joined with the pages that show the documents.
struct DocumentRecords {
  let site: SiteIndex?
  let ledger: Ledger?
  /// The places of the unit's own pages.
  let ownPages: [Int]
  private(set) var notes: [String] = []

  /// Whether the unit is a town or a street.
  private let isTowns: Bool
  /// The unit's pages where others have pages on the site as well.
  private let sharedOwn: Set<Int>?
  private let shelf: DocumentShelf?
  /// Whether the ledger bears columns that are named like what the pages tell.
  private let isLikePages: Bool

  init(site: SiteIndex?, ledger: Ledger?, ownPages: [Int], sharesSite: Bool = false, isTowns: Bool = false) {
    (self.site, self.ledger, self.ownPages, self.isTowns) = (site, ledger, ownPages, isTowns)
    sharedOwn = sharesSite ? Set(ownPages) : nil
    shelf = site.map { DocumentShelf($0.site, isAlone: ledger == nil) }
    let headers = ledger.map { Array($0.headers) + $0.extraHeaders } ?? []
    isLikePages = headers.contains { DocumentShelf.isShown($0) }
  }

  /// A page of another office with another 文号 is another document, whatever its title.
  private func isAnothers(_ place: Int, number: String?) -> Bool {
    guard let site, let sharedOwn, !sharedOwn.contains(place), let number,
      let shown = site.site.pages[place].documentNumber
    else { return false }
    return DocumentNumber.key(shown) != DocumentNumber.key(number)
  }

  /// Records with the place of the page each was joined with, in the order of the ledger, then of the paths.
  mutating func build() -> [(record: Record, page: Int?)] {
    guard let ledger else { return fromPages() }
    return (ledger.rows + ledger.unnamed).map { row in
      let title = row.values["标题"]?.description
      let number = row.values["文号"]?.description
      let address = row.values["网址"]?.description
      let page = site?.page(number: number, title: title, address: address).flatMap {
        isAnothers($0, number: number) ? nil : $0
      }
      let key = number ?? title ?? row.key
      var record = Record(
        key: key, title: title ?? page.flatMap { site?.site.pages[$0].title }, values: values(of: row, page),
        unreadable: row.unreadable, location: Location(path: ledger.path, line: row.number))
      record.values["资料来源"] = .text(page == nil ? "台账" : "台账和页面")
      if let page, let site {
        tellConflict(row, page, site.site, key: key)
        // An address that answers with what looks like an error shows nobody the document.
        if site.site.pages[page].looksLikeErrorPage {
          record.values["已上网"] = nil
          record.unreadable.insert("已上网")
        }
      } else if number == nil, title == nil {
        // What it is called is unknown, so no page can be missed.
        record.unreadable.formUnion(TableCatalogue.pageJoin)
      } else if let site {
        // An export that is not complete cannot tell that a page is missing.
        if site.site.isComplete { record.values["已上网"] = .flag(false) } else { record.unreadable.insert("已上网") }
      }
      return (record, page)
    }
  }

  private func fromPages() -> [(record: Record, page: Int?)] {
    guard let site, let shelf else { return [] }
    let pages = site.site.pages
    return ownPages.filter { place in
      pages[place].kind == .policy
        && PolicyKinds.isDocument(
          title: pages[place].title, number: pages[place].documentNumber, isIndexed: pages[place].indexNumber != nil,
          isTowns: isTowns)
    }.map { (Record(shelf, row: Int32($0)), $0) }
  }

  /// The ledger's word goes before the page's; what the public sees stands beside it under its own names.
  private func values(of row: Ledger.Row, _ page: Int?) -> FieldValues {
    guard let page, let shelf else { return FieldValues(row.values) }
    let joined = FieldValues(row.values, on: shelf, row: Int32(page))
    let unread = DocumentShelf.alsoInLedgers.filter { row.unreadable.contains($0) && row.values[$0] == nil }
    guard isLikePages || !unread.isEmpty else { return joined }
    // Value by value: what the page shows under its own names goes before a column that happens to be called so, and
    // nothing of the page stands for a cell that could not be read.
    var values = FieldValues(row.values)
    for field in shelf.fields where !unread.contains(field) {
      if DocumentShelf.isShown(field) || values[field] == nil, let value = shelf.value(of: field, at: Int32(page)) {
        values[field] = value
      }
    }
    return values
  }

  private mutating func tellConflict(_ row: Ledger.Row, _ place: Int, _ site: SitePicture, key: String) {
    guard case .date(let ledgerDate, _)? = row.values["发布日期"], let shown = site.pages[place].publishedOn,
      shown != ledgerDate, notes.count < 50
    else { return }
    notes.append("“\(key)”的发布日期：台账为\(ledgerDate)，页面\(site.pages[place].path)为\(shown)，以台账为准。")
  }
}
