/// Decides what a page is for, from its title, its place in the site and what it holds.
enum KindChoice {
  struct Signs {
    var title: String
    /// With the type of the column and the end of the trail.
    var column: String
    /// The page's own column alone.
    var ownColumn: String
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
    /// A label such as 来信标题 tells what it is about.
    var isLetter: Bool
  }

  static func choose(_ signs: Signs) -> PageKind {
    if isList(signs) { return signs.path == "/" ? .other : .list }
    let (title, column) = (signs.title, signs.column)
    let isNews = isNews(signs)
    if isAnnualReport(signs, isNews: isNews) { return .annualReport }
    // A 通知 about a guide is none, and neither is what is reported of one.
    let isAbout = isNews || hasPolicyTitle(title)
    if title.holds("公开指南"), !isAbout { return .guide }
    if isInterpretation(signs) { return .interpretation }
    if !signs.hasDocumentNumber {
      if isMessage(signs) { return .message }
      if contains(title, ["办事指南", "服务指南", "办理指南"]) && !isAbout || contains(column, serviceColumns) { return .service }
      if column.holds("公开指南"), !isAbout { return .guide }
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

  /// The report itself, not the 通知 that asks for it nor the training for it.
  private static func isAnnualReport(_ signs: Signs, isNews: Bool) -> Bool {
    let title = signs.title
    // In the column of these reports 2023年年报 needs not say of what.
    let isOfDisclosure = contains(title, annualWords) || contains(signs.ownColumn, ["公开年报", "公开年度报告", "公开工作年度报告"])
    guard isOfDisclosure, !isNews, !hasPolicyTitle(title),
      !contains(title, ["编制", "培训", "报送", "填报", "模板"])
    else { return false }
    return contains(title, ["年度报告", "年报", "年度工作报告"]) || contains(title, ["年度", "年政", "年信"]) && title.holds("工作报告")
  }

  /// 征集 and 访谈 stand under 互动交流 as well, but are no messages.
  private static func isMessage(_ signs: Signs) -> Bool {
    (signs.isLetter || contains(signs.column, messageColumns))
      && !contains(signs.ownColumn, ["征集", "征求", "访谈", "调查", "直播"])
      && !contains(signs.title, ["公开征求", "公开征集", "采纳情况"])
  }

  /// A report on something done, by the column that holds it or by its own words.
  private static func isNews(_ signs: Signs) -> Bool {
    if signs.hasDocumentNumber || signs.hasIndexNumber || signs.title.holds("关于") { return false }
    if contains(signs.ownColumn, newsColumns), !contains(signs.ownColumn, notNewsColumns), !signs.title.hasPrefix("《") {
      return true
    }
    if ["我区", "我市", "我镇", "我局", "我街道", "我县", "我省"].contains(where: { signs.title.hasPrefix($0) }) { return true }
    // 区政府常务会议审议通过《…办法》
    guard signs.title.hasSuffix("》"), let open = signs.title.firstIndex(of: "《") else { return false }
    return contains(String(signs.title[..<open]), ["通过", "印发", "出台", "公布", "发布", "学习", "宣传", "贯彻", "签署", "推出"])
  }

  private static let newsColumns = [
    "动态", "要闻", "新闻", "资讯", "头条", "媒体", "快讯", "简讯", "国务院信息", "领导活动", "政务活动",
  ]

  private static let notNewsColumns = ["发布会", "政策", "文件", "公告", "公示", "通知"]

  /// 区民政局召开养老服务政策解读会: what is told is the event, outside of the columns for interpretations.
  private static func isEvent(_ signs: Signs) -> Bool {
    guard !signs.ownColumn.holds("解读"), !signs.title.hasSuffix("解读"),
      !signs.title.holds("关于"), let marker = signs.title.firstPlace(of: "解读")
    else { return false }
    let before = withoutTitles(String(signs.title[..<marker]))
    if contains(before, ["召开", "举办", "举行", "参加"]) { return true }
    return contains(before, ["开展", "组织"])
      && contains(String(signs.title[marker...]), ["会", "活动", "进", "培训", "宣", "讲座", "工作"])
  }

  /// Without the names of documents, whose words are not the title's own.
  private static func withoutTitles(_ text: String) -> String {
    var depth = 0
    return String(
      text.filter { character in
        if character == "《" { depth += 1 }
        defer { if character == "》" { depth = max(0, depth - 1) } }
        return depth == 0
      })
  }

  static func isInterpretation(_ signs: Signs) -> Bool {
    if isEvent(signs) { return false }
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
  private static let messageColumns = [
    "留言", "来信", "信箱", "咨询投诉", "网上咨询", "在线咨询", "政策咨询", "咨询答复", "咨询回复", "互动交流", "网上信访", "民意", "问政", "常见问题", "12345",
  ]
  private static let serviceColumns = ["办事指南", "办事服务", "服务事项"]

  private static func isPolicy(_ signs: Signs) -> Bool {
    if signs.hasDocumentNumber { return true }
    guard hasPolicyTitle(signs.title), !isNews(signs) else { return false }
    // The bare front of the column 通知公告 is no notice.
    if signs.title == signs.column, !signs.hasArticleLabels, !signs.hasDate, signs.textLength < 60 { return false }
    return signs.hasIndexNumber || contains(signs.column, policyColumns) || signs.title.holds("关于")
      || signs.textLength >= 200
  }

  private static let policyColumns = ["文件", "政策", "法规", "公文", "规章", "通知", "公告", "规划", "意见"]
  private static let policyEndings: Set<String> = [
    "通知", "办法", "规定", "意见", "细则", "方案", "决定", "规则", "条例", "批复", "通告", "规划", "公告", "措施", "通报", "章程", "纲要", "命令", "规程",
    "指引",
  ]

  static func hasPolicyTitle(_ title: String) -> Bool {
    // By scalars: this is asked three times of every page, and characters take ten times as long.
    var bare = title.trimmingBlanks().unicodeScalars[...]
    // （试行）, （沪府规〔2024〕5号）, （已废止）
    while let last = bare.last, last == "）" || last == ")" || last == "】" || last == "》" || last == "”" {
      if last == "》" || last == "”" {
        bare.removeLast()
      } else if let open = bare.lastIndex(where: { $0 == "（" || $0 == "(" || $0 == "【" }) {
        bare = bare[..<open]
        while bare.last == " " { bare.removeLast() }
      } else {
        break
      }
    }
    let words = String(bare.suffix(2))
    return policyEndings.contains(words) || words.hasSuffix("函")
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
      if content.textLength >= 100 || forms.isEmpty && content.isBriefText {
        forms.insert(.text)
      } else if content.images > 0, forms.isEmpty {
        forms.insert(.diagram)
      }
    }
    return forms
  }
}

extension ContentFacts {
  /// Some sentences and nothing to look at or listen to: short, but text. A line that names an attachment is less.
  fileprivate var isBriefText: Bool {
    textLength >= 40 && images == 0 && videos == 0 && audios == 0 && frames == 0
  }
}
