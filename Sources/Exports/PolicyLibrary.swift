import Foundation

/// A city policy library's JSON as a source: each record becomes a page with its labels, its related records and its
/// service links, so that everything after reads it like any other page.
///
/// An array of records, or an object that holds one under `records`, `data`, `list`, `rows`, `items` or `result`.
/// Read of a record: `id`, `title`, `displayDate`, `docType`, `docYear`, `docNo`, `attrs.agency`, `relates[].id`,
/// `affairs[].link` or `.originUrl`, and where there are any its address (`url`) and text (`content`).
enum PolicyLibrary {
  private static let limit = 512 << 20

  static func list(_ path: String, base: SiteBase?, limits: ExportLimits) throws(ExportError) -> SourceListing {
    let buffer = PageBuffer()
    if let reason = DirectorySource.read(whole: path, into: buffer, limit: limit) {
      throw .unreadable(path: path, reason: reason)
    }
    let value: JSONValue
    do {
      value = try JSONDecoder().decode(JSONValue.self, from: text(buffer.bytes))
    } catch {
      throw .notPolicyLibrary(path: path, reason: "不是合法的 JSON")
    }
    guard let records = records(in: value, depth: 0) else {
      throw .notPolicyLibrary(path: path, reason: "没有找到记录数组")
    }
    guard records.count <= limits.entries else { throw .tooManyEntries(path: path, limit: limits.entries) }
    return pages(of: records, base: base)
  }

  /// JSON is Unicode, but old systems write it in GBK all the same.
  private static func text(_ bytes: UnsafeRawBufferPointer) -> Data {
    let isUnicode = bytes.contains(0) || String(validating: bytes, as: UTF8.self) != nil
    return isUnicode ? Data(bytes) : NameDecoding.gb18030(Array(bytes)).map { Data($0.utf8) } ?? Data(bytes)
  }

  private static func records(in value: JSONValue, depth: Int) -> [JSONValue]? {
    if case .array(let records) = value { return records }
    guard depth < 4, case .object(let fields) = value else { return nil }
    for key in ["records", "data", "list", "rows", "items", "result", "content"] {
      if let found = fields[key].flatMap({ Self.records(in: $0, depth: depth + 1) }) { return found }
    }
    return nil
  }

  private static func pages(of records: [JSONValue], base: SiteBase?) -> SourceListing {
    var problems: [SiteProblem] = []
    var paths: [String: String] = [:]
    var known: [(record: JSONValue, path: String)] = []
    for (index, record) in records.enumerated() {
      guard record["title"]?.text != nil else {
        problems.append(SiteProblem(kind: .unreadable, path: "第 \(index + 1) 条政策记录", reason: "缺少 title，无法作为政策读取"))
        continue
      }
      let id = record["id"]?.text ?? record["uuid"]?.text
      let path = ownPath(record, base: base) ?? "/policy/\(id ?? "record-\(index + 1)").html"
      if let id { paths[id] = path }
      known.append((record, path))
    }
    var files: [SourceFile] = []
    var made: [[UInt8]] = []
    for (record, path) in known {
      let page = Array(html(record, paths: paths).utf8)
      files.append(SourceFile(name: Array(path.utf8), size: page.count, ordinal: made.count, record: nil))
      made.append(page)
    }
    return SourceListing(files: files, problems: problems, content: .made(made))
  }

  /// The site path of the record's own address, where that lies on this site.
  private static func ownPath(_ record: JSONValue, base: SiteBase?) -> String? {
    for key in ["url", "link", "originUrl", "detailUrl"] {
      guard let address = record[key]?.text, !address.isEmpty else { continue }
      if let whole = SiteBase(address) {
        guard let base, whole.host == base.host, let start = address.range(of: "://") else { continue }
        let rest = address[start.upperBound...].drop { $0 != "/" }.prefix { $0 != "#" }
        return rest.isEmpty ? "/" : SitePath.ofName(Array(rest.utf8))
      }
      if address.hasPrefix("/"), !address.hasPrefix("//") { return SitePath.ofName(Array(address.utf8)) }
    }
    return nil
  }

