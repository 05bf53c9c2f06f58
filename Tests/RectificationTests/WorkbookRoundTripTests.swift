import Comparison
import Findings
import Foundation
import Records
import Reports
import RuleFiles
import SampleResults
import Testing
import Workdays

@testable import Rectification

@Suite("The 整改台账 as a file")
struct WorkbookRoundTripTests {
  private func schema() throws -> LedgerSchema {
    let rules = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Rules")
    return try #require(try RuleBook(folder: rules).ledgers["rectification"])
  }

  private func inScratch<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("整改 \(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }

  @Test("the sheet of the scorecard workbook reads back as it was written, ids that look like numbers included")
  func workbook() throws {
    var numeric = finding("甲2号", location: Location(path: "/b.html", line: 7))
    numeric.id = "1234567890123456"
    let run = results("2024Q3", units: [unit(findings: [finding("甲1号"), numeric])])
    let rows = try inScratch { folder in
      try ReportWriter.write(Report(run), formats: [.xlsx], to: folder.path)
      try FileManager.default.moveItem(
        at: folder.appendingPathComponent("scorecard.xlsx"), to: folder.appendingPathComponent("整改台账.xlsx"))
      let read = try LedgerFolder.read(at: folder, named: "", schemas: [schema()])
      #expect(read.ledgers.first?.rejected.isEmpty == true)
      return RectificationRow.read(try #require(read.ledgers.first))
    }
    #expect(Set(rows.map(\.finding)) == Set(run.units[0].findings.map(\.id)))
    #expect(rows.allSatisfy { $0.state == .open && !$0.problem.isEmpty && !$0.basis.isEmpty })
    #expect(rows.map(\.number) == [1, 2])
    let update = Recheck(
      results("2024Q4", units: [unit(findings: [numeric], passed: ["forms": ["policy:甲1号"]])]),
      history: [RunSummary(run)], calendar: WorkdayCalendar(notices: [])
    ).merge(rows)
    #expect(update.closedNow.count == 1)
    #expect(update.added.isEmpty)
  }

  @Test("a CSV that a town saved, with other headers and an extra column, is read")
  func csv() throws {
    let text = """
      整改台账,,,,,,,,,,
      编号,存在问题,页面/链接,条款,责任部门,整改措施,整改期限,整改情况,是否销号,备注,问题标识
      3,解读形式不足三种。,/a.html:2,d/1 原文,党政办,补做视频,2024年10月20日,已完成,,看过,forms/甲镇/policy/甲1号
      """
    let rows = try inScratch { folder in
      try text.write(to: folder.appendingPathComponent("整改台账.csv"), atomically: true, encoding: .utf8)
      let read = try LedgerFolder.read(at: folder, named: "", schemas: [schema()])
      return RectificationRow.read(try #require(read.ledgers.first))
    }
    let row = try #require(rows.first)
    #expect(rows.count == 1)
    #expect((row.number, row.responsible, row.progress) == (3, "党政办", "已完成"))
    #expect((row.state, row.finding) == (.disputed, "forms/甲镇/policy/甲1号"))
  }
}
