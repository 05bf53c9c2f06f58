import Findings

extension ReportTable {
  /// 问题清单: one row a finding, the columns of `findings.csv` (contract, section 6).
  static func findings(_ results: Results) -> ReportTable {
    var rows: [[Cell]] = []
    for unit in results.units {
      let quotes = unit.quotes
      for finding in unit.findingsInReadingOrder {
        rows.append(row(rows.count + 1, unit.name, finding, quotes))
      }
    }
    return ReportTable(name: "问题清单", headers: findingHeaders, rows: rows)
  }

  static let findingHeaders = [
    "序号", "单位", "结果", "严重程度", "条款", "条款原文", "问题", "对象", "页面或台账位置", "依据", "整改建议", "期限", "实际", "逾期", "问题标识",
  ]

  private static func row(_ number: Int, _ unit: String, _ finding: Finding, _ quotes: [ClauseID: String]) -> [Cell] {
    let evidence = [finding.evidence, finding.overlay.map(Wording.overlay)].compactMap { $0 }.filter { !$0.isEmpty }
    return [
      .count(number), .text(unit), .text(finding.outcome.chineseName), .text(finding.severity.chineseName),
      .text(finding.clauses.map(\.description).joined(separator: "；")),
      .text(finding.clauses.compactMap { quotes[$0] }.joined(separator: "；")), .text(finding.message),
      .text(Wording.object(finding.subject)), .text(Wording.place(finding.location)),
      .text(evidence.joined(separator: "；")), .text(finding.fix), .date(finding.dueOn), .date(finding.doneOn),
      .count(finding.lateBy), .text(finding.id),
    ]
  }
}
