import Findings

/// The few causes behind most of what fails: for who has one minute.
enum MainProblems {
  static let shown = 5

  static func html(_ units: [UnitResult]) -> HTML? {
    let groups = FindingGroup.all(units)
    // The sections below number the groups in this very order.
    let failed = groups.enumerated().filter { $0.element.outcome == .failed }
    guard !failed.isEmpty else { return nil }
    let quotes = Dictionary(
      units.flatMap { $0.clauses.map { ($0.id, $0.quote) } }, uniquingKeysWith: { first, _ in first })
    let rows = failed.prefix(shown).map { number, group -> HTML in
      let quote = group.clauses.first.flatMap { quotes[$0] } ?? group.rule
      return """
        <li>\(Mark.severity(group.severity)) <a href="#g\(number)">\(group.topic)：\(quote)</a> <b>\(group.items.count) 处</b></li>
        """
    }
    let total = failed.reduce(0) { $0 + $1.element.items.count }
    let clauses = Set(failed.flatMap(\.element.clauses)).count
    let high = failed.filter { $0.element.severity == .high }.reduce(0) { $0 + $1.element.items.count }
    return """
      <section class="card" aria-labelledby="main-problems"><h2 id="main-problems">主要问题</h2>
      <p class="lead">不符合 <b>\(total)</b> 处，涉及 <b>\(clauses)</b> 条条款，其中严重程度高的 <b>\(high)</b> 处。</p>
      <ol class="top">\(rows)</ol></section>
      """
  }
}
