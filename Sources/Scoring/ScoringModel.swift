public import Findings

/// How clause results become a score: one of the two models of the contract's section 5, with its parameters.
public enum ScoringModel: Sendable, Hashable {
  case shares(SharesModel)
  case deduction(DeductionModel)

  static let sharesName = "shares"
  static let deductionName = "deduction"

  public var name: String {
    switch self {
    case .shares: Self.sharesName
    case .deduction: Self.deductionName
    }
  }

  /// One unit's score. `findings` are those of the same unit; only the model `deduction` looks at them, for vetoes.
  public func score(clauses: [ClauseResult], findings: [Finding], grades: GradeTable) -> Score {
    switch self {
    case .shares(let model):
      let shares = WeightedShares(clauses)
      return Score(
        model: name, modelVersion: model.version, value: shares.value, low: shares.low, high: shares.high,
        coverage: shares.coverage, grade: shares.value.map(grades.grade(of:)),
        parameters: model.inWords + [grades.inWords])
    case .deduction(let model):
      return model.score(clauses: clauses, findings: findings, grades: grades)
    }
  }
}
