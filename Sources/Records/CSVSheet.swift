/// A ledger in delimited text.
enum CSVSheet {
  private static let delimiters = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]

  /// The delimiter is the one whose first rows hold the most of the schema's headers, since commas and semicolons
  /// stand within cells, too.
  static func read(_ text: String, schema: LedgerSchema) throws(LedgerProblem.Reason) -> RawSheet {
    let bytes = Array(text.utf8)
    let (delimiter, skipped) = stated(in: bytes) ?? (guessed(in: bytes, schema: schema), false)
    let csv = CSVText(bytes, delimiter: delimiter, limit: RawSheet.maximumRows + 1)
    guard csv.records.count <= RawSheet.maximumRows else { throw .tooLarge("超过\(RawSheet.maximumRows)行") }
    var rows = csv.records.enumerated().map { index, fields in
      RawSheet.Row(number: index + 1, cells: fields.prefix(RawSheet.maximumColumns).map(cell))
    }
    if skipped { rows.removeFirst() }
    let notes = csv.openQuotes.map { "第\($0)行有一个引号没有收尾，按普通字符读取；请核对这一行。" }
    return RawSheet(rows: rows, notes: notes)
  }

  /// What Excel writes in a first line `sep=;`.
  private static func stated(in bytes: [UInt8]) -> (UInt8, Bool)? {
    let line = bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    guard line.count == 5, String(decoding: line.prefix(4), as: UTF8.self).lowercased() == "sep=", let last = line.last,
      delimiters.contains(last)
    else { return nil }
    return (last, true)
  }

  private static func guessed(in bytes: [UInt8], schema: LedgerSchema) -> UInt8 {
    let names = HeaderNames(schema)
    let scores = delimiters.map { delimiter in
      CSVText(bytes, delimiter: delimiter, limit: HeaderRow.searchedRows).records
        .map { fields in fields.count { names.knows($0) } }.max() ?? 0
    }
    let best = scores.max() ?? 0
    return zip(delimiters, scores).first { $0.1 == best }?.0 ?? UInt8(ascii: ",")
  }

  /// `="001"` and `'001` are how spreadsheets are made to keep text as text.
  private static func cell(_ field: String) -> RawCell {
    if field.isEmpty { return .empty }
    if field.utf8.count > CellReader.longest { return .fault("过长的内容") }
    if field.hasPrefix("=\""), field.hasSuffix("\""), field.count >= 3 {
      return .text(String(field.dropFirst(2).dropLast()))
    }
    if field.hasPrefix("'"), let second = field.dropFirst().first, second.isNumber || "=+-@".contains(second) {
      return .text(String(field.dropFirst()))
    }
    return .text(field)
  }
}
