import Findings

/// The default model: a clause's share is passed/(passed+failed) over its subjects, the score is the weighted
/// mean of shares (contract, section 5).
public struct SharesModel: Sendable, Hashable {
  public var version: Int
  public var title: String
  /// For clauses to which a profile gives no weight of their own.
  public var weights: SeverityValues

  public init(version: Int = 1, title: String = "得分率加权平均", weights: SeverityValues = .contractWeights)
    throws(ScoringError)
  {
    try weights.verify("weights")
    (self.version, self.title, self.weights) = (version, title, weights)
  }

  var inWords: [String] {
    [
      "\(title)（shares，第 \(version) 版）：条款得分率＝符合÷（符合＋不符合），总分为各条款得分率按权重的平均",
      "权重：\(weights.inWords)；方案为条款另定权重的从其规定",
      "区间：下限把待核查全部计为不符合，上限全部计为符合；不适用、未到期的不计",
    ]
  }
}
