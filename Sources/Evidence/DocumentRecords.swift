import Findings
import Links
import Pages
import Records
import Workdays

/// The tables `documents` and `policies`: 公文台账 joined with the pages that show the documents.
struct DocumentRecords {
  let site: SiteIndex?
  let ledger: Ledger?
  /// The unit's own pages.
  let ownPages: [PageFacts]
  /// Interpretations and service links by the document they belong to, for what a policy page shows of them.
  private(set) var notes: [String] = []

  /// The unit's pages where others have pages on the site as well.
  private let sharedOwn: Set<String>?

  init(site: SiteIndex?, ledger: Ledger?, ownPages: [PageFacts], sharesSite: Bool = false) {
    (self.site, self.ledger, self.ownPages) = (site, ledger, ownPages)
    sharedOwn = sharesSite ? Set(ownPages.map(\.path)) : nil
  }

  /// A page of another office with another 文号 is another document, whatever its title.
  private func isAnothers(_ page: PageFacts, number: String?) -> Bool {
    guard let sharedOwn, !sharedOwn.contains(page.path), let number, let shown = page.documentNumber else {
      return false
    }
    return DocumentNumber.matchingKey(shown) != DocumentNumber.matchingKey(number)
  }

  /// Records with the page each was joined with, in the order of the ledger, then of the paths.
  mutating func build() -> [(record: Record, page: PageFacts?)] {
    guard let ledger else {
      return ownPages.filter {
        $0.kind == .policy
          && PolicyKinds.isDocument(title: $0.title, number: $0.documentNumber, isIndexed: $0.indexNumber != nil)
      }.map { (record(of: $0), $0) }
    }
    return (ledger.rows + ledger.unnamed).map { row in
      let title = row.values["标题"]?.description
      let number = row.values["文号"]?.description
      let address = row.values["网址"]?.description
      let page = site?.page(number: number, title: title, address: address).flatMap {
        isAnothers($0, number: number) ? nil : $0
      }
      var record = Record(
        key: number ?? title ?? row.key, title: title ?? page?.title, values: row.values, unreadable: row.unreadable,
        location: Location(path: ledger.path, line: row.number))
      record.values["资料来源"] = .text(page == nil ? "台账" : "台账和页面")
      if let page {
        tellConflict(row, page, key: record.key)
        join(page, to: &record)
        // An address that answers with what looks like an error shows nobody the document.
        if page.looksLikeErrorPage {
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

  private func record(of page: PageFacts) -> Record {
    var values: [String: Value] = ["资料来源": .text("页面")]
    if let number = page.documentNumber { values["文号"] = .text(number) }
    if let title = page.title { values["标题"] = .text(title) }
    if let publisher = page.publisher { values["制发单位"] = .text(publisher) }
    if let date = page.writtenOn { values["成文日期"] = .date(date, minute: nil) }
    if let disclosure = page.disclosure { values["公开属性"] = .text(disclosure) }
    var record = Record(
      key: page.documentNumber ?? page.title ?? page.path, title: page.title, values: values,
      location: PageRecords.location(page, .title))
    join(page, to: &record)
    return record
  }

  /// The ledger's word goes before the page's; what the public sees stands beside it under its own names.
  private func join(_ page: PageFacts, to record: inout Record) {
    record.values["已上网"] = .flag(true)
    record.values["页面路径"] = .text(page.path)
    func text(_ name: String, _ value: String?, ledger: String? = nil) {
      guard let value, !value.isEmpty else { return }
      record.values[name] = .text(value)
      if let ledger, record.values[ledger] == nil, !record.unreadable.contains(ledger) {
        record.values[ledger] = .text(value)
      }
    }
    func date(_ name: String, _ value: CivilDate?, ledger: String) {
      guard let value else { return }
      record.values[name] = .date(value, minute: nil)
      if record.values[ledger] == nil, !record.unreadable.contains(ledger) {
        record.values[ledger] = .date(value, minute: nil)
      }
    }
    text("页面标题", page.title)
    text("页面栏目", page.column)
    if !page.breadcrumb.isEmpty { record.values["页面导航"] = .list(page.breadcrumb) }
    date("页面发布日期", page.publishedOn, ledger: "发布日期")
    text("页面文号", page.documentNumber)
    text("页面有效性", page.validity, ledger: "有效性")
    date("页面有效期至", page.validUntil, ledger: "有效期至")
    if page.readings[.validUntil] != nil { record.values["页面标注有效期"] = .flag(true) }
    text("页面公开方式", page.disclosure)
    let functions = PageRecords.functions(page.functions)
    if !functions.isEmpty { record.values["页面功能"] = .list(functions) }
    if let site {
      let related = PageRecords.relatedPaths(page, site.site)
      if !related.isEmpty { record.values["相关链接"] = .list(related) }
    }
  }

  private mutating func tellConflict(_ row: Ledger.Row, _ page: PageFacts, key: String) {
    guard case .date(let ledgerDate, _)? = row.values["发布日期"], let shown = page.publishedOn, shown != ledgerDate,
      notes.count < 50
    else { return }
    notes.append("“\(key)”的发布日期：台账为\(ledgerDate)，页面\(page.path)为\(shown)，以台账为准。")
  }
}
