public import Findings

/// One ledger as read: the rows that could be read, and every cell that could not.
public struct Ledger: Sendable, Hashable {
  public struct Row: Sendable, Hashable {
    /// The row as a spreadsheet counts it, from 1, title and header rows included; in JSON the object's place.
    public let number: Int
    /// What names the row in its ledger, such as the 文号; never empty.
    public let key: String
    /// By header. An empty cell has no entry. Columns beyond the schema's are text under the header they bear.
    public let values: [String: Value]
    /// Headers whose cell holds something that could not be read: whatever needs it is undecided (`unreadable`).
    public let unreadable: Set<String>

    public init(number: Int, key: String, values: [String: Value], unreadable: Set<String> = []) {
      (self.number, self.key, self.values, self.unreadable) = (number, key, values, unreadable)
    }
  }

  public let schema: LedgerSchema
  /// Below the inspection folder, with `/`.
  public let path: String
  public let rows: [Row]
  /// Rows that something stands in but nothing names: what they are about is undecided, so nothing of them is read.
  public var unnamed: [Row] = []
  /// Cells and rows that could not be read, by row. A row that has no key or repeats another's is told here.
  public let rejected: [Results.Rejection]
  /// The schema's headers that the file has; a column the clerk never kept is not an empty answer.
  public let headers: Set<String>
  /// Columns beyond the schema's, in the file's order.
  public let extraHeaders: [String]
  /// What else a reader should know, in Chinese: extra columns, rows taken for sums or remarks, the sheet chosen.
  public let notes: [String]

  public init(
    schema: LedgerSchema, path: String, rows: [Row], rejected: [Results.Rejection], headers: Set<String>,
    extraHeaders: [String] = [], notes: [String] = []
  ) {
    (self.schema, self.path, self.rows, self.rejected) = (schema, path, rows, rejected)
    (self.headers, self.extraHeaders, self.notes) = (headers, extraHeaders, notes)
  }
}
