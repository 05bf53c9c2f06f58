import Records
import Workdays

/// How one column of a ledger looks and behaves in a workbook.
struct TemplateColumn {
  let schema: LedgerSchema.Column
  let isKey: Bool

  init(_ schema: LedgerSchema.Column, isKey: Bool) {
    (self.schema, self.isKey) = (schema, isKey)
  }

  /// A column whose name says 时间 wants the clock, too.
  private var hasTime: Bool { schema.header.hasSuffix("时间") }

  var typeName: String {
    switch schema.type {
    case .text: schema.choices.isEmpty ? "文字" : "从下拉中选"
    case .date: hasTime ? "日期和时间" : "日期"
    case .flag: "是或否"
    case .number: "数字"
    case .list: "一项或几项，以“；”分开"
    }
  }

  var note: String {
    var lines = ["\(schema.header)（\(typeName)）"]
    if !schema.note.isEmpty { lines.append(schema.note) }
    if !schema.example.isEmpty { lines.append("例：\(schema.example)") }
    return lines.joined(separator: "\n")
  }

  /// In characters; a Chinese one takes two.
  var width: Double {
    let header = Double(schema.header.count * 2 + 4)
    let content: Double =
      switch schema.type {
      case .date: hasTime ? 18 : 12
      case .flag: 8
      case .number: 10
      case .list: 22
      case .text: Self.wideWords.contains(where: schema.header.contains) ? 36 : 16
      }
    return max(header, content)
  }

  private static let wideWords = ["标题", "名称", "内容", "网址", "链接", "原文", "问题", "说明", "依据", "事项"]

  /// Text stays as typed: without its own format a spreadsheet makes a day of 1-2 and drops the zeros of 001.
  var style: CellStyle {
    CellStyle().with {
      $0.vertical = .top
      switch schema.type {
      case .text, .list: ($0.numberFormat, $0.wraps) = ("@", width > 20)
      case .date: $0.numberFormat = hasTime ? "yyyy-mm-dd hh:mm" : "yyyy-mm-dd"
      case .flag: $0.horizontal = .center
      case .number: break
      }
    }
  }

  var headerStyle: CellStyle { Self.headerStyle(isKey: isKey) }

  static func headerStyle(isKey: Bool) -> CellStyle {
    CellStyle().with {
      ($0.isBold, $0.hasBorder, $0.wraps) = (true, true, true)
      ($0.horizontal, $0.vertical) = (.center, .center)
      $0.fill = isKey ? 0xFFE8B3 : 0xDCE9F7
    }
  }

  var inputKind: InputRule.Kind? {
    switch schema.type {
    case .flag: return .choice(["是", "否"])
    case .date:
      guard !schema.isOpenEnded, let first = CivilDate(year: 1990, month: 1, day: 1),
        let last = CivilDate(year: 2099, month: 12, day: 31)
      else { return nil }
      return .date(first, last)
    case .text where !schema.choices.isEmpty: return .choice(schema.choices)
    case .text, .list:
      // A drop-down gives one value; several are typed.
      let offered = schema.choices + schema.suggestions
      return offered.isEmpty ? nil : .suggestion(offered)
    case .number: return nil
    }
  }

  var inputMessage: String {
    switch schema.type {
    case .flag: "请填“是”或“否”。"
    case .date: hasTime ? "请写成 2024-05-21 16:40 的样子。" : "请写成 2024-05-21 的样子。"
    case .text where !schema.choices.isEmpty: "请从下拉中选一个：\(schema.choices.joined(separator: "、"))。"
    default: ""
    }
  }
}
