import Findings
import SampleResults
import Testing

@testable import Comparison

@Suite("Scores over the periods")
struct ScoreTrendTests {
  private func run(_ period: String, _ value: Double?, model: String = "shares") -> Results {
    results(period, units: [unit(value: value, model: model)])
  }

  @Test("the last period and the same one a year ago stand beside the score")
  func deltas() throws {
    let history = [run("2023Q3", 91.5), run("2023Q4", 60), run("2024Q1", nil)].map(RunSummary.init)
    let report = compare(run("2024Q2", 80.04), run("2024Q3", 86.41), history: history)
    let unit = try #require(report.units.first)
    #expect(unit.sincePrevious == 6.37)
    #expect(unit.sinceYearAgo == -5.09)
    #expect(unit.yearAgo?.period == "2023Q3")
    #expect(unit.trend.map(\.period) == ["2023Q3", "2023Q4", "2024Q1", "2024Q2", "2024Q3"])
    #expect([arrow(6.37), arrow(-5.09), arrow(0), arrow(nil)] == ["↑", "↓", "→", "—"])
  }

  @Test("another model's score is not compared")
  func otherModel() throws {
    let report = compare(run("2024Q2", 80, model: "deduction"), run("2024Q3", 86))
    let unit = try #require(report.units.first)
    #expect(unit.previous?.value == 80)
    #expect(unit.sincePrevious == nil)
    #expect(unit.trend.map(\.period) == ["2024Q3"])
  }

  @Test("scores that print alike do not differ")
  func rounding() {
    #expect(compare(run("2024Q2", 80.001), run("2024Q3", 80.004)).units.first?.sincePrevious == 0)
  }
}
