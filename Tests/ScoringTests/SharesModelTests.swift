import Findings
import Testing

@testable import Scoring

@Suite struct SharesModelTests {
  let grades: GradeTable
  let model: ScoringModel

  init() throws {
    grades = try GradeTable(grades: [
      .init(name: "优秀", from: 90), .init(name: "良好", from: 80), .init(name: "合格", from: 60),
      .init(name: "不合格", from: 0),
    ])
    model = .shares(try SharesModel())
  }

  func score(_ clauses: [ClauseResult]) -> Score { model.score(clauses: clauses, findings: [], grades: grades) }

  @Test("A score is the weighted mean of shares, and its range counts what is undecided both ways")
  func workedExample() {
    // 1a  weight 3: 4 passed, 2 failed, 0 open  → share 4/6        low 4/6        high 4/6
    // 2a  weight 2: 3 passed, 1 failed, 4 open  → share 3/4        low 3/8        high 7/8
    // 3a  weight 1: 1 open only                 → no share         low 0          high 1
    // 4a  weight 3: not due                     → out
    // value = (3·0.6667 + 2·0.75) / 5 = (2 + 1.5) / 5 = 0.70       → 70.00
    // low   = (3·0.6667 + 2·0.375 + 0) / 6 = 2.75 / 6 = 0.458333   → 45.83
    // high  = (3·0.6667 + 2·0.875 + 1) / 6 = 4.75 / 6 = 0.791667   → 79.17
    // coverage = (3·1 + 2·0.5 + 0) / 6 = 4/6 = 0.6667              → 0.67
    let score = score([
      clause("1a", weight: 3, passed: 4, failed: 2), clause("2a", weight: 2, passed: 3, failed: 1, undecided: 4),
      clause("3a", weight: 1, undecided: 1), clause("4a", weight: 3, notDue: 2, notApplicable: 1),
    ])
    #expect(score.value == 70)
    #expect(score.low == 45.83)
    #expect(score.high == 79.17)
    #expect(score.coverage == 0.67)
    #expect(score.grade == "合格")
    #expect(score.model == "shares")
    #expect(score.parameters.contains { $0.contains("高 3、中 2、低 1") })
    #expect(score.parameters.contains { $0.contains("优秀（90 分起）") })
  }

  @Test("A broken check counts as undecided, never as failed and never as passed")
  func brokenCheck() {
    let broken = score([clause("1a", weight: 1, passed: 1), clause("2a", weight: 1, errors: 1)])
    let open = score([clause("1a", weight: 1, passed: 1), clause("2a", weight: 1, undecided: 1)])
    #expect(broken == open)
    #expect(broken.value == 100)
    #expect(broken.low == 50)
    #expect(broken.high == 100)
    #expect(broken.coverage == 0.5)
  }

  @Test("Where nothing is decided there is no value and no grade, only the whole range")
  func nothingDecided() {
    for clauses in [[], [clause("1a", undecided: 3)], [clause("1a", notDue: 1)]] {
      let score = score(clauses)
      #expect(score.value == nil)
      #expect(score.grade == nil)
      #expect(score.low == 0)
      #expect(score.high == 100)
      #expect(score.coverage == 0)
    }
  }

  @Test("A clause judged as a whole counts as one subject")
  func wholeClause() {
    let score = score([
      clause("1a", weight: 1, outcome: .passed), clause("2a", weight: 1, outcome: .failed),
      clause("3a", weight: 1, outcome: .notApplicable),
    ])
    #expect(score.value == 50)
    #expect(score.coverage == 1)
  }

  @Test("A clause of weight 0 changes nothing")
  func weightless() {
    let one = clause("1a", weight: 2, passed: 1)
    #expect(score([one]) == score([one, clause("2a", weight: 0, failed: 5)]))
  }

  @Test(
    "A grade begins exactly at its cut-off",
    arguments: [(100.0, "优秀"), (90, "优秀"), (89.99, "良好"), (60, "合格"), (59.99, "不合格"), (0, "不合格")])
  func cutOffs(score: Double, grade: String) {
    #expect(grades.grade(of: score) == grade)
  }

  @Test("Grades that do not fall down to 0 are refused")
  func gradesOutOfOrder() {
    #expect(throws: ScoringError.gradesOutOfOrder) { try GradeTable(grades: []) }
    #expect(throws: ScoringError.gradesOutOfOrder) { try GradeTable(grades: [.init(name: "合格", from: 60)]) }
    #expect(throws: ScoringError.gradesOutOfOrder) {
      try GradeTable(grades: [.init(name: "合格", from: 60), .init(name: "良好", from: 80), .init(name: "差", from: 0)])
    }
  }
}
