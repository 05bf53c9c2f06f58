public import Markup
import Workdays

/// Reads pages: bytes in, facts out, in one pass and without keeping the page. One reader serves any number of tasks.
///
/// ```swift
/// let reading = PageReader().read(bytes, path: "/zwgk/a.html", url: nil) { link in
///   table.resolve(link.value, base: link.base) == nil   // true keeps it in reading.links
/// }
/// ```
public struct PageReader: Sendable {
  /// What is beyond these is told as a problem that makes the page unreadable, never called clean.
  public struct Limits: Sendable, Hashable {
    /// Bytes of a page; beyond them it is not read on.
    public var size = 16 << 20
    /// Open elements at once; browsers stop at 512.
    public var depth = 512

    public init() {}
  }

  public let limits: Limits
  /// Words to look for in the articles of policies and interpretations.
  public let cues: CueWords?

  public init(limits: Limits = Limits(), cues: CueWords? = nil) {
    (self.limits, self.cues) = (limits, cues)
  }

  /// Reads one page.
  ///
  /// - Parameters:
  ///   - bytes: the page as stored; used only during the call.
  ///   - path: its site path.
  ///   - url: its public address, where the export knows it; else what a browser noted when it saved the page.
  ///   - transportCharset: the charset of an HTTP header or a WARC record, which goes before the page's own `<meta>`.
  ///   - buffer: room for the decoded text; who reads many pages hands over the same one each time.
  ///   - links: called for every link in the order of the source; true keeps it (see `LinkBytes`).
  public func read(
    _ bytes: UnsafeRawBufferPointer, path: String, url: String? = nil, transportCharset: String? = nil,
    buffer: TextBuffer = TextBuffer(), links: (LinkBytes) -> Bool = { _ in false }
  ) -> PageReading {
    let whole = bytes.bindMemory(to: UInt8.self)
    let source = UnsafeBufferPointer(rebasing: whole.prefix(limits.size))
    let page = DecodedPage(source, transport: transportCharset, buffer: buffer)
    return page.withUTF8 { text in
      var scan = PageScan(text, depthLimit: limits.depth)
      scan.keepsArticle = cues != nil
      scan.run(links)
      var summary = PageSummary(scan: scan, page: page, path: path, url: url, cues: cues)
      summary.tellReading(isCut: whole.count > limits.size, limits: limits, size: whole.count)
      return PageReading(
        facts: summary.facts, links: scan.links.references(page.place(of:)), anchors: AnchorSet(digests: scan.anchors),
        base: scan.links.baseText)
    }
  }

  /// The same for bytes in an array.
  public func read(
    _ bytes: [UInt8], path: String, url: String? = nil, transportCharset: String? = nil,
    links: (LinkBytes) -> Bool = { _ in false }
  ) -> PageReading {
    bytes.withUnsafeBytes {
      read($0, path: path, url: url, transportCharset: transportCharset, links: links)
    }
  }
}
