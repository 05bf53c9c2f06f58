import Comparison
import Findings
import RuleFiles
import SampleResults
import Testing

@testable import Gates

@Suite("The baseline")
struct BaselineTests {
  private func compare(
    _ known: [Finding], _ now: [Finding], passed: [String: [String]]? = [:], complete: Bool? = nil
  ) -> BaselineComparison {
    Baseline(results("2024Q3", units: [unit(findings: known)]))
      .compare(with: results("2024Q3", units: [unit(findings: now, passed: passed)], complete: complete))
  }

  private func page(_ fingerprint: String?, line: Int = 1, message: String = "甲。") -> Finding {
    finding(
      "/a.html", kind: "page", location: Location(path: "/a.html", line: line), fingerprint: fingerprint,
      message: message)
  }

  @Test("another line, another wording and another order keep a finding old")
  func stays() {
    let moved = compare(
      [page("aa", line: 3, message: "缺少文号。"), finding("甲1号")],
      [finding("甲1号"), page("aa", line: 90, message: "未标明发文字号。")])
    #expect(moved.new.isEmpty)
    #expect(moved.old.count == 2)
    #expect(moved.mended.isEmpty)
  }

  @Test("a new fault of the same subject beside a mended one is new, and the mended one is told")
  func replaced() {
    let comparison = compare([page("aa")], [page("bb")])
    #expect(comparison.new.map(\.fingerprint) == ["bb"])
    #expect(comparison.mended.map(\.fingerprint) == ["aa"])
    #expect(comparison.old.isEmpty)
  }

  @Test("of several faults, mending one leaves an old finding, and adding one makes a new")
  func parts() {
    let fewer = compare([page("aa bb")], [page("bb")])
    #expect(fewer.new.isEmpty)
    #expect(fewer.partlyMended.count == 1)
    let other = compare([page("aa bb")], [page("bb cc")])
    #expect(other.new.count == 1)
    #expect(compare([page("aa bb")], [page("bb aa")]).new.isEmpty)
  }

  @Test("without a digest on either side the identity decides")
  func noDigest() {
    #expect(compare([page(nil)], [page("aa")]).new.isEmpty)
    #expect(compare([page("aa")], [page(nil)]).new.isEmpty)
  }

  @Test("what was undecided and now fails is new; what failed and is undecided now is not")
  func gravity() {
    #expect(compare([finding("甲1号", outcome: .undecided)], [finding("甲1号")]).new.count == 1)
    let unsure = compare([finding("甲1号")], [finding("甲1号", outcome: .undecided)])
    #expect(unsure.new.isEmpty)
    #expect(unsure.mended.isEmpty)
    #expect(unsure.unverified.count == 1)
  }

  @Test("a finding that was waived in the baseline is new once the waiver has ended")
  func waiverEnded() {
    let waived = finding("甲1号", outcome: .notApplicable, overlay: overlay(.waiver))
    #expect(compare([waived], [finding("甲1号")]).new.count == 1)
    #expect(compare([finding("甲1号")], [waived]).unverified.count == 1)
  }

  @Test("the same fault on another page is new though the first page was mended")
  func otherPage() {
    let other = finding("/b.html", kind: "page", fingerprint: "aa")
    let comparison = compare([page("aa")], [other], passed: ["forms": ["page:/a.html"]])
    #expect(comparison.new.map(\.subject.key) == ["/b.html"])
    #expect(comparison.mended.map(\.subject.key) == ["/a.html"])
  }

  @Test("two findings of one subject and rule are told apart by what they are about")
  func twins() {
    #expect(compare([page("aa")], [page("aa"), page("bb")]).new.map(\.fingerprint) == ["bb"])
  }

  @Test("an export of a part of the site mends nothing that it does not hold")
  func partial() {
    #expect(compare([page("aa")], []).mended.count == 1)
    let part = compare([page("aa")], [], complete: false)
    #expect(part.mended.isEmpty)
    #expect(part.unverified.count == 1)
  }

  @Test("one unit under another folder's name is the same unit; of several only names tell")
  func names() {
    let known = Baseline(results("2024Q3", units: [unit("site-0601", findings: [finding("甲1号", unit: "site-0601")])]))
    let now = unit("site-0602", findings: [finding("甲1号", unit: "site-0602")])
    #expect(known.compare(with: results("2024Q3", units: [now])).new.isEmpty)
    #expect(known.compare(with: results("2024Q3", units: [now, unit("乙镇")])).new.count == 1)
    let renamed = unit("新镇", formerly: ["site-0601"], findings: [finding("甲1号", unit: "新镇")])
    #expect(known.compare(with: results("2024Q3", units: [renamed, unit("乙镇")])).new.isEmpty)
  }

  @Test("a renamed rule keeps its findings old")
  func renamedRule() throws {
    let baseline = Baseline(
      results("2024Q3", units: [unit(findings: [finding("甲1号")])]),
      renames: try Renames(YAMLFile.parse("rules: {forms: kinds}", name: "renames.yml")))
    let now = unit(clauses: [clause("d/1", rules: ["kinds"])], findings: [finding("甲1号", rule: "kinds")])
    #expect(baseline.compare(with: results("2024Q3", units: [now])).new.isEmpty)
  }

  @Test("pruning drops what is mended, takes up nothing new and keeps what could not be verified")
  func pruning() {
    let known = [finding("甲3号"), page("aa bb"), finding("甲1号"), finding("甲2号", outcome: .passed)]
    let now = [page("bb cc"), finding("甲9号"), finding("甲3号", outcome: .undecided)]
    let (pruned, comparison) = Baseline(results("2024Q3", units: [unit(findings: known)]))
      .pruned(by: results("2024Q3", units: [unit(findings: now, passed: ["forms": ["policy:甲1号"]])]))
    let left = pruned.units.flatMap(\.findings)
    #expect(left.map(\.subject.key) == ["/a.html", "甲3号"])
    #expect(left.first?.fingerprint == "bb", "a fault that was mended and comes back is new")
    #expect(comparison.mended.map(\.subject.key) == ["甲1号"])
    #expect(comparison.text().contains("baseline update"))
    let again = Baseline(pruned).pruned(by: results("2024Q3", units: [unit(findings: now, passed: [:])]))
    #expect(again.results == pruned)
  }

  @Test("digests of another outcome are not compared")
  func otherOutcome() {
    let unsure = finding("/a.html", kind: "page", outcome: .undecided, fingerprint: "cc")
    #expect(compare([page("aa")], [unsure]).new.isEmpty)
    #expect(compare([unsure], [page("cc")]).new.count == 1)
  }

  @Test("one rule under two clauses makes two faults of one subject")
  func twoClauses() {
    let both = [clause("d/1"), clause("e/1")]
    func run(_ clause: String, id: String) -> Results {
      var fault = finding("甲1号", clause: clause)
      fault.id = id
      return results("2024Q3", units: [unit(clauses: both, findings: [fault], passed: [:])])
    }
    let other = Baseline(run("d/1", id: "x")).compare(with: run("e/1", id: "y"))
    #expect(other.new.count == 1)
    #expect(Baseline(run("d/1", id: "x")).compare(with: run("e/1", id: "x")).new.count == 1)
    #expect(Baseline(run("d/1", id: "x")).compare(with: run("d/1", id: "y")).new.isEmpty)
  }
}
