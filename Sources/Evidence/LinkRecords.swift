import Findings
import Links
import Pages
import Records
import Workdays

/// The tables `links` and `service_links`.
struct LinkRecords {
  let site: SiteIndex?
  /// The places of the unit's pages; nil where it answers for all, so that links need no sorting.
  let ownPages: [Int]?

  func links() -> Table {
    guard let site = site?.site else { return .absent("links", chineseName: "网站导出") }
    let ownPaths = ownPages.map { Set($0.map { site.pages[$0].path }) }
    let shelf = LinkShelf(
      links: site.links.links, checkedOn: site.checkedOn, ownPaths: ownPaths,
      firstPages: ownPaths.map { firstPages($0, site) } ?? [:])
    let entry = TableCatalogue.entry("links")
    return Table(
      name: "links", chineseName: entry?.chineseName ?? "links", records: shelf.records,
      fields: Set(entry?.fields ?? []))
  }

  /// The first of the unit's pages that has each link: a report names only ten places, and those may be others'.
  private func firstPages(_ ownPaths: Set<String>, _ site: SitePicture) -> [Int: String] {
    guard let linkIndexes = site.linkIndexes else { return [:] }
    var first: [Int: String] = [:]
    for path in ownPaths.sorted() {
      for index in linkIndexes(path) where first[index] == nil { first[index] = path }
    }
    return first
  }

  /// 阅办联动: the ledger's rows, and without a ledger the 办 marks on the policies' pages.
  ///
  /// - Parameter marks: where the 办 marks on the documents' pages lead, in the order of the documents.
  func serviceLinks(
    _ ledger: Ledger?, documents: [(record: Record, page: Int?)], marks: [[MarkTarget]]
  ) -> Table {
    let documentByKey = Dictionary(documents.map { (DocumentNumber.key($0.record.key), $0.record) }) { first, _ in first
    }
    var records: [Record] = []
    for row in (ledger?.rows ?? []) + (ledger?.unnamed ?? []) {
      let address = row.values["办事链接"]?.description
      let target = address.flatMap { address in site?.site.target(address, "/") }
      var record = Record(
        key: target?.url ?? address ?? row.values["事项名称"]?.description ?? row.key,
        title: row.values["事项名称"]?.description,
        values: row.values, unreadable: row.unreadable, location: Location(path: ledger?.path ?? "", line: row.number))
      if let address, let target { tell(address, target, in: &record) }
      records.append(record)
    }
    if ledger == nil, let pages = site?.site.pages {
      for (document, marks) in zip(documents, marks) {
        guard let page = document.page else { continue }
        for (mark, target) in marks.map({ ($0.mark, $0.target) }) {
          var record = Record(
            key: target?.url ?? document.record.key, title: mark.text,
            values: ["事项名称": .text(mark.text), "政策文号": .text(document.record.key)],
            location: Location(path: pages[page].path, line: mark.line, column: mark.column))
          if let address = mark.target, let target {
            record.values["办事链接"] = .text(address)
            tell(address, target, in: &record)
          } else {
            record.values["链接状态"] = .text("unlinked")
          }
          records.append(record)
        }
      }
    }
    for index in records.indices {
      let owner = records[index].items("政策文号").lazy.compactMap { documentByKey[DocumentNumber.key($0)] }.first
      if let expiry = owner?.date("有效期至") { records[index].values["政策失效日期"] = .date(expiry, minute: nil) }
      if let validity = owner?.text("有效性") { records[index].values["政策有效性"] = .text(validity) }
    }
    var table = PageRecords.table("service_links", records)
    table.fields.formUnion(ledger?.headers ?? ["事项名称", "办事链接", "政策文号"])
    table.fields.insert("政策有效性")
    guard ledger != nil || !records.isEmpty else { return .absent("service_links", chineseName: "阅办联动台账") }
    return table
  }

  private func tell(_ address: String, _ target: SitePicture.Target, in record: inout Record) {
    guard let site else { return }
    // What the export itself shows goes before what was recorded.
    let known = site.site.link(to: target.url).flatMap { $0.settles(target.state) ? $0 : nil }
    record.values["链接状态"] = .text((known?.state ?? target.state).rawValue)
    // A recorded state has its own reason or none; the offline one belongs to the state it replaces.
    if let reason = known.map(\.reason) ?? target.reason { record.values["链接原因"] = .text(reason) }
    if let date = site.site.checkedOn[target.url] { record.values["核查日期"] = .date(date, minute: nil) }
    // A page route after # is no home page, and canonical addresses have no fragment.
    record.values["是首页"] = .flag(Self.isHomePage(target.url) && Self.isHomePage(address))
    record.values["目标网址"] = .text(target.url)
  }

  /// A service's home page instead of an item: no path, or only a folder's default document.
  static func isHomePage(_ url: String) -> Bool {
    url.withBytes { url in
      let (slash, mark, hash) = (UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"))
      var rest = url[...]
      if let colon = url.indices.first(where: { url[$0...].starts(with: "://".utf8) }) {
        rest = url[(colon + 3)...].drop { $0 != slash }
      }
      let fragment = rest.drop { $0 != hash }
      guard !rest.contains(mark), fragment.count <= 2 else { return false }
      let path = rest[..<fragment.startIndex]
      let names = path.split(separator: slash)
      guard let last = names.last else { return true }
      // A portal in a folder of its own has its home page there: /govPortals/, /govPortals/index.do.
      if names.count == 1, path.last == slash { return true }
      func small(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> String {
        String(decoding: name, as: UTF8.self).lowercased()
      }
      let isPortal = names.count == 1 || names.count == 2 && small(names[0]).contains("portal")
      return isPortal && ["index", "default", "home", "main"].contains(String(small(last).prefix { $0 != "." }))
    }
  }
}
