import Comparison
import Findings
import Foundation
import Reports
import Testing

/// The demonstration: a district inspected quarter after quarter from one folder.
@Suite("Quarter after quarter")
struct DemoTests {
  private static let root = URL(filePath: #filePath).appending(path: "../../..").standardized
  private let program: Program

  init() throws {
    program = try Program()
    let script = Self.root.appending(path: "scripts/demo").path
    let done = try program.run(other: script, [Program.binary.path, program.path("报告")])
    #expect(done.status == 0, "\(done.output)\(done.errors)")
  }

  private func results(_ period: String) throws -> Results {
    try ResultsFile.read([UInt8](Data(contentsOf: program.folder.appending(path: "报告/\(period)/results.json"))))
  }

  /// `状态,单位,条款,对象,说明`; only the last may hold anything that CSV would quote.
  private func expected() throws -> [[String]] {
    let file = Self.root.appending(path: "Fixtures/district-2024Q4/expected.csv")
    return try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst()
      .map { $0.split(separator: ",", maxSplits: 4).map(String.init) }
  }

  @Test("a district goes from quarter to quarter: what changed, where each number comes from, what is kept")
  func quarters() throws {
    try expectStory()
    try expectTraceable()
    try expectKept()
  }

  /// Some faults are mended, some new, some stand, one is back; pages and `compare` say the same.
  private func expectStory() throws {
    let comparison = try program.run(
      "compare", "报告/2024Q3", "报告/2024Q4", "--history", "报告/核查目录", "--format", "json")
    #expect(comparison.status == 0, "\(comparison.errors)")
    let report = try JSONDecoder().decode(ComparisonReport.self, from: Data(comparison.output.utf8))
    for row in try expected() {
      let found = report.findings.filter { finding in
        finding.unit == row[1] && finding.clauses.contains { "\($0)" == row[2] } && finding.subject.key == row[3]
      }
      #expect(found.map(\.state.chineseName) == [row[0]], "\(row)")
    }
    let page = try program.text("报告/2024Q4/index.html")
    for state in [ComparisonState.new, .outstanding, .recurring, .mended, .incomparable] {
      let count = report.findings(state).count
      #expect(count > 0)
      #expect(page.contains("<li class=\"st \(state.rawValue)\"><b>\(count)</b>"))
    }
    #expect(page.contains("未整改（第3期）") && page.contains("<polyline"))
    let letter = try program.text("报告/2024Q4/bulletin.html")
    #expect(letter.contains("整改情况") && letter.contains("重复发生 \(report.findings(.recurring).count) 处"))
  }

  /// Every number of the ranking, the clauses and the lists can be traced to results.json.
  private func expectTraceable() throws {
    let results = try results("2024Q4")
    let page = try program.text("报告/2024Q4/index.html")
    for unit in results.units {
      try expectScore(unit, on: section(page, "ranking"), rowOf: unit.name)
      try expectDecided(unit, on: section(page, "decided"))
      let own = try program.text("报告/2024Q4/\(unit.name)/index.html")
      try expectClauses(unit, on: section(own, "clauses"))
      // Every finding stands on the district's page and on the unit's own, once each.
      for finding in unit.findings {
        for text in [page, own] { #expect(text.components(separatedBy: "id=\"f-\(finding.id)\"").count == 2) }
      }
    }
    let failed = results.units.flatMap(\.findings).filter { $0.outcome == .failed }
    let open = results.units.flatMap(\.findings).filter { $0.outcome == .undecided || $0.outcome == .error }
    let problems = section(page, "main-problems")
    #expect(problems.contains("不符合 <b>\(failed.count)</b> 处，涉及 <b>\(Set(failed.flatMap(\.clauses)).count)</b> 条条款"))
    #expect(problems.contains("其中严重程度高的 <b>\(failed.count { $0.severity == .high })</b> 处"))
    #expect(problems.contains("待核查 <b>\(open.count)</b> 处"))
    #expect(section(page, "findings").contains("<span class=\"cnt\">\(results.units.flatMap(\.findings).count)</span>"))
    let causes = Dictionary(grouping: failed) { $0.rule == "attested" ? "\($0.clauses[0])" : $0.rule }
    let common = section(page, "common")
    #expect(common.contains("共\(causes.count)项"))
    for (_, findings) in causes where findings.count > 1 {
      #expect(common.contains("data-l=\"不符合\">\(findings.count)</td>"))
    }
    let reading = section(page, "reading")
    #expect(reading.contains("<b>\(results.reading.pages.read)</b> 个页面已读，共 \(results.reading.pages.seen) 个"))
    #expect(reading.contains("<b>\(results.reading.ledgers.reduce(0) { $0 + $1.rows })</b> 行台账"))
  }

  /// A section of a page, from its heading to the next one's.
  private func section(_ page: String, _ id: String) -> String {
    guard let start = page.range(of: "<h2 id=\"\(id)\">") else { return "" }
    let rest = page[start.upperBound...]
    return String(rest[..<(rest.range(of: "<h2 id=")?.lowerBound ?? rest.endIndex)])
  }

  private func row(_ table: String, _ name: String) throws -> String {
    let rows = table.components(separatedBy: "<tr").filter { row in
      row.contains(">\(name)</a>") || row.contains(">\(name)</th>")
    }
    return try #require(rows.first, "no row of \(name)")
  }

  private func hundredths(_ number: Double) -> String { String(format: "%.2f", number) }

  private func expectScore(_ unit: UnitResult, on table: String, rowOf name: String) throws {
    let row = try row(table, name)
    let score = unit.score
    for number in [score.value ?? -1, score.low, score.high] {
      #expect(row.contains(">\(hundredths(number))<"), "\(row)")
    }
    // The score itself follows from the clauses: weights times shares.
    let counted = unit.clauses.filter { $0.passed + $0.failed > 0 }
    let weights = counted.reduce(0) { $0 + $1.weight }
    let shares = counted.reduce(0) { $0 + $1.weight * Double($1.passed) / Double($1.passed + $1.failed) }
    #expect(abs(shares / weights * 100 - (score.value ?? -1)) < 0.006)
  }

  private func expectDecided(_ unit: UnitResult, on table: String) throws {
    let row = try row(table, unit.name)
    for outcome in [Outcome.passed, .failed] {
      #expect(row.contains("<td class=\"n\">\(unit.clauses.count { $0.outcome == outcome })</td>"))
    }
    let open = unit.clauses.count { $0.outcome == .undecided || $0.outcome == .error }
    #expect(row.contains("<td class=\"n\">\(open)</td>"))
  }

  private func expectClauses(_ unit: UnitResult, on table: String) throws {
    let rows = Dictionary(
      table.components(separatedBy: "<tr").compactMap { row -> (String, String)? in
        guard let start = row.range(of: "<th scope=\"row\">") else { return nil }
        return (String(row[start.upperBound...].prefix { $0 != "<" }), row)
      }, uniquingKeysWith: { first, _ in first })
    #expect(rows.count == unit.clauses.count)
    for clause in unit.clauses {
      let row = try #require(rows["\(clause.id)"])
      let counts = [
        "符合": clause.passed, "不符合": clause.failed, "待核查": clause.undecided + clause.errors, "未到期": clause.notDue,
      ]
      for (name, count) in counts {
        let shown = count == 0 ? "<span class=\"dim\">–</span>" : "\(count)"
        #expect(row.contains("data-l=\"\(name)\">\(shown)</td>"), "\(clause.id) \(name)")
      }
    }
  }

  /// The store keeps one standing run a quarter; the same quarter again supersedes it, visibly.
  private func expectKept() throws {
    let before = try program.run("history", "list", "报告/核查目录")
    #expect(before.output.components(separatedBy: "2024Q").count > 3 && !before.output.contains("替代"))
    let again = try program.run("check", "报告/核查目录", "--period", "2024Q4", "--no-cache", "--out", "再一次")
    #expect(again.status == 0, "\(again.errors)")
    let after = try program.run("history", "list", "报告/核查目录")
    #expect(after.output.contains("已由第4号替代"), "\(after.output)")
    let frozen = try program.run("history", "export", "报告/核查目录", "3")
    #expect(frozen.output == (try program.text("报告/2024Q4/results.json")), "the superseded run is as it was")
    #expect(try program.text("再一次/results.json") == frozen.output, "the same inputs, the same bytes")
  }
}
