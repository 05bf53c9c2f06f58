/// Something found at a place of a page, in the page's own words.
public struct PageMark: Sendable, Hashable {
  public let text: String
  /// 1-based line and byte column.
  public let line: Int
  public let column: Int

  public init(text: String, line: Int, column: Int) {
    (self.text, self.line, self.column) = (text, line, column)
  }
}

/// A link that leads to handling a matter: its text, `title`, `alt` or class says 我要办, 办理, 在线办, 办事 or 办; or an
/// icon 办 that is no link.
public struct ServiceMark: Sendable, Hashable {
  /// Where on the page it stands.
  public enum Place: UInt8, Sendable, Hashable {
    /// Beside the article's title or its fields.
    case heading
    /// In the article's own text.
    case content
    /// In a related block or after the article.
    case after
    /// In navigation, header or footer: a site's entrance, not the article's. Told of list pages only, whose rows
    /// may look so.
    case frame
  }

  public let text: String
  /// The target as it stands in the page, decoded from entities, not resolved. Of an icon that is no link, on a list
  /// that of its row and elsewhere nil.
  public let target: String?
  /// On a list the address of the one article in whose row it stands, as it stands in the page; nil where no row, or
  /// more than one article, can be told.
  public let row: String?
  public let place: Place
  public let line: Int
  public let column: Int

  public init(text: String, target: String?, row: String? = nil, place: Place, line: Int, column: Int) {
    (self.text, self.target, self.row, self.place) = (text, target, row, place)
    (self.line, self.column) = (line, column)
  }
}

/// What the page offers its readers.
public struct PageFunctions: OptionSet, Sendable, Hashable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// A search form or box.
  public static let search = PageFunctions(rawValue: 1 << 0)
  /// An entry for messages, comments or consultation (留言, 咨询, 互动).
  public static let message = PageFunctions(rawValue: 1 << 1)
  /// An entry to rate (评价, 好差评, 满意度).
  public static let rating = PageFunctions(rawValue: 1 << 2)
  /// An entry for suggestions (建议, 意见征集).
  public static let suggestion = PageFunctions(rawValue: 1 << 3)
  /// Ways to share or print.
  public static let share = PageFunctions(rawValue: 1 << 4)
}

/// The marks that every page's foot must bear. Where the foot is written by a script, they are not in the HTML:
/// `scripts` then names what to read with `FooterMarks.init(script:)`.
public struct FooterMarks: Sendable, Hashable {
  /// 沪ICP备…号, as written.
  public var icp: String?
  /// 沪公网安备 …号, as written.
  public var police: String?
  /// 政府网站标识码, ten digits.
  public var siteCode: String?
  /// 党政机关 标识 (`bszs.conac.cn`, `_ideConac`).
  public var conac: Bool
  /// 政府网站找错 (`jiucuo`).
  public var jiucuo: Bool
  /// `src` of scripts that by their name write a header or footer.
  public var scripts: [String]

  public init() {
    (conac, jiucuo, scripts) = (false, false, [])
  }

  /// Whether the foot is complete without its scripts.
  public var isComplete: Bool { icp != nil && police != nil && siteCode != nil && conac && jiucuo }
}

/// The article's own content, without navigation, header and footer.
public struct ContentFacts: Sendable, Hashable {
  /// Characters of running text, white space not counted.
  public var textLength: Int
  /// A digest of the text without white space: equal text, equal digest. 0 where there is none.
  public var digest: UInt64
  public var images: Int
  public var videos: Int
  public var audios: Int
  /// Embedded frames, which may be players.
  public var frames: Int
  /// The headings in order: `h1`–`h6` and lines that begin with 一、 or （一）, at most sixteen, at most 40 characters.
  public var headings: [String]
  /// 文号 that the text cites, with the Han characters before them, at most sixteen.
  public var citations: [String]
  /// Grave slips of the pen, each once.
  public var slips: [String]

  public init() {
    (textLength, digest, images, videos, audios, frames, headings) = (0, 0, 0, 0, 0, 0, [])
    (citations, slips) = ([], [])
  }
}
