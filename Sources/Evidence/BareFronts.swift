import Pages

/// The front page of a column on which nothing stands: no row, no text, nothing to fill in.
struct BareFront {
  /// The column's.
  let name: String
  /// The page's among those of the site.
  let place: Int

  private static let longestText = 60

  /// nil where the page is anything else.
  init?(_ pages: [PageFacts], at place: Int) {
    // Most pages are articles with a day.
    guard pages[place].publishedOn == nil, pages[place].writtenOn == nil, pages[place].kind != .list,
      pages[place].content.textLength < Self.longestText
    else { return nil }
    let page = pages[place]
    let content = page.content
    guard let title = page.title, let last = page.breadcrumb.last ?? page.column, page.documentNumber == nil,
      content.images + content.videos + content.audios + content.frames == 0,
      page.attachmentCount == 0, page.functions.isDisjoint(with: [.message, .rating, .suggestion]),
      title == last || Self.isFolderFront(page.path)
    else { return nil }
    (name, self.place) = (title, place)
  }

  /// The default document of a folder below the root, which a trail that ends above it says nothing against.
  private static func isFolderFront(_ path: String) -> Bool {
    let names = path.split(separator: "/", omittingEmptySubsequences: true)
    if path.hasSuffix("/") { return !names.isEmpty }
    return names.count > 1 && ["index", "default"].contains(names.last?.prefix { $0 != "." }.lowercased() ?? "")
  }
}

/// Which bare fronts are those of empty columns: what leads on to pages of its own, or lies above others, is a contents
/// page, and where most lists look bare they are filled by a script.
struct BareFronts {
  private let site: SitePicture
  private let pages: [PageFacts]
  private let uses: [Int: Int]
  private let areScripted: Bool
  /// Names that stand in a trail before its end, and folders with how many pages lie in and below them.
  private var parents: Set<String> = []
  private var folders: [Substring: Int] = [:]

  /// - Parameters:
  ///   - own: the places of the unit's pages.
  ///   - plain: pages that are no articles, which lie in the columns as well.
  init(_ own: [Int], _ pages: [PageFacts], _ fronts: [BareFront], plain: [Int], _ site: SitePicture) {
    (self.site, self.pages) = (site, pages)
    let lists = own.filter { pages[$0].kind == .list }
    areScripted = fronts.count > lists.count
    let asked = Set(fronts.map(\.place) + plain)
    var uses: [Int: Int] = [:]
    if !asked.isEmpty, let links = site.linkIndexes {
      for place in Array(asked) + lists {
        for index in links(pages[place].path) { uses[index, default: 0] += 1 }
      }
    }
    self.uses = uses
    guard !asked.isEmpty else { return }
    for place in own {
      let trail = pages[place].breadcrumb
      parents.formUnion(trail.dropLast())
      if let last = trail.last, last != pages[place].title { parents.insert(last) }
      var path = pages[place].path[...]
      while let slash = path.lastIndex(of: "/") {
        path = path[..<slash]
        folders[path, default: 0] += 1
      }
    }
  }

  private func liesAboveOthers(_ page: PageFacts) -> Bool {
    let path = page.path
    guard !parents.contains(page.title ?? ""), let slash = path.lastIndex(of: "/") else { return true }
    let folder = path[..<slash]
    return path[slash...].dropFirst().hasPrefix("index") && !folder.isEmpty && folders[folder, default: 0] > 1
  }

  /// Whether its text is no more than its name and that there is nothing: an address or a telephone number is content.
  private func saysNothing(_ front: BareFront) -> Bool {
    guard let content = site.pageText(pages[front.place].path) else { return true }
    let rest = (Self.emptyWords + [front.name]).reduce(content.text) { $0.replacing($1, with: "") }
    return rest.count { $0.isLetter } <= Self.mostLetters
  }

  private static let emptyWords = [
    "暂无", "没有", "相关", "数据", "内容", "信息", "记录", "首页", "上一页", "下一页", "尾页", "末页", "跳转", "当前", "共", "第", "条", "页", "搜索",
    "更多", "栏目", "本",
  ]
  private static let mostLetters = 4

  func isEmpty(_ front: BareFront) -> Bool {
    !areScripted && !leadsOn(pages[front.place]) && saysNothing(front)
  }

  /// What no one expects to be renewed: a contents page of other columns, a form to write to the office.
  func isSignpost(_ place: Int) -> Bool {
    let page = pages[place]
    return !page.functions.isDisjoint(with: [.message, .rating, .suggestion]) || !areScripted && leadsOn(page)
  }

  /// Whether a page lies above others or has links of its own. Links that more than two fronts share belong to the frame
  /// of the site; a trail leads upwards.
  private func leadsOn(_ page: PageFacts) -> Bool {
    guard let links = site.linkIndexes, !liesAboveOthers(page) else { return true }
    let own = site.target(page.path, "/").url
    return links(page.path).contains { index in
      let link = site.links.links[index]
      return uses[index, default: 0] <= 2 && link.url != own && link.state != .ignored
        && !link.from.contains { $0.path == page.path && (page.breadcrumb + ["首页"]).contains($0.text) }
    }
  }
}
