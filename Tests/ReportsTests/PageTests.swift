import Findings
import Testing

@testable import Reports

@Suite struct PageTests {
  static let hostile = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "]]>", "</style></script><svg/onload=1>",
    "&lt;b&gt;",
    "' onmouseover='x",
  ]

  /// Every text of the results replaced by hostile text.
  static func poisoned(units: Int) -> Results {
    var results = SyntheticResults.district(units: units, clauses: 8, findings: 12)
    let text = hostile.joined()
    results.inspection.name = text
    results.inspection.notes = hostile
    results.tool.version = text
    results.reading.pages.unreadable = [.init(path: text, reason: text)]
    results.reading.ledgers = [
      .init(
        unit: text, name: text, path: text, rows: 1, rejected: [.init(row: 1, column: text, value: text, reason: text)])
    ]
    for index in results.units.indices {
      results.units[index].name = text + "\(index)"
      results.units[index].formerly = hostile
      results.units[index].profiles = hostile
      results.units[index].score.grade = text
      results.units[index].score.vetoes = hostile
      results.units[index].score.parameters = hostile
      for place in results.units[index].clauses.indices {
        results.units[index].clauses[place].quote = text
        results.units[index].clauses[place].topic = text
        results.units[index].clauses[place].document = text
        results.units[index].clauses[place].note = text
        results.units[index].clauses[place].rules = hostile
      }
      for place in results.units[index].findings.indices {
        let finding = results.units[index].findings[place]
        results.units[index].findings[place] = Finding(
          id: text + "\(index)-\(place)", clauses: finding.clauses, rule: text, outcome: finding.outcome,
          reason: finding.reason,
          severity: finding.severity, topic: text, subject: Subject(kind: text, key: text, title: text + "t"),
          location: Location(path: text, url: "javascript:alert(1)//" + text, line: 3, column: 1, field: text),
          message: text, fix: text + "\(place)", evidence: text,
          overlay: Overlay(kind: .waiver, beneath: .failed, by: text, on: nil, until: nil, reason: text))
      }
    }
    return results
  }

  static func pages(_ results: Results) -> [String] {
    let folders = FolderName.assign(results.units.map(\.name))
    return
      ([DistrictPage.write(Report(results), folders: folders)]
      + results.units.map { UnitPage.write($0, of: Report(results)) })
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// Keeps whole pages out of the test's output.
  func has(_ page: String, _ text: String) -> Bool { page.contains(text) }

  @Test("No text of a page or a ledger becomes markup")
  func escaped() {
    for page in Self.pages(Self.poisoned(units: 2)) {
      #expect(!has(page, "<img"))
      #expect(!has(page, "<script>alert"))
      #expect(!has(page, "onload=1>"))
      #expect(!has(page, "href=\"javascript:"))
      #expect(!has(page, "' onmouseover"))
      // Our own, once each.
      #expect(page.split(separator: "<script>", omittingEmptySubsequences: false).count == 2)
      #expect(page.split(separator: "</style>", omittingEmptySubsequences: false).count == 2)
      #expect(has(page, "&lt;script&gt;alert(1)&lt;/script&gt;"))
      #expect(has(page, "&amp;lt;b&amp;gt;"))
    }
  }

  @Test("Every finding stands on its unit's page and on the district's, with clause, place, fix and deadline")
  func complete() {
    let results = SyntheticResults.district(units: 3, clauses: 12, findings: 40)
    let pages = Self.pages(results)
    for (index, unit) in results.units.enumerated() {
      for finding in unit.findings {
        for page in [pages[0], pages[index + 1]] {
          #expect(has(page, "id=\"f-\(finding.id)\""))
        }
      }
      for clause in unit.clauses { #expect(has(pages[index + 1], ">\(clause.id)<")) }
    }
    let late = results.units[0].findings.first { $0.lateBy == 13 }
    #expect(late != nil)
    #expect(has(pages[1], "逾期13个工作日"))
    #expect(has(pages[1], "原结果：不符合"))
  }

  @Test("Clauses that wait for one and the same thing stand together, each with its words")
  func reasons() {
    var results = SyntheticResults.district(units: 1, clauses: 12, findings: 0)
    results.units[0].findings = results.units[0].clauses.map { clause in
      Finding(
        id: "r-\(clause.id.number)", clauses: [clause.id], rule: "rule-\(clause.id.number)", outcome: .undecided,
        reason: .evidenceMissing, severity: .high, topic: clause.topic, subject: Subject(kind: "unit", key: "示例区"),
        message: "未提供《审查台账》。", fix: "请补交后重新核查。")
    }
    let groups = FindingGroup.all(results.units)
    #expect(groups.count == 1)
    #expect(groups.first?.items.count == 12)
    #expect(groups.first?.commonFix == "请补交后重新核查。")
    let page = Self.pages(results)[1]
    for clause in results.units[0].clauses { #expect(has(page, "id=\"f-r-\(clause.id.number)\"")) }
    #expect(has(page, "未提供《审查台账》。</a> <b>12 处</b>"))

    // A fault of the unit itself is not one of them: its clause is what it is told by.
    results.units[0].findings[0].outcome = .failed
    #expect(FindingGroup.all(results.units).count == 2)
  }

  @Test("The score never stands without its range and coverage")
  func range() {
    let results = SyntheticResults.district(units: 3, clauses: 12, findings: 40)
    let pages = Self.pages(results)
    for (index, unit) in results.units.enumerated() {
      for figure in [unit.score.value ?? -1, unit.score.low, unit.score.high] {
        #expect(has(pages[index + 1], Figures.score(figure)))
        #expect(has(pages[0], Figures.score(figure)))
      }
      #expect(has(pages[index + 1], Figures.percent(unit.score.coverage)))
    }
  }

  @Test("A page asks for nothing from anywhere")
  func selfContained() {
    for page in Self.pages(SyntheticResults.district(units: 2, clauses: 12, findings: 40)) {
      #expect(!has(page, " src="))
      #expect(!has(page, "@import"))
      #expect(!has(page, "url("))
      #expect(has(page, "default-src 'none'"))
      #expect(has(page, "<html lang=\"zh-CN\">"))
      #expect(has(page, "<link rel=\"icon\" href=\"data:,\">"))
    }
  }

  @Test("A unit without findings and a district without clauses have pages, too")
  func empty() {
    let clean = Self.pages(SyntheticResults.district(units: 1, clauses: 4, findings: 0))
    #expect(has(clean[1], "没有不符合"))
    let bare = Self.pages(SyntheticResults.district(units: 2, clauses: 0, findings: 0))
    #expect(has(bare[0], "排名"))
  }

  @Test("Control characters never reach the markup")
  func controls() {
    #expect(HTML(escaping: "a\u{0}b\u{8}c\nd").text == "a\u{FFFD}b\u{FFFD}c d")
  }
}
