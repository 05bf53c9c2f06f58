import Markup

/// One pass over a page: keeps the structure (open elements, the current block of text) and hands each block to the
/// readers. What the page says is decided afterwards, when all of it is known.
struct PageScan: ~Copyable {
  let text: UnsafeBufferPointer<UInt8>
  var scanner: HTMLScanner
  var stack: ElementStack
  var block = TextBlock()
  var hits: [Vocabulary.Hit] = []
  let vocabulary = Words.all
  private let roleNames = RoleNames.shared

  var head = HeadReader()
  var links: LinkCollector
  var anchors: [UInt64] = []
  var tables = TableReader()
  var labels = PageLabels()
  var crumb = CrumbReader()
  var titles = TitleReader()
  var marks = PageMarkFinder()
  /// The article's container, and what stands for it on pages without one that is known.
  var content = ContentMeter()
  var fallback = ContentMeter()
  var lists = ListCounter()
  var anchor = AnchorText()
  /// How far the block reached when its last link closed.
  var anchorEnd = 0

  /// Only `PageText` keeps the text itself.
  struct KeptParagraph {
    let text: String
    let isHeading: Bool
    let offset: Int
  }

  /// The article's text as it comes, for the words that rules seek in it.
  var keepsArticle = false
  var contentUnits: [UInt16] = []
  var fallbackUnits: [UInt16] = []

  var collectsText = false
  var contentParagraphs: [KeptParagraph] = []
  var fallbackParagraphs: [KeptParagraph] = []
  /// What stands first between the head and the foot of the page, links as well, in its order.
  var shownParagraphs: [KeptParagraph] = []
  static let mostShown = 50

  /// Whether a container that is known by its name holds the article.
  var hasContainer: Bool {
    content.textLength >= 30 || content.images + content.videos + content.frames > 0
  }

  /// Whether a paragraph of running text has been read: what looks like a label after it seldom is one.
  var sawRunningText = false
  /// Whether a signature has been read, and an annex behind it begun.
  var isSigned = false
  var isAnnex = false
  /// `<meta name="ContentStart">` opens the content without an element of its own.
  private var contentMeta: Bool = false
  private(set) var sawHTMLEnd = false
  private(set) var hasScript = false
  private(set) var sawHTMLStart = false

  init(_ text: UnsafeBufferPointer<UInt8>, depthLimit: Int) {
    self.text = text
    scanner = HTMLScanner(text)
    stack = ElementStack(limit: depthLimit)
    links = LinkCollector(text)
  }

  mutating func run(_ visit: (LinkBytes) -> Bool) {
    while true {
      switch scanner.next() {
      case .text: addText()
      case .startTag: begin(visit)
      case .endTag: end()
      case .rawText: readRawText(visit)
      case .comment:
        head.readComment(scanner.bytes(scanner.range))
        marks.readComment(scanner.bytes(scanner.range))
      case .doctype: sawHTMLStart = true
      case .end:
        close(to: 0)
        flush(isEnd: true)
        return
      }
    }
  }

  var roles: Roles { contentMeta ? stack.roles.union(.content) : stack.roles }

  private mutating func addText() {
    let roles = stack.roles
    if roles.contains(.hidden) { return }
    let range = scanner.range
    let count = block.append(scanner.bytes(range), at: range.lowerBound)
    guard count > 0 else { return }
    if roles.contains(.link) { block.linkCount += count } else if count == 1 { readIconText(range) }
  }

  // MARK: Elements

  private mutating func begin(_ visit: (LinkBytes) -> Bool) {
    let element = scanner.startTag
    let tag = element.tag
    if tag == .script { hasScript = true }
    if !element.attributes.isEmpty {
      if tag != .a { links.collect(element, visit) }
      if tag == .script { marks.readScriptTag(element) }
      addAnchors(element)
    }
    switch tag {
    case .other, .wbr, .param, .col, .base: return
    case .html: sawHTMLStart = true
    case .head, .body: break
    case .meta: readMeta(element)
    case .link: head.readCanonical(element)
    case .br: block.mark(TextBlock.Mark.lineBreak, at: element.offset)
    case .hr: flush(isEnd: false)
    case .img, .embed, .input: readVoid(element)
    default: open(element, visit)
    }
  }

