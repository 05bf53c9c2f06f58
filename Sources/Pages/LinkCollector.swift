import Markup

/// Hands every link of a page to the caller, and keeps those that the caller wants.
struct LinkCollector {
  /// A kept link, until its text is known.
  private struct Kept {
    let source: LinkSource
    let value: String
    let offset: Int
    var text: String
  }

  private let text: UnsafeBufferPointer<UInt8>
  private let base: [UInt8]?
  private var kept: [Kept] = []
  private(set) var count = 0
  private(set) var attachmentCount = 0
  /// How many links stand before the one of the last `a`, where it has an address.
  private(set) var anchorOrdinal: Int?
  /// The kept link whose text is being read.
  private var openAnchor: Int?

  var baseText: String? { base.map { String(decoding: $0, as: UTF8.self) } }

  init(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
    base = Self.findBase(text)
  }

  /// `<base href>` counts for links before it as well, and nearly no page has one.
  private static func findBase(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard ByteSearch.containsBaseTag(text) else { return nil }
    var scanner = HTMLScanner(text)
    while true {
      switch scanner.next() {
      case .startTag where scanner.tag == .base:
        guard let href = scanner.attribute(.href) else { continue }
        return cleaned(scanner.bytes(href))
      case .end: return nil
      default: continue
      }
    }
  }

  /// References decoded, outer white space and all line breaks and tabs removed, as browsers read an address.
  private static func cleaned(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    trimmed(bytes.contains(UInt8(ascii: "&")) ? Entities.decoded(bytes) : Array(bytes))
  }

  private static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
    var value = bytes
    value.removeAll { $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
    while value.last.map({ $0 <= 0x20 }) ?? false { value.removeLast() }
    return Array(value.drop { $0 <= 0x20 })
  }

  /// One address in an attribute or style.
  private mutating func add(
    _ source: LinkSource, _ range: Range<Int>, tagOffset: Int, _ visit: (LinkBytes) -> Bool
  ) -> Bool {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, text[start] <= 0x20 { start += 1 }
    while end > start, text[end - 1] <= 0x20 { end -= 1 }
    guard start < end else { return false }
    count += 1
    let address = UnsafeBufferPointer(rebasing: text[start..<end])
    guard AddressMarks.needsCleaning(address) else { return hand(source, address, tagOffset, visit) }
    let value = Self.cleaned(address)
    return value.withUnsafeBufferPointer { hand(source, $0, tagOffset, visit) }
  }

  private mutating func hand(
    _ source: LinkSource, _ value: UnsafeBufferPointer<UInt8>, _ offset: Int, _ visit: (LinkBytes) -> Bool
  ) -> Bool {
    if source == .anchor, Attachments.isAttachment(value) { attachmentCount += 1 }
    let wanted =
      if let base {
        base.withUnsafeBufferPointer { visit(LinkBytes(source: source, value: value, base: $0)) }
      } else {
        visit(LinkBytes(source: source, value: value, base: nil))
      }
    if wanted {
      kept.append(Kept(source: source, value: String(decoding: value, as: UTF8.self), offset: offset, text: ""))
    }
    return wanted
  }

  /// Every link on the scanner's current start tag.
  mutating func collect(_ element: HTMLStartTag, _ visit: (LinkBytes) -> Bool) {
    let tag = element.tag
    let offset = element.offset
    for attribute in element.attributes {
      switch attribute.name {
      case .href:
        guard let source = Self.hrefSource(tag, element) else { continue }
        let before = count
        let wanted = add(source, attribute.value, tagOffset: offset, visit)
        if tag == .a {
          anchorOrdinal = count > before ? before : nil
          openAnchor = wanted ? kept.count - 1 : nil
          if wanted { describe(element) }
        }
      case .src:
        guard let source = Self.sourceOfSrc(tag) else { continue }
        if add(source, attribute.value, tagOffset: offset, visit), tag == .img { describe(element) }
      case .srcset, .dataSrcset, .imagesrcset: addSet(attribute.value, offset, visit)
      case .poster where tag == .video: _ = add(.poster, attribute.value, tagOffset: offset, visit)
      case .background: _ = add(.background, attribute.value, tagOffset: offset, visit)
      case .data where tag == .object: _ = add(.object, attribute.value, tagOffset: offset, visit)
      case .action where tag == .form: _ = add(.form, attribute.value, tagOffset: offset, visit)
      case .dataSrc, .dataOriginal: _ = add(.lazy, attribute.value, tagOffset: offset, visit)
      case .style: addStyle(attribute.value, isAttribute: true, offset, visit)
      case .content where tag == .meta: addRefresh(element, attribute.value, offset, visit)
      default: continue
      }
    }
  }

