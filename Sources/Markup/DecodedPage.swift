/// A page's text in UTF-8, and how it came from its bytes.
///
/// A page that is good UTF-8 is used where it lies; any other is decoded into a buffer: the caller's, who reads many
/// pages, or one of its own.
public struct DecodedPage {
  public let decision: CharsetDecision
  /// Sequences that are none in its charset and became U+FFFD.
  public let badSequences: Int
  private let source: UnsafeBufferPointer<UInt8>
  /// Where the text lies: in `source`, in the caller's buffer or in `owned`.
  private let text: UnsafeBufferPointer<UInt8>
  private let owned: TextBuffer
  private let lines = LineStarts()

  public var charset: Charset { decision.charset }

  /// Decides the charset and decodes. `source` must outlive this value, and `buffer` may not be used for another page
  /// while this value lives.
  public init(
    _ source: UnsafeBufferPointer<UInt8>, transport: String? = nil, buffer: TextBuffer = TextBuffer()
  ) {
    decision = CharsetDecision(source, transport: transport)
    (self.source, owned) = (source, buffer)
    let body = UnsafeBufferPointer(rebasing: source.dropFirst(decision.markLength))
    switch decision.charset {
    case .utf8:
      if decision.isValidUTF8 {
        (text, badSequences) = (body, 0)
      } else {
        let repaired = UTF8Bytes.repaired(body)
        (text, badSequences) = (buffer.keep(repaired.text), repaired.bad)
      }
    case .gb18030:
      let room = buffer.room(GB18030.room(for: body.count))
      let decoded = GB18030.shared.decode(body, to: room)
      (text, badSequences) = (UnsafeBufferPointer(rebasing: room[..<decoded.count]), decoded.bad)
    case .utf16LittleEndian, .utf16BigEndian:
      let decoded = UTF16Bytes.decode(body, bigEndian: decision.charset == .utf16BigEndian)
      (text, badSequences) = (buffer.keep(decoded.text), decoded.bad)
    case .big5:
      if let converter = IconvConverter(from: "BIG5-HKSCS", to: "UTF-8") {
        let decoded = converter.convert(body, replacement: [0xEF, 0xBF, 0xBD])
        (text, badSequences) = (buffer.keep(decoded.text), decoded.bad)
      } else {
        let repaired = UTF8Bytes.repaired(body)
        (text, badSequences) = (buffer.keep(repaired.text), repaired.bad)
      }
    }
  }

  /// Hands over the text, without a byte order mark; the bytes live only during the call.
  public func withUTF8<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
    // The buffer's owner must not let go of it while the text is read.
    defer { withExtendedLifetime(owned) {} }
    return try body(text)
  }

  /// The place in the original bytes of an offset into the text: 1-based line, and 1-based byte on that line.
  public func place(of offset: Int) -> SourcePlace {
    defer { withExtendedLifetime(owned) {} }
    let end = min(max(offset, 0), text.count)
    let (line, start) = lines.line(of: end, in: text)
    let width = end - start
    switch decision.charset {
    case .gb18030: return SourcePlace(line: line, column: gb18030Column(line: line, width: width))
    case .utf8 where line == 1: return SourcePlace(line: line, column: width + 1 + decision.markLength)
    default: return SourcePlace(line: line, column: width + 1)
    }
  }

  /// How far along its original line a character is that has `width` bytes of UTF-8 before it.
  private func gb18030Column(line: Int, width: Int) -> Int {
    let (start, table) = (lines.sourceStart(ofLine: line, in: source), GB18030.shared)
    var offset = start
    var covered = 0
    while covered < width, offset < source.count {
      let (scalar, length) = table.character(source, at: offset)
      covered += scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x1_0000 ? 3 : 4
      offset += length
    }
    return offset - start + 1
  }
}

/// A place in a page's source as an editor shows it.
public struct SourcePlace: Sendable, Hashable {
  /// 1-based.
  public let line: Int
  /// 1-based byte on the line.
  public let column: Int

  public init(line: Int, column: Int) {
    (self.line, self.column) = (line, column)
  }
}
