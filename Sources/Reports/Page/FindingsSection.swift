import Comparison
import Findings

/// 问题清单: every finding, by outcome and severity, with what a clerk needs to mend it.
///
/// A district's page may have tens of thousands, each of which stands on its unit's own page as well. Then only the
/// first of each group are markup, and the rest lies beside them as inert text, a line each, that the script looks
/// through: text costs a browser next to nothing, elements cost it seconds.
struct FindingsSection {
  /// Above so many findings a district's groups are shown in part.
  static let most = 2_000
  static let shownOfGroup = 20

  let units: [UnitResult]
  /// Whether a finding says whose it is.
  let namesUnits: Bool
  private let groups: [FindingGroup]
  private let quotes: [ClauseID: (quote: String, document: String)]

  private let changes: [String: ComparedFinding]

  /// - Parameter groups: all findings of the units.
  init(units: [UnitResult], _ groups: [FindingGroup], comparison: ComparisonReport? = nil) {
    (self.units, self.groups) = (units, groups)
    namesUnits = units.count > 1
    changes = Dictionary(
      (comparison?.findings ?? []).map { ($0.finding, $0) }, uniquingKeysWith: { first, _ in first })
    quotes = Dictionary(
      units.flatMap { $0.clauses.map { ($0.id, ($0.quote, $0.document)) } }, uniquingKeysWith: { first, _ in first })
  }

  /// In parts that are not put together: of a large site they are megabytes.
  var parts: [HTML] {
    let total = groups.reduce(0) { $0 + $1.items.count }
    guard total > 0 else {
      return [
        """
        <section class="card" aria-labelledby="findings"><h2 id="findings">问题清单</h2><p>没有不符合或待核查的对象。</p></section>
        """
      ]
    }
    let opening: HTML = """
      <section class="findings" aria-labelledby="findings"><h2 id="findings">问题清单 <span class="cnt">\(total)</span></h2>
      \(filter(total))

      """
    return [opening] + blocks + ["\n<p class=\"none\" hidden>没有符合筛选条件的问题。</p></section>"]
  }

  /// One block an outcome and severity.
  private var blocks: [HTML] {
    var (parts, number, start) = ([HTML](), 0, 0)
    while start < groups.count {
      let first = groups[start]
      let isSettled = !first.outcome.isFinding
      let end =
        groups[start...].firstIndex {
          isSettled ? $0.outcome.isFinding : $0.outcome != first.outcome || $0.severity != first.severity
        } ?? groups.count
      let block = groups[start..<end]
      let count = block.reduce(0) { $0 + $1.items.count }
      parts.append("<section class=\"blk\"><h3>\(heading(first)) <span class=\"cnt\">\(count)</span></h3>")
      for group in block {
        parts.append(self.group(group, number: number))
        number += 1
      }
      parts.append("</section>\n")
      start = end
    }
    return parts
  }

  private func heading(_ group: FindingGroup) -> HTML {
    guard group.outcome.isFinding else { return "已豁免或已核查确认" }
    return "\(Mark.outcome(group.outcome)) \(Mark.severity(group.severity))"
  }

  private func group(_ group: FindingGroup, number: Int) -> HTML {
    let common = group.commonFix
    let fix: HTML? = common.map { "<p class=\"fix\"><b>怎么改</b>\($0)</p>" }
    let settled: HTML? =
      group.outcome.isFinding
      ? nil : "<p class=\"now\">\(Mark.outcome(group.outcome)) \(Mark.severity(group.severity))</p>"
    let topic: HTML? = group.topic.map { " data-t=\"\($0)\"" }
    var html: HTML = """
      <section class="g" id="g\(number)" data-o="\(group.outcome.rawValue)" data-s="\(group.severity.rawValue)"\(topic)>\
      <div class="gh"><h4>\(title(group)) <span class="cnt">\(group.items.count)</span></h4>\
      \(settled)\(group.clauses.map(clause))\(fix)</div><ol>
      """
    func markup(_ item: FindingGroup.Item) -> HTML {
      group.topic == nil ? wholeClause(item) : self.item(item, showsFix: common == nil)
    }
    let shown = showsAll ? group.items.count : Self.shownOfGroup
    for item in group.items.prefix(shown) { html += markup(item) }
    html += "</ol>"
    if shown < group.items.count { html += rest(group.items.dropFirst(shown).map(markup)) }
    html += "</section>\n"
    return html
  }

  private var showsAll: Bool {
    !namesUnits || groups.reduce(0) { $0 + $1.items.count } <= Self.most
  }

  /// Escaped like everything else, and so without the `<` that could end the element.
  private func rest(_ items: [HTML]) -> HTML {
    """
    <p class="more">另有 <b>\(items.count)</b> 处，见各单位页面和 findings.csv<span class="find" hidden>，也可用上面的筛选查找</span>。</p>\
    <script type="text/plain" class="rest">\(items.map(\.onOneLine))</script>
    """
  }