  private static func hrefSource(_ tag: HTMLTag, _ element: HTMLStartTag) -> LinkSource? {
    switch tag {
    case .a: return .anchor
    case .area: return .area
    case .link:
      guard let rel = element.attribute(.rel) else { return .link }
      return ByteSearch.containsIgnoringCase(element.bytes(rel), "stylesheet") ? .styleSheet : .link
    default: return nil
    }
  }

  private static func sourceOfSrc(_ tag: HTMLTag) -> LinkSource? {
    switch tag {
    case .img: .image
    case .script: .script
    case .iframe, .frame: .frame
    case .embed: .embed
    case .audio, .video, .source, .track: .media
    case .input: .input
    default: nil
    }
  }

  private mutating func addSet(_ range: Range<Int>, _ offset: Int, _ visit: (LinkBytes) -> Bool) {
    let bytes = UnsafeBufferPointer(rebasing: text[range])
    var addresses: [Range<Int>] = []
    SourceSet.scan(bytes) { addresses.append(($0.lowerBound + range.lowerBound)..<($0.upperBound + range.lowerBound)) }
    for address in addresses { _ = add(.sourceSet, address, tagOffset: offset, visit) }
  }

  /// A `style` element or attribute. An attribute may quote its addresses by reference, so it is decoded whole.
  mutating func addStyle(_ range: Range<Int>, isAttribute: Bool, _ offset: Int, _ visit: (LinkBytes) -> Bool) {
    let bytes = UnsafeBufferPointer(rebasing: text[range])
    if isAttribute, bytes.contains(UInt8(ascii: "&")) {
      let decoded = Entities.decoded(bytes)
      decoded.withUnsafeBufferPointer { decoded in
        var addresses: [(Range<Int>, Bool)] = []
        CSSReferences.scan(decoded) { addresses.append(($0, $1)) }
        for (address, isImport) in addresses {
          let written = UnsafeBufferPointer(rebasing: decoded[address])
          let value = Self.trimmed(CSSReferences.unescaped(written) ?? Array(written))
          guard !value.isEmpty else { continue }
          count += 1
          _ = value.withUnsafeBufferPointer { hand(isImport ? .styleImport : .styleURL, $0, offset, visit) }
        }
      }
      return
    }
    var addresses: [(Range<Int>, Bool)] = []
    CSSReferences.scan(bytes) { addresses.append(($0, $1)) }
    for (address, isImport) in addresses {
      let whole = (address.lowerBound + range.lowerBound)..<(address.upperBound + range.lowerBound)
      let source: LinkSource = isImport ? .styleImport : .styleURL
      let place = isAttribute ? offset : whole.lowerBound
      if let plain = CSSReferences.unescaped(UnsafeBufferPointer(rebasing: text[whole])) {
        let value = Self.trimmed(plain)
        guard !value.isEmpty else { continue }
        count += 1
        _ = value.withUnsafeBufferPointer { hand(source, $0, place, visit) }
      } else {
        _ = add(source, whole, tagOffset: place, visit)
      }
    }
  }

  /// `5; url=next.html`
  private mutating func addRefresh(
    _ element: HTMLStartTag, _ range: Range<Int>, _ offset: Int, _ visit: (LinkBytes) -> Bool
  ) {
    guard let kind = element.attribute(.httpEquiv), element.bytes(kind).equalsIgnoringCase("refresh") else { return }
    let value = Self.refreshed(Entities.decoded(UnsafeBufferPointer(rebasing: text[range])))
    guard !value.isEmpty else { return }
    count += 1
    _ = value.withUnsafeBufferPointer { hand(.refresh, $0, offset, visit) }
  }

