import Findings
import RuleFiles
import SampleResults
import Testing
import Workdays

@testable import Comparison

@Suite("Comparing two runs")
struct CompareTests {
  private func states(
    _ old: Results, _ new: Results, history: [Results] = [], renames: Renames = .none
  ) -> [String: ComparisonState] {
    let report = compare(old, new, history: history.map(RunSummary.init), renames: renames)
    return Dictionary(report.findings.map { ($0.subject.key, $0.state) }, uniquingKeysWith: { one, _ in one })
  }

  private func entry(_ report: ComparisonReport, _ key: String) -> ComparedFinding? {
    report.findings.first { $0.subject.key == key }
  }

  @Test("a fault of both runs is outstanding, one of the new run new, one that now passes mended")
  func threeStates() {
    let old = results("2024Q2", units: [unit(findings: [finding("甲1号"), finding("甲2号")])])
    let new = results(
      "2024Q3",
      units: [unit(findings: [finding("甲2号"), finding("甲3号")], passed: ["forms": ["policy:甲1号"]])])
    #expect(states(old, new) == ["甲1号": .mended, "甲2号": .outstanding, "甲3号": .new])
  }

  @Test("a subject that neither passed nor failed has left the period and is not mended")
  func outOfPopulation() {
    let old = results("2024Q2", units: [unit(findings: [finding("甲1号")])])
    let new = results("2024Q3", units: [unit(passed: ["forms": ["policy:甲9号"]])])
    #expect(states(old, new) == ["甲1号": .incomparable])
  }

  @Test("a fault whose subject is now undecided, or whose check broke, is not mended")
  func undecidedNow() {
    for outcome in [Outcome.undecided, .error] {
      let old = results("2024Q2", units: [unit(findings: [finding("甲1号")])])
      let new = results("2024Q3", units: [unit(findings: [finding("甲1号", outcome: outcome)])])
      #expect(states(old, new) == ["甲1号": .incomparable])
    }
  }

  @Test("an undecided subject that now fails is new, and one that still is undecided is no fault")
  func undecidedBefore() {
    let old = results(
      "2024Q2",
      units: [unit(findings: [finding("甲1号", outcome: .undecided), finding("甲2号", outcome: .undecided)])])
    let new = results(
      "2024Q3", units: [unit(findings: [finding("甲1号"), finding("甲2号", outcome: .undecided)])])
    #expect(states(old, new) == ["甲1号": .new])
  }

  @Test("a clause that the new profile lacks, or decides by another rule, cannot be compared")
  func profileChanged() {
    let old = results("2024Q2", units: [unit(findings: [finding("甲1号")])])
    let without = results("2024Q3", units: [unit(clauses: [clause("d/2")])])
    #expect(states(old, without) == ["甲1号": .incomparable])
    let otherwise = results("2024Q3", units: [unit(clauses: [clause("d/1", rules: ["kinds"])])])
    #expect(states(old, otherwise) == ["甲1号": .incomparable])
  }

  @Test("a renamed clause and rule are followed")
  func renamed() throws {
    let renames = try Renames(YAMLFile.parse("clauses: {d/1: e/7}\nrules: {forms: kinds}", name: "renames.yml"))
    let old = results("2024Q2", units: [unit(findings: [finding("甲1号"), finding("甲2号")])])
    let new = results(
      "2024Q3",
      units: [
        unit(
          clauses: [clause("e/7", rules: ["kinds"])],
          findings: [finding("甲2号", rule: "kinds", clause: "e/7")], passed: ["kinds": ["policy:甲1号"]])
      ])
    #expect(states(old, new, renames: renames) == ["甲1号": .mended, "甲2号": .outstanding])
  }

  @Test("without a list of what passed, a clause that judged nothing proves nothing")
  func clauseNotJudged() {
    let old = results("2024Q2", units: [unit(findings: [finding("甲1号")])])
    let idle = clause("d/1", passed: 0, failed: 0, outcome: .notApplicable)
    #expect(states(old, results("2024Q3", units: [unit(clauses: [idle])])) == ["甲1号": .incomparable])
    #expect(states(old, results("2024Q3", units: [unit()])) == ["甲1号": .mended])
  }

  @Test("a month of an earlier quarter cannot be mended, but can in a second look at the same quarter")
  func periodSubjects() {
    let old = results("2024Q2", units: [unit(findings: [finding("2024-05", kind: "period")])])
    #expect(states(old, results("2024Q3", units: [unit()])) == ["2024-05": .incomparable])
    #expect(states(old, results("2024Q2", units: [unit()])) == ["2024-05": .mended])
  }

