/// Signs that a page is an error page served as if it were one.
public enum ErrorPhrases {
  private static let phrases = [
    "404", "页面不存在", "找不到页面", "页面没有找到", "页面未找到", "无法找到", "您访问的页面", "您要访问的页面", "访问出错", "页面丢失", "文件不存在", "文章不存在", "信息不存在",
    "内容不存在", "已被删除", "已删除", "not found", "页面错误", "错误页面", "出错了", "系统错误", "系统繁忙", "服务器错误", "访问的页面", "500 internal",
    "403 forbidden",
    "无权访问", "页面已失效", "找不到您", "没有找到该页面",
  ]

  /// Whether a title is an error page's. A document's number or a telephone may hold 404 too, so that must stand alone.
  public static func isErrorTitle(_ title: String) -> Bool {
    let bare = title.lowercased()
    // A document about error pages is none.
    guard bare.count <= 60, !bare.hasPrefix("关于"), !bare.contains("《") else { return false }
    return phrases.contains { phrase in
      guard bare.holds(phrase) else { return false }
      guard let range = bare.range(of: phrase) else { return false }
      guard phrase == "404" else { return true }
      let before = range.lowerBound > bare.startIndex ? bare[bare.index(before: range.lowerBound)] : " "
      let after = range.upperBound < bare.endIndex ? bare[range.upperBound] : " "
      return !before.isNumber && !after.isNumber && !"〔〕[]第号".contains(before) && after != "号"
    }
  }

  static func looksLikeError(_ facts: PageFacts, headTitle: String?) -> Bool {
    if facts.content.textLength < 400, let title = headTitle ?? facts.title, isErrorTitle(title) { return true }
    // No text, no picture, hardly a link: nothing that anyone came for. A page of few words is still a page.
    return facts.content.textLength == 0 && facts.title == nil && facts.content.images == 0 && facts.content.videos == 0
      && facts.content.frames == 0 && facts.linkCount < 3
  }
}

extension String {
  /// Where a word first begins.
  func firstPlace(of word: String) -> String.Index? { range(of: word)?.lowerBound }

  fileprivate func range(of word: String) -> Range<String.Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(word) { return start..<index(start, offsetBy: word.count) }
      start = index(after: start)
    }
    return nil
  }
}
