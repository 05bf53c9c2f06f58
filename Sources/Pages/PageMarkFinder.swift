import Markup

/// Collects the marks of a page while it is read: its foot, its functions, secrecy, repeal, service links.
struct PageMarkFinder {
  struct Place {
    let text: String
    let offset: Int
  }

  struct FoundService {
    let text: String
    /// Where the address stands in the page; of an icon that is no link, the address of its row.
    var target: Range<Int>?
    /// Where the address of the one article of its row stands.
    var row: Range<Int>?
    let isLink: Bool
    let place: ServiceMark.Place
    let offset: Int
  }

  private(set) var footer = FooterMarks()
  private(set) var siteCodeOffset: Int?
  private(set) var functions: PageFunctions = []
  private var secrecy: [Place] = []
  private(set) var repeal: Place?
  private(set) var hasRelatedBlock = false
  private(set) var relatedLinks: [Int32] = []
  private(set) var serviceMarks: [FoundService] = []
  /// The address of the row that is being read, and an icon in it that waits for one.
  private var rowTarget: Range<Int>?
  private var waitingIcon: Int?
  /// How many marks were found before the row, and how many articles it names so far.
  private var rowStart = 0
  private var rowTitles = 0
  private(set) var personal: [PersonalDataFinder.Sign] = []
  /// While a block of related articles is open: the depth within which its links stand.
  private var relatedDepth: Int?
  /// The links of the line being read that stand in no such block.
  private var lineLinks: [Int32] = []
  private var announcesFooter = false

  private static let footerWords: [StaticString] = ["foot", "bottom", "header", "copyright"]

  private static let mostSigns = 50
  private static let mostRelated = 20
  private static let mostService = 20

  // MARK: Elements

  /// Forms, inputs, buttons and images, by their names.
  mutating func readElement(_ element: HTMLStartTag, roles: Roles) {
    switch element.tag {
    case .form, .input, .button:
      for attribute in element.attributes {
        switch attribute.name {
        case .action, .name, .id, .class, .type:
          let value = element.bytes(attribute.value)
          if ByteSearch.containsIgnoringCase(value, "search") || ByteSearch.containsIgnoringCase(value, "sousuo") {
            functions.insert(.search)
          }
        case .placeholder, .value:
          let value = element.bytes(attribute.value)
          if ByteSearch.contains(value, "搜索") || ByteSearch.contains(value, "检索") || ByteSearch.contains(value, "关键字")
            || ByteSearch.contains(value, "关键词")
          {
            functions.insert(.search)
          }
        default: break
        }
      }
    case .img:
      if let src = element.attribute(.src), !footer.jiucuo {
        footer.jiucuo = ByteSearch.contains(element.bytes(src), "jiucuo")
      }
      guard repeal == nil, let alt = element.attribute(.alt) ?? element.attribute(.title) else { return }
      let text = element.bytes(alt)
      guard text.count <= 24, ByteSearch.contains(text, "废止") || ByteSearch.contains(text, "失效") else { return }
      repeal = Place(text: String(decoding: text, as: UTF8.self), offset: element.offset)
    default: break
    }
    readNames(element)
  }

  /// `_ideConac`, `_span_jiucuo`, addresses of their services, `onclick` that opens them.
  mutating func readNames(_ element: HTMLStartTag) {
    guard !footer.conac || !footer.jiucuo else { return }
    for attribute in element.attributes where !attribute.value.isEmpty {
      switch attribute.name {
      case .id, .onclick:
        let value = element.bytes(attribute.value)
        if !footer.conac { footer.conac = ByteSearch.containsIgnoringCase(value, "conac") }
        if !footer.jiucuo { footer.jiucuo = ByteSearch.containsIgnoringCase(value, "jiucuo") }
      case .href:
        guard attribute.value.count >= 14 else { continue }
        let value = element.bytes(attribute.value)
        guard value[4] == 0x3A || value[5] == 0x3A || value[0] == 0x2F else { continue }
        if !footer.conac { footer.conac = ByteSearch.contains(value, "bszs.conac.cn") }
        if !footer.jiucuo { footer.jiucuo = ByteSearch.contains(value, "jiucuo") }
      case .src:
        let value = element.bytes(attribute.value)
        if !footer.conac { footer.conac = ByteSearch.contains(value, "conac.cn") }
        if !footer.jiucuo { footer.jiucuo = ByteSearch.contains(value, "jiucuo") }
      default: break
      }
    }
  }

