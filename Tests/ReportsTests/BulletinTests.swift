import Findings
import Foundation
import Testing

@testable import Reports

@Suite struct BulletinTests {
  let results = SyntheticResults.district(units: 4, clauses: 24, findings: 60)

  func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test("The 通报 ranks the towns and tells each one's main problems, in print and in Markdown alike")
  func bulletin() {
    let bulletin = Bulletin(results: results)
    for text in [text(bulletin.html()), text(bulletin.markdown())] {
      let places = results.units.compactMap { text.range(of: $0.name)?.lowerBound }
      #expect(places.count == 4)
      for part in bulletin.parts {
        #expect(part.problems.count == 3)
        #expect(text.contains("不符合 \(part.failed) 处"))
      }
      #expect(text.contains("关于示例区2024年第3季度政务公开检查情况的通报"))
    }
    // The district answers for its bureaux and is not ranked among its towns.
    #expect(bulletin.parts.map(\.entry.position) == [1, 2, 3, nil])
  }

  @Test("Markdown shows hostile text as text")
  func markdown() {
    #expect(Markdown.escape("<b>|a`*[x](y)*\n@me &") == "&lt;b&gt;\\|a\\`\\*\\[x\\]\\(y\\)\\* &#64;me &amp;")
    let summary = text(MarkdownSummary.write(Report(PageTests.poisoned(units: 2))))
    #expect(!summary.contains("<script>"))
    for line in summary.split(separator: "\n") where line.hasPrefix("|") { #expect(line.hasSuffix("|")) }
  }

  @Test("The summary tells the score with its range, the counts and the change")
  func summary() {
    let report = Report(results, comparison: SyntheticResults.comparison(with: results))
    let summary = text(MarkdownSummary.write(report))
    for unit in results.units {
      #expect(summary.contains("\(Figures.score(unit.score.low))–\(Figures.score(unit.score.high))"))
    }
    #expect(summary.contains("与2024年第2季度相比：新增"))
    #expect(summary.contains("此处列出前50个"))
  }

  @Test("The terminal's columns stand under each other, whatever the width of the characters")
  func terminal() throws {
    var results = results
    results.units[1].name = "Long-latin-name"
    let lines = TerminalSummary.text(Report(results), directory: "Reports/示例区/2024Q3").split(
      separator: "\n", omittingEmptySubsequences: false)
    let table = lines.drop { !$0.contains("名次") }.prefix { !$0.isEmpty }
    #expect(table.count == 5)
    let ends = table.map { EastAsian.width(of: String($0)) }
    #expect(Set(ends).count == 1)
    #expect(lines.contains("报告：Reports/示例区/2024Q3"))
    #expect(!lines.contains { $0.hasSuffix(" ") })
  }

  @Test("Nothing read steers the terminal")
  func escapes() {
    let text = TerminalSummary.text(
      Report(SyntheticResults.district(name: "a\u{1B}[31mb\u{7}区", units: 1, findings: 5)), directory: nil)
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    #expect(text.contains("a[31mb区"))
  }

  @Test(
    "Widths are those of East Asian fonts",
    arguments: [("甲镇", 4), ("abc", 3), ("１２", 4), ("〔2024〕", 8), ("é", 1), ("—", 1)])
  func widths(text: String, width: Int) {
    #expect(EastAsian.width(of: text) == width)
    #expect(EastAsian.width(of: EastAsian.cut("政务公开工作要点", to: 7)) <= 7)
  }
}
