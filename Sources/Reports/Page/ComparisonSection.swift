import Comparison
import Findings

/// 与上期相比: what is new, still there, back again and mended; scores beside last period's and last year's.
enum ComparisonSection {
  private static let shown = 3
  private static let standing: [ComparisonState] = [.new, .outstanding, .recurring, .mended, .waived, .incomparable]

  /// One unit's, or the district's with a row a unit.
  static func html(_ comparison: ComparisonReport, units: [UnitResult]) -> HTML? {
    let names = Set(units.map(\.name))
    let rows = comparison.units.filter { names.contains($0.name) }
    guard !rows.isEmpty else { return nil }
    let findings = comparison.findings.filter { names.contains($0.unit) }
    let notes = comparison.notes.map { note -> HTML in "<li>\(note)</li>" }
    return """
      <section class="card" aria-labelledby="changes"><h2 id="changes">与上期相比</h2>
      <p class="lbl">对照 \(Wording.period(comparison.old.period))（截至 \(comparison.old.asOf.description)）</p>
      \(tiles(rows))\(most(findings, units))\(table(rows))
      \(departed.compactMap { list($0, findings, namesUnits: units.count > 1) })
      <ul class="notes dim">\(notes)</ul></section>
      """
  }

  private static func tiles(_ units: [UnitComparison]) -> HTML {
    let tiles = standing.compactMap { state -> HTML? in
      let count = units.reduce(0) { $0 + $1.count(state) }
      if count == 0, state == .waived || state == .incomparable { return nil }
      return "<li class=\"st \(state.rawValue)\"><b>\(count)</b>\(state.chineseName)</li>"
    }
    return "<ul class=\"moves\">\(tiles)</ul>"
  }

  /// States of faults that the list of findings does not hold, with what each means for the count.
  private static let departed: [(state: ComparisonState, means: String?)] = [
    (.mended, nil), (.waived, nil), (.incomparable, "往期已经办结，或本期没有再核查到；不算已整改，也不算未整改"),
  ]

  /// Folded up: who asks what was mended finds it here, with how that is known.
  private static func list(
    _ departed: (state: ComparisonState, means: String?), _ findings: [ComparedFinding], namesUnits: Bool
  ) -> HTML? {
    let found = findings.filter { $0.state == departed.state }
    guard !found.isEmpty else { return nil }
    let items = found.map { finding -> HTML in
      let title: HTML? = finding.subject.title.flatMap { title in
        title.isEmpty || title == finding.subject.key ? nil : " <span>\(title)</span>"
      }
      let clauses = finding.clauses.map(\.description).joined(separator: "、")
      let unit: HTML? = namesUnits ? " <em>\(finding.unit)</em>" : nil
      let note: HTML? = finding.note.map { " <span class=\"dim\">（\($0)）</span>" }
      return """
        <li><p class="o"><b>\(finding.subject.key)</b>\(title)\(unit) <span class="id">\(clauses)</span></p>\
        <p>\(finding.message)\(note)</p></li>

        """
    }
    let means: HTML? = departed.means.map { " <span class=\"dim\">\($0)</span>" }
    return """
      <details class="gone"><summary><b>\(departed.state.chineseName) \(found.count) 处</b>\(means)</summary><ol>\(items)</ol></details>
      """
  }

