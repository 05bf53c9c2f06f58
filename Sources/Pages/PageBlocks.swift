import Markup
import Workdays

/// What becomes of each block of text when its element begins or ends.
extension PageScan {
  /// Hands the current block to the readers. `isEnd` says that its own element ends here, rather than another begins
  /// within it.
  mutating func flush(isEnd: Bool) {
    guard !block.isEmpty else {
      if block.count > 0 {
        if anchor.isOpen { anchor.take(block, isEnd: false) }
        block.reset()
        anchorEnd = 0
      }
      marks.endLine()
      return
    }
    if anchor.isOpen { anchor.take(block, isEnd: false) }
    let roles = roles
    let text = block.all
    let offset = block.firstOffset
    vocabulary.find(in: block, into: &hits)
    let parentDepth = isEnd ? max(stack.depth - 1, 0) : stack.depth
    marks.readBlock(
      text, offsets: UnsafePointer(block.offsets), hits: hits, textCount: block.textCount, digitCount: block.digitCount,
      roles: roles, introduction: tables.introduction, standsFree: block.linkCount == 0 && stack.last?.tag != .li)
    marks.readRelatedLine(text, hits, textCount: block.textCount, linkCount: block.linkCount, roles: roles)
    let isPlace = readPlace(text, roles, offset, parentDepth)
    if !isPlace { readPage(text, roles, offset, parentDepth) }
    block.reset()
    anchorEnd = 0
  }

  /// The trail; true where the block is part of it.
  private mutating func readPlace(_ text: Units, _ roles: Roles, _ offset: Int, _ parentDepth: Int) -> Bool {
    let hasLabel = hits.contains { $0.meaning == .breadcrumb }
    guard
      roles.contains(.crumb) || hasLabel || crumb.isOpen(at: stack.depth)
        || !titles.isMatched && roles.isDisjoint(with: [.frame, .footer, .content, .related]) && block.beginsAsTrail
    else { return false }
    guard block.textCount <= 400, roles.isDisjoint(with: [.content, .footer]), !titles.isMatched || hasLabel else {
      return false
    }
    // A name that fits a trail may be one of anything; only links or a label make it one.
    crumb.read(
      text, hits: hits, offset: offset, hasLink: block.linkCount > 0, parentDepth: parentDepth, vocabulary: vocabulary)
    lists.markPage()
    return hasLabel || block.linkCount > 0 && !block.hasColonLabel(hits)
  }

  private mutating func readPage(_ text: Units, _ roles: Roles, _ offset: Int, _ parentDepth: Int) {
    marks.readRelated(hits, textCount: block.textCount, parentDepth: parentDepth)
    let isFrame = !roles.isDisjoint(with: [.frame, .footer])
    let isRelated = roles.contains(.related) || marks.isInRelated
    let tag = stack.last?.tag ?? .body
    if !isFrame, !isRelated, readTitle(text, roles, tag, offset) {
      if roles.contains(.content) { content.addHeading(text) }
      return
    }
    let hasDate = block.digitCount >= 4 && block.textCount <= 60 ? DateReader.first(in: text) : nil
    let isRunning = block.isRunning
    let isPlain = block.linkCount * 2 <= block.textCount
    lists.addBlock(
      units: block.textCount, hasDate: hasDate != nil || block.hasShortDate,
      text: isPlain ? .init(block.textCount, inContent: roles.contains(.content), isRunning: isRunning) : .init())
    if roles.contains(.content) { lists.markPage() }
    measure(text, roles, tag, isRelated: isRelated, isRunning: isRunning)
    if !roles.contains(.footer), !isRelated { readLabels(text, roles, offset, parentDepth) }
    if !isFrame, !isRelated, let date = hasDate { readBareDate(date, text, roles, offset) }
    readBody(text, roles, offset)
    if tables.isInTable {
      tables.add(
        text, at: offset,
        hasLongLink: block.linkCount >= 6 && block.linkCount * 2 > block.textCount && !block.hasColonLabel(hits))
    }
  }

  // MARK: Title and text

  private mutating func readTitle(_ text: Units, _ roles: Roles, _ tag: HTMLTag, _ offset: Int) -> Bool {
    titles.prepare(head)
    // Within the article's own text headings are its parts', not its own.
    // A label's cell may bear the name of a title, too.
    let isHeading =
      tag == .h1
      || !roles.contains(.content) && (roles.contains(.title) || tag == .h2) && !Self.beginsWithLabel(text, hits)
    let isFound = titles.read(
      text, offset: offset, isHeading: isHeading,
      isFirstRank: tag == .h1 || tag == .ucaptitle
        || roles.contains(.title) && block.linkCount == 0 && block.textCount >= 8,
      isLink: block.linkCount * 2 > block.textCount)
    if isFound {
      lists.markPage()
      // What came before the title was not the article's text.
      if !roles.contains(.content), titles.isMatched {
        fallback = ContentMeter()
        fallbackParagraphs = []
        fallbackUnits.removeAll(keepingCapacity: true)
        sawRunningText = false
      }
      return titles.isWhole(text)
    }
    return false
  }

