/// The columns of one ledger (台账), from `Rules/records/<name>.yml`.
public struct LedgerSchema: Sendable, Hashable {
  public struct Column: Sendable, Hashable {
    /// The header exactly as the contract writes it; also the field's name in rules.
    public var header: String
    /// Other names that offices give it, the likeliest first.
    public var aliases: [String]
    public var type: ValueType
    /// The values a cell may hold; empty where any may stand. A cell with another value is told, not dropped.
    public var choices: [String]
    /// Usual values, offered in a workbook's drop-down; any other may stand, too.
    public var suggestions: [String]
    /// What offices write instead of a value, and that value; for a list it may be several, parted by `；`.
    public var synonyms: [String: String]
    /// For a flag: words beside 是/否, 有/无 … that mean yes, and that mean no.
    public var yesWords: [String]
    public var noWords: [String]
    /// Words beside 无 and — that mean that nothing stands there.
    public var emptyWords: [String]
    /// For a date: whether 长期 may stand, which is read as 9999-12-31.
    public var isOpenEnded: Bool
    /// Whether the column holds personal data, to be masked in every output.
    public var isPersonal: Bool
    /// What a clerk should know, shown as the header's note in a workbook.
    public var note: String
    /// A value as a clerk would write it, for a workbook's example.
    public var example: String

    public init(
      header: String, aliases: [String] = [], type: ValueType = .text, choices: [String] = [],
      suggestions: [String] = [], synonyms: [String: String] = [:], yesWords: [String] = [], noWords: [String] = [],
      emptyWords: [String] = [], isOpenEnded: Bool = false, isPersonal: Bool = false, note: String = "",
      example: String = ""
    ) {
      (self.header, self.aliases, self.type) = (header, aliases, type)
      (self.choices, self.suggestions, self.synonyms) = (choices, suggestions, synonyms)
      (self.yesWords, self.noWords, self.emptyWords) = (yesWords, noWords, emptyWords)
      (self.isOpenEnded, self.isPersonal, self.note, self.example) = (isOpenEnded, isPersonal, note, example)
    }
  }

  /// The English file name, such as `documents`.
  public var name: String
  /// The Chinese file name, such as 公文台账.
  public var chineseName: String
  public var columns: [Column]
  /// The headers that name a row: the first that is filled is its key. The file must have one of them.
  public var keyHeaders: [String]
  /// Rows alike in all of these are duplicates, which are told. Empty where rows may repeat.
  public var uniqueHeaders: [String]

  /// Without other words the first column is the key, and it is unique.
  public init(
    name: String, chineseName: String, columns: [Column], keyHeaders: [String]? = nil, uniqueHeaders: [String]? = nil
  ) {
    (self.name, self.chineseName, self.columns) = (name, chineseName, columns)
    let key = keyHeaders ?? columns.first.map { [$0.header] } ?? []
    self.keyHeaders = key
    self.uniqueHeaders = uniqueHeaders ?? key
  }

  public func column(_ header: String) -> Column? { columns.first { $0.header == header } }

  /// Ledgers of what people say of the inspection itself, by name: they lie beside the manifest or come back from a
  /// unit, and are no evidence.
  public static let besideEvidence: Set<String> = ["attestations", "waivers", "rectification", "samples"]
}
