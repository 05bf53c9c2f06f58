import Findings
import Scoring
import Settings
import Testing

@testable import RuleFiles

@Suite("Files of scoring models and grades")
struct ScoringFilesTests {
  private func file(_ text: String, stem: String = "own") throws -> ScoringFile {
    try ScoringFile(YAMLFile.parse(text, name: "Rules/scoring/\(stem).yml"), stem: stem)
  }

  @Test("The model of shares has weights of its own")
  func shares() throws {
    guard
      case .model(.shares(let model)) = try file(
        "{model: shares, version: 2, title: 平均, weights: {high: 5, medium: 3, low: 0.5}}")
    else {
      Issue.record("not the model of shares")
      return
    }
    #expect(
      try model == SharesModel(version: 2, title: "平均", weights: SeverityValues(high: 5, medium: 3, low: 0.5)))
  }

  @Test("The model of deductions has vetoes, indicators and bonus items")
  func deduction() throws {
    let text = """
      model: deduction
      version: 1
      title: 扣分制
      source: 测试
      bonus_above: 85
      vetoes: [{name: 否决, select: {clauses: [a-1/2b]}}]
      indicators: [{name: 全部, select: {topics: [财政]}, points: 100, off: {high: 3, medium: 2, low: 1}}]
      bonus: [{name: 加分, select: {rules: [r]}, points: 5}]
      """
    guard case .model(.deduction(let model)) = try file(text) else {
      Issue.record("not the model of deductions")
      return
    }
    #expect(
      model.bonusAbove == 85 && model.vetoes.first?.selection.clauses == [ClauseID(document: "a-1", number: "2b")])
    #expect(model.indicators.first?.off == SeverityValues(high: 3, medium: 2, low: 1))
    #expect(model.bonus.first?.points == 5 && model.bonus.first?.selection.rules == ["r"])
  }

  @Test(
    "What cannot be used is told with its place and what to write",
    arguments: [
      ("model: mean", "own", 1, "shares、deduction"),
      (
        "model: shares\nversion: 1\ntitle: t\nweights: {high: 5, medium: 3, low: 1}\nweight: 3", "own", 5,
        "是否想写“weights”？"
      ),
      ("model: shares\nversion: 1\ntitle: t\nweights: {high: 5, medium: 3}", "own", 4, "缺少“low”"),
      ("model: shares\nversion: 1\ntitle: t\nweights: {high: 五, medium: 3, low: 1}", "own", 4, "应为数字"),
      ("model: shares\nversion: 1\ntitle: t\nweights: {high: -1, medium: 3, low: 1}", "own", 1, "-1"),
      ("grades: [{name: 合格, from: 0, till: 3}]", "grades", 1, "till"),
      ("grades: [{name: 合格, from: 60}]", "grades", 1, "最后一档从 0 分起"),
    ])
  func refused(text: String, stem: String, line: Int, words: String) throws {
    let error = try #require(throws: SettingError.self) { try file(text, stem: stem) }
    #expect(error.place.line == line && error.message.contains(words), "\(error)")
  }
}
