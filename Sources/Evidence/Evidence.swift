public import Findings
public import Pages

/// All records of one kind in one unit.
public struct Table: Sendable, Hashable {
  public let name: String
  /// 台账 or other Chinese name, for messages.
  public let chineseName: String
  public var records: [Record]
  /// The fields its sources keep at all. One that nobody kept is not an empty answer.
  public var fields: Set<String>
  /// Whether any source was there; without one nothing in it can be decided, and no records means nothing.
  public let isPresent: Bool
  /// Whether what is not in it is not there at all: not so for what pages tell of an export that is not complete.
  public var isWhole = true

  public init(name: String, chineseName: String, records: [Record], fields: Set<String>, isPresent: Bool = true) {
    (self.name, self.chineseName, self.records) = (name, chineseName, records)
    (self.fields, self.isPresent) = (fields, isPresent)
  }

  public static func absent(_ name: String, chineseName: String) -> Table {
    Table(name: name, chineseName: chineseName, records: [], fields: [], isPresent: false)
  }
}

/// One unit's whole picture: its tables, each value with its source.
public struct Evidence: Sendable {
  public struct Unit: Sendable, Hashable {
    public let name: String
    public let level: Level
    public let formerly: [String]

    public init(name: String, level: Level, formerly: [String] = []) {
      (self.name, self.level, self.formerly) = (name, level, formerly)
    }
  }

  public let unit: Unit
  public let tables: [String: Table]
  /// Two sources that disagree, and what else a reader should know, in Chinese.
  public let notes: [String]
  /// The main text of a page by its site path, read again when a check asks for it; nil where there is none.
  public let pageText: @Sendable (String) -> PageContent?
  /// Which of the vocabulary's cue words that text holds; nil where nobody looked for them, and the text must be read.
  public let pageCues: @Sendable (String) -> CueSet?

  public init(
    unit: Unit, tables: [Table], notes: [String] = [],
    pageText: @escaping @Sendable (String) -> PageContent? = { _ in nil },
    pageCues: @escaping @Sendable (String) -> CueSet? = { _ in nil }
  ) {
    self.unit = unit
    self.tables = Dictionary(tables.map { ($0.name, $0) }) { first, _ in first }
    (self.notes, self.pageText, self.pageCues) = (notes, pageText, pageCues)
  }
}

/// What a page says at length, for the few checks that need its words.
public struct PageContent: Sendable, Hashable {
  public let text: String
  public let headings: [String]
  /// What the page shows line by line, links as well.
  public let shown: [String]

  public init(text: String, headings: [String], shown: [String] = []) {
    (self.text, self.headings, self.shown) = (text, headings, shown)
  }
}
