#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// One attribute of the current start tag, as offsets into the page.
@frozen
public struct HTMLAttribute: Sendable {
  public let name: HTMLAttributeName
  /// Where the value stands, without quotes and with its entities; empty for an attribute without value.
  public let value: Range<Int>
}

/// Splits a page into tags and text in one pass over its bytes, as a browser's tokenizer does, without building anything.
///
/// The page must be in a charset that contains ASCII as such (UTF-8 in practice). Every offset that the scanner gives is
/// one into its bytes, so that a line and column can be told for anything found.
///
/// ```swift
/// var scanner = HTMLScanner(bytes)
/// while true {
///   switch scanner.next() {
///   case .startTag where scanner.tag == .a: …scanner.attribute(.href)…
///   case .end: return
///   default: continue
///   }
/// }
/// ```
public struct HTMLScanner: ~Copyable {
  public enum Token: UInt8, Sendable {
    /// Text between tags, entities still in it.
    case text
    case startTag, endTag
    /// The content of `script`, `style`, `title`, `textarea`, `iframe` and the like; `tag` says whose.
    case rawText
    /// A comment's content, also of what a browser takes for one (`<!…>`, `<?…>`, `</ …>`).
    case comment
    case doctype
    case end
  }

  /// The element of the current tag or raw text.
  @usableFromInline var currentTag = HTMLTag.other
  @inlinable public var tag: HTMLTag { currentTag }
  /// Where the current token's content stands; for tags from `<` to behind `>`.
  @usableFromInline var currentRange = 0..<0
  @inlinable public var range: Range<Int> { currentRange }
  /// Whether the current start tag ends with `/>`, which browsers ignore on HTML elements.
  public private(set) var isSelfClosing = false
  /// The attributes of the current start tag that have a name known here; of one given twice only the first, as in
  /// browsers. Valid until the next token.
  @inlinable public var attributes: UnsafeBufferPointer<HTMLAttribute> {
    UnsafeBufferPointer(start: room, count: attributeCount)
  }
  /// Room for one of each name: a tag costs no memory of its own.
  @usableFromInline let room = UnsafeMutablePointer<HTMLAttribute>.allocate(
    capacity: HTMLAttributeName.allCases.count)
  @usableFromInline var attributeCount = 0
  /// Which names are among them, a bit each.
  @usableFromInline var names: UInt64 = 0
  /// Whether the page ended within a tag, a comment, or raw text.
  public private(set) var isTruncated = false

  @usableFromInline let page: UnsafeBufferPointer<UInt8>
  private let count: Int
  private var offset = 0
  private var rawText: HTMLTag?
  private let tags = NameTable.tags
  private let attributeNames = NameTable.attributes
  private let letters = NameTable.letters

  public init(_ bytes: UnsafeBufferPointer<UInt8>) {
    page = bytes
    count = bytes.count
  }

  deinit { room.deallocate() }

