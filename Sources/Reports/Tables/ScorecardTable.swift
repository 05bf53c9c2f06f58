import Findings

extension ReportTable {
  /// 指标得分: one row a clause and unit, the columns of `scorecard.csv` (contract, section 6).
  ///
  /// 待核查 holds broken checks too, since a score treats them alike; 得分 is the clause's share of 100, empty where
  /// nothing was decided.
  static func scorecard(_ results: Results) -> ReportTable {
    let rows = results.units.flatMap { unit in
      unit.clauses.sorted { $0.id < $1.id }.map { row(unit.name, $0) }
    }
    return ReportTable(name: "指标得分", headers: scorecardHeaders, rows: rows)
  }

  static let scorecardHeaders = [
    "单位", "条款", "主题", "条款原文", "结果", "权重", "符合", "不符合", "待核查", "未到期", "得分", "规则",
  ]

  private static func row(_ unit: String, _ clause: ClauseResult) -> [Cell] {
    [
      .text(unit), .text(clause.id.description), .text(clause.topic), .text(clause.quote),
      .text(clause.outcome.chineseName), .number(clause.weight), .count(clause.passed), .count(clause.failed),
      .count(clause.undecided + clause.errors), .count(clause.notDue),
      clause.share.map { .number(($0 * 10000).rounded() / 100) } ?? .empty, .text(Wording.rules(clause)),
    ]
  }
}