  /// 发文字号, or 发布机构：…
  private static func beginsWithLabel(_ text: Units, _ hits: [Vocabulary.Hit]) -> Bool {
    guard let first = hits.first, text.slice(0..<first.start).trimmed().count == 0 else { return false }
    switch first.meaning {
    case .label, .otherLabel: break
    default: return false
    }
    let rest = text.slice(first.end..<text.count).trimmed()
    return rest.count == 0 || Units.isColon(rest[0])
  }

  private mutating func measure(
    _ text: Units, _ roles: Roles, _ tag: HTMLTag, isRelated: Bool, isRunning: Bool
  ) {
    let isMostlyLinks = block.linkCount * 2 > block.textCount
    if !isMostlyLinks, roles.isDisjoint(with: [.frame, .footer, .crumb]), isRunning { sawRunningText = true }
    let isInContent = roles.contains(.content)
    // Once the container has text, what might stand for it elsewhere is no more asked for.
    let isInFallback = !isMostlyLinks && !isRelated && !hasContainer && Self.isFallback(roles)
    guard isInContent || isInFallback || collectsText else { return }
    let awaitsSource = hits.isEmpty && labels.awaits(.source)
    if awaitsSource || !hits.isEmpty,
      Self.isByline(text, hits, block.textCount, awaitsSource: awaitsSource, isAfterText: sawRunningText)
    {
      return
    }
    let isHeading = block.textCount <= 60 && (tag.isHeading || ContentMeter.isNumberedHeading(text))
    if collectsText, shownParagraphs.count < Self.mostShown, roles.isDisjoint(with: [.frame, .footer, .crumb]) {
      shownParagraphs.append(Self.kept(block, isHeading))
    }
    if isInContent {
      content.add(text)
      if isHeading { content.addHeading(text) }
      if keepsArticle { text.append(to: &contentUnits) }
      if collectsText { contentParagraphs.append(Self.kept(block, isHeading)) }
    }
    if isInFallback {
      fallback.add(text)
      if isHeading { fallback.addHeading(text) }
      if keepsArticle { text.append(to: &fallbackUnits) }
      if collectsText { fallbackParagraphs.append(Self.kept(block, isHeading)) }
    }
  }

  /// 来源：甲镇人民政府 on a line of its own, or 来源： with its value in the next element: it tells of the article and is
  /// none of its words, so that the same article from two places has the same text.
  private static func isByline(
    _ text: Units, _ hits: [Vocabulary.Hit], _ textCount: Int, awaitsSource: Bool, isAfterText: Bool
  ) -> Bool {
    guard textCount <= 60, !text.hasSentence else { return false }
    if awaitsSource { return text.count <= 40 }
    guard let first = hits.first, text.slice(0..<first.start).trimmed().count == 0 else { return false }
    switch first.meaning {
    case .label(.source, _): break
    case .label(.publishedOn, _) where !isAfterText: break
    default: return false
    }
    let rest = text.slice(first.end..<text.count).trimmed()
    return rest.count > 0 && Units.isColon(rest[0])
  }

  private static func kept(_ block: borrowing TextBlock, _ isHeading: Bool) -> KeptParagraph {
    KeptParagraph(text: block.all.string, isHeading: isHeading, offset: block.firstOffset)
  }

  // MARK: Fields

  private static let mostLabels = 500

