import Findings

/// The few causes behind most of what fails and most of what nobody could decide: for who has one minute.
struct MainProblems {
  static let shown = 5

  private let units: [UnitResult]
  private let groups: [FindingGroup]
  private let quotes: [ClauseID: String]

  /// - Parameter groups: all findings of the units.
  init(_ units: [UnitResult], _ groups: [FindingGroup]) {
    (self.units, self.groups) = (units, groups)
    quotes = Dictionary(
      units.flatMap { $0.clauses.map { ($0.id, $0.quote) } }, uniquingKeysWith: { first, _ in first })
  }

  var html: HTML {
    """
    <section class="card" aria-labelledby="main-problems"><h2 id="main-problems">主要问题</h2>
    \(failures)\(open)</section>
    """
  }

  /// Groups of one rule, which several documents' clauses may share.
  private struct Cause {
    /// The number that the list of findings gives the first group.
    let number: Int
    let group: FindingGroup
    var count = 0
    var units: Set<Int> = []
  }

  private var causes: [Cause] {
    var (causes, places) = ([Cause](), [String: Int]())
    for (number, group) in groups.enumerated() where group.outcome == .failed {
      // Severity is the clause's: one rule's groups may differ in it, and the gravest stands for them all.
      let cause = group.items.first?.finding.commonCause ?? group.rule
      let place = places[cause] ?? causes.count
      if place == causes.count { causes.append(Cause(number: number, group: group)) }
      places[cause] = place
      causes[place].count += group.items.count
      causes[place].units.formUnion(group.items.map(\.unit))
    }
    return causes.sorted { one, other in
      if one.group.severity != other.group.severity { return one.group.severity < other.group.severity }
      return one.count == other.count ? one.number < other.number : one.count > other.count
    }
  }

  private var failures: HTML {
    let causes = causes
    guard !causes.isEmpty else { return "<p class=\"lead\">没有发现不符合的对象。</p>" }
    let rows = causes.prefix(Self.shown).map { cause -> HTML in
      let group = cause.group
      let quote = group.clauses.first.flatMap { quotes[$0] } ?? group.rule
      let spread: HTML? = cause.units.count > 1 ? "<span class=\"dim\">\(cause.units.count) 个单位</span> " : nil
      return """
        <li>\(Mark.severity(group.severity)) <a href="#g\(cause.number)">\(group.topic ?? "")：\(quote)</a> \
        <b>\(spread)\(cause.count) 处</b></li>
        """
    }
    let failed = groups.filter { $0.outcome == .failed }
    let total = failed.reduce(0) { $0 + $1.items.count }
    let clauses = Set(failed.flatMap(\.clauses)).count
    let high = failed.filter { $0.severity == .high }.reduce(0) { $0 + $1.items.count }
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