  /// The bytes of a part of the page.
  @inlinable
  public func bytes(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: page[range])
  }

  /// The first attribute of this name on the current start tag.
  @inlinable
  public func attribute(_ name: HTMLAttributeName) -> Range<Int>? { startTag.attribute(name) }

  /// The current start tag, for handing on.
  @inlinable public var startTag: HTMLStartTag {
    HTMLStartTag(currentTag, at: currentRange.lowerBound, attributes, names: names, page: page)
  }

  /// Steps to the next token.
  public mutating func next() -> Token {
    guard let base = page.baseAddress, offset < count else { return .end }
    if let raw = rawText {
      rawText = nil
      return scanRawText(raw, base)
    }
    if base[offset] == Ascii.less, let token = scanMarkup(base) { return token }
    return scanText(base)
  }

  /// Text up to the next `<` that begins markup.
  private mutating func scanText(_ base: UnsafePointer<UInt8>) -> Token {
    let start = offset
    var end = start
    repeat {
      // The byte at `end` is text: either no `<` or one that begins nothing.
      end = find(Ascii.less, from: end + 1, base)
    } while end < count && !beginsMarkup(end, base)
    currentRange = start..<end
    offset = end
    return .text
  }

  private func beginsMarkup(_ at: Int, _ base: UnsafePointer<UInt8>) -> Bool {
    guard at + 1 < count else { return false }
    let next = base[at + 1]
    return Ascii.isLetter(next) || next == Ascii.slash || next == Ascii.exclamation || next == Ascii.question
  }

  private mutating func scanMarkup(_ base: UnsafePointer<UInt8>) -> Token? {
    guard offset + 1 < count else { return nil }
    let next = base[offset + 1]
    if Ascii.isLetter(next) { return scanTag(from: offset + 1, isEnd: false, base) }
    switch next {
    case Ascii.slash:
      guard offset + 2 < count else { return nil }
      if Ascii.isLetter(base[offset + 2]) { return scanTag(from: offset + 2, isEnd: true, base) }
      return scanBogusComment(from: offset + 2, base)
    case Ascii.exclamation: return scanDeclaration(base)
    case Ascii.question: return scanBogusComment(from: offset + 1, base)
    default: return nil
    }
  }

  private mutating func scanDeclaration(_ base: UnsafePointer<UInt8>) -> Token {
    let content = offset + 2
    if content + 1 < count, base[content] == Ascii.dash, base[content + 1] == Ascii.dash {
      return scanComment(from: content + 2, base)
    }
    let isDoctype = content + 7 <= count && bytes(content..<(content + 7)).equalsIgnoringCase("doctype")
    let token = scanBogusComment(from: content, base)
    return isDoctype && token == .comment ? .doctype : token
  }

  /// `<!-- … -->`, also `<!-->`, `<!--->` and `--!>`.
  private mutating func scanComment(from content: Int, _ base: UnsafePointer<UInt8>) -> Token {
    if content < count, base[content] == Ascii.greater { return endComment(content..<content, next: content + 1) }
    if content + 1 < count, base[content] == Ascii.dash, base[content + 1] == Ascii.greater {
      return endComment(content..<content, next: content + 2)
    }
    var at = content
    while true {
      at = find(Ascii.greater, from: at, base)
      guard at < count else {
        isTruncated = true
        return endComment(content..<count, next: count)
      }
      if at >= content + 2, base[at - 1] == Ascii.dash, base[at - 2] == Ascii.dash {
        return endComment(content..<(at - 2), next: at + 1)
      }
      if at >= content + 3, base[at - 1] == Ascii.exclamation, base[at - 2] == Ascii.dash, base[at - 3] == Ascii.dash {
        return endComment(content..<(at - 3), next: at + 1)
      }
      at += 1
    }
  }

  private mutating func endComment(_ content: Range<Int>, next: Int) -> Token {
    currentRange = content
    offset = next
    return .comment
  }

  private mutating func scanBogusComment(from content: Int, _ base: UnsafePointer<UInt8>) -> Token {
    let end = find(Ascii.greater, from: content, base)
    if end >= count { isTruncated = true }
    return endComment(content..<end, next: min(end + 1, count))
  }

  private mutating func scanTag(from nameStart: Int, isEnd: Bool, _ base: UnsafePointer<UInt8>) -> Token {
    let start = offset
    var at = nameStart
    var name = PackedName()
    while at < count {
      let letter = letters[Int(base[at])]
      if letter == 0 { break }
      name.append(folded: letter)
      at += 1
    }
    currentTag = HTMLTag(rawValue: tags.value(name.key)) ?? .other
    (attributeCount, names, isSelfClosing) = (0, 0, false)
    while true {
      while at < count, Ascii.isSpace(base[at]) { at += 1 }
      guard at < count else { return endTruncatedTag() }
      let byte = base[at]
      if byte == Ascii.greater { break }
      if byte == Ascii.slash {
        at += 1
        if at < count, base[at] == Ascii.greater { isSelfClosing = true }
        continue
      }
      guard let attribute = scanAttribute(&at, base) else { return endTruncatedTag() }
      let bit = UInt64(1) << UInt64(attribute.name.rawValue)
      if attribute.name != .other, names & bit == 0, !isEnd {
        names |= bit
        (room + attributeCount).initialize(to: attribute)
        attributeCount += 1
      }
    }
    currentRange = start..<(at + 1)
    offset = at + 1
    guard !isEnd else { return .endTag }
    if tag.isRawText { rawText = tag }
    return .startTag
  }

  /// A tag that the page's end cuts off is none.
  private mutating func endTruncatedTag() -> Token {
    isTruncated = true
    offset = count
    return .end
  }

  @inline(__always)
  private func scanAttribute(_ at: inout Int, _ base: UnsafePointer<UInt8>) -> HTMLAttribute? {
    var packed = PackedName()
    // A name may begin with `=`.
    var letter = letters[Int(base[at])]
    repeat {
      packed.append(folded: letter)
      at += 1
      guard at < count else { return nil }
      letter = letters[Int(base[at])]
    } while letter != 0 && letter != Ascii.equals
    let name = HTMLAttributeName(rawValue: attributeNames.value(packed.key)) ?? .other
    while at < count, Ascii.isSpace(base[at]) { at += 1 }
    guard at < count else { return nil }
    guard base[at] == Ascii.equals else { return HTMLAttribute(name: name, value: at..<at) }
    at += 1
    while at < count, Ascii.isSpace(base[at]) { at += 1 }
    guard at < count else { return nil }
    let quote = base[at]
    if quote == Ascii.quote || quote == Ascii.apostrophe {
      let start = at + 1
      let end = find(quote, from: start, base)
      guard end < count else { return nil }
      at = end + 1
      return HTMLAttribute(name: name, value: start..<end)
    }
    let start = at
    while at < count, !Ascii.isSpace(base[at]), base[at] != Ascii.greater { at += 1 }
    guard at < count else { return nil }
    return HTMLAttribute(name: name, value: start..<at)
  }

  private mutating func scanRawText(_ owner: HTMLTag, _ base: UnsafePointer<UInt8>) -> Token {
    let start = offset
    let end = RawText.end(of: owner, from: start, page)
    currentTag = owner
    currentRange = start..<(end ?? count)
    offset = end ?? count
    if end == nil { isTruncated = true }
    return .rawText
  }

  @inline(__always)
  private func find(_ byte: UInt8, from start: Int, _ base: UnsafePointer<UInt8>) -> Int {
    guard start < count, let found = memchr(base + start, Int32(byte), count - start) else { return count }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }
}
