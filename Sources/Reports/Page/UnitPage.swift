import Findings

/// One unit's scorecard: what a deputy director reads and a clerk works from. It can be sent by itself.
enum UnitPage {
  static func write(_ unit: UnitResult, of report: Report) -> [UInt8] {
    let results = report.results
    let isWhole = results.units.count == 1
    let changes = report.comparison.flatMap { ComparisonSection.html($0, units: [unit]) }
    let links =
      [("#score", "得分"), ("#main-problems", "主要问题")] + (changes == nil ? [] : [("#changes", "与上期相比")])
      + [("#topics", "各主题"), ("#findings", "问题清单"), ("#clauses", "指标得分"), ("#reading", "读取情况")]
    let groups = FindingGroup.all([unit])
    let top: HTML = """
      \(Masthead.html(unit.name, results, subtitle: subtitle(unit, isWhole ? nil : results.inspection.name), links: links))
      <main id="main" class="in">
      \(ScorePanel.html(unit, before: report.comparison?.units.first { $0.name == unit.name }))
      \(ReadingSection.notes(results))
      \(MainProblems([unit], groups).html)
      \(changes)
      \(TopicChart.html(unit))

      """
    let findings = FindingsSection(units: [unit], groups, comparison: report.comparison)
    let end: HTML = """

      \(ClauseTable.html(unit))
      \(ReadingSection.html(results, units: isWhole ? nil : [unit.name]))
      </main>
      \(Masthead.foot(results))
      """
    return Page.frame(title: "\(unit.name) \(results.inspection.period) 政务公开检查报告", body: [top] + findings.parts + [end])
  }

  private static func subtitle(_ unit: UnitResult, _ district: String?) -> String {
    var parts: [String] = []
    if let district, district != unit.name { parts.append("\(district)检查") }
    parts.append("\(unit.level.chineseName)级")
    if !unit.formerly.isEmpty { parts.append("曾用名 \(unit.formerly.joined(separator: "、"))") }
    var documents: [String] = []
    for clause in unit.clauses where !documents.contains(clause.document) { documents.append(clause.document) }
    if !documents.isEmpty { parts.append("依据" + documents.map { "《\($0)》" }.joined()) }
    return parts.joined(separator: " · ")
  }
}
