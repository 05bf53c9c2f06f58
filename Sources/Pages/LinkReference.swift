/// Which attribute or style a link stands in (contract, section 8).
public enum LinkSource: UInt8, Sendable, Hashable, CaseIterable {
  /// `href` of `a`, `area` and `link`; a `link` that is a style sheet is told apart because its own links count too.
  case anchor, area, link, styleSheet
  /// `src` of `img`, `script`, `iframe` and `frame`, `embed`, `audio`, `video`, `source` and `track`, `input`.
  case image, script, frame, embed, media, input
  /// One candidate of a `srcset`; `poster`; `background`; `data` of `object`; `action` of `form`.
  case sourceSet, poster, background, object, form
  /// `data-src` and `data-original`, from which a script fills `src`.
  case lazy
  /// The address in `<meta http-equiv="refresh">`.
  case refresh
  /// `url()` and `@import` in a `style` element, a `style` attribute or a style sheet file.
  case styleURL, styleImport
}

/// One link as it stands on a page, kept because somebody asked for it (see `PageReader.read`).
public struct LinkReference: Sendable, Hashable {
  public let source: LinkSource
  /// The attribute's value, entities decoded and outer white space and inner line breaks removed as browsers do;
  /// not percent-decoded, not resolved.
  public let value: String
  /// 1-based line of the page's source.
  public let line: Int
  /// 1-based byte on that line, where the tag begins.
  public let column: Int
  /// The link's visible text (white space collapsed, at most 80 characters), else its `title` or its image's `alt`.
  public let text: String

  public init(source: LinkSource, value: String, line: Int, column: Int, text: String) {
    (self.source, self.value, self.line, self.column, self.text) = (source, value, line, column, text)
  }
}

/// A link while the page is being scanned: bytes that live only during the call that hands them over.
///
/// This is the fast path: a site has a hundred times more links than pages, nearly all of them resolve, and those must
/// not cost a `String` each. The reader calls the `links` closure with one of these for every link, in the order of the
/// source; the closure resolves the bytes against its own table and returns `true` only where it wants a
/// `LinkReference` (with line, column and text) in `PageReading.links`.
public struct LinkBytes {
  public let source: LinkSource
  /// The value in UTF-8, decoded and trimmed like `LinkReference.value`; valid only during the call.
  public let value: UnsafeBufferPointer<UInt8>
  /// The page's `<base href>` in UTF-8 (also where it stands after this link), or nil; valid only during the call.
  public let base: UnsafeBufferPointer<UInt8>?

  public init(
    source: LinkSource, value: UnsafeBufferPointer<UInt8>, base: UnsafeBufferPointer<UInt8>?
  ) {
    (self.source, self.value, self.base) = (source, value, base)
  }

  /// A copy for the rare link that has to be kept.
  public var string: String { String(decoding: value, as: UTF8.self) }
}
