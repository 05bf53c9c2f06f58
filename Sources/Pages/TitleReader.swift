/// Finds the article's title among the page's blocks: the one that the head names, or its largest heading.
struct TitleReader {
  /// The titles that the head gives, folded and without white space.
  private var metaTitle: [UInt16] = []
  private var headTitle: [UInt16] = []
  private var siteName: [UInt16] = []
  private var columnName: [UInt16] = []
  private var isPrepared = false

  /// The block that repeats the title of the head.
  private(set) var matched: (text: String, offset: Int)?
  /// The first heading: `h1`, or an element that is named as a title.
  private(set) var heading: (text: String, offset: Int, isFirstRank: Bool)?
  private(set) var blocksSince = 0

  var isMatched: Bool { matched != nil }

  /// Whether the title just found is all of this block, or other things stand beside it.
  func isWhole(_ text: Units) -> Bool {
    guard let title = matched?.text ?? heading?.text else { return false }
    return title.utf16.count + 4 >= text.string.utf16.count
  }

  var isFound: Bool { matched != nil || heading != nil }

  mutating func prepare(_ head: HeadReader) {
    guard !isPrepared else { return }
    isPrepared = true
    metaTitle = head.labels[.title]?.value.compactUnits ?? []
    headTitle = head.title?.value.compactUnits ?? []
    siteName = head.labels[.siteName]?.value.compactUnits ?? []
    columnName = head.labels[.column]?.value.compactUnits ?? []
  }

  /// Reads a block; true where it is the title.
  mutating func read(_ text: Units, offset: Int, isHeading: Bool, isFirstRank: Bool, isLink: Bool) -> Bool {
    blocksSince += 1
    guard text.count <= 400 else { return false }
    if let matched { return isHeading && continues(matched, with: text) }
    let whole = text.compacted()
    guard whole.count >= 2 else { return false }
    if matches(whole, isHeading: isHeading), !isLink || isHeading {
      matched = (text.string, offset)
      blocksSince = 0
      return true
    }
    // The title may share its block with the line under it.
    if let edge = firstEdge(text) {
      let first = text.slice(0..<edge)
      if matches(first.compacted(), isHeading: isHeading), !isLink {
        matched = (first.string, offset)
        blocksSince = 0
        return true
      }
    }
    guard isHeading, !isLink, whole.count >= 4, !isSite(whole) else { return false }
    if heading == nil || isFirstRank && heading?.isFirstRank == false {
      heading = (text.string, offset, isFirstRank)
      blocksSince = 0
      return true
    }
    return false
  }

  /// A title of two paragraphs: the head's goes on as the second does.
  private mutating func continues(_ title: (text: String, offset: Int), with text: Units) -> Bool {
    guard blocksSince == 1 else { return false }
    let whole = title.text.compactUnits + text.compacted()
    let isContinued = [headTitle, metaTitle].contains {
      $0.count > title.text.compactUnits.count && $0.starts(with: whole)
    }
    guard isContinued, text.trimmed().count >= 2 else { return false }
    matched = (title.text + text.string, title.offset)
    blocksSince = 0
    return true
  }

  /// …人民政府, …网
  private func endsAsSite(_ block: [UInt16]) -> Bool {
    guard block.count <= 20, let last = block.last else { return false }
    return last == 0x7F51 || last == 0x7AD9 || last == 0x5E9C && block[block.count - 2] == 0x653F
  }

  /// The site's own name, as the logo says it: 某区人民政府, 某区政府网站. An article may end in 站 or 网 as well.
  private func isSite(_ block: [UInt16]) -> Bool {
    block == siteName || block.count <= 20 && Self.siteEndings.contains { block.suffix($0.count).elementsEqual($0) }
  }

  private static let siteEndings = ["人民政府", "政府网", "政府网站", "门户网站", "政务网"].map { Array($0.utf16) }

  private func firstEdge(_ text: Units) -> Int? {
    var at = 0
    while at < text.count, text[at] <= 0x20 { at += 1 }
    while at < text.count {
      let unit = text[at]
      if unit == TextBlock.Mark.open || unit == TextBlock.Mark.gap || unit == TextBlock.Mark.lineBreak { return at }
      at += 1
    }
    return nil
  }

  private func matches(_ block: [UInt16], isHeading: Bool) -> Bool {
    guard block.count >= 2 else { return false }
    if block == metaTitle || block == headTitle && !isSite(block) { return true }
    // The site's own name stands in many places.
    if block == siteName || block == columnName || endsAsSite(block) { return false }
    // 公示 - 某镇: so short a heading is the title only where the head's goes on with a sign.
    if isHeading, block.count < 4, headTitle.count > block.count, headTitle.starts(with: block) {
      return !Units.isWord(headTitle[block.count])
    }
    guard block.count >= (isHeading ? 4 : 6) else { return false }
    // A head's title may be cut short.
    if isHeading, headTitle.count >= 4, block.count > headTitle.count {
      let cut = headTitle.prefix { $0 != 0x2026 && $0 != 0x2E }
      if cut.count >= 4, block.starts(with: cut) { return true }
    }
    // 标题_栏目_网站, or 网站 栏目 标题
    if headTitle.count > block.count {
      if headTitle.starts(with: block) {
        return isHeading || block.count >= 8 || !Units.isWord(headTitle[block.count])
      }
      if headTitle.suffix(block.count).elementsEqual(block) { return block.count >= 8 || isHeading }
    }
    return false
  }
}
