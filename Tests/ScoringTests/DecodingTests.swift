import Foundation
import Testing

@testable import Scoring

/// The models decode from any keyed format; JSON stands here for the YAML that the rule files are written in.
@Suite struct DecodingTests {
  func decode<Value: Decodable>(_ type: Value.Type, _ json: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(json.utf8))
  }

  @Test("The kind of model is told by its name")
  func models() throws {
    let shares = #"{"model": "shares", "version": 2, "title": "t", "weights": {"high": 5, "medium": 3, "low": 1}}"#
    #expect(
      try decode(ScoringModel.self, shares)
        == .shares(SharesModel(version: 2, title: "t", weights: SeverityValues(high: 5, medium: 3, low: 1))))
    let deduction = """
      {"model": "deduction", "version": 1, "title": "t", "source": "s", "bonus_above": 85,
       "vetoes": [{"name": "v", "select": {"clauses": ["a-1/2b"]}}],
       "indicators": [{"name": "i", "select": {"topics": ["x"]}, "points": 100,
                       "off": {"high": 3, "medium": 2, "low": 1}}],
       "bonus": [{"name": "b", "select": {"rules": ["r"]}, "points": 5}]}
      """
    guard case .deduction(let model) = try decode(ScoringModel.self, deduction) else {
      Issue.record("not a deduction model")
      return
    }
    #expect(model.bonusAbove == 85)
    #expect(model.vetoes.first?.selection.clauses.first?.number == "2b")
    #expect(model.bonus.first?.points == 5)
  }

  @Test("An unknown model, and a key with a slip of the pen, are refused by name")
  func refused() {
    #expect(throws: ScoringError.unknownModel("mean")) { try decode(ScoringModel.self, #"{"model": "mean"}"#) }
    let slip = #"{"model": "shares", "version": 1, "title": "t", "weight": {"high": 5, "medium": 3, "low": 1}}"#
    #expect {
      try decode(ScoringModel.self, slip)
    } throws: { error in
      "\(error)".contains("“weight”") && "\(error)".contains("weights")
    }
    #expect(throws: DecodingError.self) {
      try decode(GradeTable.self, #"{"grades": [{"name": "合格", "from": 0, "till": 3}]}"#)
    }
  }
}
