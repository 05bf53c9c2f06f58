import Comparison
import Findings

/// The score with its range, coverage, grade, model and parameters; there is none without its range.
enum ScorePanel {
  /// - Parameter before: the unit in the comparison with an earlier run, where there is one.
  static func html(_ unit: UnitResult, before: UnitComparison?) -> HTML {
    let score = unit.score
    return """
      <section class="card score" aria-labelledby="score"><h2 id="score">总体得分</h2>
      <div class="big"><p class="num"><strong>\(Figures.score(score.value))</strong>\
      <span class="unit">\(score.value == nil ? "尚无可判定的条款" : "分")</span>\(grade(score))</p>
      <div class="range">\(Mark.range(score.low, score.value, score.high))
      <p class="scale" aria-hidden="true"><span>0</span><span>20</span><span>40</span><span>60</span><span>80</span><span>100</span></p>
      <p class="say">\(sentence(score))</p>\(before.map(change))</div></div>
      \(vetoes(score))
      \(outcomes(unit))
      \(model(score))\(unit.alternative.map(alternative))
      </section>
      """
  }

  private static func grade(_ score: Score) -> HTML? {
    score.grade.map { "<span class=\"grade\">\($0)</span>" }
  }

  /// What the range means, with its numbers.
  private static func sentence(_ score: Score) -> HTML {
    let range: HTML = "区间 <b>\(Figures.score(score.low))</b> 至 <b>\(Figures.score(score.high))</b>"
    if score.coverage >= 1 { return "\(range)。全部对象均已判定（覆盖率 <b>100%</b>）。" }
    let caution: HTML? = score.coverage < 0.5 ? "<b class=\"thin\">已判定的不足一半，得分和等次仅供参考。</b>" : nil
    return """
      \(range)，已判定 <b>\(Figures.percent(score.coverage))</b>。待核查的若全部不符合，得分为 \(Figures.score(score.low))；\
      若全部符合，为 \(Figures.score(score.high))。\(caution)
      """
  }

  /// Last period's score and last year's beside this one.
  private static func change(_ unit: UnitComparison) -> HTML {
    """
    <p class="then"><span>较上期 \(ComparisonSection.change(unit.sincePrevious, unit.previous))</span>\
    <span>较上年同期 \(ComparisonSection.change(unit.sinceYearAgo, unit.yearAgo))</span>\
    \(ComparisonSection.trend(unit.trend))</p>
    """
  }

  private static func vetoes(_ score: Score) -> HTML? {
    guard !score.vetoes.isEmpty else { return nil }
    return "<p class=\"veto\"><b>单项否决</b> \(score.vetoes.joined(separator: "、"))：结果为\(score.grade ?? "不合格")。</p>"
  }

  private static func outcomes(_ unit: UnitResult) -> HTML {
    let order: [Outcome] = [.passed, .failed, .error, .undecided, .notDue, .notApplicable]
    let counts = order.map { outcome in (outcome, unit.clauses.count { $0.outcome == outcome }) }.filter { $0.1 > 0 }
    let legend = counts.map { outcome, count -> HTML in "<li>\(Mark.outcome(outcome)) <b>\(count)</b></li>" }
    return """
      <div class="clauses"><p class="lbl">\(unit.clauses.count) 条条款的结果</p>
      \(Mark.parts(counts.map { ($0.0.chineseName, $0.0, $0.1) }))
      <ul class="legend">\(legend)</ul></div>
      """
  }

  private static func model(_ score: Score) -> HTML {
    let lines = score.parameters.map { line -> HTML in "<li>\(line)</li>" }
    return """
      <div class="model"><p class="lbl">计分模型 \(score.model)，第 \(score.modelVersion) 版</p><ul>\(lines)</ul></div>
      """
  }

  private static func alternative(_ score: Score) -> HTML {
    let lines = score.parameters.map { line -> HTML in "<li>\(line)</li>" }
    return """
      <div class="model"><p class="lbl">参考：按 \(score.model) 模型为 \(Figures.score(score.value))（区间 \
      \(Figures.score(score.low)) 至 \(Figures.score(score.high))，覆盖率 \(Figures.percent(score.coverage))\
      \(score.grade.map { "，\($0)" } ?? "")）</p><ul>\(lines)</ul></div>
      """
  }
}
