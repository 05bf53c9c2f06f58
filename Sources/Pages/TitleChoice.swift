/// Decides what the article's title is.
enum TitleChoice {
  struct Choice {
    let title: String
    let origin: FieldReading.Origin
    let offset: Int
    /// The meta title, where it says something else.
    var contradicted: String?
  }

  static func choose(
    titles: TitleReader, head: HeadReader, labelled: Candidate?, names: [String]
  ) -> Choice? {
    let meta = head.labels[.title]
    if let matched = titles.matched {
      var choice = Choice(title: matched.text, origin: .unlabelled, offset: matched.offset)
      if let meta, !agrees(meta.value, matched.text) { choice.contradicted = meta.value }
      return choice
    }
    if let labelled, case .text(let text) = labelled.value, meta == nil || agrees(meta?.value ?? "", text) {
      return Choice(title: text, origin: .visible, offset: labelled.offset)
    }
    if let meta { return Choice(title: meta.value, origin: .meta, offset: meta.offset) }
    if let heading = titles.heading,
      head.title == nil || isLikely(heading.text, isFirstRank: heading.isFirstRank, head.title?.value ?? "", names)
    {
      return Choice(title: heading.text, origin: .unlabelled, offset: heading.offset)
    }
    if let title = head.title {
      return Choice(title: withoutSuffix(title.value, names), origin: .meta, offset: title.offset)
    }
    return nil
  }

  /// Whether a heading that the head does not repeat is the title all the same: the head then names only the site, or
  /// what all pages of its kind are called (政府信息公开目录, 某区人民政府令).
  private static func isLikely(_ heading: String, isFirstRank: Bool, _ head: String, _ names: [String]) -> Bool {
    let stripped = withoutSuffix(head, names)
    if names.contains(where: { $0.compactUnits == stripped.compactUnits }) { return true }
    guard heading.count >= 8 else { return false }
    if looksLikeSite(stripped) || stripped.count < 6 { return true }
    guard isFirstRank, !looksLikeSite(heading), !names.contains(where: { $0.compactUnits == heading.compactUnits })
    else {
      return false
    }
    let namesPart = ["专栏", "专题", "目录", "系统", "专区", "频道"].contains { heading.hasSuffix($0) }
    return !namesPart && (!isOfDocument(stripped) || isOfDocument(heading))
  }

  private static func isOfDocument(_ title: String) -> Bool { title.holds("关于") || KindChoice.hasPolicyTitle(title) }

  /// Two titles agree where one holds the other.
  static func agrees(_ one: String, _ other: String) -> Bool {
    let (left, right) = (one.compactUnits, other.compactUnits)
    if left == right { return true }
    let (short, long) = left.count < right.count ? (left, right) : (right, left)
    return short.count >= 4 && (long.starts(with: short) || long.suffix(short.count).elementsEqual(short))
  }

  private static let separators: Set<Character> = [
    "_", "-", "|", "–", "—", "―", "·", "｜", "＿", ">", "»", "›", "－", "~",
  ]

  /// The title without the names of site and column before or behind it.
  static func withoutSuffix(_ title: String, _ names: [String]) -> String {
    var pieces: [String] = []
    var separated: [String] = []
    var piece = ""
    var separator = ""
    for character in title {
      if separators.contains(character) {
        if !piece.isEmpty {
          pieces.append(piece)
          piece = ""
          separator = ""
        }
        separator.append(character)
      } else {
        if piece.isEmpty, !pieces.isEmpty, separated.count < pieces.count { separated.append(separator) }
        piece.append(character)
      }
    }
    if !piece.isEmpty { pieces.append(piece) }
    let known = Set(names.map(\.compactUnits))
    guard pieces.count > 1 else { return withoutLeadingNames(title, known) }
    func isName(_ piece: String) -> Bool { known.contains(piece.compactUnits) || looksLikeSite(piece) }
    var (first, last) = (0, pieces.count - 1)
    // 网站_标题: a name in front is told first, so that what stands behind it is kept.
    while first < last, isName(pieces[first]), pieces[first].count < 20, !isName(pieces[last]) { first += 1 }
    while last > first, isName(pieces[last]) || Self.partsNames(separated[last - 1]) { last -= 1 }
    // 标题-通知公告-网站: what stood between a title and a site is a column where columns are called so.
    if last < pieces.count - 1, last > first, columnNames.contains(pieces[last].trimmingBlanks()) { last -= 1 }
    while first < last, isName(pieces[first]), pieces[first].count < 20 { first += 1 }
    var result = ""
    for index in first...last {
      if index > first, index - 1 < separated.count { result += separated[index - 1] }
      result += pieces[index]
    }
    return Text.collapsed(result)
  }

  /// 网站 栏目 标题, parted by blanks only: a site and a column that the trail knows.
  private static func withoutLeadingNames(_ title: String, _ known: Set<[UInt16]>) -> String {
    let words = title.split(separator: " ", maxSplits: 2)
    guard words.count == 3, looksLikeSite(String(words[0])), known.contains(String(words[1]).compactUnits) else {
      return title
    }
    return String(words[2])
  }

  /// A stroke may stand in a title; a low line or a bar parts it from what is no title.
  private static func partsNames(_ separator: String) -> Bool { separator.contains { "_|｜＿".contains($0) } }

  private static let siteEndings = ["网", "网站", "政府", "门户", "平台", "官网", "委员会", "在线", "政务", "网上政务大厅", "街道办事处"]

  /// What columns are usually called; a title's own piece after a stroke is not.
  private static let columnNames: Set<String> = [
    "通知公告", "公告公示", "公示公告", "政策文件", "规范性文件", "政府文件", "政策法规", "政策解读", "工作动态", "政务动态", "要闻动态", "新闻动态", "部门动态", "镇街动态",
    "要闻", "图片新闻", "信息公开", "政务公开", "政府信息公开", "公示", "公告", "法定主动公开内容", "领导活动", "人事信息", "财政信息", "规划计划", "统计数据", "统计信息",
    "办事指南",
    "信息公开年报", "信息公开指南", "图解", "媒体关注", "重点领域", "其他文件", "行政规范性文件", "通知",
  ]

  /// Names of sites end so; titles of documents do not.
  static func looksLikeSite(_ text: String) -> Bool {
    let bare = text.trimmingBlanks()
    guard bare.count <= 24, !bare.contains("关于") else { return false }
    return siteEndings.contains { bare.hasSuffix($0) }
      || bare.count <= 14 && (bare.hasSuffix("局") || bare.hasSuffix("厅"))
  }
}

extension String {
  func trimmingBlanks() -> String {
    if let first = unicodeScalars.first, let last = unicodeScalars.last, !Self.mayBeBlank(first),
      !Self.mayBeBlank(last)
    {
      return self
    }
    var text = Substring(self)
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }

  /// Nearly every text begins and ends with a Chinese character.
  private static func mayBeBlank(_ scalar: Unicode.Scalar) -> Bool {
    !(0x4E00...0x9FFF ~= scalar.value || 0x21...0x7E ~= scalar.value)
  }
}
