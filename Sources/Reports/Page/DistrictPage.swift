import Comparison
import Findings
import Scoring

/// The page of a district that scores its towns: who stands where, what fails most, and all findings.
enum DistrictPage {
  static func write(_ report: Report, folders: [String: String]) -> [UInt8] {
    let results = report.results
    let changes = report.comparison.flatMap { ComparisonSection.html($0, units: results.units) }
    let links =
      [("#ranking", "排名"), ("#main-problems", "主要问题")] + (changes == nil ? [] : [("#changes", "与上期相比")])
      + [("#heat", "单位×主题"), ("#common", "多发条款"), ("#decided", "判定情况"), ("#findings", "问题清单"), ("#reading", "读取情况")]
    let groups = FindingGroup.all(results.units)
    let top: HTML = """
      \(Masthead.html(results.inspection.name, results, subtitle: "共检查 \(results.units.count) 个单位", links: links))
      <main id="main" class="in">
      \(RankingTable.html(report, folders: folders))
      \(ReadingSection.notes(results))
      \(MainProblems(results.units, groups).html)
      \(changes)
      \(HeatMap.html(results.units, folders: folders))
      \(CommonFailures.html(results.units))
      \(DecidedTable.html(results.units, folders: folders))

      """
    let findings = FindingsSection(units: results.units, groups, comparison: report.comparison)
    let end: HTML = """

      \(ReadingSection.html(results))
      </main>
      \(Masthead.foot(results))
      """
    return Page.frame(
      title: "\(results.inspection.name) \(results.inspection.period) 政务公开检查报告", body: [top] + findings.parts + [end])
  }

  /// A unit's name, leading to its own page.
  static func link(_ unit: String, _ folders: [String: String]) -> HTML {
    guard let folder = folders[unit] else { return HTML(escaping: unit) }
    return "<a href=\"\(FolderName.address(folder))/index.html\">\(unit)</a>"
  }
}

/// 排名: by low, then value, with the range drawn. The district's own bureaux are scored but not ranked with its towns.
enum RankingTable {
  static func html(_ report: Report, folders: [String: String]) -> HTML {
    let units = report.results.units
    let before = report.comparison.map { comparison in
      Dictionary(comparison.units.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }
    let rows = Standing(units).entries.map { row($0, folders, before: before) }
    let change: HTML? = before == nil ? nil : "<th scope=\"col\" class=\"n wide\">较上期</th>"
    let models = Set(units.map { "\($0.score.model)，第 \($0.score.modelVersion) 版" }).sorted()
    let parameters = units.first?.score.parameters ?? []
    return """
      <section class="card" aria-labelledby="ranking"><h2 id="ranking">排名</h2>
      <table class="rank"><caption>按区间下限由高到低，下限相同看得分；色带为区间，竖线为得分</caption>
      <thead><tr><th scope="col">名次</th><th scope="col">单位</th><th scope="col" class="n">得分</th>\(change)\
      <th scope="col" class="bar">区间（0–100）</th><th scope="col" class="n">下限</th><th scope="col" class="n wide">上限</th>\
      <th scope="col" class="n wide">覆盖率</th><th scope="col">等次</th></tr></thead>
      <tbody>\(rows)</tbody></table>
      <div class="model"><p class="lbl">计分模型 \(models.joined(separator: "；"))</p>\
      <ul>\(parameters.map { "<li>\($0)</li>" as HTML })</ul></div></section>
      """
  }

  private static func row(
    _ entry: Standing.Entry, _ folders: [String: String], before: [String: UnitComparison]?
  ) -> HTML {
    let change: HTML? = before.map { before in
      "<td class=\"n wide\">\(ComparisonSection.change(before[entry.unit.name]?.sincePrevious, nil))</td>"
    }
    let (unit, score) = (entry.unit.name, entry.unit.score)
    return """
      <tr class="\(entry.position == nil ? "own" : "")"><td class="pos">\(entry.position.map(String.init) ?? "–")</td>\
      <th scope="row">\(DistrictPage.link(unit, folders))</th>\
      <td class="n"><b>\(Figures.score(score.value))</b></td>\(change)<td class="bar">\(Mark.range(score.low, score.value, score.high))</td>\
      <td class="n">\(Figures.score(score.low))</td><td class="n wide">\(Figures.score(score.high))</td>\
      <td class="n wide">\(Figures.percent(score.coverage))</td><td class="gr">\(score.grade ?? "—")</td></tr>

      """
  }
}

/// Unit × topic: the darker, the lower the share.
enum HeatMap {
  static func html(_ units: [UnitResult], folders: [String: String]) -> HTML? {
    let topics = Set(units.flatMap { unit in TopicShares.all(unit.clauses).map(\.topic) }).sorted()
    guard !topics.isEmpty else { return nil }
    let rows = units.map { unit -> HTML in
      let shares = Dictionary(
        TopicShares.all(unit.clauses).map { ($0.topic, $0.shares) }, uniquingKeysWith: { one, _ in one })
      let cells = topics.map { cell(shares[$0]) }
      return "<tr><th scope=\"row\">\(DistrictPage.link(unit.name, folders))</th>\(cells)</tr>\n"
    }
    return """
      <section class="card" aria-labelledby="heat"><h2 id="heat">单位 × 主题</h2>
      <table class="heat"><caption>各主题得分（舍去小数）；颜色越深，得分越低；空白为该单位没有这一主题的条款</caption>
      <thead><tr><th scope="col">单位</th>\(topics.map { "<th scope=\"col\"><span>\($0)</span></th>" as HTML })</tr></thead>
      <tbody>\(rows)</tbody></table>
      <p class="key"><span><i class="k1"></i>50 以下</span><span><i class="k2"></i>50–70</span><span><i class="k3"></i>70–85</span>\
      <span><i class="k4"></i>85–95</span><span><i class="k5"></i>95 以上</span><span><i class="k0"></i>未判定</span></p></section>
      """
  }