  private mutating func addAnchors(_ element: HTMLStartTag) {
    for attribute in element.attributes
    where (attribute.name == .id || attribute.name == .name && element.tag == .a) && !attribute.value.isEmpty {
      let name = element.bytes(attribute.value)
      anchors.append(
        name.contains(UInt8(ascii: "&")) ? AnchorSet.digest(Entities.decoded(name)) : AnchorSet.digest(name))
    }
  }

  private mutating func readMeta(_ element: HTMLStartTag) {
    head.readMeta(element)
    guard let name = element.attribute(.name) else { return }
    let key = element.bytes(name)
    if key.equalsIgnoringCase("contentstart") { contentMeta = true }
    if key.equalsIgnoringCase("contentend") {
      flush(isEnd: false)
      contentMeta = false
    }
  }

  private mutating func readVoid(_ element: HTMLStartTag) {
    let (tag, roles) = (element.tag, roles)
    guard !roles.contains(.hidden) else { return }
    if roles.contains(.content) { content.addMedia(tag) }
    if Self.isFallback(roles) { fallback.addMedia(tag) }
    marks.readElement(element, roles: roles)
    guard let alt = element.attribute(.alt) ?? element.attribute(.title) else { return }
    if roles.contains(.link) {
      anchor.addImage(LinkCollector.text(of: element.bytes(alt)))
    } else if tag == .img, alt.count <= 12, LinkCollector.text(of: element.bytes(alt)) == "办" {
      readIcon(at: element.offset)
    }
  }

  private mutating func open(_ element: HTMLStartTag, _ visit: (LinkBytes) -> Bool) {
    let (tag, offset) = (element.tag, element.offset)
    if let depth = stack.depthToBegin(tag) { close(to: depth) }
    // Links of an anchor are collected only now: an anchor left open has had its text until here.
    if tag == .a, !element.attributes.isEmpty { links.collect(element, visit) }
    if tag.isBlock { flush(isEnd: false) }
    let roles = Self.ownRoles(element, roleNames).union(stack.roles)
    stack.push(tag, roles)
    beginRow(tag)
    switch tag {
    case .table: tables.beginTable(isInContent: roles.contains(.content), isAfterText: sawRunningText)
    case .td, .th:
      tables.beginCell(isHeader: tag == .th, at: offset)
      lists.begin(candidates: labels.count, isItem: false)
    case .li, .dd, .tr: lists.begin(candidates: labels.count, isItem: true)
    case .dt, .div, .p, .dl: lists.begin(candidates: labels.count, isItem: false)
    case .a:
      block.mark(TextBlock.Mark.open, at: offset)
      anchor.begin(element, in: block)
    case .video, .audio, .iframe, .object:
      if roles.contains(.content) { content.addMedia(tag) }
      if Self.isFallback(roles) { fallback.addMedia(tag) }
    case .form, .button: marks.readElement(element, roles: roles)
    default:
      if !tag.isBlock, !tag.isHead { block.mark(TextBlock.Mark.open, at: offset) }
    }
    if tag != .form, tag != .button, !element.attributes.isEmpty { marks.readNames(element) }
  }

  /// Static like all that the inner loops ask of parts of a scan: a method would be lent a copy of the whole.
  private static func ownRoles(_ element: HTMLStartTag, _ roleNames: RoleNames) -> Roles {
    let tag = element.tag
    var roles: Roles = []
    switch tag {
    case .nav, .aside: roles = .frame
    case .footer: roles = .footer
    case .a: roles = .link
    case .form, .button, .select, .textarea: roles = .control
    case .template: roles = .hidden
    case .ucaptitle, .h1: roles = .title
    case .ucapcontent: roles = .content
    default: break
    }
    for attribute in element.attributes {
      switch attribute.name {
      case .class, .id: roles.formUnion(roleNames.roles(element.bytes(attribute.value)))
      case .hidden: roles.insert(.hidden)
      case .style: if hides(element.bytes(attribute.value)) { roles.insert(.hidden) }
      default: break
      }
    }
    // A name that fits a heading says nothing about a container of everything.
    if tag == .body || tag == .html { roles.subtract([.content, .crumb, .title, .frame, .footer]) }
    // Bold words in a link or list are no trail, and a paragraph is no container.
    if !tag.isContainer { roles.subtract([.content, .crumb, .footer, .frame, .related]) }
    return roles
  }

