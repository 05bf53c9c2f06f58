import Foundation

/// One ledger's file, read by what it holds and not by what it is called.
enum LedgerFile {
  /// Larger than any ledger that people keep.
  private static let maximumBytes = 64 << 20

  /// Reads the file at `url`; messages name it `path`.
  static func read(at url: URL, path: String, schema: LedgerSchema) throws(LedgerProblem) -> Ledger {
    let bytes: [UInt8]
    do {
      let size = try url.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0
      guard size <= maximumBytes else { throw LedgerProblem(path: path, reason: .tooLarge("\(size >> 20) MB")) }
      bytes = Array(try Data(contentsOf: url))
    } catch {
      throw error as? LedgerProblem ?? LedgerProblem(path: path, reason: .unopened)
    }
    do {
      return try read(bytes, path: path, schema: schema)
    } catch {
      throw LedgerProblem(path: path, reason: error)
    }
  }

  static func read(_ bytes: [UInt8], path: String, schema: LedgerSchema) throws(LedgerProblem.Reason) -> Ledger {
    var reader = try LedgerReader(schema: schema, sheet: sheet(in: bytes, path: path, schema: schema))
    return reader.read(path: path)
  }

  private static func sheet(
    in bytes: [UInt8], path: String, schema: LedgerSchema
  ) throws(LedgerProblem.Reason) -> RawSheet {
    if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { throw .legacyWorkbook }
    // BIFF of before Excel 97 bore no container.
    if bytes.starts(with: [0x09, 0x08, 0x10, 0x00]) || bytes.starts(with: [0x09, 0x04, 0x06, 0x00]) {
      throw .legacyWorkbook
    }
    if bytes.starts(with: Array("PK".utf8)) { return try WorkbookReader(bytes).read(schema: schema) }
    let text = TextDecoding.text(bytes)
    guard let first = text.first(where: { !$0.isWhitespace }) else { throw .noTable }
    if path.lowercased().hasSuffix(".json") { return try JSONSheet.read(text) }
    let isWorkbook = [".xlsx", ".xlsm"].contains(where: path.lowercased().hasSuffix)
    if isWorkbook && first != "<" { throw .brokenWorkbook("不是 .xlsx 的内容") }
    // 单个文件网页, which Excel saves with the suffix .xls or .mht, wraps its tables in mail parts.
    if text.hasPrefix("MIME-Version:") { throw .legacyWorkbook }
    if first == "<" {
      if text.contains("urn:schemas-microsoft-com:office:spreadsheet") && !text.lowercased().contains("<table ") {
        throw .legacyWorkbook
      }
      return try HTMLSheet.read(text, schema: schema)
    }
    return try CSVSheet.read(text, schema: schema)
  }
}

extension Ledger {
  /// A ledger that was not kept as a file of its own, such as attestations written in YAML: a JSON array of objects.
  public static func read(json bytes: [UInt8], path: String, schema: LedgerSchema) throws(LedgerProblem) -> Ledger {
    do {
      var reader = try LedgerReader(schema: schema, sheet: JSONSheet.read(TextDecoding.text(bytes)))
      return reader.read(path: path)
    } catch {
      throw LedgerProblem(path: path, reason: error)
    }
  }
}
