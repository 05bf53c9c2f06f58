import Findings
import Links
import Pages
import Records
import Workdays

/// The tables `links` and `service_links`.
struct LinkRecords {
  let site: SiteIndex?
  /// The paths of the unit's pages.
  let ownPaths: Set<String>
  /// Whether the unit answers for all pages, so that links need no sorting.
  let ownsAll: Bool

  func links() -> Table {
    guard let site else { return .absent("links", chineseName: "网站导出") }
    let shelf = LinkShelf(
      links: site.site.links.links, checkedOn: site.site.checkedOn, ownPaths: ownsAll ? nil : ownPaths,
      firstPages: ownsAll ? [:] : firstPages(site.site))
    let entry = TableCatalogue.entry("links")
    return Table(
      name: "links", chineseName: entry?.chineseName ?? "links", records: shelf.records, fields: Set(entry?.fields ?? []))
  }

  /// The first of the unit's pages that has each link: a report names only ten places, and those may be others'.
  private func firstPages(_ site: SitePicture) -> [Int: String] {
    guard let linkIndexes = site.linkIndexes else { return [:] }
    var first: [Int: String] = [:]
    for path in ownPaths.sorted() {
      for index in linkIndexes(path) where first[index] == nil { first[index] = path }
    }
    return first
  }

  /// 阅办联动: the ledger's rows, and without a ledger the 办 marks on the policies' pages.
  func serviceLinks(_ ledger: Ledger?, documents: [(record: Record, page: PageFacts?)]) -> Table {
    let documentByKey = Dictionary(
      documents.map { (DocumentNumber.matchingKey($0.record.key), $0.record) }
    ) { first, _ in first }
    var records: [Record] = []
    for row in (ledger?.rows ?? []) + (ledger?.unnamed ?? []) {
      let address = row.values["办事链接"]?.description
      var record = Record(
        key: address.map { canonical($0) } ?? row.values["事项名称"]?.description ?? row.key,
        title: row.values["事项名称"]?.description,
        values: row.values, unreadable: row.unreadable, location: Location(path: ledger?.path ?? "", line: row.number))
      if let address { tell(address, page: "/", in: &record) }
      records.append(record)
    }
    if ledger == nil, site != nil {
      for (document, page) in documents {
        for mark in page?.serviceMarks ?? [] where mark.place != .frame {
          var record = Record(
            key: mark.target.map { canonical($0, page: page?.path ?? "/") } ?? document.key, title: mark.text,
            values: ["事项名称": .text(mark.text), "政策文号": .text(document.key)],
            location: Location(path: page?.path ?? "", line: mark.line, column: mark.column))
          if let target = mark.target {
            record.values["办事链接"] = .text(target)
            tell(target, page: page?.path ?? "/", in: &record)
          } else {
            record.values["链接状态"] = .text("unlinked")
          }
          records.append(record)
        }
      }
    }
    for index in records.indices {
      let owner = records[index].items("政策文号").lazy.compactMap { documentByKey[DocumentNumber.matchingKey($0)] }.first
      if let expiry = owner?.date("有效期至") { records[index].values["政策失效日期"] = .date(expiry, minute: nil) }
      if let validity = owner?.text("有效性") { records[index].values["政策有效性"] = .text(validity) }
    }
    var table = PageRecords.table("service_links", records)
    table.fields.formUnion(ledger?.headers ?? ["事项名称", "办事链接", "政策文号"])
    table.fields.insert("政策有效性")
    guard ledger != nil || !records.isEmpty else { return .absent("service_links", chineseName: "阅办联动台账") }
    return table
  }

  /// A link's target as the link report names it; as it stands where there is no site.
  private func canonical(_ address: String, page: String = "/") -> String {
    site?.site.target(address, page).url ?? address
  }

  private func tell(_ address: String, page: String, in record: inout Record) {
    guard let site else { return }
    let target = site.site.target(address, page)
    // What the export itself shows goes before what was recorded.
    let known = site.site.link(to: target.url).flatMap { $0.settles(target.state) ? $0 : nil }
    record.values["链接状态"] = .text((known?.state ?? target.state).rawValue)
    if let reason = known?.reason ?? target.reason { record.values["链接原因"] = .text(reason) }
    if let date = site.site.checkedOn[target.url] { record.values["核查日期"] = .date(date, minute: nil) }
    // A page route after # is no home page, and canonical addresses have no fragment.
    record.values["是首页"] = .flag(Self.isHomePage(target.url) && Self.isHomePage(address))
    record.values["目标网址"] = .text(target.url)
  }

  /// A service's home page instead of an item: no path, or only a folder's default document.
  static func isHomePage(_ url: String) -> Bool {
    var rest = Substring(url)
    if let mark = rest.range(of: "://") {
      rest = rest[mark.upperBound...]
      rest = rest.firstIndex(of: "/").map { rest[$0...] } ?? ""
    }
    guard !rest.contains("?") else { return false }
    let path = rest.prefix { $0 != "#" }
    if rest.contains("#"), rest.drop(while: { $0 != "#" }).count > 2 { return false }
    let names = path.split(separator: "/")
    guard let last = names.last?.lowercased() else { return true }
    // A portal in a folder of its own has its home page there: /govPortals/, /govPortals/index.do.
    if names.count == 1, path.hasSuffix("/") { return true }
    let isPortal = names.count == 1 || names.count == 2 && names[0].lowercased().contains("portal")
    return isPortal && ["index", "default", "home", "main"].contains(String(last.prefix { $0 != "." }))
  }
}
