import Evidence

/// Whether links lead to what their words say, told by the titles of the pages they lead to.
struct LinkedTitles: Sendable {
  private var titles: [String: String] = [:]

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
      for address in page.items("路径") + page.items("网址") { titles[address] = title }
    }
  }

  /// The target's title where it has next to nothing of the link's words.
  func foreignTitle(of link: Record) -> String? {
    guard let words = link.title, let title = link.text("目标标题") ?? titles[link.key] else { return nil }
    guard !Self.generic.matchAny(FoldedText(words)) else { return nil }
    let (own, other) = (Self.letters(words), Self.letters(title))
    guard own.count >= 8, other.count >= 8 else { return nil }
    let (ownPairs, otherPairs) = (Self.pairs(own), Self.pairs(other))
    let smaller = min(ownPairs.count, otherPairs.count)
    return ownPairs.intersection(otherPairs).count * 5 < smaller ? title : nil
  }

  /// Without punctuation and digits, which dates and numbers before a title consist of.
  private static func letters(_ text: String) -> [Character] { text.filter(\.isLetter).map { $0 } }

  private static func pairs(_ letters: [Character]) -> Set<String> {
    Set(zip(letters, letters.dropFirst()).map { String([$0, $1]) })
  }
}