  /// A comment that announces the foot names the script behind it, whose own name may say nothing.
  mutating func readComment(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count <= 60 else {
      announcesFooter = false
      return
    }
    announcesFooter =
      ByteSearch.contains(bytes, "页脚") || ByteSearch.contains(bytes, "页尾") || ByteSearch.contains(bytes, "底部")
      || ByteSearch.contains(bytes, "尾部") || ByteSearch.containsIgnoringCase(bytes, "foot")
  }

  mutating func readScriptTag(_ element: HTMLStartTag) {
    guard let src = element.attribute(.src) else { return }
    let value = element.bytes(src)
    let isNamed = Self.footerWords.contains { ByteSearch.containsIgnoringCase(value, $0) }
    guard isNamed || announcesFooter, footer.scripts.count < 8 else { return }
    announcesFooter = false
    footer.scripts.append(String(decoding: Entities.decoded(value), as: UTF8.self))
  }

  mutating func readScript(_ bytes: UnsafeBufferPointer<UInt8>) {
    if !footer.conac || !footer.jiucuo { footer.readScript(bytes) }
  }

  // MARK: Blocks

  mutating func readBlock(
    _ text: Units, offsets: UnsafePointer<Int32>, hits: [Vocabulary.Hit], textCount: Int, digitCount: Int, roles: Roles,
    introduction: CellIntroduction?, standsFree: Bool
  ) {
    if digitCount >= 11, personal.count < Self.mostSigns {
      personal += PersonalDataFinder.find(in: text, offsets: offsets, introduction: introduction)
        .prefix(Self.mostSigns - personal.count)
    }
    if introduction == .homeAddress, digitCount > 0, personal.count < Self.mostSigns {
      addAddress(text, at: 0, offsets: offsets)
    }
    guard !hits.isEmpty else { return }
    let hadCode = footer.siteCode != nil
    footer.read(text, hits: hits)
    for hit in hits {
      switch hit.meaning {
      case .siteCode where !hadCode && footer.siteCode != nil && siteCodeOffset == nil:
        siteCodeOffset = Int(offsets[hit.start])
      case .function(let value): functions.insert(PageFunctions(rawValue: value))
      case .secrecy(let isGrade):
        readSecrecy(
          text, hit, isGrade: isGrade, textCount: textCount, offsets: offsets, roles: roles, standsFree: standsFree)
      case .repeal
      where repeal == nil && textCount <= 24 && roles.isDisjoint(with: [.link, .related, .frame, .footer]):
        repeal = Place(text: text.slice(hit.start..<hit.end).string, offset: Int(offsets[hit.start]))
      case .homeAddress: readAddress(text, hit, offsets: offsets)
      default: break
      }
    }
  }

  /// A grade is a mark with its star; words that forbid handing on are a mark where they stand alone or with their
  /// usual companions. A sentence about secrecy has neither.
  private mutating func readSecrecy(
    _ text: Units, _ hit: Vocabulary.Hit, isGrade: Bool, textCount: Int, offsets: UnsafePointer<Int32>, roles: Roles,
    standsFree: Bool
  ) {
    guard secrecy.count < Self.mostSigns, roles.isDisjoint(with: [.link, .frame, .footer]) else { return }
    var at = hit.end
    while at < text.count, text[at] <= 0x20 { at += 1 }
    let next: UInt16 = at < text.count ? text[at] : 0
    let isStarred = next == 0x2605 && closesMark(text, at) && !isToldOf(text, hit.start, textCount: textCount)
    // A link or an item of a list that says 秘密 names it.
    // 秘密花园 and 工作秘密清单 go on: they are names.
    let goesOn = at == hit.end && Units.isHan(next)
    let isAlone = standsFree && textCount <= (isGrade ? 4 : 6) && beginsPhrase(text, hit.start) && !goesOn
    let hasCompanion = !isGrade && beginsPhrase(text, hit.start) && Self.companions.contains { matches(text, at, $0) }
    guard isStarred || isAlone || hasCompanion else { return }
    var end = hit.end
    if isStarred {
      end = at + 1
      while end < text.count, end - at < 6,
        Units.isDigit(text[end]) || text[end] == 0x5E74 || text[end] == 0x6708 || Self.tellsLength(text[end])
      { end += 1 }
    }
    secrecy.append(Place(text: text.slice(hit.start..<end).string, offset: Int(offsets[hit.start])))
  }

  /// 应当标注“机密★20年”: in quotation marks, or amid the words of a longer sentence, the grade is only spoken of.
  private func isToldOf(_ text: Units, _ start: Int, textCount: Int) -> Bool {
    var before = start - 1
    while before >= 0, text[before] <= 0x20 { before -= 1 }
    guard before >= 0 else { return false }
    switch text[before] {
    case 0x201C, 0x2018, 0x300C, 0x300E, 0x22, 0x27: return true
    default: return Units.isHan(text[before]) && textCount > 20
    }
  }

