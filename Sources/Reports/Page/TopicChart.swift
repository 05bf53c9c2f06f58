import Findings
import Scoring

/// The clauses of one topic, weighed as the model `shares` weighs them.
struct TopicShares {
  let topic: String
  let shares: WeightedShares
  let failed: Int
  let open: Int

  /// Topics of which something counts, the worst first; what nobody could decide stands last.
  static func all(_ clauses: [ClauseResult]) -> [TopicShares] {
    Dictionary(grouping: clauses, by: \.topic).map { topic, clauses in
      TopicShares(
        topic: topic, shares: WeightedShares(clauses), failed: clauses.reduce(0) { $0 + $1.failed },
        open: clauses.reduce(0) { $0 + $1.undecided + $1.errors })
    }.filter { $0.shares.clauses > 0 }.sorted { one, other in
      (one.shares.value ?? 101, one.shares.low, one.topic) < (other.shares.value ?? 101, other.shares.low, other.topic)
    }
  }
}

/// 各主题得分 as a table whose middle column is drawn.
enum TopicChart {
  static func html(_ unit: UnitResult) -> HTML? {
    let topics = TopicShares.all(unit.clauses)
    guard !topics.isEmpty else { return nil }
    return """
      <section class="card" aria-labelledby="topics"><h2 id="topics">各主题得分</h2>
      \(table(topics.filter { $0.shares.value != nil }))\(undecided(topics.filter { $0.shares.value == nil }))</section>
      """
  }

  private static func table(_ topics: [TopicShares]) -> HTML? {
    guard !topics.isEmpty else { return nil }
    let rows = topics.map { topic -> HTML in
      """
      <tr><th scope="row">\(topic.topic)</th><td class="n">\(Figures.score(topic.shares.value))</td>\
      <td class="bar">\(Mark.range(topic.shares.low, topic.shares.value, topic.shares.high))</td>\
      <td class="n wide">\(Figures.percent(topic.shares.coverage))</td>\
      <td class="n">\(number(topic.failed))</td><td class="n">\(number(topic.open))</td></tr>
      """
    }
    return """
      <table class="topics"><caption>按得分由低到高；色带为区间，竖线为得分，两者含义同总体得分</caption>
      <thead><tr><th scope="col">主题</th><th scope="col" class="n">得分</th><th scope="col" class="bar">区间（0–100）</th>\
      <th scope="col" class="n wide">覆盖率</th><th scope="col" class="n">不符合</th><th scope="col" class="n">待核查</th></tr></thead>
      <tbody>\(rows)</tbody></table>
      """
  }

  /// Topics of which nothing is known: named, so that they are not taken for clean.
  private static func undecided(_ topics: [TopicShares]) -> HTML? {
    guard !topics.isEmpty else { return nil }
    let items = topics.map { topic -> HTML in "<li>\(topic.topic) <b>\(topic.open)</b></li>" }
    return """
      <p class="lbl gap">尚无可判定内容的主题及其待核查数</p><ul class="legend">\(items)</ul>
      """
  }

  /// Nothing is shown as a dash, so that the eye finds what there is.
  static func number(_ count: Int) -> HTML { count == 0 ? "<span class=\"dim\">–</span>" : "\(count)" }
}
