import Findings
import Scoring

extension ReportTable {
  /// 总分表: one row a unit, in the order of the ranking.
  static func summary(_ results: Results) -> ReportTable {
    let places = Standing(results.units)
    let rows = places.entries.map { entry -> [Cell] in
      let (unit, score) = (entry.unit, entry.unit.score)
      return [
        entry.position.map { .count($0) } ?? .empty, .text(unit.name), .text(unit.level.chineseName),
        score.value.map { .number($0) } ?? .empty, .number(score.low), .number(score.high), .number(score.coverage),
        .text(score.grade), .text(score.vetoes.joined(separator: "；")),
        .count(unit.findings.count { $0.outcome == .failed }),
        .count(unit.findings.count { $0.outcome == .undecided || $0.outcome == .error }),
        .text("\(score.model) 第\(score.modelVersion)版"),
      ]
    }
    return ReportTable(name: "总分表", headers: summaryHeaders, rows: rows)
  }

  static let summaryHeaders = ["名次", "单位", "级别", "得分", "下限", "上限", "覆盖率", "等次", "单项否决", "不符合", "待核查", "计分模型"]
}

/// The units in the order in which they are shown: the ranked ones first, then the district itself, whose bureaux answer
/// for other duties than its towns.
struct Standing {
  struct Entry {
    /// Nil for a unit that is scored but not ranked.
    let position: Int?
    let unit: UnitResult
  }

  let entries: [Entry]

  init(_ units: [UnitResult]) {
    let hasTowns = units.contains { $0.level != .district }
    let isRanked = { (unit: UnitResult) in !hasTowns || unit.level != .district }
    let ranked = units.filter(isRanked)
    let byName = Dictionary(ranked.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let ranks = Ranking(ranked.map { ($0.name, $0.score) }).ranks
    entries =
      ranks.compactMap { rank in
        byName[rank.unit].map { Entry(position: units.count > 1 ? rank.position : nil, unit: $0) }
      } + units.filter { !isRanked($0) }.map { Entry(position: nil, unit: $0) }
  }
}
