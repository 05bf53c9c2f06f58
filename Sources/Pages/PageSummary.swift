import Markup
import Workdays

/// Makes a page's facts of what its scan has found.
struct PageSummary {
  private(set) var facts: PageFacts
  private let page: DecodedPage
  private let isTruncated: Bool
  private let isTooDeep: Bool
  private let isEmpty: Bool

  init(scan: borrowing PageScan, page: DecodedPage, path: String, url: String?, cues: CueWords?) {
    self.page = page
    facts = PageFacts(path: path)
    isTooDeep = scan.stack.isTooDeep
    isTruncated = scan.scanner.isTruncated || scan.sawHTMLStart && !scan.sawHTMLEnd
    isEmpty = !scan.text.contains { $0 > 0x20 }
    facts.charset = page.charset
    facts.url = url ?? scan.head.savedFrom ?? scan.head.canonical
    (facts.linkCount, facts.attachmentCount) = (scan.links.count, scan.links.attachmentCount)
    let hasContainer = scan.hasContainer
    facts.content = (hasContainer ? scan.content : scan.fallback).facts
    readNames(scan)
    // Only the fields show that a page is a policy, and only a page that is no list has fields.
    let isList = facts.path != "/" && KindChoice.isList(signs(scan, hasContainer: hasContainer))
    chooseFields(scan, isList: isList)
    facts.kind = KindChoice.choose(signs(scan, hasContainer: hasContainer))
    if facts.kind == .interpretation {
      facts.forms = KindChoice.forms(title: facts.title ?? "", column: facts.column ?? "", content: facts.content)
    }
    if let cues, facts.kind == .policy || facts.kind == .interpretation {
      facts.cues = cues.found(in: hasContainer ? scan.contentUnits : scan.fallbackUnits)
    }
    takeMarks(scan)
    facts.looksLikeErrorPage = ErrorPhrases.looksLikeError(
      facts, headTitle: scan.head.title?.value,
      opening: (hasContainer ? scan.content : scan.fallback).opening,
      hasScript: scan.hasScript)
  }

  // MARK: Names

  private mutating func readNames(_ scan: borrowing PageScan) {
    set(.siteName, scan.head.labels[.siteName])
    facts.siteName = scan.head.labels[.siteName]?.value
    let meta = scan.head.labels[.siteID]
    facts.siteID = scan.marks.footer.siteCode ?? meta?.value
    if let visible = scan.marks.footer.siteCode {
      facts.readings[.siteID] = reading(.visible, scan.marks.siteCodeOffset ?? 0)
      if let meta, meta.value != visible { tellConflict(.siteID, visible: visible, meta: meta.value) }
    } else {
      set(.siteID, meta)
    }
    let first = FieldChoice(scan.labels.candidates + scan.tables.candidates, isList: false)
    let column = scan.head.labels[.column]
    let names = [facts.siteName, column?.value].compactMap { $0 } + scan.crumb.pieces
    if let choice = TitleChoice.choose(titles: scan.titles, head: scan.head, labelled: first.best(.title), names: names)
    {
      facts.title = choice.title
      facts.readings[.title] = reading(choice.origin, choice.offset)
      if let meta = choice.contradicted { tellConflict(.title, visible: choice.title, meta: meta) }
    }
    // On a column's own page the last of the trail is its title and its column at once.
    let isColumnPage = scan.head.labels[.title] == nil && scan.lists.datedRows + scan.lists.linkRows >= 3
    facts.breadcrumb = scan.crumb.trail(without: isColumnPage ? nil : facts.title)
    chooseColumn(column, scan)
  }

  private mutating func chooseColumn(_ column: HeadReader.Label?, _ scan: borrowing PageScan) {
    let repeatsTitle = repeatsTitle(column, scan)
    if let column, !repeatsTitle {
      facts.column = column.value
      set(.column, column)
    } else if let last = facts.breadcrumb.last, facts.breadcrumb.count > 1 || !last.hasSuffix("首页") {
      facts.column = last
      facts.readings[.column] = reading(.unlabelled, scan.crumb.offset)
    }
    if repeatsTitle, scan.head.labels[.title] != nil {
      facts.problems.append(PageProblem(kind: .badMeta, message: "ColumnName 标签填成了文章标题，应填所属栏目名称。"))
    }
  }

  /// ColumnName that says the article's title: the one of its own label, or one that the trail does not know.
  private func repeatsTitle(_ column: HeadReader.Label?, _ scan: borrowing PageScan) -> Bool {
    guard let name = column?.value.compactUnits else { return false }
    if let title = scan.head.labels[.title]?.value { return title.compactUnits == name }
    guard let title = facts.title, title.compactUnits == name, !scan.crumb.pieces.isEmpty else { return false }
    return !scan.crumb.pieces.contains { $0.compactUnits == name }
  }

