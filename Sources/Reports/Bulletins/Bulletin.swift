import Comparison
import Findings

/// 通报: the ranking, what became of the last period's faults, and each unit's main problems; to be printed and sent
/// round.
struct Bulletin {
  let results: Results
  var comparison: ComparisonReport?
  private static let problemsShown = 3

  struct Part {
    let entry: Standing.Entry
    /// The causes behind most of what fails, with how often.
    let problems: [(clause: String, message: String, count: Int)]
    let failed: Int
  }

  var parts: [Part] {
    Standing(results.units).entries.map { entry in
      let unit = entry.unit
      let quotes = unit.quotes
      let groups = FindingGroup.all([unit], .failed)
      let problems = groups.prefix(Self.problemsShown).map { group in
        (
          clause: group.clauses.first.flatMap { quotes[$0] } ?? "", message: group.items.first?.finding.message ?? "",
          count: group.items.count
        )
      }
      return Part(entry: entry, problems: problems, failed: unit.findings.count { $0.outcome == .failed })
    }
  }

  var title: String { "关于\(results.inspection.name)\(Wording.period(results.inspection.period))政务公开检查情况的通报" }

  var opening: String {
    let ranked = Standing(results.units).entries.filter { $0.position != nil }
    let failed = results.units.reduce(0) { $0 + $1.findings.count { $0.outcome == .failed } }
    let open = results.units.reduce(0) { $0 + $1.findings.count { $0.outcome == .undecided || $0.outcome == .error } }
    let waived = results.units.reduce(0) { $0 + $1.findings.count { $0.overlay?.kind == .waiver } }
    let said = results.units.reduce(0) { $0 + $1.findings.count { $0.overlay?.kind == .attestation } }
    let laidOver = [(waived, "豁免"), (said, "核查确认")].filter { $0.0 > 0 }.map { "经\($0.1) \($0.0) 处" }
    return "本次检查判定截至 \(results.inspection.asOf)，共检查 \(results.units.count) 个单位，其中 \(ranked.count) 个参加排名。"
      + "发现不符合 \(failed) 处，另有待核查 \(open) 处，未计入不符合。"
      + (laidOver.isEmpty ? "" : "此外\(laidOver.joined(separator: "、"))，原结果见问题清单。")
  }

  /// What became of the faults since the period before, in one sentence.
  func lookingBack(_ comparison: ComparisonReport) -> String {
    let counts = Self.states.map { "\($0.chineseName) \(comparison.findings($0).count) 处" }
    let rest = comparison.findings(.incomparable).count
    let open = rest == 0 ? "" : "；另有 \(rest) 处本期无法比对，不算已整改"
    let before = "\(Wording.period(comparison.old.period))（截至 \(comparison.old.asOf)）"
    return "与\(before)相比：\(counts.joined(separator: "，"))\(open)。"
  }

  private static let states: [ComparisonState] = [.new, .outstanding, .recurring, .mended]

  private func change(_ unit: UnitResult, _ comparison: ComparisonReport) -> UnitComparison? {
    comparison.units.first { $0.name == unit.name }
  }

  private func lookingBackHTML(_ comparison: ComparisonReport) -> HTML {
    let rows = Standing(results.units).entries.compactMap { entry -> HTML? in
      guard let change = change(entry.unit, comparison) else { return nil }
      let counts = Self.states.map { "<td class=\"n\">\(TopicChart.number(change.count($0)))</td>" as HTML }
      return """
        <tr><th scope="row">\(entry.unit.name)</th>\
        <td class="n">\(ComparisonSection.change(change.sincePrevious, change.previous))</td>\
        <td class="n">\(ComparisonSection.change(change.sinceYearAgo, change.yearAgo))</td>\(counts)</tr>

        """
    }
    let heads = Self.states.map { "<th scope=\"col\" class=\"n\">\($0.chineseName)</th>" as HTML }
    return """
      <h2>二、整改情况</h2>
      <p class="para">\(lookingBack(comparison))</p>
      <table class="rank"><caption>各单位整改情况</caption><thead><tr><th scope="col">单位</th>\
      <th scope="col" class="n">得分较上期</th><th scope="col" class="n">较上年同期</th>\(heads)</tr></thead>
      <tbody>\(rows)</tbody></table>
      """
  }

  private func lookingBackMarkdown(_ comparison: ComparisonReport) -> [String] {
    let rows = Standing(results.units).entries.compactMap { entry -> [String]? in
      guard let change = change(entry.unit, comparison) else { return nil }
      let deltas = [change.sincePrevious, change.sinceYearAgo].map { delta in
        delta.map { "\(arrow($0)) \($0 > 0 ? "+" : "")\(Figures.score($0))" } ?? "–"
      }
      return [Markdown.escape(entry.unit.name)] + deltas + Self.states.map { "\(change.count($0))" }
    }
    let heads = ["单位", "得分较上期", "较上年同期"] + Self.states.map(\.chineseName)
    return ["", "## 二、整改情况", "", Markdown.escape(lookingBack(comparison)), ""] + Markdown.table(heads, rows)
  }