  @Test("what was done late lies behind and is not counted as mended")
  func doneLate() throws {
    let done = try #require(CivilDate(iso: "2024-06-20"))
    let old = results("2024Q2", units: [unit(findings: [finding("甲1号", doneOn: done)])])
    #expect(states(old, results("2024Q3", units: [unit(passed: [:])])) == ["甲1号": .incomparable])
    #expect(states(old, results("2024Q3", units: [unit()])) == ["甲1号": .incomparable])
  }

  @Test("a link that is gone from a whole site is mended; from a part of a site nothing is known")
  func links() {
    let old = results("2024Q2", units: [unit(findings: [finding("http://a.cn/x", kind: "link")])])
    let whole = results("2024Q3", units: [unit(passed: ["forms": []])])
    let part = results("2024Q3", units: [unit(passed: ["forms": []])], complete: false)
    #expect(states(old, whole) == ["http://a.cn/x": .mended])
    #expect(states(old, part) == ["http://a.cn/x": .incomparable])
  }

  @Test("a page that was taken down is mended; one that cannot be read or is out of the clause's reach is not")
  func pages() {
    let old = results("2024Q2", units: [unit(findings: [finding("/a.html", kind: "page")])])
    #expect(states(old, results("2024Q3", units: [unit(passed: [:])])) == ["/a.html": .mended])
    #expect(
      states(old, results("2024Q3", units: [unit(passed: [:])], unreadable: ["/a.html"])) == ["/a.html": .incomparable])
    let elsewhere = results("2024Q3", units: [unit(passed: ["elements": ["page:/a.html"]])])
    #expect(states(old, elsewhere) == ["/a.html": .incomparable])
  }

  @Test("a fault under a waiver is told as waived, and stands again when the waiver ends")
  func waivers() {
    let fault = results("2024Q2", units: [unit(findings: [finding("甲1号")])])
    let waived = { (period: String) in
      results(
        period, units: [unit(findings: [finding("甲1号", outcome: .notApplicable, overlay: overlay(.waiver))])])
    }
    #expect(states(fault, waived("2024Q3")) == ["甲1号": .waived])
    let back = results("2024Q4", units: [unit(findings: [finding("甲1号")])])
    let report = compare(waived("2024Q3"), back, history: [RunSummary(fault)])
    #expect(report.findings.map(\.state) == [.outstanding])
    #expect(report.findings.first?.periods == 2)
    #expect(states(waived("2024Q3"), back) == ["甲1号": .outstanding])
  }

  @Test("an attestation that it is met proves mending, one that it does not apply does not")
  func attested() {
    let old = results("2024Q2", units: [unit(findings: [finding("甲1号")])])
    func now(_ outcome: Outcome) -> Results {
      results("2024Q3", units: [unit(findings: [finding("甲1号", outcome: outcome, overlay: overlay(.attestation))])])
    }
    #expect(states(old, now(.passed)) == ["甲1号": .mended])
    #expect(states(old, now(.notApplicable)) == ["甲1号": .incomparable])
  }

  @Test("a fault that was mended and is back recurs; the first of its kind is new")
  func recurring() {
    let first = results("2024Q1", units: [unit(findings: [finding("甲1号")])])
    let mended = results("2024Q2", units: [unit(passed: ["forms": ["policy:甲1号", "policy:甲2号"]])])
    let back = results("2024Q3", units: [unit(findings: [finding("甲1号"), finding("甲2号")])])
    let report = compare(mended, back, history: [RunSummary(first), RunSummary(mended)])
    #expect(entry(report, "甲1号")?.state == .recurring)
    #expect(entry(report, "甲1号")?.since == "2024Q1")
    #expect(entry(report, "甲2号")?.state == .new)
  }

  @Test("a period in which it could not be decided does not make an outstanding fault new or recurring")
  func undecidedBetween() {
    let first = results("2024Q1", units: [unit(findings: [finding("甲1号")])])
    let unsure = results("2024Q2", units: [unit(findings: [finding("甲1号", outcome: .undecided)])])
    let back = results("2024Q3", units: [unit(findings: [finding("甲1号")])])
    let report = compare(unsure, back, history: [RunSummary(first)])
    #expect(entry(report, "甲1号")?.state == .outstanding)
    #expect(entry(report, "甲1号")?.periods == 2)
    #expect(entry(report, "甲1号")?.since == "2024Q1")
    let passed = results("2024Q3", units: [unit(passed: ["forms": ["policy:甲1号"]])])
    #expect(states(unsure, passed, history: [first]) == ["甲1号": .mended])
  }

  @Test("periods are counted back to the last one in which the fault was mended, each period once")
  func streak() {
    let fault = [unit(findings: [finding("甲1号")])]
    let past = ["2023Q4", "2024Q2", "2024Q3"].map { RunSummary(results($0, units: fault)) }
    let mended = RunSummary(results("2024Q1", units: [unit(passed: ["forms": ["policy:甲1号"]])]))
    let report = compare(
      results("2024Q3", units: fault), results("2024Q4", units: fault), history: past + [mended])
    #expect(report.findings.first?.periods == 3)
    #expect(report.findings.first?.since == "2024Q2")
  }

  @Test("a renamed unit keeps its findings, also those about the unit itself, over several renames")
  func renamedUnit() {
    let first = results(
      "2024Q1", units: [unit("旧镇", findings: [finding("旧镇", kind: "unit", unit: "旧镇")])])
    let old = results(
      "2024Q2",
      units: [
        unit("中镇", formerly: ["旧镇"], findings: [finding("中镇", kind: "unit", unit: "中镇"), finding("甲1号", unit: "中镇")])
      ])
    let new = results(
      "2024Q3",
      units: [
        unit("新镇", formerly: ["中镇"], findings: [finding("新镇", kind: "unit", unit: "新镇"), finding("甲1号", unit: "新镇")])
      ])
    let report = compare(old, new, history: [RunSummary(first)])
    #expect(report.findings.map(\.state) == [.outstanding, .outstanding])
    #expect(entry(report, "新镇")?.periods == 3)
    #expect(report.units.first?.formerly == ["中镇"])
    #expect(report.units.first?.sincePrevious == 0)
  }

  @Test("two units that became one bring their findings but no common score")
  func merged() {
    let old = results(
      "2024Q2",
      units: [
        unit("甲镇", findings: [finding("甲1号")]), unit("乙镇", findings: [finding("乙1号", unit: "乙镇")]),
      ])
    let new = results(
      "2024Q3",
      units: [
        unit("丙镇", formerly: ["甲镇", "乙镇"], findings: [finding("乙1号", unit: "丙镇")], passed: ["forms": ["policy:甲1号"]])
      ])
    let report = compare(old, new)
    #expect(report.findings.map(\.state) == [.outstanding, .mended])
    #expect(report.findings.allSatisfy { $0.unit == "丙镇" })
    #expect(report.units.first?.previous == nil)
  }

  @Test("the same document number in another unit is another subject")
  func otherUnit() {
    let old = results("2024Q2", units: [unit("甲镇", findings: [finding("1号")]), unit("乙镇")])
    let new = results(
      "2024Q3",
      units: [unit("甲镇", passed: ["forms": ["policy:1号"]]), unit("乙镇", findings: [finding("1号", unit: "乙镇")])])
    let report = compare(old, new)
    #expect(report.findings.map { "\($0.unit)\($0.state.chineseName)" } == ["乙镇新增", "甲镇已整改"])
  }

  @Test("a unit that was not inspected again has mended nothing")
  func unitMissing() {
    let old = results("2024Q2", units: [unit("甲镇", findings: [finding("1号")]), unit("乙镇")])
    let report = compare(old, results("2024Q3", units: [unit("乙镇")]))
    #expect(report.findings.map(\.state) == [.incomparable])
    #expect(report.notes.contains { $0.contains("甲镇") })
  }

  @Test("a subject that now meets one clause of a rule and fails another is mended in the one, new in the other")
  func twoClauses() {
    let both = [clause("d/1"), clause("e/1")]
    let old = results("2024Q2", units: [unit(clauses: both, findings: [finding("甲1号", clause: "d/1")])])
    let new = results("2024Q3", units: [unit(clauses: both, findings: [finding("甲1号", clause: "e/1")])])
    let report = compare(old, new)
    #expect(report.findings.map { "\($0.clauses)\($0.state.chineseName)" } == ["[e/1]新增", "[d/1]已整改"])
  }

  @Test("under a new document without a rename map, the finding's id tells that it is the same")
  func newDocument() {
    let old = results("2024Q4", units: [unit(findings: [finding("甲1号", clause: "d/1")])])
    let new = results(
      "2025Q1", units: [unit(clauses: [clause("e/1")], findings: [finding("甲1号", clause: "e/1")])])
    #expect(states(old, new) == ["甲1号": .outstanding])
  }

  @Test("what was open and has been done since, late, is mended; what was found done late is not mended by that")
  func settled() throws {
    let done = try #require(CivilDate(iso: "2024-06-20"))
    let old = results("2024Q2", units: [unit(findings: [finding("甲1号"), finding("甲2号", doneOn: done)])])
    let new = results("2024Q3", units: [unit(passed: [:], settled: ["forms": ["policy:甲1号", "policy:甲2号"]])])
    let report = compare(old, new)
    #expect(entry(report, "甲1号")?.state == .mended)
    #expect(entry(report, "甲1号")?.note == "逾期后补办")
    #expect(entry(report, "甲2号")?.state == .incomparable)
  }
}