  /// The clauses behind most of what is new and most of what is mended.
  private static func most(_ findings: [ComparedFinding], _ units: [UnitResult]) -> HTML? {
    let quotes = Dictionary(
      units.flatMap { $0.clauses.map { ($0.id, $0.quote) } }, uniquingKeysWith: { first, _ in first })
    func list(_ title: String, _ state: ComparisonState) -> HTML? {
      let counts = Dictionary(
        findings.filter { $0.state == state }.compactMap { $0.clauses.first }.map { ($0, 1) }, uniquingKeysWith: +)
      guard !counts.isEmpty else { return nil }
      let top = counts.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }.prefix(shown)
      let items = top.map { clause, count -> HTML in
        "<li><span>\(quotes[clause] ?? clause.description)</span> <b>\(count) 处</b></li>"
      }
      return "<div><p class=\"lbl\">\(title)</p><ol>\(items)</ol></div>"
    }
    let lists = [list("新增最多的条款", .new), list("整改最多的条款", .mended)].compactMap { $0 }
    return lists.isEmpty ? nil : "<div class=\"most\">\(lists)</div>"
  }

  private static func table(_ units: [UnitComparison]) -> HTML {
    let rows = units.map { unit -> HTML in
      let formerly: HTML? =
        unit.formerly.isEmpty ? nil : " <span class=\"dim\">原\(unit.formerly.joined(separator: "、"))</span>"
      let counts = standing.prefix(4).map { state -> HTML in
        "<td class=\"n\" data-l=\"\(state.chineseName)\">\(TopicChart.number(unit.count(state)))</td>"
      }
      return """
        <tr><th scope="row">\(unit.name)\(formerly)</th>\
        <td class="n" data-l="得分">\(Figures.score(unit.score.value))</td>\
        <td class="n" data-l="较上期">\(change(unit.sincePrevious, unit.previous))</td>\
        <td class="n" data-l="较上年同期">\(change(unit.sinceYearAgo, unit.yearAgo))</td>\
        <td class="tr">\(trend(unit.trend))</td>\(counts)</tr>

        """
    }
    return """
      <table class="plain since"><caption>得分的变化；箭头向上为提高</caption><thead><tr><th scope="col">单位</th>\
      <th scope="col" class="n">得分</th><th scope="col" class="n">较上期</th><th scope="col" class="n">较上年同期</th>\
      <th scope="col">走势</th>\(standing.prefix(4).map { "<th scope=\"col\" class=\"n\">\($0.chineseName)</th>" as HTML })</tr></thead>
      <tbody>\(rows)</tbody></table>
      """
  }

  static func change(_ delta: Double?, _ before: ScorePoint?) -> HTML {
    guard let delta else { return "<span class=\"dim\">–</span>" }
    let style = delta > 0 ? "up" : delta < 0 ? "down" : "dim"
    let sign = delta > 0 ? "+" : ""
    let was: HTML? = before.map { " <span class=\"dim\">（\(Figures.score($0.value))）</span>" }
    return "<span class=\"\(style)\">\(arrow(delta)) \(sign)\(Figures.score(delta))</span>\(was)"
  }

  /// A line through the values of the known periods.
  static func trend(_ points: [ScorePoint]) -> HTML? {
    let known = points.enumerated().compactMap { index, point in point.value.map { (index, $0, point.period) } }
    guard known.count > 1, let last = points.indices.last, last > 0 else { return nil }
    // As high as the scores differ, at least ten points: on a scale of 0 to 100 every line would be level.
    let (lowest, highest) = (known.map(\.1).min() ?? 0, known.map(\.1).max() ?? 100)
    let (middle, span) = ((lowest + highest) / 2, max(10, highest - lowest))
    let line = known.map { index, value, _ in
      let (x, y) = (Double(index) / Double(last) * 100, 15 - (value - middle) / span * 24)
      return "\(Figures.plain((x * 100).rounded() / 100)),\(Figures.plain((y * 100).rounded() / 100))"
    }
    let words = known.map { "\(Wording.period($0.2))\(Figures.score($0.1))" }.joined(separator: "，")
    return """
      <svg class="trend" viewBox="-2 0 104 30" preserveAspectRatio="none" role="img" aria-label="走势：\(words)">\
      <polyline points="\(line.joined(separator: " "))"/></svg>
      """
  }

  /// 新增, 未整改（第3期）, 重复发生: shown beside the finding itself.
  static func tag(_ finding: ComparedFinding) -> HTML? {
    switch finding.state {
    case .new, .recurring: "<u class=\"st \(finding.state.rawValue)\">\(finding.state.chineseName)</u>"
    case .outstanding:
      "<u class=\"st outstanding\">\(finding.state.chineseName)\(finding.periods.map { "（第\($0)期）" } ?? "")</u>"
    case .mended, .waived, .incomparable: nil
    }
  }
}