  private static func cell(_ shares: WeightedShares?) -> HTML {
    guard let shares else { return "<td></td>" }
    guard let value = shares.value else { return "<td class=\"k0\">—</td>" }
    let step =
      switch value {
      case ..<50: "k1"
      case ..<70: "k2"
      case ..<85: "k3"
      case ..<95: "k4"
      default: "k5"
      }
    return "<td class=\"\(step)\">\(Int(value.rounded(.down)))</td>"
  }
}

/// 多发条款: what most units fail. Each unit may answer to a document of its own, so that clauses which one rule decides
/// stand together.
enum CommonFailures {
  static let shown = 15

  struct Row {
    /// Sorted; several where documents ask the same.
    var clauses: [ClauseID]
    var topic: String
    var quote: String
    var units: [String]
    var failed: Int
  }

  static func all(_ units: [UnitResult]) -> [Row] {
    var rows: [String: Row] = [:]
    for unit in units {
      let quotes = unit.quotes
      for finding in unit.findings where finding.outcome == .failed {
        var row = rows[finding.commonCause] ?? Row(clauses: [], topic: finding.topic, quote: "", units: [], failed: 0)
        for clause in finding.clauses where !row.clauses.contains(clause) {
          row.clauses.append(clause)
          if row.quote.isEmpty { row.quote = quotes[clause] ?? "" }
        }
        if row.units.last != unit.name { row.units.append(unit.name) }
        row.failed += 1
        rows[finding.commonCause] = row
      }
    }
    return rows.values.map { row in
      var row = row
      row.clauses.sort()
      return row
    }.sorted { one, other in
      if one.units.count != other.units.count { return one.units.count > other.units.count }
      if one.failed != other.failed { return one.failed > other.failed }
      return one.clauses.lexicographicallyPrecedes(other.clauses)
    }
  }

  static func html(_ units: [UnitResult]) -> HTML? {
    let rows = all(units)
    guard !rows.isEmpty else { return nil }
    let body = rows.prefix(shown).map { row -> HTML in
      """
      <tr><th scope="row">\(row.clauses.map { "<span class=\"id\">\($0.description)</span> " as HTML })\
      <span class="tp">\(row.topic)</span></th>\
      <td class="qt">\(row.quote)</td><td class="n" data-l="单位数">\(row.units.count)</td>\
      <td class="n" data-l="不符合">\(row.failed)</td><td>\(row.units.joined(separator: "、"))</td></tr>

      """
    }
    return """
      <section class="card" aria-labelledby="common"><h2 id="common">多发条款</h2>
      <table class="plain common"><caption>不符合的单位最多的\(min(shown, rows.count))项，共\(rows.count)项；\
      各单位所依文件不同，要求相同、按同一规则判定的条款合为一项，引其中一条原文</caption>
      <thead><tr><th scope="col">条款</th><th scope="col">条款原文</th><th scope="col" class="n">单位数</th>\
      <th scope="col" class="n">不符合</th><th scope="col">单位</th></tr></thead><tbody>\(body)</tbody></table></section>
      """
  }
}

/// How much of each unit's clauses could be decided at all.
enum DecidedTable {
  static func html(_ units: [UnitResult], folders: [String: String]) -> HTML {
    let order: [Outcome] = [.passed, .failed, .error, .undecided, .notDue, .notApplicable]
    let rows = units.map { unit -> HTML in
      let counts = order.map { outcome in (outcome, unit.clauses.count { $0.outcome == outcome }) }
      let open = counts.filter { $0.0 == .undecided || $0.0 == .error }.reduce(0) { $0 + $1.1 }
      return """
        <tr><th scope="row">\(DistrictPage.link(unit.name, folders))</th>\
        <td class="n"><b>\(Figures.percent(unit.score.coverage))</b></td>\
        <td class="bar">\(Mark.parts(counts.map { ($0.0.chineseName, $0.0, $0.1) }))</td>\
        <td class="n">\(counts[0].1)</td><td class="n">\(counts[1].1)</td><td class="n">\(open)</td></tr>

        """
    }
    return """
      <section class="card" aria-labelledby="decided"><h2 id="decided">判定情况</h2>
      <table class="rank"><caption>覆盖率为已判定部分按权重所占比例；色条为各条款的结果</caption>
      <thead><tr><th scope="col">单位</th><th scope="col" class="n">覆盖率</th><th scope="col" class="bar">条款结果</th>\
      <th scope="col" class="n">符合</th><th scope="col" class="n">不符合</th><th scope="col" class="n">待核查</th></tr></thead>
      <tbody>\(rows)</tbody></table>
      <ul class="legend">\(order.map { "<li>\(Mark.outcome($0))</li>" as HTML })</ul></section>
      """
  }
}
