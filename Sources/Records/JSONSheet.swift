import Foundation

/// A ledger as a JSON array of objects keyed by the headers.
enum JSONSheet {
  static func read(_ text: String) throws(LedgerProblem.Reason) -> RawSheet {
    let value: JSONValue
    do {
      value = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
    } catch {
      throw .notRows("无法解析的内容")
    }
    guard case .array(let items) = value else { throw .notRows(value.kind) }
    guard items.count < RawSheet.maximumRows else { throw .tooLarge("超过\(RawSheet.maximumRows)条") }
    var headers: [String] = []
    var seen: Set<String> = []
    var objects: [[String: JSONValue]] = []
    for (index, item) in items.enumerated() {
      guard case .object(let object) = item else { throw .notRows("数组，但第\(index + 1)个不是对象而是\(item.kind)") }
      // The order of an object's keys is lost; sorted, it is at least always the same.
      headers += object.keys.sorted().filter { seen.insert($0).inserted }
      objects.append(object)
    }
    guard headers.count <= RawSheet.maximumColumns else { throw .tooLarge("超过\(RawSheet.maximumColumns)个键") }
    if items.isEmpty { throw .noTable }
    let rows = objects.enumerated().map { index, object in
      RawSheet.Row(number: index + 1, cells: headers.map { object[$0]?.cell ?? .empty })
    }
    return RawSheet(rows: [RawSheet.Row(number: 0, cells: headers.map(RawCell.text))] + rows)
  }
}

/// Any JSON, since a clerk's export may hold anything.
private enum JSONValue: Decodable {
  case null
  case flag(Bool)
  case integer(Int64)
  case number(Double)
  case text(String)
  case array([JSONValue])
  case object([String: JSONValue])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let flag = try? container.decode(Bool.self) {
      self = .flag(flag)
    } else if let integer = try? container.decode(Int64.self) {
      self = .integer(integer)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let array = try? container.decode([JSONValue].self) {
      self = .array(array)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  var kind: String {
    switch self {
    case .null: "空值"
    case .flag: "真假值"
    case .integer, .number: "数字"
    case .text: "文字"
    case .array: "数组"
    case .object: "对象"
    }
  }

  var cell: RawCell {
    switch self {
    case .null: .empty
    case .flag(let flag): .flag(flag)
    // Beyond 2^53 a Double would change the digits of a number that is a name.
    case .integer(let integer): abs(integer) < 1 << 53 ? .number(Double(integer)) : .text(String(integer))
    case .number(let number): .number(number)
    case .text(let text): .text(text)
    case .array(let items):
      items.allSatisfy(\.isPlain)
        ? .text(items.map(\.cell.asText).filter { !$0.isEmpty }.joined(separator: "；"))
        : .fault("嵌套的数组")
    case .object: .fault("对象")
    }
  }

  private var isPlain: Bool {
    switch self {
    case .array, .object: false
    default: true
    }
  }
}
