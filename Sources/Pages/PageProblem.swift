/// What is wrong with a page as it was read.
public struct PageProblem: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
    /// Bytes that are none in its charset were replaced by U+FFFD.
    case badBytes = "bad-bytes"
    /// The charset it declares is not the one it is written in.
    case wrongCharset = "wrong-charset"
    /// It ends within a tag, a comment or a script, or without `</html>` although it began with `<html>`.
    case truncated
    /// Elements nest deeper than the limit: not every reader sees all of it.
    case tooDeep = "too-deep"
    /// Larger than the limit: only its beginning was read.
    case tooLarge = "too-large"
    /// It has no bytes, or nothing but white space.
    case empty
    /// A visible value and its meta label disagree.
    case conflict
    /// A label's date is no date.
    case badDate = "bad-date"
    /// PubDate is the time at which the page was generated.
    case generatedDate = "generated-date"
    /// A meta label says the page's title where it should say the column, or is empty where it must not be.
    case badMeta = "bad-meta"
  }

  public let kind: Kind
  /// One Chinese sentence: what is wrong and where.
  public let message: String

  public init(kind: Kind, message: String) {
    (self.kind, self.message) = (kind, message)
  }

  /// Whether the page was not read whole, so that nothing may be called clean because nothing was found in it.
  public var isUnreadable: Bool {
    switch kind {
    case .tooDeep, .tooLarge: true
    default: false
    }
  }
}