  private mutating func readLabels(_ text: Units, _ roles: Roles, _ offset: Int, _ parentDepth: Int) {
    let isInContent = roles.contains(.content)
    labels.beginBlock()
    if let meaning = block.textCount <= 24 ? vocabulary.meaning(of: text) : nil {
      switch meaning {
      case .label(let field, let rank):
        let whole = text.trimmed()
        let hasColon = Units.isColon(whole[whole.count - 1])
        // In a table of an article's text a label is a heading of its columns or a field of its form.
        guard hasColon || !isInContent || !sawRunningText else { return labels.forget() }
        // A paragraph may fill the element that is the label's own: its value stands beside that.
        let isFilling = stack.last?.tag == .p && !isInContent
        labels.await(
          field, rank: rank, hasColon: hasColon, depth: isFilling ? parentDepth - 1 : parentDepth,
          isInContent: isInContent)
        return
      case .otherLabel, .stop:
        labels.forget()
        return
      default: break
      }
    }
    // So many labels in one block are no line of labels, and each is compared with the others.
    guard !hits.isEmpty, hits.count <= Self.mostLabels else {
      return labels.take(text, at: offset, isInContent: isInContent)
    }
    // Another label with its own value: the one before it had none.
    if case .otherLabel? = hits.first?.meaning, Self.beginsWithLabel(text, hits) { labels.forget() }
    let all = LabelReader(text: text, hits: hits).pairs()
    let pairs = all.filter { accepts($0, among: all.count, text, roles) }
    if pairs.isEmpty, all.count == 1, let pair = all.first, pair.rank == 1, pair.field == .publishedOn,
      isOutsideText(roles)
    {
      labels.doubt(
        Self.candidate(
          pair, FieldValue(pair.field, text.slice(pair.value)), Int(block.offsets[pair.start]), isInContent))
    }
    if pairs.isEmpty {
      labels.take(text, at: offset, isInContent: isInContent)
    } else {
      labels.forget()
    }
    for (index, pair) in pairs.enumerated() {
      let place = Int(block.offsets[pair.start])
      if pair.value.isEmpty || text.slice(pair.value).trimmed(":").count == 0 {
        // The last label of a line may have its value in the next element.
        if index == pairs.count - 1, pair.hasColon {
          labels.await(pair.field, rank: pair.rank, hasColon: true, depth: parentDepth, isInContent: isInContent)
        } else {
          labels.add(Self.candidate(pair, .empty, place, isInContent))
        }
        continue
      }
      let value = FieldValue(pair.field, text.slice(pair.value))
      // Without a colon a label may be a word like any other.
      if !pair.hasColon {
        switch value {
        case .date: break
        case .text where pair.field == .documentNumber || pair.field == .indexNumber: break
        case .text where pair.field == .publisher && !isInContent && Self.namesBody(text.slice(pair.value)): break
        case .text(let words) where pair.isElement && !isInContent && words.utf16.count <= 40: break
        default: continue
        }
      }
      labels.add(Self.candidate(pair, value, place, isInContent))
    }
  }

  /// 区房管局, 区卫健委, 甲镇, and nothing else: behind <b>发布机构</b> it needs no colon.
  private static func namesBody(_ value: Units) -> Bool {
    let name = value.trimmed()
    guard (3...24).contains(name.count), !name.hasSentence else { return false }
    return signs(name) || name[name.count - 1] == 0x59D4 || name[name.count - 1] == 0x9547
  }

  private static func candidate(
    _ pair: LabelReader.Pair, _ value: FieldValue, _ offset: Int, _ isInContent: Bool
  ) -> Candidate {
    Candidate(
      field: pair.field, value: value, rank: pair.rank, origin: .visible, offset: offset, isInContent: isInContent)
  }

  /// Whether something that looks like a label is one here: in running text 时间： and 来源： are the text's own.
  private func accepts(_ pair: LabelReader.Pair, among count: Int, _ text: Units, _ roles: Roles) -> Bool {
    if block.textCount > 120, text.hasSentence, hits.count < 6 { return false }
    let isWeak = pair.rank == 1 || pair.field == .title
    if isWeak, !isOutsideText(roles) {
      return tables.isInTable && pair.field == .title && !sawRunningText && !roles.contains(.content)
    }
    // 时间： alone announces an event, unless it is written as systems write the time of publication.
    if pair.rank == 1, pair.field == .publishedOn, count == 1, !hits.contains(where: { $0.meaning == .stop }) {
      if labels.isInGroup { return true }
      guard let date = DateReader.first(in: text.slice(pair.value)), !date.isChinese else { return false }
      return stack.last?.tag != .p || titles.blocksSince <= 1
    }
    if roles.contains(.content) || sawRunningText {
      if Self.isAside(pair, text) { return false }
      // A line of its own may still say where a text is from; a sentence that goes on does not.
      return block.textCount <= 80 && !text.endsSentence || hits.count >= 4
    }
    return true
  }

  /// 依据《甲办法》（文号：沪府规〔2023〕5号）: in brackets behind something it tells of that.
  private static func isAside(_ pair: LabelReader.Pair, _ text: Units) -> Bool {
    var at = pair.start - 1
    while at >= 0, text[at] <= 0x20 { at -= 1 }
    guard at > 0, Units.fold(text[at]) == 0x28 else { return false }
    return text.slice(0..<at).trimmed().count > 0
  }

  private func isOutsideText(_ roles: Roles) -> Bool {
    roles.isDisjoint(with: [.content, .control, .frame]) && !sawRunningText
  }

