import Findings
import SampleResults
import Testing

@testable import Gates

@Suite("The gate")
struct GateTests {
  private func run(_ findings: [Finding], clauses: [ClauseResult] = [clause("d/1"), clause("d/2", rules: ["links"])])
    -> Results
  {
    results("2024Q3", units: [unit(clauses: clauses, findings: findings)])
  }

  private func id(_ text: String) -> ClauseID { ClauseID(text) ?? ClauseID(document: "d", number: "0") }

  @Test("the built-in gate fails on a failed finding of severity high and on nothing less")
  func builtIn() {
    #expect(Gate.builtIn.judge(run([finding("甲1号")])).status == .broken)
    let lesser = [
      finding("甲1号", severity: .medium), finding("甲2号", severity: .low), finding("甲3号", outcome: .undecided),
    ]
    #expect(Gate.builtIn.judge(run(lesser)).status == .holds)
    #expect(Gate.builtIn.judge(run([])).exitStatus == 0)
    #expect(Gate.builtIn.judge(run([finding("甲1号")])).exitStatus == 1)
  }

  @Test("known findings do not break it, new ones beside them do")
  func withBaseline() {
    let known = Baseline(run([finding("甲1号")]))
    let same = run([finding("甲1号")])
    #expect(Gate.builtIn.judge(same, baseline: known.compare(with: same)).status == .holds)
    let more = run([finding("甲1号"), finding("甲2号")])
    let report = Gate.builtIn.judge(more, baseline: known.compare(with: more))
    #expect(report.breaches.flatMap(\.findings).map(\.subject.key) == ["甲2号"])
    #expect(report.notes.isEmpty)
    #expect(Gate.builtIn.judge(same).notes.contains { $0.contains("没有给出基线") })
  }

  @Test("a waived finding does not count, and the outcome beneath stays visible")
  func waived() {
    let report = Gate.builtIn.judge(run([finding("甲1号", outcome: .notApplicable, overlay: overlay(.waiver))]))
    #expect(report.status == .holds)
    #expect(report.overlaid.map(\.overlay?.beneath) == [.failed])
    #expect(report.text().contains("原为不符合，豁免"))
  }

