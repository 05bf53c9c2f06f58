public import Foundation
public import Settings

/// Attestations or waivers written in YAML: a list of maps under the ledger's headers, handed on as JSON so that they
/// are read exactly as a workbook's rows are.
public enum StatementFile {
  /// - Returns: a JSON array of objects; nil where the file does not exist.
  public static func json(at url: URL, name: String) throws(SettingError) -> [UInt8]? {
    guard FileManager.default.fileExists(atPath: url.path) else { return nil }
    let setting = try YAMLFile.read(url, name: name)
    // A file that was begun and holds nothing yet says nothing.
    if case .empty = setting.content { return nil }
    var rows: [[String: Cell]] = []
    for item in try setting.list(name) {
      var fields = try item.fields("第\(rows.count + 1)项")
      var row: [String: Cell] = [:]
      for entry in fields.takeAll() {
        switch entry.value.content {
        case .empty: break
        case .scalar(let text, _): row[entry.key] = Cell(text: text)
        case .list: row[entry.key] = Cell(text: try entry.value.strings(entry.key).joined(separator: "；"))
        case .map: throw SettingError("“\(entry.key)”应为一个值。", at: entry.place)
        }
      }
      rows.append(row)
    }
    if rows.isEmpty { return nil }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    guard let data = try? encoder.encode(rows) else { throw SettingError("内容无法转换。", at: setting.place) }
    return Array(data)
  }

  private struct Cell: Encodable {
    let text: String

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      try container.encode(text)
    }
  }
}