  /// A date under the title without any label: `( 2024-05-11)`, `2023-08-19 10:08`.
  private mutating func readBareDate(_ date: DateReader.Found, _ text: Units, _ roles: Roles, _ offset: Int) {
    guard titles.isFound, titles.blocksSince <= 12, !sawRunningText, block.textCount <= 80,
      roles.isDisjoint(with: [.content, .link, .control]), block.linkCount * 2 < block.textCount, !lists.isInLinkedRow,
      !tables.isBesideLabel
    else { return }
    var before = date.start - 1
    while before >= 0, text[before] == TextBlock.Mark.open || text[before] == TextBlock.Mark.close { before -= 1 }
    let opensBracket =
      before >= 0 && (Units.fold(text[before]) == 0x28 || text[before] == 0x3010 || Units.fold(text[before]) == 0x5B)
    guard before < 0 || text[before] <= 0x20 || opensBracket else { return }
    if before > 0, followsColon(text, before) { return }
    var after = date.end
    while after < text.count, text[after] <= 0x20 || Units.isDigit(text[after]) || Units.isColon(text[after]) {
      after += 1
    }
    guard after >= text.count || text[after - 1] <= 0x20 || !Units.isHan(text[after]) else { return }
    if after < text.count, text[after] == 0xFF0C || text[after] == 0x3002 || text[after] == 0x81F3 { return }
    labels.add(
      Candidate(
        field: .publishedOn, value: .date(date.date), rank: 2, origin: .unlabelled,
        offset: Int(block.offsets[date.start]), isInContent: false))
  }

  private func followsColon(_ text: Units, _ before: Int) -> Bool {
    var at = before
    while at >= 0, text[at] <= 0x20 || Units.fold(text[at]) == 0x28 { at -= 1 }
    return at >= 0 && Units.isColon(text[at])
  }

  // MARK: The running text

  /// 落款日期, 此件公开发布, 有效期至 …: they count only where no label says otherwise.
  private mutating func readBody(_ text: Units, _ roles: Roles, _ offset: Int) {
    guard roles.isDisjoint(with: [.frame, .footer, .crumb, .related, .link]),
      roles.contains(.content) || titles.isFound || sawRunningText
    else { return }
    for hit in hits {
      switch hit.meaning {
      case .openly(let value) where block.textCount <= 60 || hit.start > 0 && Units.fold(text[hit.start - 1]) == 0x28:
        addBody(.disclosure, .text(value.words), Int(block.offsets[hit.start]))
      case .label(.validUntil, _): readValidUntil(text, hit)
      default: break
      }
    }
    guard sawRunningText || content.textLength > 80, block.textCount <= 60, !text.hasSentence, block.digitCount <= 8
    else { return }
    // What is printed behind the signature as an annex has signatures of its own.
    if isSigned, Self.beginsAnnex(text) { isAnnex = true }
    if !isAnnex { readSignature(text, offset) }
  }

  /// 附件, 附件1：…
  private static func beginsAnnex(_ text: Units) -> Bool {
    let line = text.trimmed()
    return line.count >= 2 && line[0] == 0x9644 && (line[1] == 0x4EF6 || line[1] == 0x5F55)
  }

  /// A line that ends with a date in Chinese form, alone or behind the name of who signs.
  private mutating func readSignature(_ text: Units, _ offset: Int) {
    guard let date = DateReader.last(in: text), date.isChinese else { return }
    let rest = text.slice(date.end..<text.count).trimmed(")")
    guard rest.count == 0 else { return }
    let before = text.slice(0..<date.start).trimmed("(")
    guard before.count == 0 || Self.signs(before) else { return }
    // （2024年5月10日） under a title tells when a meeting passed it.
    guard before.count == 0 ? Units.fold(text.trimmed()[0]) != 0x28 : true else { return }
    isSigned = true
    addBody(.writtenOn, .date(date.date), Int(block.offsets[date.start]))
  }

  /// Names of bodies end so.
  private static func signs(_ text: Units) -> Bool {
    guard !text.hasSentence else { return false }
    switch text[text.count - 1] {
    case 0x5C40, 0x4F1A, 0x5E9C, 0x5385, 0x529E, 0x5BA4, 0x9662, 0x90E8, 0x5904, 0x5FC3, 0x53F8, 0x961F, 0x7EC4, 0x793E,
      0x4F4D:
      return true
    default: return false
    }
  }

