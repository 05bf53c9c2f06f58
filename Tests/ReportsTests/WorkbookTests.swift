import Findings
import Testing
import Workbooks

@testable import Reports

@Suite struct WorkbookTests {
  let report = Report(SyntheticResults.district(units: 3, clauses: 12, findings: 40))

  func shown(_ cell: Cell) -> String {
    switch cell.content {
    case .blank: ""
    case .text(let text): text
    case .number(let number): Figures.plain(number)
    case .date(let date, _): date.description
    case .link(let text, _), .jump(let text, _, _): text
    }
  }

  @Test("The sheets are the four that people know, each with a frozen header and a filter")
  func sheets() {
    let book = ScorecardWorkbook.make(report, units: report.results.units)
    #expect(book.sheets.map(\.name) == ["总分表", "指标得分", "问题清单", "整改台账"])
    #expect(book.sheets.allSatisfy { $0.frozenRows == 1 && $0.filter?.rows.lowerBound == 0 })
  }

  @Test("指标得分 and 问题清单 hold the very cells of the CSV files")
  func agreesWithCSV() throws {
    let book = ScorecardWorkbook.make(report, units: report.results.units)
    for (sheet, table) in [
      (book.sheets[1], ReportTable.scorecard(report.results)), (book.sheets[2], .findings(report.results)),
    ] {
      let cells = sheet.rows.map { $0.cells.map(shown) }
      #expect(cells == (try TableTests.parse(CSVText.write(table))))
    }
  }

  @Test("A new 整改台账 has one row a fault with its id, and none for what is undecided or waived")
  func rectification() {
    let unit = report.results.units[1]
    let rows = report.rectificationRows(of: [unit])
    let failed = unit.findings.filter { $0.outcome == .failed }
    #expect(Set(rows.map(\.finding)) == Set(failed.map(\.id)))
    #expect(rows.map(\.number) == Array(1...failed.count))
    #expect(rows.allSatisfy { $0.responsible == "甲镇" && $0.state == .open })
    let headers = ScorecardWorkbook.make(report, units: [unit]).sheets[3].rows[0].cells.map(shown)
    #expect(headers == ["序号", "问题", "页面或台账位置", "依据条款", "责任单位", "整改措施", "整改时限", "完成情况", "销号", "问题标识"])
  }

  @Test("Under the heading 责任单位 the label is not said again; another label stays")
  func responsibleUnits() {
    func shown(_ responsible: String) -> String {
      RectificationRow(number: 1, problem: "", place: "", basis: "", responsible: responsible, limit: "", finding: "")
        .responsible
    }
    #expect(shown("责任单位：区府办，各街镇") == "区府办，各街镇")
    for other in ["牵头单位：区府办；责任单位：各街镇", "各街镇", ""] { #expect(shown(other) == other) }
  }

  @Test("Where the re-check has rows, they are shown as it left them")
  func recheckedRows() {
    var report = report
    let row = RectificationRow(
      number: 7, problem: "问题", place: "/a.html", basis: "a-1/2b", responsible: "党政办", measure: "已约谈",
      limit: "2024-10-20",
      progress: "已完成", state: .disputed, finding: "f1")
    report.rectification = ["甲镇": [row]]
    #expect(report.rectificationRows(of: report.results.units) == [row])
  }

  @Test("The ranking's order is the summary's, the district unranked at its end")
  func summary() {
    let table = ReportTable.summary(report.results)
    #expect(table.rows.map { $0[0].shown } == ["1", "2", ""])
    #expect(table.rows.last?[1].shown == "示例区")
  }
}
