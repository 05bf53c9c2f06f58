import Findings
import Foundation
import Testing

@testable import Reports

@Suite struct PipelineTests {
  var report: Report { Report(SyntheticResults.district(units: 2, clauses: 24, findings: 60)) }

  /// The parts of a log that these tests look at.
  struct Log: Decodable {
    struct Run: Decodable {
      let tool: Tool
      let results: [Result]
    }
    struct Tool: Decodable { let driver: Driver }
    struct Driver: Decodable { let rules: [Rule] }
    struct Rule: Decodable {
      let id: String
      let help: Text
    }
    struct Text: Decodable { let text: String }
    struct Result: Decodable {
      let ruleId: String
      let kind: String
      let level: String
      let message: Text
      let locations: [Location]
      let partialFingerprints: [String: String]
      let suppressions: [Suppression]
    }
    struct Location: Decodable { let physicalLocation: Physical? }
    struct Physical: Decodable {
      let artifactLocation: Artifact
      let region: Region?
    }
    struct Artifact: Decodable { let uri: String }
    struct Region: Decodable { let startLine: Int }
    struct Suppression: Decodable { let justification: String }
    let version: String
    let runs: [Run]
  }

  func log(_ report: Report) throws -> Log.Run {
    try #require(try JSONDecoder().decode(Log.self, from: SARIFReport.write(report)).runs.first)
  }

  @Test(
    "SARIF: every finding once, with its own fingerprint, level by severity, and its clause quoted in the rule's help")
  func sarif() throws {
    let report = report
    let run = try log(report)
    let findings = report.results.units.flatMap(\.findings)
    #expect(run.results.count == findings.count)
    #expect(Set(run.results.compactMap { $0.partialFingerprints["gongkaiFinding/v1"] }) == Set(findings.map(\.id)))
    for finding in findings where finding.outcome == .failed {
      let result = try #require(run.results.first { $0.partialFingerprints["gongkaiFinding/v1"] == finding.id })
      #expect(result.kind == "fail")
      #expect(result.level == ["high": "error", "medium": "warning", "low": "note"][finding.severity.rawValue])
      #expect(result.suppressions.isEmpty)
      #expect(result.locations.first?.physicalLocation?.region?.startLine == finding.location?.line)
    }
    let rule = try #require(run.tool.driver.rules.first)
    let asked = findings.first { $0.rule == rule.id }?.clauses.first
    let quote = report.results.units[0].clauses.first { $0.id == asked }?.quote
    #expect(rule.help.text.contains(try #require(quote)))
  }

  @Test("SARIF: what a waiver covers stays in the log, suppressed with its reason; what is undecided is for review")
  func suppressions() throws {
    let run = try log(report)
    let waived = report.results.units.flatMap(\.findings).filter { $0.overlay != nil }
    let suppressed = run.results.filter { !$0.suppressions.isEmpty }
    #expect(!waived.isEmpty)
    #expect(Set(suppressed.compactMap { $0.partialFingerprints["gongkaiFinding/v1"] }) == Set(waived.map(\.id)))
    #expect(suppressed.allSatisfy { $0.suppressions[0].justification.contains("网站改版期间") })
    let faults = Set(waived.filter { $0.overlay?.beneath == .failed }.map(\.id))
    let told = suppressed.filter { $0.kind == "fail" }.compactMap { $0.partialFingerprints["gongkaiFinding/v1"] }
    #expect(!faults.isEmpty && Set(told) == faults)
    let review = run.results.filter { $0.kind == "review" }
    #expect(!review.isEmpty && review.allSatisfy { $0.level == "none" })
  }