  /// 有效期至2029年4月30日, 有效期自…起至…止; 自…起施行，有效期5年.
  private mutating func readValidUntil(_ text: Units, _ hit: Vocabulary.Hit) {
    var end = hit.end
    while end < text.count, end - hit.end < 48, text[end] != 0x3002, Units.fold(text[end]) != 0x3B { end += 1 }
    let phrase = text.slice(hit.end..<end)
    // Only what is said of the document's own coming into force: a permit may hold for five years, too.
    if Self.tellsForce(text.slice(0..<hit.start)), let span = FieldValue.span(phrase) {
      addBody(.validUntil, .span(span), Int(block.offsets[hit.start]))
    }
    guard let date = DateReader.last(in: phrase) else { return }
    // The last date must be the end: directly behind 至, or behind the label itself.
    var before = date.start - 1
    while before >= 0, phrase[before] <= 0x20 { before -= 1 }
    let isEnd = before >= 0 ? phrase[before] == 0x81F3 || phrase[before] == 0x5230 : text[hit.end - 1] == 0x81F3
    if isEnd { addBody(.validUntil, .date(date.date), Int(block.offsets[hit.end])) }
  }

  /// 施行, 实施, 执行, 生效.
  private static func tellsForce(_ text: Units) -> Bool {
    guard text.count >= 2 else { return false }
    return (1..<text.count).contains { at in
      switch (text[at - 1], text[at]) {
      case (0x65BD, 0x884C), (0x5B9E, 0x65BD), (0x6267, 0x884C), (0x751F, 0x6548): true
      default: false
      }
    }
  }

  private mutating func addBody(_ field: PageField, _ value: FieldValue, _ offset: Int) {
    labels.add(Candidate(field: field, value: value, rank: 9, origin: .body, offset: offset, isInContent: true))
  }
}

extension TextBlock {
  /// Where its text begins in the page.
  var firstOffset: Int {
    var index = 0
    while index < count - 1, units[index] <= 0x20 { index += 1 }
    return Int(offsets[index])
  }

  /// A paragraph in sentences.
  var isRunning: Bool { textCount >= 40 && all.hasSentence }

  /// 首页 > 政务公开 > …, without a label or a name that says so; with bars between them they would be a menu.
  var beginsAsTrail: Bool {
    guard textCount <= 120, linkCount >= 2 else { return false }
    let text = all
    var (at, word): (Int, [UInt16]) = (0, [])
    while at < text.count, word.count <= 5 {
      if Units.isHan(text[at]) { word.append(text[at]) } else if text[at] > 0x20 { break }
      at += 1
    }
    guard word.count >= 2, word.suffix(2) == [0x9996, 0x9875], at < text.count else { return false }
    switch Units.fold(text[at]) {
    case 0x3E, 0x203A, 0xBB, 0x2192, 0x226B, 0x276F: return true
    default: return false
    }
  }

  /// 05-11 alone, or at one end of a row beside its link.
  var hasShortDate: Bool {
    guard (4...20).contains(digitCount), textCount <= 100 else { return false }
    let text = all
    if textCount <= 10 { return DateReader.isShort(text) }
    guard linkCount * 2 > textCount else { return false }
    var (first, last) = (0, text.count - 1)
    while first < text.count, text[first] <= 0x20 { first += 1 }
    while last > first, text[last] <= 0x20 { last -= 1 }
    var (head, tail) = (first, last)
    while head < last, text[head] > 2 { head += 1 }
    while tail > first, text[tail] > 2 { tail -= 1 }
    return head - first <= 9 && DateReader.isShort(text.slice(first..<head))
      || last - tail <= 9 && DateReader.isShort(text.slice((tail + 1)..<(last + 1)))
  }

  /// Whether the block holds a label with its colon.
  func hasColonLabel(_ hits: [Vocabulary.Hit]) -> Bool {
    hits.contains { hit in
      guard case .label = hit.meaning else { return false }
      var at = hit.end
      while at < count, units[at] <= 0x20 { at += 1 }
      return at < count && Units.isColon(units[at])
    }
  }
}

extension Units {
  /// Whether the text runs in sentences: it has a full stop, or commas and length.
  var hasSentence: Bool {
    var commas = 0
    for index in 0..<count {
      if self[index] == 0x3002 { return true }
      if self[index] == 0xFF0C || self[index] == 0xFF1B { commas += 1 }
    }
    return commas >= 2 || commas == 1 && count >= 40
  }
}

extension Units {
  /// Whether it closes with a full stop.
  var endsSentence: Bool {
    let text = trimmed()
    return text.count > 0 && text[text.count - 1] == 0x3002
  }
}

extension HTMLTag {
  var isHeading: Bool {
    switch self {
    case .h1, .h2, .h3, .h4, .h5, .h6: true
    default: false
    }
  }
}
