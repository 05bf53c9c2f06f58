import Markup

/// What a page says about itself where nobody sees it: the meta labels of 国办发〔2017〕47号, its `<title>`, and the
/// comments that browsers and mirroring programs leave.
struct HeadReader {
  struct Label {
    let value: String
    let offset: Int
  }

  /// The labels by field; the first that is not empty counts.
  private(set) var labels: [PageField: Label] = [:]
  private(set) var pubDate: Label?
  private(set) var title: Label?
  /// Times at which the page was generated, as written.
  private(set) var generatedAt: [String] = []
  private(set) var savedFrom: String?
  private(set) var canonical: String?
  private(set) var columnType: String?
  private(set) var hasEmptyColumn = false
  /// `<meta http-equiv="refresh">` leads elsewhere at once: the page is only a signpost.
  private(set) var refreshes = false

  mutating func readMeta(_ element: HTMLStartTag) {
    if let kind = element.attribute(.httpEquiv), element.bytes(kind).equalsIgnoringCase("refresh") { refreshes = true }
    guard let name = element.attribute(.name), let content = element.attribute(.content) else { return }
    let key = element.bytes(name)
    // Nearly all other metas are told apart by their length.
    switch key.count {
    case 6: if key.equalsIgnoringCase("others") { readGenerated(element, content) }
    case 7: if key.equalsIgnoringCase("pubdate") { readPubDate(element, content) }
    case 8:
      if key.equalsIgnoringCase("sitename") { set(.siteName, element, content) }
      if key.equalsIgnoringCase("maketime") { readGenerated(element, content) }
    case 10:
      if key.equalsIgnoringCase("siteidcode") { set(.siteID, element, content) }
      if key.equalsIgnoringCase("columnname") { set(.column, element, content) }
      if key.equalsIgnoringCase("columntype") { columnType = text(element, content) }
    case 12:
      if key.equalsIgnoringCase("articletitle") { set(.title, element, content) }
      if key.equalsIgnoringCase("generatetime") { readGenerated(element, content) }
    case 13: if key.equalsIgnoringCase("contentsource") { set(.source, element, content) }
    default: break
    }
  }

  private func text(_ element: HTMLStartTag, _ range: Range<Int>) -> String {
    let decoded = Entities.decoded(element.bytes(range))
    return Text.collapsed(String(decoding: decoded, as: UTF8.self))
  }

  private mutating func set(_ field: PageField, _ element: HTMLStartTag, _ content: Range<Int>) {
    guard labels[field] == nil else { return }
    let value = text(element, content)
    guard !value.isEmpty, !Text.saysNothing(value) else {
      if field == .column { hasEmptyColumn = true }
      return
    }
    labels[field] = Label(value: value, offset: element.offset)
  }

  private mutating func readPubDate(_ element: HTMLStartTag, _ content: Range<Int>) {
    guard pubDate == nil else { return }
    let value = text(element, content)
    if !value.isEmpty { pubDate = Label(value: value, offset: element.offset) }
  }

  private mutating func readGenerated(_ element: HTMLStartTag, _ content: Range<Int>) {
    let value = text(element, content)
    if DateReader.first(in: value) != nil { generatedAt.append(value) }
  }

  mutating func readTitle(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) {
    guard title == nil else { return }
    let value = Text.collapsed(String(decoding: Entities.decoded(bytes, inAttribute: false), as: UTF8.self))
    if !value.isEmpty { title = Label(value: value, offset: offset) }
  }

  mutating func readCanonical(_ element: HTMLStartTag) {
    guard canonical == nil, let rel = element.attribute(.rel), element.bytes(rel).equalsIgnoringCase("canonical"),
      let href = element.attribute(.href)
    else { return }
    let value = text(element, href)
    if value.hasPrefix("http://") || value.hasPrefix("https://") { canonical = value }
  }

  /// `saved from url=(0084)http://…`, `Mirrored from www.… by HTTrack`, and generation times.
  mutating func readComment(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count >= 16, bytes.count <= 2000 else { return }
    var start = 0
    while start < bytes.count, bytes[start] <= 0x20 { start += 1 }
    guard start < bytes.count else { return }
    switch bytes[start] {
    case UInt8(ascii: "s") where savedFrom == nil: readSavedFrom(bytes)
    case UInt8(ascii: "M") where savedFrom == nil: readMirrored(bytes)
    // 生成, 页面生成
    case 0xE7, 0xE9, 0xE6:
      let text = String(decoding: bytes, as: UTF8.self)
      if bytes.count <= 200, text.contains("生成"), DateReader.first(in: text) != nil { generatedAt.append(text) }
    default: break
    }
  }

  private mutating func readSavedFrom(_ bytes: UnsafeBufferPointer<UInt8>) {
    let text = Text.collapsed(String(decoding: bytes, as: UTF8.self))
    guard text.hasPrefix("saved from url=("), let close = text.firstIndex(of: ")") else { return }
    let url = text[text.index(after: close)...]
    if url.hasPrefix("http://") || url.hasPrefix("https://") { savedFrom = String(url.prefix { $0 != " " }) }
  }

  private mutating func readMirrored(_ bytes: UnsafeBufferPointer<UInt8>) {
    let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    guard words.count >= 4, words[0] == "Mirrored", words[1] == "from", words[3] == "by" else { return }
    savedFrom = words[2].contains("://") ? String(words[2]) : "http://\(words[2])"
  }

  /// Whether PubDate is only the moment at which the page was generated: the same to the last digit of a clock time.
  var pubDateIsGeneration: Bool {
    guard let pubDate else { return false }
    let digits = pubDate.value.filter { $0.isASCII && $0.isNumber }
    guard digits.count >= 14 else { return false }
    return generatedAt.contains {
      $0.filter { $0.isASCII && $0.isNumber }.hasSuffix(digits) || $0.filter { $0.isASCII && $0.isNumber } == digits
    }
  }
}

/// Small helps with strings that are only made once a page.
enum Text {
  /// White space collapsed to single blanks, none at the ends.
  static func collapsed(_ text: String) -> String {
    if isCollapsed(text) { return text }
    var units: [UInt16] = []
    units.reserveCapacity(text.utf16.count)
    for unit in text.utf16 {
      if unit <= 0x20 || unit == 0xA0 || unit == 0x3000 {
        if let last = units.last, last != 0x20 { units.append(0x20) }
      } else {
        units.append(unit)
      }
    }
    while units.last == 0x20 { units.removeLast() }
    return String(units: units)
  }

  /// Nearly all texts are: single spaces between words and no other white space.
  private static func isCollapsed(_ text: String) -> Bool {
    var (last, beforeLast): (UInt8, UInt8) = (0x20, 0)
    for byte in text.utf8 {
      switch byte {
      case 0x20 where last == 0x20: return false
      case 0..<0x20: return false
      case 0xA0 where last == 0xC2: return false
      case 0x80 where last == 0x80 && beforeLast == 0xE3: return false
      default: break
      }
      (beforeLast, last) = (last, byte)
    }
    return last != 0x20 || text.isEmpty
  }

  static func saysNothing(_ text: String) -> Bool {
    let units = Array(text.utf16)
    return units.withUnsafeBufferPointer { FieldValue.saysNothing(Units($0, 0..<$0.count)) }
  }
}