  /// Behind the star stands how long, or nothing: 秘密★ in the middle of words is no mark.
  private func closesMark(_ text: Units, _ star: Int) -> Bool {
    var at = star + 1
    while at < text.count, text[at] <= 0x20 { at += 1 }
    guard at < text.count, Units.isHan(text[at]) else { return true }
    return Self.tellsLength(text[at]) || at > star + 1
  }

  /// 长期, and years in numerals.
  private static func tellsLength(_ unit: UInt16) -> Bool {
    switch unit {
    case 0x957F, 0x671F, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341: true
    default: false
    }
  }

  private func beginsPhrase(_ text: Units, _ start: Int) -> Bool { start == 0 || !Units.isHan(text[start - 1]) }

  private static let companions: [[UInt16]] = [
    "注意保存", "严禁外传", "妥善保管", "妥善保存", "不得外传", "请勿外传", "不得公开", "禁止外传", "注意保密", "严禁转发",
  ].map {
    Array($0.utf16)
  }

  private func matches(_ text: Units, _ start: Int, _ word: [UInt16]) -> Bool {
    var at = start
    while at < text.count, !Units.isHan(text[at]), at - start < 3 { at += 1 }
    guard at + word.count <= text.count else { return false }
    return word.indices.allSatisfy { text[at + $0] == word[$0] }
  }

  /// 家庭住址：… down to a number or room.
  private mutating func readAddress(_ text: Units, _ hit: Vocabulary.Hit, offsets: UnsafePointer<Int32>) {
    guard personal.count < Self.mostSigns else { return }
    var at = hit.end
    while at < text.count, text[at] <= 0x20 { at += 1 }
    guard at < text.count else { return }
    if Units.isColon(text[at]) {
      addAddress(text, at: at + 1, offsets: offsets)
    } else if at > hit.end, text.slice(0..<hit.start).trimmed().count == 0, !text.hasSentence {
      // 户籍地址 某路12弄3号, as one line.
      addAddress(text, at: at, offsets: offsets)
    }
  }

  private mutating func addAddress(_ text: Units, at start: Int, offsets: UnsafePointer<Int32>) {
    let rest = text.slice(start..<min(text.count, start + 60)).trimmed()
    let units = rest.compacted()
    // Down to a door: digits before 号, 室, 弄, 栋 or 幢.
    let doors: Set<UInt16> = [0x53F7, 0x5BA4, 0x5F04, 0x680B, 0x5E62, 0x7EC4]
    guard units.count >= 6, zip(units, units.dropFirst()).contains(where: { Units.isDigit($0) && doors.contains($1) })
    else { return }
    // 某路12弄***室 has been masked already.
    guard !units.contains(where: Self.masks) else { return }
    var place = start
    while place < text.count - 1, text[place] <= 0x20 { place += 1 }
    let text = String(decoding: units.prefix(6), as: UTF16.self) + "***"
    personal.append(
      PersonalDataFinder.Sign(
        kind: .homeAddress, masked: text, digest: AnchorSet.digest(String(decoding: units, as: UTF16.self).utf8),
        offset: Int(offsets[place]), range: place..<place))
  }

  /// *, ×, ●, ○, □, x
  private static func masks(_ unit: UInt16) -> Bool {
    switch unit {
    case 0x2A, 0xD7, 0x25CF, 0x25CB, 0x25A1, 0x25A0, 0x58, 0x78: true
    default: false
    }
  }

  /// The marks of the page. Where several grades stand each alone, a table or list tells what grades there are.
  var secrecyMarks: [Place] {
    let alone = secrecy.filter { Self.grades.contains($0.text.filter { !$0.isWhitespace }) }
    guard Set(alone.map { $0.text.filter { !$0.isWhitespace } }).count > 1 else { return secrecy }
    return secrecy.filter { mark in !Self.grades.contains(mark.text.filter { !$0.isWhitespace }) }
  }

  private static let grades: Set<String> = ["绝密", "机密", "秘密"]

  // MARK: Related articles and service links

  /// A short block that announces related articles opens them until its parent closes.
  mutating func readRelated(_ hits: [Vocabulary.Hit], textCount: Int, parentDepth: Int) {
    guard textCount <= 16, let hit = hits.first, hit.meaning == .related, hit.start <= 3 else { return }
    hasRelatedBlock = true
    relatedDepth = parentDepth
  }

  var isInRelated: Bool { relatedDepth != nil }

