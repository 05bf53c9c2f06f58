import Findings
import Pages
import Records
import Workdays

/// The tables that come from pages alone: `pages`, `signs`, `columns`.
enum PageRecords {
  static func chineseName(_ kind: PageKind) -> String {
    switch kind {
    case .policy: "政策"
    case .interpretation: "解读"
    case .list: "列表"
    case .message: "留言"
    case .guide: "指南"
    case .annualReport: "年报"
    case .service: "服务"
    case .article: "文章"
    case .other: "其他"
    }
  }

  static func location(_ page: PageFacts, _ field: PageField? = nil) -> Location {
    let reading = field.flatMap { page.readings[$0] }
    return Location(path: page.path, url: page.url, line: reading?.line, column: reading?.column)
  }

  /// The same of one among all pages, which is not copied for it.
  static func location(_ pages: [PageFacts], _ row: Int32, _ field: PageField) -> Location {
    let (place, reading) = (Int(row), pages[Int(row)].readings[field])
    return Location(path: pages[place].path, url: pages[place].url, line: reading?.line, column: reading?.column)
  }

  static func pages(_ places: [Int], _ shelf: PageShelf) -> Table {
    let records = places.map { Record(shelf, row: Int32($0)) }
    let entry = TableCatalogue.entry("pages")
    return Table(
      name: "pages", chineseName: entry?.chineseName ?? "pages", records: records, fields: Set(entry?.fields ?? []))
  }

  static func functions(_ functions: PageFunctions) -> [String] {
    [(PageFunctions.search, "搜索"), (.message, "留言"), (.rating, "评价"), (.suggestion, "建议"), (.share, "分享")]
      .filter { functions.contains($0.0) }.map(\.1)
  }

  static func footer(_ footer: FooterMarks) -> [String] {
    var marks: [String] = []
    if footer.icp != nil { marks.append("ICP备案号") }
    if footer.police != nil { marks.append("公安备案号") }
    if footer.siteCode != nil { marks.append("网站标识码") }
    if footer.conac { marks.append("党政机关标识") }
    if footer.jiucuo { marks.append("网站找错") }
    return marks
  }

  static func signs(_ places: [Int], _ pages: [PageFacts]) -> Table {
    let names: [PersonalSignKind: String] = [
      .residentID: "身份证号", .bankCard: "银行卡号", .mobile: "手机号", .homeAddress: "住址",
    ]
    var records: [Record] = []
    func add(_ page: PageFacts, _ kind: String, _ text: String, _ line: Int, _ column: Int, digest: UInt64?) {
      var values: [String: Value] = [
        "序": .text("\(page.path)#\(records.count + 1)"), "路径": .text(page.path), "类别": .text(kind), "内容": .text(text),
        "行": .number(Double(line)), "列": .number(Double(column)),
      ]
      if let digest { values["摘要"] = .text(String(digest, radix: 16)) }
      records.append(
        Record(
          key: "\(page.path)#\(records.count + 1)", title: page.title, values: values,
          location: Location(path: page.path, url: page.url, line: line, column: column)))
    }
    for place in places where pages[place].hasRareFacts {
      let page = pages[place]
      for sign in page.personalSigns {
        add(page, names[sign.kind] ?? sign.kind.chineseName, sign.masked, sign.line, sign.column, digest: sign.digest)
      }
      for mark in page.secrecyMarks {
        let kind = SecrecyMark.isOnlySensitive(mark.text) ? "敏感标志" : "密级标志"
        add(page, kind, mark.text, mark.line, mark.column, digest: nil)
      }
    }
    return table("signs", records)
  }

  /// The places of the pages that each list page shows. What half of the lists link to belongs to the frame of the site.
  private static func listed(on own: [Int], _ pages: [PageFacts], _ site: SitePicture) -> [String: [Int]] {
    let lists = own.filter { pages[$0].kind == .list }.map { pages[$0].path }
    let places = Dictionary(own.filter { pages[$0].kind != .list }.map { (pages[$0].path, $0) }) { first, _ in first }
    var uses = Array(repeating: 0, count: pages.count)
    let linked = lists.map { path in (path, site.linkedPages(path).compactMap { places[$0] }) }
    for (_, items) in linked { for item in items { uses[item] += 1 } }
    let most = max(2, lists.count / 2)
    return Dictionary(linked.map { path, items in (path, items.filter { uses[$0] <= most }) }) { first, _ in first }
  }

