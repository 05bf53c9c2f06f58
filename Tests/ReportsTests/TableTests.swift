import Findings
import Testing

@testable import Reports

@Suite struct TableTests {
  /// A strict RFC 4180 reader: CRLF, quotes doubled inside quoted fields, nothing after a closing quote.
  static func parse(_ bytes: [UInt8]) throws -> [[String]] {
    try #require(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
    var (rows, row, field) = ([[String]](), [String](), [UInt8]())
    var index = 3
    while index < bytes.count {
      if bytes[index] == 0x22 {
        index += 1
        while true {
          try #require(index < bytes.count)
          if bytes[index] == 0x22 {
            if index + 1 < bytes.count, bytes[index + 1] == 0x22 {
              field.append(0x22)
              index += 2
              continue
            }
            index += 1
            break
          }
          field.append(bytes[index])
          index += 1
        }
      } else {
        while index < bytes.count, bytes[index] != 0x2C, bytes[index] != 0x0D {
          try #require(bytes[index] != 0x22 && bytes[index] != 0x0A)
          field.append(bytes[index])
          index += 1
        }
      }
      row.append(String(decoding: field, as: UTF8.self))
      field = []
      try #require(index < bytes.count)
      if bytes[index] == 0x2C {
        index += 1
        continue
      }
      try #require(Array(bytes[index...].prefix(2)) == [0x0D, 0x0A])
      index += 2
      rows.append(row)
      row = []
    }
    return rows
  }

  @Test("Each table reads back cell by cell, with hostile text in it")
  func roundTrip() throws {
    var results = SyntheticResults.district(units: 2, clauses: 12, findings: 40)
    results.units[0].findings[0].message = "有\"引号\"，有,逗号\r\n有换行"
    results.units[0].name = "逗,号区"
    for table in [ReportTable.findings(results), .scorecard(results)] {
      let rows = try Self.parse(CSVText.write(table))
      #expect(rows.first == table.headers)
      #expect(Array(rows.dropFirst()) == table.rows.map { $0.map(\.shown) })
    }
  }

  @Test("The columns are the contract's")
  func columns() {
    let results = SyntheticResults.district(units: 2, clauses: 12, findings: 40)
    let findings = ReportTable.findings(results)
    #expect(
      findings.headers.joined(separator: ", ")
        == "序号, 单位, 结果, 严重程度, 条款, 条款原文, 问题, 对象, 页面或台账位置, 依据, 整改建议, 期限, 实际, 逾期, 问题标识")
    #expect(findings.rows.count == 80)
    #expect(findings.rows.allSatisfy { $0.count == findings.headers.count })
    #expect(findings.rows.map { $0[0] } == (1...80).map { .count($0) })

    let scorecard = ReportTable.scorecard(results)
    #expect(
      scorecard.headers.joined(separator: ", ") == "单位, 条款, 主题, 条款原文, 结果, 权重, 符合, 不符合, 待核查, 未到期, 得分, 规则")
    #expect(scorecard.rows.count == 24)
    #expect(scorecard.rows.allSatisfy { $0.count == scorecard.headers.count })
  }

  @Test("What fails stands first, and the gravest first among it")
  func order() {
    let results = SyntheticResults.district(units: 1, clauses: 12, findings: 200)
    let findings = results.units[0].findingsInReadingOrder
    let ranks = findings.map { ($0.outcome.readingRank, Severity.allCases.firstIndex(of: $0.severity) ?? 9) }
    #expect(zip(ranks, ranks.dropFirst()).allSatisfy { $0.0 < $1.0 || ($0.0 == $1.0 && $0.1 <= $1.1) })
  }

  @Test(
    "Text that a spreadsheet would run is defused",
    arguments: [
      "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1", "－1", "＠x", "\n=1",
    ])
  func defused(text: String) {
    #expect(ReportTable.Cell.text(text).shown == "'" + text)
  }

  @Test(
    "Numbers whose digits a spreadsheet would lose stay text",
    arguments: ["202400000000000017", "123456789012", "0042", "12E5", "3e10"])
  func longNumbers(text: String) {
    #expect(ReportTable.Cell.text(text).shown == "'" + text)
  }

  @Test(
    "Everything else is left as it is",
    arguments: [
      "甲府〔2024〕3号", "12345678901", "0", "2024-08", "a=b", "1-2", "'quoted'", "3E", "E5", "10.5", " =1", "—",
    ])
  func untouched(text: String) {
    #expect(ReportTable.Cell.text(text).shown == text)
  }

  @Test("Numbers stay numbers, and a negative one is not defused")
  func numbers() {
    #expect(ReportTable.Cell.count(-3).shown == "-3")
    #expect(ReportTable.Cell.number(66.67).shown == "66.67")
    #expect(ReportTable.Cell.number(3).shown == "3")
    #expect(ReportTable.Cell.text("").shown == "")
  }

  @Test("A clause's share is in hundredths, and empty where nothing was decided")
  func shares() {
    var results = SyntheticResults.district(units: 1, clauses: 2, findings: 0)
    (results.units[0].clauses[0].passed, results.units[0].clauses[0].failed) = (2, 1)
    (results.units[0].clauses[1].passed, results.units[0].clauses[1].undecided) = (0, 4)
    results.units[0].clauses[1].errors = 1
    let rows = ReportTable.scorecard(results).rows
    #expect(rows[0][10] == .number(66.67))
    #expect(rows[1][10] == .empty)
    #expect(rows[1][8] == .count(5))
  }
}
