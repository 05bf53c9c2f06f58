/// Decides what a page is for, from its title, its place in the site and what it holds.
enum KindChoice {
  struct Signs {
    var title: String
    var column: String
    var path: String
    var hasDocumentNumber: Bool
    var hasIndexNumber: Bool
    var hasDate: Bool
    var hasArticleLabels: Bool
    /// A labelled date of publication outside of rows, on a page that shows the title of its head.
    var hasOwnDate: Bool
    var datedRows: Int
    var linkRows: Int
    /// Without what is written in rows of lists.
    var textLength: Int
    /// Paragraphs of running text below a title and outside of rows.
    var runningText: Int
    var hasContent: Bool
    var hasMedia: Bool
  }

  static func choose(_ signs: Signs) -> PageKind {
    if isList(signs) { return signs.path == "/" ? .other : .list }
    let (title, column) = (signs.title, signs.column)
    if contains(title, annualWords), contains(title, ["年度报告", "年报", "年度工作报告"]) { return .annualReport }
    if title.holds("公开指南") { return .guide }
    if isInterpretation(signs) { return .interpretation }
    if !signs.hasDocumentNumber {
      if contains(column, messageColumns) { return .message }
      if contains(title, ["办事指南", "服务指南", "办理指南"]) || contains(column, serviceColumns) { return .service }
      if column.holds("公开指南") { return .guide }
    }
    if isPolicy(signs) { return .policy }
    if signs.hasArticleLabels || signs.hasDate || signs.textLength >= 60 || signs.hasMedia && signs.hasContent {
      return .article
    }
    return .other
  }

  /// Rows with dates and hardly any text of its own.
  static func isList(_ signs: Signs) -> Bool {
    if signs.hasArticleLabels, signs.textLength >= 80 { return false }
    // An article beside a list of others.
    if signs.runningText >= 2, signs.textLength >= max(120, signs.datedRows * 10) { return false }
    if signs.hasOwnDate, signs.textLength >= 20 || signs.hasMedia { return false }
    if signs.datedRows >= 3, signs.textLength < 60 + signs.datedRows * 20 { return true }
    if signs.datedRows >= 1, !signs.hasArticleLabels, signs.textLength < 60, !signs.hasMedia { return true }
    if signs.datedRows >= 8, !signs.hasArticleLabels { return signs.textLength < 1500 }
    return signs.linkRows >= 8 && !signs.hasArticleLabels && signs.textLength < 60
  }

  static func isInterpretation(_ signs: Signs) -> Bool {
    // A 通知 about how to interpret, with a number of its own, is a policy.
    if signs.hasDocumentNumber, !endsAsInterpretation(signs.title) { return false }
    if contains(signs.title, titleMarkers) { return !isInterpretationPolicy(signs.title) }
    return contains(signs.column, ["解读", "图解"]) && !signs.hasDocumentNumber
  }

  private static func isInterpretationPolicy(_ title: String) -> Bool {
    contains(title, ["解读工作", "解读方案", "解读办法", "解读制度", "解读机制"])
  }

  private static func endsAsInterpretation(_ title: String) -> Bool {
    !isInterpretationPolicy(title)
      && (title.hasSuffix("解读") || title.hasPrefix("一图") || title.hasPrefix("图解")
        || title.hasPrefix("【") && title.holds("解读】")
        || title.holds("政策解读") || title.holds("解读："))
  }

  private static let titleMarkers = [
    "解读", "图解", "一图读懂", "一图看懂", "一图速览", "图说", "答记者问", "一张图", "政策问答", "明白纸", "一问一答", "长图", "动漫说", "划重点",
  ]
  private static let annualWords = ["政府信息公开", "信息公开工作", "政务公开"]
  private static let messageColumns = ["留言", "来信", "信箱", "咨询投诉", "互动交流", "网上信访", "民意", "问政", "常见问题"]
  private static let serviceColumns = ["办事指南", "办事服务", "服务事项"]

  private static func isPolicy(_ signs: Signs) -> Bool {
    if signs.hasDocumentNumber { return true }
    guard hasPolicyTitle(signs.title) else { return false }
    // The bare front of the column 通知公告 is no notice.
    if signs.title == signs.column, !signs.hasArticleLabels, !signs.hasDate, signs.textLength < 60 { return false }
    return signs.hasIndexNumber || contains(signs.column, policyColumns) || signs.title.holds("关于")
      || signs.textLength >= 200
  }

  private static let policyColumns = ["文件", "政策", "法规", "公文", "规章", "通知", "公告", "规划", "意见"]
  private static let policyEndings = [
    "通知", "办法", "规定", "意见", "细则", "方案", "决定", "规则", "条例", "批复", "通告", "规划", "公告", "措施", "通报", "章程", "纲要", "命令", "函",
    "规程", "指引",
  ]

  static func hasPolicyTitle(_ title: String) -> Bool {
    var bare = Substring(title)
    // （试行）, （沪府规〔2024〕5号）, （已废止）
    while let last = bare.last, last == "）" || last == ")" || last == "】" || last == "》" || last == "”" {
      if last == "》" || last == "”" {
        bare.removeLast()
      } else if let open = bare.lastIndex(where: { "（(【".contains($0) }) {
        bare = bare[..<open]
      } else {
        break
      }
    }
    let tail = Array(bare.utf8.suffix(6))
    return policyEndings.contains { tail.suffix($0.utf8.count).elementsEqual($0.utf8) }
  }

  private static func contains(_ text: String, _ words: [String]) -> Bool {
    !text.isEmpty && words.contains { text.holds($0) }
  }

  // MARK: 解读形式

  private static let formMarkers: [(form: InterpretationForms, words: [String])] = [
    (.diagram, ["图解", "图文", "一图", "图说", "长图", "图示", "一张图", "海报", "漫画图"]),
    (.video, ["视频", "动画", "动漫", "短片", "微视频"]),
    (.pressConference, ["新闻发布会", "发布会", "吹风会"]),
    (.mediaInterview, ["答记者问", "媒体专访", "专访", "记者采访"]),
    (.expert, ["专家解读", "专家观点", "专家谈", "专家评", "访谈"]),
    (.onlineInterview, ["在线访谈", "网上访谈", "访谈直播"]),
    (.scenario, ["场景演示", "场景式", "情景演示", "情景剧"]),
    (.lecture, ["宣讲", "宣贯会", "公开讲堂"]),
    (.questions, ["问答", "一问一答", "十问", "问与答", "热点问题"]),
    (.h5, ["H5", "h5"]),
    (.audio, ["音频", "听政策", "有声"]),
    (.live, ["直播"]),
  ]

  /// The forms that the title names; else those that the body shows: media, or plain text.
  static func forms(title: String, column: String, content: ContentFacts) -> InterpretationForms {
    var forms: InterpretationForms = []
    for (form, words) in formMarkers where contains(title, words) { forms.insert(form) }
    // 在线访谈 is not 专家解读 too, unless it says 专家.
    if forms.contains(.onlineInterview), !title.holds("专家") { forms.remove(.expert) }
    if content.videos > 0 { forms.insert(.video) }
    if content.audios > 0 { forms.insert(.audio) }
    if forms.isEmpty || forms == .video && content.textLength >= 300 {
      for (form, words) in formMarkers where forms.isEmpty && contains(column, words) { forms.insert(form) }
      if content.textLength >= 100 {
        forms.insert(.text)
      } else if content.images > 0, forms.isEmpty {
        forms.insert(.diagram)
      }
    }
    return forms
  }
}