  static func columns(_ own: [Int], _ pages: [PageFacts], _ site: SitePicture) -> Table {
    struct Column {
      var path: String?
      var count = 0
      var newest: CivilDate?
      var functions: Set<String> = []
      var isSignpost = false
      /// Front pages without a row.
      var bare: [BareFront] = []
      /// Such pages of columns below it, which tell nothing of this one unless it has nothing else.
      var bareBelow = 0
      /// The places of pages that are no articles and bear no date.
      var plain: [Int] = []

      mutating func add(_ pages: [PageFacts], at place: Int, _ bare: BareFront?, named name: String) {
        if let bare, bare.name == name {
          path = min(path ?? pages[place].path, pages[place].path)
          self.bare.append(bare)
        } else if bare != nil {
          bareBelow += 1
        } else if pages[place].kind == .list {
          // The list page that bears the column's own name is its front page.
          guard pages[place].column == name || pages[place].title == name else { return }
          path = min(path ?? pages[place].path, pages[place].path)
          functions.formUnion(PageRecords.functions(pages[place].functions))
        } else {
          count += 1
          guard let day = pages[place].publishedOn else {
            if pages[place].kind == .other || pages[place].kind == .message { plain.append(place) }
            return
          }
          newest = max(newest ?? day, day)
        }
      }
    }
    var columns: [TextKey: Column] = [:]
    for place in own {
      let bare = BareFront(pages, at: place)
      let frame = pages[place].frame
      var names = frame.value.breadcrumb
      if let own = frame.value.column { names.append(own) }
      if let name = bare?.name { names.append(name) }
      for (index, name) in names.enumerated() where !name.isEmpty && name != "首页" && !names[..<index].has(name) {
        columns[TextKey(name), default: Column()].add(pages, at: place, bare, named: name)
      }
    }
    // A trail gives up its last name where the page bears it as its title, which a column's own list does.
    for place in own where pages[place].kind == .list {
      guard let title = pages[place].title, columns[TextKey(title)] != nil else { continue }
      let frame = pages[place].frame.value
      guard frame.column != title, !frame.breadcrumb.contains(title), BareFront(pages, at: place)?.name != title else {
        continue
      }
      columns[TextKey(title)]?.add(pages, at: place, nil, named: title)
    }
    let fronts = BareFronts(
      own, pages, columns.values.flatMap(\.bare), plain: Set(columns.values.flatMap(\.plain)).sorted(),
      site)
    for (name, column) in columns where column.count == 0 && column.path == nil {
      columns[name]?.count = column.bareBelow
    }
    for (name, column) in columns where column.count == column.plain.count {
      if column.bare.contains(where: { !fronts.isEmpty($0) }) { columns[name]?.count += column.bare.count }
      let fronting = column.bare.map(\.place) + column.plain
      columns[name]?.isSignpost = !fronting.isEmpty && fronting.allSatisfy(fronts.isSignpost)
    }
    let hasBundles = columns.contains { $0.value.count == 0 && $0.value.path != nil }
    let listed = hasBundles ? listed(on: own, pages, site) : [:]
    let records = columns.map { (name: $0.text, column: $1) }.sorted { $0.name < $1.name }.map { name, column in
      var column = column
      // A column that bundles others shows pages that say they lie elsewhere.
      if column.count == 0, let items = column.path.flatMap({ listed[$0] }) {
        column.count = items.count
        column.newest = items.compactMap { pages[$0].publishedOn }.max()
      }
      var values: [String: Value] = ["栏目": .text(name), "页数": .number(Double(column.count))]
      if let path = column.path { values["路径"] = .text(path) }
      if let newest = column.newest { values["最新日期"] = .date(newest, minute: nil) }
      if !column.functions.isEmpty { values["功能"] = .list(column.functions.sorted()) }
      if column.isSignpost { values["目录页"] = .flag(true) }
      return Record(
        key: name, title: name, values: values, location: column.path.map { Location(path: $0) })
    }
    return table("columns", records)
  }

  static func table(_ name: String, _ records: [Record]) -> Table {
    let entry = TableCatalogue.entry(name)
    var fields: Set<TextKey> = []
    for record in records { fields.formUnion(record.values.keys.lazy.map(TextKey.init)) }
    return Table(
      name: name, chineseName: entry?.chineseName ?? name, records: records,
      fields: Set(entry?.fields ?? []).union(fields.map(\.text)))
  }
}
