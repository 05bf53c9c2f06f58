/// Signs that a page is an error page served as if it were one.
public enum ErrorPhrases {
  private static let phrases = [
    "404", "页面不存在", "找不到页面", "页面没有找到", "页面未找到", "无法找到", "您访问的页面", "您要访问的页面", "访问出错", "页面丢失", "文件不存在", "文章不存在", "信息不存在",
    "内容不存在", "已被删除", "已删除", "not found", "页面错误", "错误页面", "出错了", "系统错误", "系统繁忙", "服务器错误", "访问的页面", "500 internal",
    "403 forbidden", "error report", "whitelabel error page", "welcome to nginx",
    "无权访问", "页面已失效", "找不到您", "没有找到该页面",
  ]

  /// Whether a title is an error page's. A document's number or a telephone may hold 404 too, so that must stand alone.
  public static func isErrorTitle(_ title: String) -> Bool {
    let bare = title.lowercased()
    guard bare.count <= 60, !isAbout(bare) else { return false }
    return phrases.contains { phrase in
      guard bare.holds(phrase), let range = bare.range(of: phrase), !isTopic(range, in: bare) else { return false }
      return phrase != "404" || isStatus(range, in: bare)
    }
  }

  /// Whether a title says on its face that it speaks of such things: 关于…, 《…》, a question, an answer that the information
  /// asked for does not exist.
  public static func isAbout(_ title: String) -> Bool {
    title.hasPrefix("关于") || title.contains("《") || title.holds("依申请")
      || title.holds("申请") && ["答复", "回复", "告知"].contains { title.holds($0) }
      || ["怎么", "如何", "怎样", "为何", "为什么", "什么是", "是什么", "吗？", "吗?"].contains { title.holds($0) }
  }

  /// Whether the words at `range` are what a title speaks of: they stand in quotation marks, or a document's kind follows
  /// before the part of the title ends (页面不存在的处理办法, but not 页面不存在 - 通知公告).
  public static func isTopic(_ range: Range<String.Index>, in title: String) -> Bool {
    if range.lowerBound > title.startIndex, "“‘「『".contains(title[title.index(before: range.lowerBound)]) {
      return true
    }
    let rest = title[range.upperBound...].prefix { !"-_|–—－｜·>".contains($0) }
    return kinds.contains { String(rest).holds($0) }
  }

  private static let kinds = [
    "办法", "规定", "通知", "公告", "通告", "方案", "指南", "解读", "意见", "答复", "回复", "须知", "问答", "处置", "整改", "提案", "预案", "问题", "情况",
    "记者", "告知",
  ]

  /// Whether 404 stands for the status: by itself or beside the words that go with it, not in 404路, 第404号, 404米.
  private static func isStatus(_ range: Range<String.Index>, in title: String) -> Bool {
    let before = range.lowerBound > title.startIndex ? title[title.index(before: range.lowerBound)] : " "
    let after = range.upperBound < title.endIndex ? title[range.upperBound] : " "
    return (stands(before) || "误码".contains(before)) && (stands(after) || "错页找未无访抱出提对".contains(after))
  }

  private static func stands(_ character: Character) -> Bool {
    !"〔〕[]".contains(character)
      && (character.isASCII && character.isLetter || character.isWhitespace || character.isPunctuation
        || character.isSymbol)
  }

  // MARK: Text

  /// A text of more letters says something, whatever it begins with.
  static let longestText = 120