  /// `display: none`, `visibility: hidden`
  private static func hides(_ style: UnsafeBufferPointer<UInt8>) -> Bool {
    sets(style, "display", to: "none") || sets(style, "visibility", to: "hidden")
  }

  private static func sets(_ style: UnsafeBufferPointer<UInt8>, _ property: StaticString, to value: StaticString)
    -> Bool
  {
    guard let at = ByteSearch.first(style, property) else { return false }
    var next = at + property.utf8CodeUnitCount
    while next < style.count, style[next] <= 0x20 || style[next] == UInt8(ascii: ":") { next += 1 }
    let length = value.utf8CodeUnitCount
    return next + length <= style.count
      && UnsafeBufferPointer(rebasing: style[next..<(next + length)]).equalsIgnoringCase(value)
  }

  private mutating func end() {
    let tag = scanner.tag
    if tag == .br { return block.mark(TextBlock.Mark.lineBreak, at: scanner.range.lowerBound) }
    if tag == .html { sawHTMLEnd = true }
    guard let depth = stack.depthToEnd(tag) else { return }
    close(to: depth)
  }

  private mutating func close(to depth: Int) {
    while stack.depth > depth {
      guard let frame = stack.last else { return }
      if frame.tag.isBlock { flush(isEnd: true) }
      stack.pop()
      closed(frame)
    }
    crumb.close(to: stack.depth)
    labels.close(to: stack.depth)
    marks.close(to: stack.depth)
  }

  private mutating func closed(_ frame: ElementStack.Frame) {
    switch frame.tag {
    case .a: endAnchor(frame.roles)
    case .td, .th:
      tables.endCell(vocabulary)
      lists.end(&labels)
    case .tr:
      tables.endRow()
      lists.end(&labels)
    case .table: tables.endTable()
    case .li, .dd, .dt, .div, .p, .dl: lists.end(&labels)
    default: if !frame.tag.isBlock, !frame.tag.isHead { block.mark(TextBlock.Mark.close, at: scanner.range.lowerBound) }
    }
    if stack.depth == 0 || !stack.roles.contains(.content) {
      contentMeta = contentMeta && frame.tag.isContainer == false
    }
  }

  private mutating func endAnchor(_ roles: Roles) {
    anchor.take(block, isEnd: true)
    block.mark(TextBlock.Mark.close, at: scanner.range.lowerBound)
    anchorEnd = block.count
    let isHidden = roles.contains(.hidden)
    if links.wantsAnchorText { links.closeAnchor(text: anchor.text) }
    guard !isHidden, anchor.hasTarget else { return }
    if anchor.count >= 6, !anchor.isValue, AnchorText.leadsAway(anchor.target, in: text), !marks.isInRelated,
      self.roles.isDisjoint(with: [.crumb, .frame, .footer, .content, .related])
    {
      lists.addLink(candidates: labels.count)
    }
    marks.readAnchor(
      anchor, text, ordinal: links.anchorOrdinal, roles: self.roles,
      isAfterContent: sawRunningText && !self.roles.contains(.content),
      titleSeen: titles.isFound)
  }

  // MARK: Raw text

  private mutating func readRawText(_ visit: (LinkBytes) -> Bool) {
    let range = scanner.range
    switch scanner.tag {
    case .title: head.readTitle(scanner.bytes(range), at: range.lowerBound)
    case .style: links.addStyle(range, isAttribute: false, range.lowerBound, visit)
    case .script: marks.readScript(scanner.bytes(range))
    default: break
    }
  }

  /// What may be the article's text where no container is known.
  static func isFallback(_ roles: Roles) -> Bool {
    roles.isDisjoint(with: [.hidden, .frame, .footer, .crumb, .related, .control])
  }
}

extension HTMLTag {
  /// Elements that only the head has, or that hold no text.
  var isHead: Bool {
    switch self {
    case .title, .script, .style, .textarea, .iframe, .noembed, .noframes, .xmp, .video, .audio, .canvas, .svg, .math,
      .template:
      true
    default: false
    }
  }

  /// Elements that can hold a whole part of a page.
  var isContainer: Bool {
    switch self {
    case .div, .td, .section, .article, .ul, .ol, .dl, .table, .nav, .header, .footer, .aside, .main, .center,
      .ucapcontent,
      .form, .p, .h1, .h2, .h3, .h4, .span, .tr, .tbody, .li:
      true
    default: false
    }
  }
}
