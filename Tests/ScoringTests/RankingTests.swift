import Findings
import Testing

@testable import Scoring

@Suite struct RankingTests {
  func score(low: Double, value: Double?) -> Score {
    Score(model: "shares", value: value, low: low, high: 100, coverage: 0.5, grade: nil)
  }

  @Test("Towns stand by low, then value; level ones share a rank and stand by name")
  func order() {
    let ranking = Ranking([
      ("丁镇", score(low: 60, value: 99)), ("丙镇", score(low: 70, value: 80)), ("乙镇", score(low: 70, value: 80)),
      ("甲镇", score(low: 70, value: 90)), ("戊镇", score(low: 60, value: nil)),
    ])
    #expect(ranking.ranks.map(\.unit) == ["甲镇", "丙镇", "乙镇", "丁镇", "戊镇"])
    #expect(ranking.ranks.map(\.position) == [1, 2, 2, 4, 5])
  }

  @Test("A high value does not lift a town above one with a better low")
  func lowGoesFirst() {
    let ranking = Ranking([("甲镇", score(low: 71.01, value: 99)), ("乙镇", score(low: 71.02, value: 75))])
    #expect(ranking.ranks.first?.unit == "乙镇")
  }
}