  private static func html(_ record: JSONValue, paths: [String: String]) -> String {
    let title = escaped(record["title"]?.text ?? "")
    let type = record["docType"]?.text.map(escaped)
    var rows: [(String, String)] = []
    if let number = record["docNo"]?.text, number.contains("号") { rows.append(("文号", escaped(number))) }
    if let agency = (record["attrs"]?["agency"] ?? record["agency"])?.text { rows.append(("发布机构", escaped(agency))) }
    if let date = record["displayDate"].flatMap(day) { rows.append(("发布日期", escaped(date))) }
    if let type { rows.append(("公文种类", type)) }
    if let year = record["docYear"]?.text { rows.append(("公文年份", escaped(year))) }
    for (key, label) in [("indexNo", "索引号"), ("validity", "有效性"), ("writtenDate", "成文日期")] {
      if let value = record[key]?.text { rows.append((label, escaped(value))) }
    }
    var lines = ["<!DOCTYPE html>", "<html><head><meta charset=\"utf-8\">", "<title>\(title)</title>"]
    lines.append("<meta name=\"ArticleTitle\" content=\"\(title)\">")
    lines.append("<meta name=\"ColumnName\" content=\"\(type ?? "政策文件")\"></head><body>")
    lines.append("<div class=\"breadcrumb\">首页 &gt; 政策文件\(type.map { " &gt; \($0)" } ?? "")</div>")
    lines.append("<h1>\(title)</h1><table>")
    lines += rows.map { "<tr><td>\($0.0)：</td><td>\($0.1)</td></tr>" }
    lines.append("</table><div class=\"content\">\(record["content"]?.text ?? "")</div>")
    let related = (record["relates"]?.elements ?? []).compactMap { item -> String? in
      guard let id = item["id"]?.text ?? item.text, let path = paths[id] else { return nil }
      return "<li><a href=\"\(escaped(SitePath.encoded(path)))\">\(escaped(item["title"]?.text ?? id))</a></li>"
    }
    if !related.isEmpty { lines.append("<div class=\"related\"><h3>相关文件</h3><ul>\(related.joined())</ul></div>") }
    for affair in record["affairs"]?.elements ?? [] {
      guard let link = affair["link"]?.text ?? affair["originUrl"]?.text ?? affair.text, !link.isEmpty else { continue }
      let name = affair["name"]?.text ?? affair["title"]?.text
      lines.append("<p><a href=\"\(escaped(link))\" title=\"\(escaped(name ?? "我要办"))\">我要办</a></p>")
    }
    return (lines + ["</body></html>"]).joined(separator: "\n")
  }

  /// A date as text, or milliseconds since 1970 as the day in China.
  private static func day(_ value: JSONValue) -> String? {
    guard case .number(let milliseconds) = value, abs(milliseconds) > 1e10, abs(milliseconds) < 1e14 else {
      return value.text
    }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(secondsFromGMT: 8 * 3600) ?? .gmt
    let parts = calendar.dateComponents(
      [.year, .month, .day], from: Date(timeIntervalSince1970: milliseconds / 1000))
    guard let year = parts.year, let month = parts.month, let day = parts.day else { return nil }
    return "\(year)年\(month)月\(day)日"
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.append(character)
      }
    }
    return result
  }
}

/// Any JSON, for files whose shape only its publisher knows.
enum JSONValue: Decodable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  init(from decoder: any Decoder) throws {
    if let keyed = try? decoder.container(keyedBy: Key.self) {
      var fields: [String: JSONValue] = [:]
      for key in keyed.allKeys { fields[key.stringValue] = try keyed.decode(JSONValue.self, forKey: key) }
      self = .object(fields)
    } else if var list = try? decoder.unkeyedContainer() {
      var elements: [JSONValue] = []
      while !list.isAtEnd { elements.append(try list.decode(JSONValue.self)) }
      self = .array(elements)
    } else {
      let single = try decoder.singleValueContainer()
      if let text = try? single.decode(String.self) {
        self = .string(text)
      } else if let bool = try? single.decode(Bool.self) {
        self = .bool(bool)
      } else if let number = try? single.decode(Double.self) {
        self = .number(number)
      } else {
        self = .null
      }
    }
  }

  subscript(_ key: String) -> JSONValue? {
    if case .object(let fields) = self { fields[key] } else { nil }
  }

  var elements: [JSONValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// A string without outer white space, or a whole number as text; nil where there is nothing.
  var text: String? {
    switch self {
    case .string(let text):
      let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
      return trimmed.isEmpty ? nil : trimmed
    case .number(let number): return number == number.rounded() ? String(Int(exactly: number) ?? 0) : String(number)
    default: return nil
    }
  }

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}
