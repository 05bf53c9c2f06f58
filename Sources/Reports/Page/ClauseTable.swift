import Findings

/// 指标得分: every clause with its outcome, its subjects' counts and its share.
enum ClauseTable {
  static func html(_ unit: UnitResult) -> HTML {
    let rows = unit.clauses.sorted { $0.id < $1.id }.map(row)
    return """
      <section class="card" aria-labelledby="clauses"><h2 id="clauses">指标得分 <span class="cnt">\(unit.clauses.count)</span></h2>
      <table class="clause"><caption>得分＝符合÷（符合＋不符合）×100；待核查含检查出错；不适用、未到期的不计分</caption>
      <thead><tr><th scope="col">条款</th><th scope="col">条款原文</th><th scope="col">结果</th>\
      <th scope="col" class="n">符合</th><th scope="col" class="n">不符合</th><th scope="col" class="n">待核查</th>\
      <th scope="col" class="n">未到期</th><th scope="col" class="n">权重</th><th scope="col" class="n">得分</th></tr></thead>
      <tbody>\(rows)</tbody></table></section>
      """
  }

  private static func row(_ clause: ClauseResult) -> HTML {
    let notes = [clause.reason.map(\.chineseName), clause.note].compactMap { $0 }.filter { !$0.isEmpty }
    let note: HTML? = notes.isEmpty ? nil : "<span class=\"nt\">\(notes.joined(separator: "；"))</span>"
    return """
      <tr><th scope="row">\(clause.id.description)<span class="tp">\(clause.topic)</span></th>\
      <td class="qt">\(clause.quote)<span class="rl">\(Wording.rules(clause))</span></td>\
      <td class="rs">\(Mark.outcome(clause.outcome))\(note)</td>\
      <td class="n" data-l="符合">\(TopicChart.number(clause.passed))</td>\
      <td class="n" data-l="不符合">\(TopicChart.number(clause.failed))</td>\
      <td class="n" data-l="待核查">\(TopicChart.number(clause.undecided + clause.errors))</td>\
      <td class="n" data-l="未到期">\(TopicChart.number(clause.notDue))</td>\
      <td class="n" data-l="权重">\(Figures.plain(clause.weight))</td>\
      <td class="n sc" data-l="得分">\(clause.share.map { HTML(escaping: Figures.score($0 * 100)) } ?? "<span class=\"dim\">–</span>")</td></tr>

      """
  }
}
