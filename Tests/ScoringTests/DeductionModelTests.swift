import Findings
import Testing

@testable import Scoring

@Suite struct DeductionModelTests {
  let grades: GradeTable
  let off = SeverityValues(high: 10, medium: 5, low: 1)

  init() throws {
    grades = try GradeTable(grades: [.init(name: "合格", from: 60), .init(name: "不合格", from: 0)])
  }

  /// 75 points for 解读, 25 for 办事, a veto on leaks, 15 bonus points for 创新.
  func model() throws -> ScoringModel {
    .deduction(
      try DeductionModel(
        title: "扣分制", source: "测试参数",
        vetoes: [.init(name: "安全泄密", selection: ClauseSelection(rules: ["leak"]))],
        indicators: [
          .init(name: "解读", selection: ClauseSelection(topics: ["政策解读"]), points: 75, off: off),
          .init(name: "办事", selection: ClauseSelection(topics: ["阅办联动"]), points: 25, off: off),
        ],
        bonus: [.init(name: "创新", selection: ClauseSelection(topics: ["新媒体"]), points: 15)]))
  }

  func score(_ clauses: [ClauseResult], _ findings: [Finding] = []) throws -> Score {
    try model().score(clauses: clauses, findings: findings, grades: grades)
  }

  @Test("Points come off by severity, and no indicator loses more than its own")
  func cappedDeductions() throws {
    // 解读: 2 high failures = 20 off 75 → 55.  办事: 4 high failures = 40 off, capped at 25 → 0.  55 of 100.
    let score = try score([
      clause("1a", passed: 8, failed: 2), clause("16a", topic: "阅办联动", failed: 4),
    ])
    #expect(score.value == 55)
    #expect(score.low == 55)
    #expect(score.high == 55)
    #expect(score.coverage == 1)
    #expect(score.grade == "不合格")
    #expect(score.vetoes.isEmpty)
  }

  @Test("A body without services is rescaled by 4/3")
  func rescaled() throws {
    // 办事 does not apply. 解读: 1 high failure = 10 off 75 → 65 · 100/75 = 65 · 4/3 = 86.666… → 86.67.
    let score = try score([
      clause("1a", passed: 8, failed: 1), clause("16a", topic: "阅办联动", notApplicable: 1),
    ])
    #expect(score.value == 86.67)
    #expect(score.parameters.contains { $0.contains("办事") && $0.contains("不适用") })
    #expect(score.parameters.contains { $0.contains("100÷75") })
  }

  @Test("What is undecided widens the range: failed in the low, passed in the high")
  func range() throws {
    // value: 解读 1 medium failure = 5 off → 70; 办事 full 25 → 95.
    // low: the 3 open medium subjects of 解读 cost 15 more → 55 + 25 = 80.  high: 95.
    // coverage: 解读 (1 of 4 decided) 75·0.25 + 办事 25·1 = 43.75 of 100 → 0.44.
    let score = try score([
      clause("1a", severity: .medium, failed: 1, undecided: 2, errors: 1),
      clause("16a", topic: "阅办联动", passed: 1),
    ])
    #expect(score.value == 95)
    #expect(score.low == 80)
    #expect(score.high == 95)
    #expect(score.coverage == 0.44)
  }

  @Test("An indicator that nobody could decide gives nothing to the value")
  func undecidedIndicator() throws {
    // 解读 is open: value is 办事 alone, (25 − 10)/25 = 60.  high: 75 + 15 = 90.
    // low: 75 − 10 + 15 = 80 would stand above the value, so the range begins at the value.
    let score = try score([clause("1a", undecided: 1), clause("16a", topic: "阅办联动", passed: 1, failed: 1)])
    #expect(score.value == 60)
    #expect(score.low == 60)
    #expect(score.high == 90)
    #expect(score.coverage == 0.25)
  }

  @Test("One failed veto makes the result 不合格, whatever the points")
  func veto() throws {
    let perfect = [clause("1a", passed: 1), clause("16a", topic: "阅办联动", passed: 1)]
    let struck = try score(perfect, [finding(rule: "leak", outcome: .failed)])
    #expect(struck.grade == "不合格")
    #expect(struck.vetoes == ["安全泄密"])
    #expect(struck.value == 0)
    #expect(struck.high == 0)

    let waived = try score(perfect, [finding(rule: "leak", outcome: .notApplicable)])
    #expect(waived.vetoes.isEmpty)
    #expect(waived.value == 100)

    let other = try score(perfect, [finding(rule: "late", outcome: .failed)])
    #expect(other.vetoes.isEmpty)
  }

  @Test("A veto that nobody could decide pulls only the low down")
  func undecidedVeto() throws {
    let score = try score([clause("1a", passed: 1)], [finding(rule: "leak", outcome: .undecided)])
    #expect(score.vetoes.isEmpty)
    #expect(score.value == 100)
    #expect(score.low == 0)
  }

  @Test("Bonus points count only above 80, and never beyond 100")
  func bonus() throws {
    let bonus = clause("22a", topic: "新媒体", passed: 1)
    // 2 high failures: 100 − 20 = 80, not above 80: no bonus.
    #expect(try score([clause("1a", failed: 2), clause("16a", topic: "阅办联动", passed: 1), bonus]).value == 80)
    // 1 high + 1 medium failure: 85, above 80: 85 + 15 = 100.
    let above = [
      clause("1a", failed: 1), clause("1b", severity: .medium, failed: 1),
      clause("16a", topic: "阅办联动", passed: 1),
    ]
    #expect(try score(above + [bonus]).value == 100)
    #expect(try score(above).value == 85)
    // One low failure: 99 + 15 stops at 100.
    let top = [clause("1a", severity: .low, failed: 1), clause("16a", topic: "阅办联动", passed: 1), bonus]
    #expect(try score(top).value == 100)
  }

  @Test("A bonus is earned only by what is decided, and missing it costs nothing")
  func bonusNotEarned() throws {
    let base = [
      clause("1a", failed: 1), clause("16a", topic: "阅办联动", passed: 1),
    ]
    #expect(try score(base + [clause("22a", topic: "新媒体", passed: 1, failed: 1)]).value == 90)
    let open = try score(base + [clause("22a", topic: "新媒体", undecided: 1)])
    #expect(open.value == 90)
    #expect(open.high == 100)
  }

  @Test("A clause outside all indicators is told and not scored")
  func unassigned() throws {
    let score = try score([clause("1a", passed: 1), clause("9z", topic: "别的", failed: 3)])
    #expect(score.value == 100)
    #expect(score.parameters.contains { $0.contains("1 条条款未列入") })
  }

  @Test("Parameters that contradict each other are refused")
  func refused() {
    func indicator(_ name: String, points: Double, topics: [String] = ["a"]) -> DeductionModel.Indicator {
      .init(name: name, selection: ClauseSelection(topics: topics), points: points, off: off)
    }
    func model(_ indicators: [DeductionModel.Indicator]) throws -> DeductionModel {
      try DeductionModel(title: "", source: "", vetoes: [], indicators: indicators, bonus: [])
    }
    #expect(throws: ScoringError.pointsDoNotAddUp(90)) { try model([indicator("甲", points: 90)]) }
    #expect(throws: ScoringError.duplicateName("甲")) {
      try model([indicator("甲", points: 50), indicator("甲", points: 50)])
    }
    #expect(throws: ScoringError.emptySelection("甲")) { try model([indicator("甲", points: 100, topics: [])]) }
    #expect(throws: ScoringError.badNumber(key: "甲.points", value: -1)) {
      try model([indicator("甲", points: -1), indicator("乙", points: 101)])
    }
  }
}
