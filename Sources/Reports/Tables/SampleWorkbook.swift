public import Findings
public import Workbooks
import Workdays

/// 抽查表: the judged subjects drawn for a person to check, with a drop-down for the verdict.
public enum SampleWorkbook {
  public static func make(_ rows: [SampleRow]) -> Workbook {
    var sheet = Sheet(name: "抽查表", columns: widths.map { .init(width: $0) })
    let filledIn = Set(["人工结论", "说明", "核查人", "核查日期"])
    sheet.rows = [
      Sheet.Row(SampleRow.headers.map { .text($0, filledIn.contains($0) ? asked : header) }, height: 24)
    ]
    sheet.rows += rows.map { row in
      Sheet.Row(
        zip(SampleRow.headers, row.cells).map { header, cell in
          switch header {
          case "序号": .number(row.number, body)
          case "核查日期": row.on.map { .date($0, day) } ?? .blank(day)
          default: cell.isEmpty ? .blank(body) : .text(SpreadsheetText.safe(cell), body)
          }
        })
    }
    sheet.fitRowHeights()
    sheet.frozenRows = 1
    sheet.isLandscape = true
    let last = max(1, rows.count)
    sheet.filter = CellRange(rows: 0...last, columns: 0...(SampleRow.headers.count - 1))
    for (place, header) in SampleRow.headers.enumerated() {
      let range = CellRange(rows: 1...last, columns: place...place)
      if header == "人工结论" {
        sheet.inputs.append(
          InputRule(range: range, kind: .choice(SampleRow.verdicts), message: "请填符合、不符合或不适用。"))
      }
      if header == "核查日期", let first = CivilDate(iso: "2000-01-01"), let end = CivilDate(iso: "2099-12-31") {
        sheet.inputs.append(InputRule(range: range, kind: .date(first, end), message: "请填日期，如 2024-10-08。"))
      }
    }
    return Workbook(title: "抽查表", sheets: [sheet])
  }

  private static let widths: [Double] = [6, 12, 18, 44, 30, 10, 34, 10, 30, 10, 12, 38]

  private static let body = CellStyle().with {
    ($0.hasBorder, $0.wraps, $0.vertical) = (true, true, .top)
  }
  private static let day = body.with { $0.numberFormat = "yyyy-mm-dd" }
  private static let header = CellStyle().with {
    ($0.isBold, $0.fill, $0.hasBorder, $0.vertical) = (true, 0xEEF1F4, true, .center)
  }
  /// What the person fills in stands out.
  private static let asked = header.with { $0.fill = 0xFDF3DC }
}
