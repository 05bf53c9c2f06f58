import Findings
import RuleFiles
import Settings
import Testing

@Suite("Profiles and the plans they make")
struct PlanTests {
  private let book: RuleBook

  init() throws { book = try Shipped.book }

  private func plan(_ text: String) throws(SettingError) -> Plan {
    try book.plan(for: [], own: Profile(YAMLFile.parse(text, name: "own.yml"), stem: "own"))
  }

  private func refusal(_ text: String) -> SettingError? {
    do {
      _ = try plan(text)
      return nil
    } catch {
      return error
    }
  }

  private func entry(_ plan: Plan, _ id: String) throws -> Plan.Entry {
    try #require(plan.entries.first { $0.clause.id.description == id })
  }

  @Test("One's own profile takes everything that it extends")
  func extending() throws {
    let plan = try plan("extends: baoshan-2024\n")
    #expect(plan.profiles == ["own"] && plan.scoring == "shares" && !plan.carryOver)
    #expect(plan.entries.count == 145)
    #expect(try self.plan("extends: [baoshan-2024, baseline]\ndocuments: [baoshan-2024]\n").entries.count == 152)
  }

  @Test("Weights go by severity, a clause's own weight before them, and a changed severity takes its weight")
  func weights() throws {
    let plain = try plan("extends: baseline\n")
    #expect(plain.entries.allSatisfy { $0.weight == 3 })
    let plan = try plan(
      """
      extends: baseline
      scoring: deduction
      weights: {high: 5, low: 0.5}
      clauses:
        baseline/1: {weight: 7}
        baseline/2: {severity: low}
        baseline/3: {severity: low, weight: 0}
        baseline/4: {off: 没有办事事项}
      """)
    #expect(plan.scoring == "deduction")
    #expect(try entry(plan, "baseline/1").weight == 7 && entry(plan, "baseline/2").weight == 0.5)
    #expect(try entry(plan, "baseline/3").weight == 0 && entry(plan, "baseline/5").weight == 5)
    #expect(try entry(plan, "baseline/2").severity == .low && entry(plan, "baseline/1").severity == .high)
    #expect(try entry(plan, "baseline/4").off == "没有办事事项" && entry(plan, "baseline/5").off == nil)
  }

  @Test("Options go the clause's, the profile's for the clause, the profile's for the rule, the last before the first")
  func order() throws {
    let plan = try plan(
      """
      extends: baseline
      clauses:
        baseline/2: {with: {within: 8}}
      rules:
        interpretation-filed: {within: 9}
      """)
    let entry = try entry(plan, "baseline/2")
    guard case .rules(let uses) = entry.clause.decision, let use = uses.first else {
      Issue.record("baseline/2 is decided by a rule")
      return
    }
    #expect(entry.options(for: use).map(\.canonicalText) == ["{where:[]}", "{within:8}", "{within:9}"])
    let rule = try #require(book.rules[use.rule])
    #expect(rule.effectiveOptions(with: entry.options(for: use)).canonicalText.contains("within:9"))
  }

  @Test(
    "What there is not is refused at its line, with the nearest name",
    arguments: [
      ("extends: baselin\n", 1, "是否想写“baseline”？"),
      ("name: x\ndocuments: [baoshan-2023]\n", 1, "是否想写“baoshan-2024”？"),
      ("extends: baseline\nclauses:\n  baseline/9: {weight: 1}\n", 3, "baseline/9"),
      ("extends: baseline\nclauses:\n  基础: {weight: 1}\n", 3, "baoshan-2024/9b"),
      ("extends: baseline\nclauses:\n  baseline/1: {weigth: 1}\n", 3, "是否想写“weight”？"),
      ("extends: baseline\nclauses:\n  baseline/1: {weight: -1}\n", 3, "0到1000"),
      ("extends: baseline\nclauses:\n  baseline/2: {with: {witin: 8}}\n", 3, "是否想写“within”？"),
      ("extends: baseline\nrules:\n  interpretation-file: {within: 8}\n", 3, "是否想写“interpretation-filed”？"),
      ("extends: baseline\nrules:\n  interpretation-filed: {witin: 8}\n", 3, "是否想写“within”？"),
      ("extend: baseline\n", 1, "是否想写“extends”？"), ("weights: {hig: 3}\n", 1, "是否想写“high”？"),
    ])
  func slips(text: String, line: Int, words: String) throws {
    let error = try #require(refusal(text))
    #expect(error.place.line == line && error.message.contains(words), "\(error)")
  }

  @Test("A profile that extends itself is refused with the way round")
  func cycle() throws {
    let error = try #require(refusal("name: ours\nextends: ours\n"))
    #expect(error.message.contains("ours → ours"))
  }
}