  /// A line that announces its own links: 政策原文：<a>…</a>, or a link that is itself called so.
  ///
  /// - Parameter linkCount: how many of the line's characters stand in links.
  mutating func readRelatedLine(
    _ text: Units, _ hits: [Vocabulary.Hit], textCount: Int, linkCount: Int, roles: Roles
  ) {
    guard !lineLinks.isEmpty else { return }
    defer { endLine() }
    guard roles.isDisjoint(with: [.frame, .footer, .crumb]), let hit = hits.first, hit.meaning == .related,
      hit.start <= 3
    else { return }
    var at = hit.end
    while at < text.count, text[at] <= 0x20 || text[at] == 0x3011 { at += 1 }
    guard at < text.count && Units.isColon(text[at]) || linkCount * 2 > textCount else { return }
    hasRelatedBlock = true
    relatedLinks += lineLinks.prefix(max(Self.mostRelated - relatedLinks.count, 0))
  }

  mutating func endLine() { lineLinks.removeAll(keepingCapacity: true) }

  mutating func close(to depth: Int) {
    if let open = relatedDepth, depth < open { relatedDepth = nil }
  }

  mutating func readAnchor(
    _ anchor: borrowing AnchorText, _ page: UnsafeBufferPointer<UInt8>, ordinal: Int?, roles: Roles,
    isAfterContent: Bool, titleSeen: Bool
  ) {
    guard let target = anchor.target else { return }
    if anchor.count >= Self.shortestTitle {
      rowTarget = target
      if let icon = waitingIcon { serviceMarks[icon].target = target }
      waitingIcon = nil
      rowTitles += 1
      // What names several articles is no row of one.
      for mark in rowStart..<serviceMarks.count { serviceMarks[mark].row = rowTitles == 1 ? target : nil }
    }
    let isRelated = roles.contains(.related) || relatedDepth != nil
    // 政策原文 is four characters; 更多 leads to no article.
    if anchor.count >= 4, !anchor.leadsToMore {
      if !isRelated {
        if let ordinal, lineLinks.count < Self.mostRelated { lineLinks.append(Int32(clamping: ordinal)) }
      } else if relatedLinks.count < Self.mostRelated {
        hasRelatedBlock = true
        if let ordinal { relatedLinks.append(Int32(clamping: ordinal)) }
      }
    }
    guard serviceMarks.count < Self.mostService, let text = ServiceWords.mark(of: anchor, page) else { return }
    // Within the title itself; 办事服务 in a bar that is named so is the site's.
    let isAtTitle = roles.contains(.title) && !text.hasPrefix("办事") && !text.hasPrefix("一网")
    let place = place(
      roles, isAfterContent: isRelated || isAfterContent, titleSeen: titleSeen || isAtTitle)
    serviceMarks.append(
      FoundService(
        text: text, target: target, row: rowTitles == 1 ? rowTarget : nil, isLink: true, place: place,
        offset: anchor.offset))
  }

  /// An icon 办 outside of any link: an element with this character and no other, or an image of this name.
  mutating func readIcon(at offset: Int, roles: Roles, isAfterContent: Bool, titleSeen: Bool) {
    guard serviceMarks.count < Self.mostService else { return }
    let isRelated = roles.contains(.related) || relatedDepth != nil
    let place = place(
      roles, isAfterContent: isRelated || isAfterContent, titleSeen: titleSeen || roles.contains(.title))
    if rowTarget == nil { waitingIcon = serviceMarks.count }
    serviceMarks.append(
      FoundService(
        text: "办", target: rowTarget, row: rowTitles == 1 ? rowTarget : nil, isLink: false, place: place,
        offset: offset))
  }

  var isInRow: Bool { rowTarget != nil || waitingIcon != nil || rowStart < serviceMarks.count }

  /// What stood before belongs to another row.
  mutating func beginRow() { (rowTarget, waitingIcon, rowStart, rowTitles) = (nil, nil, serviceMarks.count, 0) }

  /// - Parameter titleSeen: what comes before the title is not the article's; a title that holds the mark is seen.
  private func place(_ roles: Roles, isAfterContent: Bool, titleSeen: Bool) -> ServiceMark.Place {
    if !roles.isDisjoint(with: [.frame, .footer, .crumb]) { return .frame }
    if roles.contains(.content) { return .content }
    guard titleSeen else { return .frame }
    return isAfterContent ? .after : .heading
  }

  /// Of a row's link; shorter ones lead to parts of the site.
  private static let shortestTitle = 6

  static func address(_ page: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String {
    Text.collapsed(String(decoding: Entities.decoded(UnsafeBufferPointer(rebasing: page[range])), as: UTF8.self))
  }
}
