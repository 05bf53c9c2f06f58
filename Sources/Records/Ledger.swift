public import Findings

/// The columns of one ledger (台账), from `Rules/records/<name>.yml`.
public struct LedgerSchema: Sendable, Hashable {
  public struct Column: Sendable, Hashable {
    /// The header exactly as the contract writes it; also the field's name in rules.
    public let header: String
    public let aliases: [String]
    public let type: ValueType
    /// The values a cell may hold; empty where any may stand. A cell with another value is told, not dropped.
    public let choices: [String]
    /// Whether the column holds personal data, to be masked in every output.
    public let isPersonal: Bool
    /// What a clerk should know, shown as the header's note in a workbook.
    public let note: String

    public init(
      header: String, aliases: [String] = [], type: ValueType = .text, choices: [String] = [],
      isPersonal: Bool = false, note: String = ""
    ) {
      (self.header, self.aliases, self.type) = (header, aliases, type)
      (self.choices, self.isPersonal, self.note) = (choices, isPersonal, note)
    }
  }

  /// The English file name, such as `documents`.
  public let name: String
  /// The Chinese file name, such as 公文台账.
  public let chineseName: String
  /// The first is the row's key.
  public let columns: [Column]

  public init(name: String, chineseName: String, columns: [Column]) {
    (self.name, self.chineseName, self.columns) = (name, chineseName, columns)
  }
}

/// One ledger as read: the rows that could be read, and every cell that could not.
public struct Ledger: Sendable, Hashable {
  public struct Row: Sendable, Hashable {
    /// The row as a spreadsheet counts it, from 1, title and header rows included.
    public let number: Int
    /// By header. An empty cell has no entry.
    public let values: [String: Value]
    /// Headers whose cell holds something that could not be read: whatever needs it is undecided (`unreadable`).
    public let unreadable: Set<String>

    public init(number: Int, values: [String: Value], unreadable: Set<String> = []) {
      (self.number, self.values, self.unreadable) = (number, values, unreadable)
    }
  }

  public let schema: LedgerSchema
  /// Below the inspection folder, with `/`.
  public let path: String
  public let rows: [Row]
  public let rejected: [Results.Rejection]
  /// The schema's headers that the file has; a column the clerk never kept is not an empty answer.
  public let headers: Set<String>

  public init(
    schema: LedgerSchema, path: String, rows: [Row], rejected: [Results.Rejection], headers: Set<String>
  ) {
    (self.schema, self.path, self.rows, self.rejected) = (schema, path, rows, rejected)
    self.headers = headers
  }
}