  /// The address in a refresh, as the HTML standard takes it apart: seconds, a mark or white space, `url=`, quotes. What
  /// does not begin with a number is none; empty where there is no address.
  private static func refreshed(_ content: [UInt8]) -> [UInt8] {
    func isSpace(_ byte: UInt8) -> Bool { byte <= 0x20 }
    var rest = content.drop(while: isSpace)
    let time = rest.prefix { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
    rest = rest.dropFirst(time.count)
    guard !time.isEmpty, let mark = rest.first, isSpace(mark) || ";,".utf8.contains(mark) else { return [] }
    rest = rest.drop(while: isSpace)
    if let mark = rest.first, ";,".utf8.contains(mark) { rest = rest.dropFirst().drop(while: isSpace) }
    if String(decoding: rest.prefix(3), as: UTF8.self).lowercased() == "url" {
      let behind = rest.dropFirst(3).drop(while: isSpace)
      if behind.first == UInt8(ascii: "=") { rest = behind.dropFirst().drop(while: isSpace) }
    }
    if let quote = rest.first, "'\"".utf8.contains(quote) { rest = rest.dropFirst().prefix { $0 != quote } }
    return trimmed(Array(rest))
  }

  /// An image's own text is its `alt` or `title`.
  private mutating func describe(_ element: HTMLStartTag) {
    guard let range = element.attribute(.alt) ?? element.attribute(.title), !kept.isEmpty else { return }
    kept[kept.count - 1].text = Self.text(of: element.bytes(range))
  }

  static func text(of bytes: UnsafeBufferPointer<UInt8>) -> String {
    if !bytes.contains(0x26), bytes.count <= 80 { return Text.collapsed(String(decoding: bytes, as: UTF8.self)) }
    return String(Text.collapsed(String(decoding: Entities.decoded(bytes), as: UTF8.self)).prefix(80))
  }

  var wantsAnchorText: Bool { openAnchor != nil }

  /// Gives the open anchor its text; where there is none, that of its image or its `title` stays.
  mutating func closeAnchor(text: String) {
    if let open = openAnchor, !text.isEmpty { kept[open].text = text }
    openAnchor = nil
  }

  func references(_ place: (Int) -> SourcePlace) -> [LinkReference] {
    kept.map { link in
      let place = place(link.offset)
      return LinkReference(
        source: link.source, value: link.value, line: place.line, column: place.column, text: link.text)
    }
  }
}

/// What addresses hardly ever hold, looked for eight bytes at a time.
enum AddressMarks {
  private static var ones: UInt64 { 0x0101_0101_0101_0101 }
  private static var highs: UInt64 { 0x8080_8080_8080_8080 }

  /// Whether control characters or references are among the bytes.
  static func needsCleaning(_ address: UnsafeBufferPointer<UInt8>) -> Bool {
    any(address) { word in ((word &- 0x20 &* ones) & ~word & highs) | zeros(word ^ 0x26 &* ones) }
  }

  static func hasQuery(_ address: UnsafeBufferPointer<UInt8>) -> Bool {
    any(address) { word in zeros(word ^ 0x3F &* ones) | zeros(word ^ 0x23 &* ones) }
  }

  /// A bit where a byte is zero; where none is, none.
  @inline(__always)
  private static func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & highs }

  @inline(__always)
  private static func any(_ bytes: UnsafeBufferPointer<UInt8>, _ marks: (UInt64) -> UInt64) -> Bool {
    guard let base = bytes.baseAddress else { return false }
    let raw = UnsafeRawPointer(base)
    var at = 0
    while at &+ 8 <= bytes.count {
      if marks(raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)) != 0 { return true }
      at &+= 8
    }
    // What is left, filled up with letters.
    var rest = 0x61 &* ones
    while at < bytes.count {
      rest = rest << 8 | UInt64(base[at])
      at &+= 1
    }
    return marks(rest) != 0
  }
}

/// Files that a page offers besides pages.
enum Attachments {
  static func isAttachment(_ address: UnsafeBufferPointer<UInt8>) -> Bool {
    if hasFileEnding(address, address.count) { return true }
    // The path ends at its query; 大汉's downloadfile.jsp?filename=….pdf bears the name in it.
    guard AddressMarks.hasQuery(address),
      let end = address.firstIndex(where: { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") })
    else { return false }
    return hasFileEnding(address, end)
  }

  private static func hasFileEnding(_ address: UnsafeBufferPointer<UInt8>, _ end: Int) -> Bool {
    var ending: UInt64 = 0
    var length = 0
    var at = end - 1
    while at >= 0, length < 5 {
      let byte = address[at]
      if byte == UInt8(ascii: ".") { break }
      ending |= UInt64(byte &- 0x41 < 26 ? byte | 0x20 : byte) << UInt64(length * 8)
      length += 1
      at -= 1
    }
    // Nearly every address ends with .html, which needs no look-up.
    guard at >= 0, address[at] == UInt8(ascii: "."), length >= 2, ending != 0x6874_6D6C else { return false }
    return endings[ending]
  }

  private static let endings = HashTable(
    Dictionary(
      uniqueKeysWithValues: "pdf doc docx xls xlsx ppt pptx wps et dps ofd rtf csv zip rar 7z ceb xlsm".split(
        separator: " "
      )
      .map { ($0.utf8.reduce(0) { $0 << 8 | UInt64($1) }, true) }), absent: false)
}
