import Markup

/// The text of one page's article, read again from the page when a check needs it: for how much of it is copied, and
/// for the elements that a text must have.
public struct PageText: Sendable, Hashable {
  public struct Paragraph: Sendable, Hashable {
    public let text: String
    public let isHeading: Bool
    /// 1-based line of the page's source.
    public let line: Int
  }

  /// The paragraphs of the article in order, without navigation, fields and related articles.
  public let paragraphs: [Paragraph]
  /// The first lines between the page's head and foot, links as well: a column's front consists of them.
  public let shown: [String]

  public var headings: [String] { paragraphs.filter(\.isHeading).map(\.text) }

  /// All of it, a line a paragraph.
  public var text: String { paragraphs.map(\.text).joined(separator: "\n") }

  /// Reads the article's text by the same rules by which `PageFacts.content` is measured.
  public init(_ bytes: UnsafeRawBufferPointer, transportCharset: String? = nil, limits: PageReader.Limits = .init()) {
    let whole = bytes.bindMemory(to: UInt8.self)
    let page = DecodedPage(UnsafeBufferPointer(rebasing: whole.prefix(limits.size)), transport: transportCharset)
    (paragraphs, shown) = page.withUTF8 { text in
      var scan = PageScan(text, depthLimit: limits.depth)
      scan.collectsText = true
      scan.run { _ in false }
      let collected = scan.hasContainer ? scan.contentParagraphs : scan.fallbackParagraphs
      let paragraphs = collected.map {
        Paragraph(text: $0.text, isHeading: $0.isHeading, line: page.place(of: $0.offset).line)
      }
      return (paragraphs, scan.shownParagraphs.map(\.text))
    }
  }

  public init(_ bytes: [UInt8], transportCharset: String? = nil) {
    self = bytes.withUnsafeBytes { PageText($0, transportCharset: transportCharset) }
  }

  /// How much of this text stands word for word in another, from 0 to 1: the share of its runs of `length` characters
  /// (white space and width not counted) that the other has too. 0 for a text shorter than one run.
  public func share(copiedFrom other: PageText, length: Int = 13) -> Double {
    let (mine, theirs) = (text.compactUnits, other.text.compactUnits)
    guard mine.count >= length, length > 0 else { return 0 }
    let known = Set(Self.runs(theirs, length))
    let runs = Self.runs(mine, length)
    return Double(runs.count { known.contains($0) }) / Double(runs.count)
  }

  /// A rolling hash of every run.
  private static func runs(_ units: [UInt16], _ length: Int) -> [UInt64] {
    guard units.count >= length else { return [] }
    let factor: UInt64 = 0x9E37_79B9_7F4A_7C15
    let top = (0..<length).reduce(UInt64(1)) { power, _ in power &* factor }
    var hash: UInt64 = 0
    var runs: [UInt64] = []
    runs.reserveCapacity(units.count - length + 1)
    for index in units.indices {
      hash = hash &* factor &+ UInt64(units[index]) &+ 1
      if index >= length { hash = hash &- (UInt64(units[index - length]) &+ 1) &* top }
      if index >= length - 1 { runs.append(hash) }
    }
    return runs
  }
}
