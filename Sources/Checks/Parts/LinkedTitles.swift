import Evidence

/// Whether links lead to what their words say, told by the titles of the pages they lead to.
struct LinkedTitles: Sendable {
  private var titles: [TextKey: String] = [:]
  /// All titles, without punctuation: words that are one page's title promise that page.
  private var known: Set<String> = []

  /// Pages that bear a title of their own; a list or a portal's front page may be called anything.
  private static let kinds: Set = ["政策", "解读", "指南", "年报", "文章"]
  /// Words of a link that speaks of what to do and not of what is there.
  private static let generic = Words([
    "点击", "查看", "更多", "详情", "详细", "原文", "链接", "下载", "附件", "返回", "进入", "阅读", "上一", "下一", "网站", "首页", "版", "入口",
    "登录", "办理", "查询", "专栏", "专题",
  ])

  init(_ context: CheckContext) {
    for page in context.evidence.tables["pages"]?.records ?? [] {
      guard Self.kinds.contains(page.text("类型") ?? ""), let title = page.text("标题") else { continue }
      for address in page.items("路径") + page.items("网址") { titles[TextKey(address)] = title }
      known.insert(Self.name(title))
    }
  }

  /// Words that promise something else than the target's title, and the page they stand on, where that is known.
  struct Mismatch: Sendable {
    let words: String
    let page: String?
    let title: String
  }

  /// Each wording under which the target is linked is compared: a wrong link may stand beside right ones.
  func mismatches(of link: Record) -> [Mismatch] {
    guard let title = title(of: link) else { return [] }
    guard Self.letters(title).count >= 8 else { return [] }
    let (wordings, places) = (link.items("链接文字"), link.items("文字页面"))
    let all = wordings.isEmpty ? link.title.map { [$0] } ?? [] : wordings
    return all.enumerated().filter { isForeign($1, to: title) }.map { index, words in
      Mismatch(words: words, page: index < places.count ? places[index] : nil, title: title)
    }
  }

  /// How many of its places, whose words could be compared, are not known one by one.
  func unseenPlaces(of link: Record) -> Int {
    guard title(of: link) != nil, case .number(let count)? = link["次数"] else { return 0 }
    return max(0, Int(count) - link.items("来源页面").count)
  }

  private func title(of link: Record) -> String? { link.text("目标标题") ?? titles[TextKey(link.key)] }

  private func isForeign(_ words: String, to title: String) -> Bool {
    guard !Self.generic.matchAny(FoldedText(words)) else { return false }
    let (own, other) = (Self.letters(words), Self.letters(title))
    guard own.count >= 8 else { return false }
    // Two titles of one place and sort share many letters, those of two years all.
    let (promised, found) = (Self.name(words), Self.name(title))
    if known.contains(promised), !found.contains(promised), !promised.contains(found) { return true }
    let (ownPairs, otherPairs) = (Self.pairs(own), Self.pairs(other))
    return ownPairs.intersection(otherPairs).count * 5 < min(ownPairs.count, otherPairs.count)
  }

  /// Without punctuation and digits, which dates and numbers before a title consist of.
  private static func letters(_ text: String) -> [Character] { text.filter(\.isLetter).map { $0 } }

  private static func name(_ text: String) -> String { text.filter { $0.isLetter || $0.isNumber } }

  private static func pairs(_ letters: [Character]) -> Set<String> {
    Set(zip(letters, letters.dropFirst()).map { String([$0, $1]) })
  }
}