  // MARK: Kind

  private func signs(_ scan: borrowing PageScan, hasContainer: Bool) -> KindChoice.Signs {
    let hasRows = scan.lists.datedRows > 0 || scan.lists.linkRows > 0
    let ownDate =
      hasRows && scan.titles.isMatched
      ? FieldChoice(scan.labels.candidates + scan.tables.candidates, isList: false).best(.publishedOn) : nil
    let isLetter = (scan.labels.candidates + scan.tables.candidates).contains { $0.isLetterTitle }
    let trail = facts.breadcrumb.suffix(3).joined(separator: " ")
    return KindChoice.Signs(
      title: facts.title ?? "",
      column: [facts.column ?? "", scan.head.columnType ?? "", trail].joined(separator: " "),
      ownColumn: facts.column ?? "", path: facts.path, hasDocumentNumber: facts.documentNumber != nil,
      hasIndexNumber: facts.indexNumber != nil,
      hasDate: facts.publishedOn != nil || facts.source != nil,
      hasArticleLabels: scan.head.labels[.title] != nil || scan.head.pubDate != nil,
      hasOwnDate: ownDate?.origin == .visible, datedRows: scan.lists.datedRows,
      linkRows: scan.lists.linkRows,
      textLength: max(
        0, facts.content.textLength - (hasContainer ? scan.lists.rowText.inContent : scan.lists.rowText.units)),
      runningText: scan.titles.isFound ? scan.lists.runningText : 0, hasContent: hasContainer,
      hasMedia: facts.content.images + facts.content.videos + facts.content.frames > 0,
      isLetter: isLetter)
  }

  // MARK: Fields

  private mutating func chooseFields(_ scan: borrowing PageScan, isList: Bool) {
    let choice = FieldChoice(scan.labels.candidates + scan.tables.candidates, isList: isList)
    facts.indexNumber = take(.indexNumber, choice)?.text
    facts.documentNumber = take(.documentNumber, choice)?.text
    facts.publisher = take(.publisher, choice)?.text
    facts.writtenOn = take(.writtenOn, choice)?.date
    facts.validity = take(.validity, choice)?.text
    facts.disclosure = take(.disclosure, choice)?.text
    _ = take(.topic, choice)
    // What a text says about an end of validity counts for the document itself, not for what is written about one.
    let isDocument = facts.documentNumber != nil || KindChoice.hasPolicyTitle(facts.title ?? "")
    facts.validUntil = take(.validUntil, choice, includingBody: isDocument)?.date
    // 有效期5年 names no day, yet the page shows how long the document holds.
    if facts.validUntil == nil, !isList, let span = choice.span(.validUntil, includingBody: isDocument) {
      facts.readings[.validUntil] = reading(span.origin, span.offset)
    }
    chooseSource(scan, choice, isList: isList)
    choosePublication(scan, choice, isList: isList)
    for field in [PageField.writtenOn, .publishedOn] {
      guard let bad = choice.badDate(field) else { continue }
      let place = page.place(of: bad.offset)
      facts.problems.append(
        PageProblem(
          kind: .badDate, message: "第 \(place.line) 行的\(field.chineseName)“\(bad.text.prefix(30))”不是日期，请改为年月日。"))
    }
  }

  private mutating func take(_ field: PageField, _ choice: FieldChoice, includingBody: Bool = true) -> Candidate? {
    guard let best = choice.best(field, includingBody: includingBody) else { return nil }
    facts.readings[field] = reading(best.origin, best.offset)
    return best
  }

  private mutating func chooseSource(_ scan: borrowing PageScan, _ choice: FieldChoice, isList: Bool) {
    let meta = scan.head.labels[.source]
    if let visible = take(.source, choice)?.text {
      facts.source = visible
      if let meta, !TitleChoice.agrees(meta.value, visible) {
        tellConflict(.source, visible: visible, meta: meta.value)
      }
    } else {
      facts.source = meta?.value
      set(.source, meta)
    }
  }

  private mutating func choosePublication(_ scan: borrowing PageScan, _ choice: FieldChoice, isList: Bool) {
    let visible = take(.publishedOn, choice)?.date
    facts.publishedOn = visible
    guard let meta = scan.head.pubDate else { return }
    let metaDate = DateReader.first(in: meta.value)
    if metaDate == nil {
      facts.problems.append(
        PageProblem(kind: .badDate, message: "PubDate 标签“\(meta.value.prefix(30))”不是日期，请按 YYYY-MM-DD HH:MM 填写。"))
    }
    if let visible, let metaDate, visible != metaDate {
      tellConflict(.publishedOn, visible: visible.description, meta: metaDate.description)
    }
    if scan.head.pubDateIsGeneration {
      facts.problems.append(
        PageProblem(kind: .generatedDate, message: "PubDate 标签“\(meta.value.prefix(30))”与页面生成时间相同，不能作为发布日期。"))
    } else if visible == nil, let metaDate {
      facts.publishedOn = metaDate
      set(.publishedOn, meta)
    }
  }

