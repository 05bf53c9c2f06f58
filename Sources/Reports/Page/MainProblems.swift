import Findings

/// The few causes behind most of what fails and most of what nobody could decide: for who has one minute.
struct MainProblems {
  static let shown = 5

  private let units: [UnitResult]
  private let groups: [FindingGroup]
  private let quotes: [ClauseID: String]

  init(_ units: [UnitResult]) {
    self.units = units
    groups = FindingGroup.all(units)
    quotes = Dictionary(
      units.flatMap { $0.clauses.map { ($0.id, $0.quote) } }, uniquingKeysWith: { first, _ in first })
  }

  var html: HTML {
    """
    <section class="card" aria-labelledby="main-problems"><h2 id="main-problems">主要问题</h2>
    \(failures)\(open)</section>
    """
  }

  private var failures: HTML {
    // The list of findings numbers its groups in this very order.
    let failed = groups.enumerated().filter { $0.element.outcome == .failed }
    guard !failed.isEmpty else { return "<p class=\"lead\">没有发现不符合的对象。</p>" }
    let rows = failed.prefix(Self.shown).map { number, group -> HTML in
      let quote = group.clauses.first.flatMap { quotes[$0] } ?? group.rule
      return """
        <li>\(Mark.severity(group.severity)) <a href="#g\(number)">\(group.topic ?? "")：\(quote)</a> <b>\(group.items.count) 处</b></li>
        """
    }
    let total = failed.reduce(0) { $0 + $1.element.items.count }
    let clauses = Set(failed.flatMap(\.element.clauses)).count
    let high = failed.filter { $0.element.severity == .high }.reduce(0) { $0 + $1.element.items.count }
    return """
      <p class="lead">不符合 <b>\(total)</b> 处，涉及 <b>\(clauses)</b> 条条款，其中严重程度高的 <b>\(high)</b> 处。</p>
      <ol class="top">\(rows)</ol>
      """
  }

  /// What to hand in or look at, so that most can be decided.
  private var open: HTML? {
    let open = groups.enumerated().filter { $0.element.outcome == .undecided || $0.element.outcome == .error }
    guard !open.isEmpty else { return nil }
    var (reasons, total) = ([String: (count: Int, group: Int)](), 0)
    for (number, group) in open {
      total += group.items.count
      for item in group.items {
        let reason = FindingGroup.reason(item.finding, in: group)
        reasons[reason] = ((reasons[reason]?.count ?? 0) + 1, reasons[reason]?.group ?? number)
      }
    }
    let top = reasons.sorted { $0.value.count == $1.value.count ? $0.key < $1.key : $0.value.count > $1.value.count }
    let rows = top.prefix(Self.shown).map { reason, found -> HTML in
      """
      <li>\(Mark.sign(.undecided)) <a href="#g\(found.group)">\(reason)</a> <b>\(found.count) 处</b></li>
      """
    }
    return """
      <p class="lead">待核查 <b>\(total)</b> 处，最多的原因：</p>
      <ol class="top">\(rows)</ol>
      """
  }
}

extension FindingGroup {
  /// Why a finding could not be decided, in words that many share.
  static func reason(_ finding: Finding, in group: FindingGroup) -> String {
    if case .reason(let message, _) = group.cause { return message }
    if finding.outcome == .error { return Outcome.error.chineseName }
    return finding.reason?.chineseName ?? Outcome.undecided.chineseName
  }
}