  private func title(_ group: FindingGroup) -> String {
    switch group.cause {
    case .clauses(_, _, let topic): topic
    case .reason(let message, _): message
    }
  }

  private func clause(_ id: ClauseID) -> HTML {
    guard let (quote, document) = quotes[id] else { return "<p class=\"q\"><b class=\"id\">\(id.description)</b></p>" }
    return """
      <p class="q"><b class="id">\(id.description)</b> <q>\(quote)</q> <cite>《\(document)》</cite></p>
      """
  }

  /// A clause that could not be decided as a whole: its words are what there is to say.
  private func wholeClause(_ item: FindingGroup.Item) -> HTML {
    let finding = item.finding
    let overlay: HTML? = finding.overlay.map { "<p class=\"ov\">\(Wording.overlay($0))</p>" }
    return """
      <li class="f" id="f-\(finding.id)" data-u="\(item.unit)" data-t="\(finding.topic)">\(finding.clauses.map(clause))\
      <p class="w"><span>\(finding.topic)</span>\(unit(item)) \(facts(finding))</p>\(overlay)</li>

      """
  }

  private func unit(_ item: FindingGroup.Item) -> HTML? {
    namesUnits ? " <em>\(units[item.unit].name)</em>" : nil
  }

  private func item(_ item: FindingGroup.Item, showsFix: Bool) -> HTML {
    let finding = item.finding
    // A period's key says in figures what its title says in words.
    let period = finding.subject.kind == "period" ? finding.subject.title : nil
    let name = period ?? finding.subject.key
    let title: HTML? = finding.subject.title.flatMap { title in
      title.isEmpty || title == finding.subject.key || title == period ? nil : " <span>\(title)</span>"
    }
    let change = changes[finding.id].flatMap(ComparisonSection.tag).map { " \($0)" as HTML }
    let late: HTML? = Wording.lateness(finding).map { " <strong>\($0)</strong>" }
    let fix: HTML? = showsFix ? "<p class=\"fix\"><b>怎么改</b>\(finding.fix)</p>" : nil
    let overlay: HTML? = finding.overlay.map { "<p class=\"ov\">\(Wording.overlay($0))</p>" }
    return """
      <li class="f" id="f-\(finding.id)" data-u="\(item.unit)">\
      <p class="o"><b>\(name)</b>\(title)\(unit(item))\(change)</p>\
      <p class="m">\(finding.message)\(late)</p>\(fix)<p class="w">\(facts(finding))</p>\(overlay)</li>

      """
  }

  private func facts(_ finding: Finding) -> HTML {
    var parts: [HTML] = []
    if let location = finding.location {
      parts.append("<span><i>位置</i>\(Mark.address(location.url, text: Wording.place(location)))</span>")
    }
    if let due = finding.dueOn { parts.append("<span><i>期限</i>\(due.description)</span>") }
    if let done = finding.doneOn { parts.append("<span><i>实际</i>\(done.description)</span>") }
    if let reason = finding.reason { parts.append("<span><i>原因</i>\(reason.chineseName)</span>") }
    if let evidence = finding.evidence, !evidence.isEmpty { parts.append("<span><i>依据</i>\(evidence)</span>") }
    parts.append("<span class=\"id\"><i>标识</i>\(finding.id)</span>")
    return parts.joined(separator: " ")
  }

  /// Shown by the script alone: without it there is nothing to filter with.
  private func filter(_ total: Int) -> HTML {
    let names: [HTML] = units.enumerated().map { "<option value=\"\($0.offset)\">\($0.element.name)</option>" }
    let unit: HTML? =
      namesUnits
      ? "<label>单位<select name=\"u\"><option value=\"\">全部</option>\(names)</select></label>" : nil
    let outcomes = Set(groups.map(\.outcome)).sorted { $0.readingRank < $1.readingRank }
    let topics = Set(units.flatMap { $0.findings.map(\.topic) }).sorted()
    let severities = Set(groups.map(\.severity)).sorted()
    return """
      <form class="filter" id="filter" role="search" aria-label="筛选问题" hidden>
      \(unit)<label>结果<select name="o"><option value="">全部</option>\
      \(outcomes.map { "<option value=\"\($0.rawValue)\">\($0.chineseName)</option>" as HTML })</select></label>
      <label>严重程度<select name="s"><option value="">全部</option>\
      \(severities.map { "<option value=\"\($0.rawValue)\">\($0.chineseName)</option>" as HTML })</select></label>
      <label>主题<select name="t"><option value="">全部</option>\
      \(topics.map { "<option value=\"\($0)\">\($0)</option>" as HTML })</select></label>
      <label class="grow">查找<input type="search" name="q" autocomplete="off" placeholder="标题、文号、条款、网址…"></label>
      <button type="reset">清除</button>
      <output aria-live="polite">共 \(total) 个</output>
      </form>
      """
  }
}