  // MARK: Marks

  private mutating func takeMarks(_ scan: borrowing PageScan) {
    let page = page
    func mark(_ found: PageMarkFinder.Place) -> PageMark {
      let place = page.place(of: found.offset)
      return PageMark(text: found.text, line: place.line, column: place.column)
    }
    facts.personalSigns = scan.marks.personal.map { sign in
      let place = page.place(of: sign.offset)
      return PersonalSign(
        kind: sign.kind, masked: sign.masked, digest: sign.digest, line: place.line, column: place.column)
    }
    facts.secrecyMarks = scan.marks.secrecyMarks.map(mark)
    facts.repealMark = scan.marks.repeal.map(mark)
    if facts.repealMark == nil, let title = facts.title, let reading = facts.readings[.title],
      let word = ["已废止", "已失效", "废止）", "失效）"].first(where: {
        title.hasSuffix($0) || title.holds("\($0)）") || title.holds("\($0)】")
      })
    {
      facts.repealMark = PageMark(text: word, line: reading.line, column: reading.column)
    }
    let (text, isList) = (scan.text, facts.kind == .list)
    facts.serviceMarks = scan.marks.serviceMarks.filter { isList || $0.place != .frame }.map { mark in
      let place = page.place(of: mark.offset)
      let target = mark.isLink || isList ? mark.target.map { PageMarkFinder.address(text, $0) } : nil
      let row = isList ? mark.row.map { PageMarkFinder.address(text, $0) } : nil
      return ServiceMark(
        text: mark.text, target: target, row: row, place: mark.place, line: place.line, column: place.column)
    }
    // Without the room that the list had to grow.
    facts.relatedLinks = scan.marks.relatedLinks.map(\.self)
    facts.hasRelatedBlock = scan.marks.hasRelatedBlock
    facts.footer = scan.marks.footer
    facts.functions = scan.marks.functions
  }

  // MARK: Problems

  /// Tells what is wrong with the page as a file.
  mutating func tellReading(isCut: Bool, limits: PageReader.Limits, size: Int) {
    var problems: [PageProblem] = []
    if isEmpty { problems.append(PageProblem(kind: .empty, message: "页面是空的，没有任何内容。")) }
    if isCut {
      problems.append(
        PageProblem(kind: .tooLarge, message: "页面有 \(size) 字节，超过上限 \(limits.size) 字节，只读了开头；请拆分页面。"))
    }
    if isTooDeep {
      problems.append(PageProblem(kind: .tooDeep, message: "标签嵌套过深（超过 \(limits.depth) 层），页面没有读全；请检查未关闭的标签。"))
    }
    if isTruncated, !isCut, !isEmpty {
      problems.append(PageProblem(kind: .truncated, message: "页面不完整：在标签、注释或脚本中间结束，或缺少 </html>；请重新导出。"))
    }
    if let declared = page.decision.contradicted {
      problems.append(
        PageProblem(kind: .wrongCharset, message: "页面声明编码 \(declared.rawValue)，实际是 \(page.charset.rawValue)，已按实际编码读取。"))
    }
    // A cut may go through a character, which is no fault of the page.
    if page.badSequences > (isCut ? 3 : 0) {
      problems.append(
        PageProblem(kind: .badBytes, message: "有 \(page.badSequences) 处字节不是 \(page.charset.rawValue) 编码，已用 U+FFFD 代替。"))
    }
    if !problems.isEmpty { facts.problems = problems + facts.problems }
  }

  private mutating func tellConflict(_ field: PageField, visible: String, meta: String) {
    facts.conflicts.append(FieldConflict(field: field, visible: visible, meta: meta))
    facts.problems.append(
      PageProblem(kind: .conflict, message: "\(field.chineseName)：页面显示“\(visible)”，标签写“\(meta)”，两者不一致，以页面显示为准。"))
  }

  private mutating func set(_ field: PageField, _ label: HeadReader.Label?) {
    if let label { facts.readings[field] = reading(.meta, label.offset) }
  }

  private func reading(_ origin: FieldReading.Origin, _ offset: Int) -> FieldReading {
    let place = page.place(of: offset)
    return FieldReading(origin: origin, line: place.line, column: place.column)
  }
}