  @Test("every breach is told, not the first")
  func allBreaches() {
    let gate = Gate(
      limits: [.failed: .init(bySeverity: [.high: 0], total: 1), .undecided: .init(total: 0)],
      clauses: [id("d/1"): [.failed: 0]], rules: ["forms": [.failed: 1]], topics: ["政策解读": [.undecided: 0]],
      minimumLow: 75, maximumUndecided: 0)
    let report = gate.judge(run([finding("甲1号"), finding("甲2号"), finding("甲3号", outcome: .undecided)]))
    #expect(
      report.breaches.map(\.scope) == [
        "不符合（严重程度高）", "不符合", "待核查", "条款d/1的不符合", "规则forms的不符合", "主题政策解读的待核查", "甲镇的得分下限", "全部待核查",
      ])
    #expect(report.text().contains("8项超出限制"))
  }

  @Test("a limit is the number that may be, one more breaks it")
  func limits() {
    let gate = Gate(limits: [.failed: .init(bySeverity: [.high: 2])])
    #expect(gate.judge(run([finding("1"), finding("2")])).status == .holds)
    #expect(gate.judge(run([finding("1"), finding("2"), finding("3")])).status == .broken)
    #expect(Gate(minimumLow: 70).judge(run([])).status == .holds)
    #expect(Gate(minimumLow: 70.01).judge(run([])).status == .broken)
  }

  @Test("a check that broke breaks every gate that does not allow it")
  func errors() {
    let broken = run([finding("甲1号", outcome: .error)])
    #expect(Gate.builtIn.judge(broken).status == .broken)
    #expect(Gate(minimumLow: 1).judge(broken).status == .broken)
    #expect(Gate(limits: [.error: .init(total: 1)]).judge(broken).status == .holds)
  }

  @Test("an unreadable page can never look clean")
  func unreadable() {
    let report = Gate.builtIn.judge(results("2024Q3", units: [unit(failing: 0)], unreadable: ["/坏.html"]))
    #expect(report.exitStatus == 2)
    #expect(report.text().contains("/坏.html"))
    let known = Gate(limits: [.failed: .init(total: 0)], maximumUnreadable: 1)
    #expect(known.judge(results("2024Q3", units: [unit(failing: 0)], unreadable: ["/坏.html"])).exitStatus == 0)
  }

  @Test("breaches are told also where the input was not read in full")
  func unreadableAndBroken() {
    let report = Gate.builtIn.judge(
      results("2024Q3", units: [unit(findings: [finding("甲1号")])], unreadable: ["/坏.html"]))
    #expect(report.exitStatus == 2)
    #expect(report.breaches.count == 1)
  }

  @Test("a run that read nothing is no clean run, nor is one whose ledger could not be read at all")
  func nothingRead() {
    var empty = run([])
    empty.reading.pages = .init(seen: 0, read: 0, unreadable: [])
    #expect(Gate.builtIn.judge(empty).exitStatus == 2)
    empty.reading.ledgers = [.init(unit: "甲镇", name: "foi", path: "records/foi.csv", rows: 4, rejected: [])]
    #expect(Gate.builtIn.judge(empty).exitStatus == 0)
    let rejection = Results.Rejection(row: 1, column: nil, value: "", reason: "没有表头")
    empty.reading.ledgers[0] = .init(unit: "甲镇", name: "foi", path: "records/foi.csv", rows: 0, rejected: [rejection])
    #expect(Gate.builtIn.judge(empty).exitStatus == 2)
    #expect(Gate.builtIn.judge(results("2024Q3", units: [])).exitStatus == 2)
  }

  @Test("cells that could not be read count where the gate limits them")
  func rejected() {
    var some = run([])
    let rejection = Results.Rejection(row: 3, column: "收到日期", value: "2月30日", reason: "没有这一天")
    some.reading.ledgers = [.init(unit: "甲镇", name: "foi", path: "foi.csv", rows: 9, rejected: [rejection])]
    #expect(Gate.builtIn.judge(some).exitStatus == 0)
    #expect(Gate(maximumRejected: 0).judge(some).exitStatus == 1)
    #expect(Gate(maximumRejected: 1).judge(some).exitStatus == 0)
  }

  @Test("a name in the gate that nothing bears is refused and not passed over")
  func misspelt() {
    let gate = Gate(clauses: [id("d/11"): [.failed: 0]], rules: ["from": [.failed: 0]], topics: ["解读": [.failed: 0]])
    let report = gate.judge(run([]))
    #expect(report.exitStatus == 2)
    #expect(report.unusable.count == 3)
  }

  @Test("words for editors: at most two sentences, and what to do")
  func wording() {
    let gate = Gate(limits: [.failed: .init(total: 0)], minimumLow: 99, maximumUndecided: 0, maximumRejected: 0)
    var bad = results(
      "2024Q3", units: [unit(findings: [finding("1"), finding("2", outcome: .undecided)])], unreadable: ["/a.html"])
    bad.reading.ledgers = [
      .init(
        unit: "甲镇", name: "foi", path: "foi.csv", rows: 0,
        rejected: [.init(row: 1, column: nil, value: "", reason: "没有表头")])
    ]
    let report = gate.judge(bad)
    #expect(report.breaches.count == 4)
    for message in report.breaches.map(\.message) + report.unusable {
      #expect(message.count { $0 == "。" } == 2, "\(message)")
      #expect(message.contains("请"), "\(message)")
    }
  }
}

private func unit(failing: Int) -> UnitResult {
  SampleResults.unit(clauses: [clause("d/1", failed: failing, outcome: .passed)])
}
