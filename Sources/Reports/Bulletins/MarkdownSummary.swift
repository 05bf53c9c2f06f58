import Comparison
import Findings

/// `summary.md`: for the page of a pipeline's run, short enough to be read there.
enum MarkdownSummary {
  private static let shown = 50

  static func write(_ report: Report) -> [UInt8] {
    let results = report.results
    let inspection = results.inspection
    var lines = ["# \(Markdown.escape(inspection.name)) 政务公开检查", ""]
    lines.append(
      "检查期 \(Markdown.escape(Wording.period(inspection.period)))，判定截至 \(inspection.asOf)。读取\(Markdown.escape(ReadingSection.summary(results)))。"
    )
    lines.append("")
    lines += Markdown.table(
      ["单位", "得分", "区间", "覆盖率", "等次", "不符合", "待核查"],
      Standing(results.units).entries.map { entry in
        let score = entry.unit.score
        return [
          Markdown.escape(entry.unit.name), Figures.score(score.value),
          "\(Figures.score(score.low))–\(Figures.score(score.high))", Figures.percent(score.coverage),
          Markdown.escape(score.grade ?? "—"), "\(entry.unit.findings.count { $0.outcome == .failed })",
          "\(entry.unit.findings.count { $0.outcome == .undecided || $0.outcome == .error })",
        ]
      })
    if let comparison = report.comparison {
      let counts = ComparisonState.allCases.map { state in "\(state.chineseName) \(comparison.findings(state).count)" }
      lines += ["", "与\(Markdown.escape(Wording.period(comparison.old.period)))相比：\(counts.joined(separator: "，"))。"]
    }
    if let gate = report.gate {
      lines += ["", "## 门禁", ""] + gate.prefix(shown).map { "- \(Markdown.escape($0.trimmed))" }
      if gate.count > shown { lines.append("- ……其余\(gate.count - shown)行见运行记录。") }
    }
    lines += failures(report) + overlaid(results)
    if !inspection.notes.isEmpty { lines += [""] + inspection.notes.map { "> \(Markdown.escape($0))" } }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  /// What people said, with what the program found beneath.
  private static func overlaid(_ results: Results) -> [String] {
    let told = results.units.flatMap { unit in
      unit.findingsInReadingOrder.compactMap { finding in finding.overlay.map { (unit.name, finding, $0) } }
    }
    guard !told.isEmpty else { return [] }
    var lines = ["", "## 豁免、核查确认和抽查（\(told.count)）", ""]
    lines += Markdown.table(
      ["单位", "条款", "对象", "结果", "依据"],
      told.prefix(shown).map { unit, finding, overlay in
        [
          unit, finding.clauses.map(\.description).joined(separator: "；"), Wording.object(finding.subject),
          Wording.outcome(finding.outcome, finding.reason), Wording.overlay(overlay),
        ].map(Markdown.escape)
      })
    if told.count > shown { lines += ["", "此处列出前\(shown)个，其余见 findings.csv。"] }
    return lines
  }

  /// The new ones first, where there is a baseline, then the gravest.
  private static func failures(_ report: Report) -> [String] {
    let results = report.results
    let failed = results.units.flatMap { unit in
      unit.findingsInReadingOrder.filter { $0.outcome == .failed }.map { (unit.name, $0) }
    }
    guard !failed.isEmpty else { return ["", "没有不符合的对象。"] }
    let ordered = failed.enumerated().sorted { one, other in
      let (isNew, otherIsNew) = (report.isNew(one.element.1), report.isNew(other.element.1))
      if isNew != otherIsNew { return isNew }
      return (one.element.1.severity, one.offset) < (other.element.1.severity, other.offset)
    }
    let new = report.new.map { _ in "，其中新增 \(failed.count { report.isNew($0.1) })" } ?? ""
    var lines = ["", "## 不符合（\(failed.count)\(new)）", ""]
    lines += Markdown.table(
      ["严重程度", "单位", "条款", "对象", "位置", "问题", "整改建议"],
      ordered.prefix(shown).map { _, entry in
        let (unit, finding) = entry
        let late = Wording.lateness(finding).map { "（\($0)）" } ?? ""
        return [
          finding.severity.chineseName, unit, finding.clauses.map(\.description).joined(separator: "；"),
          Wording.object(finding.subject), Wording.place(finding.location),
          (report.new != nil && report.isNew(finding) ? "【新增】" : "") + finding.message + late, finding.fix,
        ].map(Markdown.escape)
      })
    if failed.count > shown { lines += ["", "此处列出前\(shown)个，其余见 findings.csv。"] }
    return lines
  }
}

extension String {
  fileprivate var trimmed: String { String(drop { $0 == " " }) }
}
