/// Veto, capped deductions, bonus and rescaling, after the method of 国办秘函〔2019〕19号 (contract, section 5).
/// Its point values are not known to us: all of them are parameters, and none is shipped as official.
public struct DeductionModel: Sendable, Hashable {
  /// 单项否决: one failed finding it selects makes the result 不合格.
  public struct Veto: Sendable, Hashable {
    public var name: String
    public var selection: ClauseSelection

    public init(name: String, selection: ClauseSelection) { (self.name, self.selection) = (name, selection) }
  }

  /// A part of the 100 points. A clause belongs to the first indicator that selects it, unless a bonus
  /// item does.
  public struct Indicator: Sendable, Hashable {
    public var name: String
    public var selection: ClauseSelection
    /// Its part of the 100, and the most that can be taken off it.
    public var points: Double
    /// Points off for each failed subject, by its clause's severity.
    public var off: SeverityValues

    public init(name: String, selection: ClauseSelection, points: Double, off: SeverityValues) {
      (self.name, self.selection, self.points, self.off) = (name, selection, points, off)
    }
  }

  /// 加分: earned where every clause it selects that counts is passed, and there is at least one.
  public struct BonusItem: Sendable, Hashable {
    public var name: String
    public var selection: ClauseSelection
    public var points: Double

    public init(name: String, selection: ClauseSelection, points: Double) {
      (self.name, self.selection, self.points) = (name, selection, points)
    }
  }

  public var version: Int
  public var title: String
  /// Where the method and the numbers come from, printed with the score.
  public var source: String
  public var vetoes: [Veto]
  public var indicators: [Indicator]
  /// Bonus points count only for a score strictly above this.
  public var bonusAbove: Double
  public var bonus: [BonusItem]

  /// - Throws: where points do not add up to 100, a number is not positive, a name occurs twice or nothing is selected.
  public init(
    version: Int = 1, title: String, source: String, vetoes: [Veto], indicators: [Indicator], bonusAbove: Double = 80,
    bonus: [BonusItem]
  ) throws(ScoringError) {
    (self.version, self.title, self.source, self.vetoes) = (version, title, source, vetoes)
    (self.indicators, self.bonusAbove, self.bonus) = (indicators, bonusAbove, bonus)
    try verify()
  }

  private func verify() throws(ScoringError) {
    let parts =
      vetoes.map { ($0.name, $0.selection) } + indicators.map { ($0.name, $0.selection) }
      + bonus.map { ($0.name, $0.selection) }
    var names = Set<String>()
    for (name, selection) in parts {
      if selection.isEmpty { throw .emptySelection(name) }
      if !names.insert(name).inserted { throw .duplicateName(name) }
    }
    for indicator in indicators {
      if !(indicator.points > 0) { throw .badNumber(key: "\(indicator.name).points", value: indicator.points) }
      try indicator.off.verify("\(indicator.name).off")
    }
    for item in bonus where !(item.points > 0) { throw .badNumber(key: "\(item.name).points", value: item.points) }
    let sum = indicators.reduce(0) { $0 + $1.points }
    if abs(sum - 100) > 1e-9 { throw .pointsDoNotAddUp(sum) }
  }
}
