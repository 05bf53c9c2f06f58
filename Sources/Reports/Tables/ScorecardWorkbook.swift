import Findings
import Workbooks

/// `scorecard.xlsx`: 总分表, 指标得分, 问题清单, 整改台账. Its cells are those of the CSV files.
enum ScorecardWorkbook {
  /// - Parameter units: all of the results' units, or one for the workbook that is sent to it.
  static func make(_ report: Report, units: [UnitResult]) -> Workbook {
    var results = report.results
    results.units = units
    var summary = sheet(.summary(results))
    summary.rows += parameters(units)
    var ledger = sheet(.rectification(report.rectificationRows(of: units)))
    ledger.isLandscape = true
    return Workbook(
      title: "\(results.inspection.name) \(results.inspection.period) 政务公开检查报告",
      sheets: [summary, sheet(.scorecard(results)), sheet(.findings(results)), ledger])
  }

  private static func sheet(_ table: ReportTable) -> Sheet {
    var sheet = Sheet(name: table.name)
    sheet.columns = table.headers.map { Sheet.Column(width: widths[$0] ?? 12) }
    sheet.rows = [Sheet.Row(table.headers.map { .text($0, header) }, height: 24)]
    sheet.rows += table.rows.map { row in
      Sheet.Row(
        zip(table.headers, row).map { name, cell in styled(cell, under: name, in: table.name) },
        height: height(of: row, under: table.headers))
    }
    sheet.frozenRows = 1
    sheet.frozenColumns = table.name == "总分表" ? 2 : 0
    sheet.filter = CellRange(rows: 0...max(1, table.rows.count), columns: 0...(table.headers.count - 1))
    sheet.isLandscape = true
    return sheet
  }

  private static func styled(_ cell: ReportTable.Cell, under name: String, in table: String) -> Cell {
    switch cell {
    case .text: .text(cell.shown, textStyle(cell.shown, under: name))
    case .count(let number): .number(number, figure)
    // 指标得分 shows a share as the CSV file does; scores have two decimals everywhere.
    case .number(let number):
      .number(
        number, figure.with { $0.numberFormat = table == "总分表" ? name == "覆盖率" ? "0%" : "0.00" : nil })
    case .date(let date): .date(date, figure.with { $0.numberFormat = "yyyy-mm-dd" })
    case .empty: .blank(body)
    }
  }

  /// In points. Not every spreadsheet fits a row to its wrapped text by itself.
  private static func height(of row: [ReportTable.Cell], under headers: [String]) -> Double {
    let lines = zip(headers, row).map { name, cell in
      (EastAsian.width(of: cell.shown) + 1) / max(1, Int(widths[name] ?? 12)) + 1
    }
    return min(400, Double(lines.max() ?? 1) * 15 + 3)
  }

  /// What a score rests on, beneath the table and apart from it.
  private static func parameters(_ units: [UnitResult]) -> [Sheet.Row] {
    let lines = units.first?.score.parameters ?? []
    let quiet = CellStyle().with { $0.color = 0x5C6670 }
    return lines.isEmpty ? [] : [Sheet.Row([])] + lines.map { Sheet.Row([.blank(), .text($0, quiet)]) }
  }

  private static let header = CellStyle().with {
    $0.isBold = true
    $0.fill = 0xEEF1F4
    $0.hasBorder = true
    $0.vertical = .center
  }

  private static let body = CellStyle().with {
    $0.hasBorder = true
    $0.vertical = .top
  }

  private static let figure = body.with { $0.horizontal = .center }

  private static func textStyle(_ text: String, under name: String) -> CellStyle {
    body.with { style in
      style.wraps = true
      guard let (color, fill) = colors[text], name == "结果" || name == "严重程度" || name == "等次" else { return }
      (style.color, style.fill, style.isBold) = (color, fill, true)
    }
  }

  private static let colors: [String: (color: UInt32, fill: UInt32)] = [
    "不符合": (0xA3161B, 0xFBEAEA), "检查出错": (0xA3161B, 0xFBEAEA), "待核查": (0x8A5700, 0xFDF3DC),
    "符合": (0x1C5480, 0xE6EFF7), "未到期": (0x5C6670, 0xF2F4F6), "不适用": (0x5C6670, 0xF2F4F6),
    "高": (0xA3161B, 0xFBEAEA), "不合格": (0xA3161B, 0xFBEAEA),
  ]

  /// In characters; a Chinese one takes two.
  private static let widths: [String: Double] = [
    "序号": 6, "名次": 6, "单位": 16, "级别": 8, "结果": 10, "严重程度": 10, "条款": 20, "条款原文": 48, "问题": 40, "对象": 32,
    "页面或台账位置": 34, "依据": 32, "整改建议": 40, "期限": 12, "实际": 12, "逾期": 8, "问题标识": 24, "主题": 14, "权重": 8, "得分": 10,
    "规则": 24, "依据条款": 22, "责任单位": 22, "整改措施": 36, "整改时限": 14, "完成情况": 24, "销号": 20, "计分模型": 16, "单项否决": 18,
  ]
}
