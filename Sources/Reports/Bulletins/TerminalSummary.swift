import Comparison
public import Findings

/// What `check` says at its end: plain text in columns, no colour, the same on a terminal and in a pipe.
public enum TerminalSummary {
  private static let problemsShown = 5

  /// - Parameter directory: where the report lies; the last line says so.
  public static func text(_ report: Report, directory: String?) -> String {
    let results = report.results
    let inspection = results.inspection
    var lines = [
      "\(shown(inspection.name)) \(Wording.period(shown(inspection.period)))，判定截至 \(inspection.asOf)",
      "读取\(ReadingSection.summary(results))", "",
    ]
    lines += units(results.units)
    if let comparison = report.comparison {
      let counts = ComparisonState.allCases.compactMap { state -> String? in
        let count = comparison.findings(state).count
        return count == 0 ? nil : "\(state.chineseName) \(count)"
      }
      lines += [
        "", "与\(Wording.period(comparison.old.period))相比：\(counts.isEmpty ? "没有变化" : counts.joined(separator: "，"))",
      ]
    }
    lines += problems(results)
    if !inspection.notes.isEmpty { lines += [""] + inspection.notes.map { "注：\(shown($0))" } }
    if let directory { lines += ["", "报告：\(shown(directory))"] }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The table of units alone, in the order of the ranking.
  public static func ranking(_ units: [UnitResult]) -> String { self.units(units).joined(separator: "\n") + "\n" }

  private static func units(_ units: [UnitResult]) -> [String] {
    let headers = ["名次", "单位", "得分", "区间", "覆盖率", "等次", "不符合", "待核查"]
    let rows = Standing(units).entries.map { entry in
      let score = entry.unit.score
      return [
        entry.position.map(String.init) ?? "", EastAsian.cut(shown(entry.unit.name), to: 30),
        Figures.score(score.value),
        "\(Figures.score(score.low))–\(Figures.score(score.high))", Figures.percent(score.coverage),
        shown(score.grade ?? "—"), "\(count(of: [.failed], in: entry.unit))",
        "\(count(of: [.undecided, .error], in: entry.unit))",
      ]
    }
    let isRanked = rows.contains { $0[0] != "" }
    return columns(
      ([headers] + rows).map { isRanked ? $0 : Array($0.dropFirst()) }, left: isRanked ? [1, 5] : [0, 4])
  }

  /// By their places: a copy of a finding counts twenty references.
  private static func count(of outcomes: [Outcome], in unit: UnitResult) -> Int {
    unit.findings.indices.count { outcomes.contains(unit.findings[$0].outcome) }
  }

  private static func problems(_ results: Results) -> [String] {
    let groups = FindingGroup.all(results.units, .failed)
    guard !groups.isEmpty else { return ["", "没有不符合的对象。"] }
    let quotes = Dictionary(
      results.units.flatMap { $0.clauses.map { ($0.id, $0.quote) } }, uniquingKeysWith: { first, _ in first })
    let rows = groups.prefix(problemsShown).map { group in
      let quote = group.clauses.first.flatMap { quotes[$0] } ?? group.rule
      return [
        "[\(group.severity.chineseName)]", "\(group.items.count) 处", group.clauses.first?.description ?? "",
        EastAsian.cut(shown(quote), to: 60),
      ]
    }
    return ["", "主要问题"] + columns(Array(rows), left: [0, 2, 3])
  }

  /// Columns as wide as their widest cell, two spaces apart; all but those named stand to the right.
  static func columns(_ rows: [[String]], left: Set<Int>) -> [String] {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.map { $0.indices.contains(column) ? EastAsian.width(of: $0[column]) : 0 }.max() ?? 0
    }
    return rows.map { row in
      let cells = row.enumerated().map { column, cell in
        EastAsian.padded(cell, to: widths[column], right: !left.contains(column))
      }
      let line = "  " + cells.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }

  /// Nothing read may steer a terminal.
  static func shown(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { EastAsian.width(of: $0) > 0 }))
  }
}