  private var problemsTitle: String { "\(comparison == nil ? "二" : "三")、各单位主要问题" }

  /// 2024年9月30日, as official papers write it.
  private var day: String {
    let day = results.inspection.asOf.components
    return "\(day.year)年\(day.month)月\(day.day)日"
  }

  static let method = "按得分区间的下限由高到低排名，下限相同看得分，均相同的名次并列。下限是把待核查全部计为不符合时的得分，上限是全部计为符合时的得分。"

  func problemLine(_ problem: (clause: String, message: String, count: Int)) -> String {
    let count = problem.count > 1 ? "（\(problem.count) 处）" : ""
    return "\(problem.message)\(count)"
  }

  func html() -> [UInt8] {
    let parts = parts
    let rows = parts.map { part -> HTML in
      let score = part.entry.unit.score
      return """
        <tr><td class="pos">\(part.entry.position.map(String.init) ?? "–")</td><th scope="row">\(part.entry.unit.name)</th>\
        <td class="n"><b>\(Figures.score(score.value))</b></td><td class="n">\(Figures.score(score.low))</td>\
        <td class="n">\(Figures.score(score.high))</td><td class="n">\(Figures.percent(score.coverage))</td>\
        <td>\(score.grade ?? "—")</td><td class="n">\(part.failed)</td></tr>

        """
    }
    let sections = parts.map { part -> HTML in
      let items = part.problems.map { problem -> HTML in
        "<li>\(problemLine(problem))<span class=\"dim\">依据：\(problem.clause)</span></li>"
      }
      return """
        <section class="who"><h3>\(part.entry.unit.name)<span class="dim">　不符合 \(part.failed) 处</span></h3>\
        \(items.isEmpty ? "<p>未发现不符合的对象。</p>" : "<ol>\(items)</ol>" as HTML)</section>

        """
    }
    let parameters = results.units.first?.score.parameters ?? []
    let body: HTML = """
      <main id="main" class="letter">
      <h1>\(title)</h1>
      <p class="para">\(opening)</p>
      <h2>一、排名</h2>
      <p class="para">\(Self.method)</p>
      <table class="rank"><caption>各单位得分</caption><thead><tr><th scope="col">名次</th><th scope="col">单位</th>\
      <th scope="col" class="n">得分</th><th scope="col" class="n">下限</th><th scope="col" class="n">上限</th>\
      <th scope="col" class="n">覆盖率</th><th scope="col">等次</th><th scope="col" class="n">不符合</th></tr></thead>
      <tbody>\(rows)</tbody></table>
      <ul class="notes dim">\(parameters.map { "<li>\($0)</li>" as HTML })</ul>
      \(comparison.map(lookingBackHTML))
      <h2>\(problemsTitle)</h2>
      \(sections)
      <p class="sign">判定截至\(day)</p>
      </main>
      """
    return Page.frame(title: title, body: [body])
  }

  func markdown() -> [UInt8] {
    let parts = parts
    var lines = [
      "# \(Markdown.escape(title))", "", Markdown.escape(opening), "", "## 一、排名", "", Markdown.escape(Self.method), "",
    ]
    lines += Markdown.table(
      ["名次", "单位", "得分", "下限", "上限", "覆盖率", "等次", "不符合"],
      parts.map { part in
        let score = part.entry.unit.score
        return [
          part.entry.position.map(String.init) ?? "–", Markdown.escape(part.entry.unit.name),
          Figures.score(score.value),
          Figures.score(score.low), Figures.score(score.high), Figures.percent(score.coverage),
          Markdown.escape(score.grade ?? "—"), "\(part.failed)",
        ]
      })
    lines += [""] + (results.units.first?.score.parameters ?? []).map { "- \(Markdown.escape($0))" }
    if let comparison { lines += lookingBackMarkdown(comparison) }
    lines += ["", "## \(problemsTitle)"]
    for part in parts {
      lines += ["", "### \(Markdown.escape(part.entry.unit.name))（不符合 \(part.failed) 处）", ""]
      if part.problems.isEmpty { lines.append("未发现不符合的对象。") }
      for (index, problem) in part.problems.enumerated() {
        lines.append("\(index + 1). \(Markdown.escape(problemLine(problem)))依据：\(Markdown.escape(problem.clause))")
      }
    }
    lines += ["", "判定截至\(day)"]
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }
}
