import Findings
import Foundation
import SampleResults
import Testing

@testable import Comparison

@Suite("A comparison in words")
struct ComparisonTextTests {
  private var report: ComparisonReport {
    compare(
      results("2024Q2", units: [unit(value: 80, findings: [finding("甲1号"), finding("甲2号")])]),
      results(
        "2024Q3",
        units: [unit(value: 83.5, findings: [finding("甲2号"), finding("甲|3号")], passed: ["forms": ["policy:甲1号"]])]))
  }

  @Test("the terminal shows the figures and each finding under what became of it")
  func text() {
    let text = report.text()
    #expect(text.contains("示例区整改情况：2024Q2（截至2024-06-30）→ 2024Q3（截至2024-09-30）"))
    #expect(text.contains("↑3.50"))
    #expect(text.contains("【新增】1 个"))
    #expect(text.contains("【已整改】1 个"))
    #expect(text.contains("（自2024Q2起连续2期）"))
    #expect(!text.contains("【重复发生】"))
  }

  @Test("columns line up though Chinese characters are wide")
  func alignment() {
    #expect(aligned(rows: [["单位", "1"], ["a", "12"]]) == ["单位   1", "a     12"])
  }

  @Test("Markdown tables are not broken by what a subject is called")
  func markdown() {
    let rows = report.markdown().split(separator: "\n").filter { $0.contains("3号") }
    #expect(rows.count == 1)
    #expect(rows.first?.contains("甲\\|3号") == true)
  }

  @Test("the report survives JSON")
  func codable() throws {
    let data = try JSONEncoder().encode(report)
    #expect(try JSONDecoder().decode(ComparisonReport.self, from: data) == report)
  }

  @Test("two clean runs say so")
  func clean() {
    let report = compare(results("2024Q2", units: [unit()]), results("2024Q3", units: [unit()]))
    #expect(report.text().contains("两期都没有不符合的问题。"))
  }
}