  private static let openers = [
    "404", "403", "500", "error", "错误提示", "提示信息", "系统提示", "温馨提示", "友情提示", "提示", "很抱歉", "非常抱歉", "十分抱歉", "真抱歉", "抱歉",
    "对不起", "不好意思", "sorry",
    "oops", "哎呀", "糟糕", "啊哦", "出错了", "出错啦", "错误",
  ]
  private static let askers = ["您", "你", "当前", "正在", "所", "要", "想"]
  private static let asked = ["访问的", "查看的", "浏览的", "请求的", "查找的", "寻找的", "打开的", "搜索的"]
  private static let pointers = ["该", "此", "本", "这个"]
  private static let pages = ["网页", "页面", "栏目", "链接", "地址", "网址", "页"]
  private static let contents = ["信息", "内容", "文章", "文件", "资源", "稿件"]
  private static let doubts = ["可能", "已经", "或许", "暂时"]
  private static let losses = [
    "不存在", "找不到", "未找到", "没有找到", "没找到", "无法找到", "无法访问", "不能访问", "已删除", "已被删除", "被删除", "已下线", "已被移除", "尚未发布",
  ]
  /// Only of pages: a document that somebody lost (遗失声明) is something else.
  private static let pageLosses = ["走丢", "丢失", "不见了", "出错", "已过期", "已失效"]
  /// What holds nothing yet says so in a few words; a notice about the work on a site has more to say.
  private static let unfinished = [
    "正在建设中", "正在建设", "建设中", "正在升级维护中", "升级维护中", "正在升级中", "正在升级", "升级中", "正在维护中", "正在维护", "维护中", "正在开发中", "正在开发",
    "开发中",
  ]
  private static let promises = ["敬请", "请", "暂", "即将", "稍后", "马上", "给您", "带来"]
  private static let longestUnfinished = 30
  private static let places = ["专栏", "频道", "网站", "系统", "平台", "功能", "模块"]
  private static let refusals = [
    "您没有权限", "你没有权限", "没有权限", "没有访问权限", "您无权访问", "无权访问", "httpstatus404", "httpstatus403", "httpstatus500", "notfound",
    "filenotfound",
    "pagenotfound", "therequestedurl", "forbidden", "internalservererror", "badgateway", "serviceunavailable",
    "whitelabelerrorpage", "welcometonginx",
    "您访问的域名", "您的访问过于频繁", "访问过于频繁", "您的请求过于频繁", "请求过于频繁",
  ]

  /// Whether a page's short text begins by saying that there is nothing: 抱歉，您访问的页面不存在或已删除！ A letter or an
  /// article that speaks of such a page begins otherwise.
  static func isErrorText(_ text: String) -> Bool {
    var rest = Substring(text.lowercased().filter { $0.isLetter || $0.isNumber })
    while rest.takes(any: openers) {}
    if refusals.contains(where: rest.hasPrefix) { return true }
    let isSought = rest.takes(any: ["找不到", "未找到", "没有找到", "无法找到"])
    while rest.takes(any: askers) {}
    _ = rest.takes(any: asked) || rest.takes(any: pointers)
    let isPage = rest.takes(any: pages)
    if isUnfinished(rest, isPage: isPage) { return true }
    guard isPage || rest.takes(any: contents) else { return false }
    if isSought { return true }
    _ = rest.takes(any: doubts)
    return losses.contains(where: rest.hasPrefix) || isPage && pageLosses.contains(where: rest.hasPrefix)
  }

  /// 栏目正在建设中，敬请期待; 平台建设中标公示 is none.
  private static func isUnfinished(_ text: Substring, isPage: Bool) -> Bool {
    var rest = text
    guard rest.count <= longestUnfinished, isPage || rest.takes(any: places), rest.takes(any: unfinished) else {
      return false
    }
    return rest.isEmpty || promises.contains(where: rest.hasPrefix)
  }

  /// - Parameters:
  ///   - opening: the article's first words, where it has few.
  ///   - hasScript: whether a script may write what the page shows.
  static func looksLikeError(_ facts: PageFacts, headTitle: String?, opening: [UInt16], hasScript: Bool) -> Bool {
    let content = facts.content
    if content.textLength < 400, let title = headTitle ?? facts.title, isErrorTitle(title) { return true }
    if (1...longestText).contains(content.textLength), isErrorText(String(decoding: opening, as: UTF16.self)) {
      return true
    }
    // No text, no picture, hardly a link: nothing that anyone came for. A page of few words is still a page.
    guard content.textLength == 0, content.images == 0, content.videos == 0, content.audios == 0, content.frames == 0
    else { return false }
    return facts.title == nil ? facts.linkCount < 3 : facts.linkCount == 0 && !hasScript
  }
}

extension Substring {
  /// Goes past the first of the words that it begins with.
  fileprivate mutating func takes(any words: [String]) -> Bool {
    guard let word = words.first(where: hasPrefix) else { return false }
    self = dropFirst(word.count)
    return true
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