  @Test("A page's place is its file in the repository, and is a proper relative address")
  func places() throws {
    let report = Report(
      SyntheticResults.district(units: 1, clauses: 4, findings: 1),
      files: [
        "/政策/a b.html?x=1": "export/site/政策/a b.html?x=1", "records/foi.csv": "inspection/records/foi.csv",
        "gongkai.yml": "inspection/gongkai.yml",
      ])
    func place(_ location: Location?) -> SourcePlace {
      var finding = report.results.units[0].findings[0]
      finding.location = location
      return SourcePlace(finding, in: report)
    }
    #expect(place(Location(path: "/政策/a b.html?x=1", line: 3)).path == "export/site/政策/a b.html?x=1")
    #expect(place(Location(path: "/政策/a b.html?x=1")).uri == "export/site/%E6%94%BF%E7%AD%96/a%20b.html%3Fx%3D1")
    #expect(place(Location(path: "records/foi.csv", line: 0)).path == "inspection/records/foi.csv")
    #expect(place(Location(path: "records/foi.csv", line: 0)).line == 1)
    #expect(place(Location(path: "/in/an/archive.html")).path == "in/an/archive.html")
    #expect(!place(nil).isKnown)
    #expect(place(nil).path == "inspection/gongkai.yml")
  }

  @Test(
    "GitHub: one command a line, only what is found wrong, the gravest first, nothing able to start another command")
  func github() throws {
    var report = report
    report.results.units[0].findings[0].message = "100%\n::error::假的"
    report.results.units[0].findings[0].location = Location(path: "/a,b:c.html", line: 7)
    let lines = GitHubAnnotations.text(report).split(separator: "\n")
    let told = report.results.units.flatMap(\.findings).filter { $0.outcome == .failed || $0.outcome == .error }
    #expect(lines.count == told.count)
    #expect(lines.allSatisfy { $0.hasPrefix("::error ") || $0.hasPrefix("::warning ") || $0.hasPrefix("::notice ") })
    #expect(lines.contains { $0.contains("100%25%0A::error::假的") && $0.contains("file=a%2Cb%3Ac.html,line=7,") })
    let commands = lines.map { String($0.prefix { $0 != " " }) }
    #expect(
      commands
        == commands.sorted {
          ["::error", "::warning", "::notice"].firstIndex(of: $0) ?? 9 < ["::error", "::warning", "::notice"]
            .firstIndex(of: $1) ?? 9
        })
  }

  @Test("GitLab: every open finding has a path, a line, a severity and a fingerprint of its own")
  func gitlab() throws {
    struct Issue: Decodable {
      struct Place: Decodable {
        struct Lines: Decodable { let begin: Int }
        let path: String
        let lines: Lines
      }
      let description: String
      let check_name: String
      let fingerprint: String
      let severity: String
      let location: Place
    }
    var report = report
    report.results.units[0].findings[1].location = nil
    let issues = try JSONDecoder().decode([Issue].self, from: GitLabReport.write(report))
    let open = report.results.units.flatMap(\.findings).filter(\.outcome.isFinding)
    #expect(Set(issues.map(\.fingerprint)) == Set(open.map(\.id)))
    #expect(issues.count == open.count)
    #expect(
      issues.allSatisfy {
        !$0.location.path.isEmpty && !$0.location.path.hasPrefix("/") && $0.location.lines.begin >= 1
      })
    #expect(Set(issues.map(\.severity)).isSubset(of: ["info", "minor", "major", "critical"]))
  }

  @Test("JUnit: one suite a unit, one case a clause, and the counts are the cases'")
  func junit() throws {
    let text = String(decoding: JUnitReport.write(report), as: UTF8.self)
    func count(_ part: String, in text: some StringProtocol) -> Int { text.components(separatedBy: part).count - 1 }
    let suites = text.components(separatedBy: "<testsuite ").dropFirst()
    #expect(suites.count == 2)
    for (suite, unit) in zip(suites, report.results.units) {
      #expect(suite.contains("name=\"\(unit.name)\""))
      #expect(suite.contains(" tests=\"\(unit.clauses.count)\" "))
      #expect(count("<testcase ", in: suite) == unit.clauses.count)
      #expect(suite.contains(" failures=\"\(count("<failure ", in: suite))\" "))
      #expect(suite.contains(" skipped=\"\(count("<skipped ", in: suite))\" "))
    }
    #expect(JUnitReport.escape("<a b='c'>]]>&\u{0}\u{1B}[31m\n") == "&lt;a b=&apos;c&apos;&gt;]]&gt;&amp;[31m&#10;")
  }
}
