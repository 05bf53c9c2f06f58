import Evidence
import Findings
import Settings
import Workdays

/// Columns must not be empty, nor older than the limit of their class: news 14 days, notices and policies six months.
struct ColumnFreshCheck: Check {
  /// The columns that are judged; all where empty.
  private let columns: Words
  private let exempt: Words
  /// Only columns below one that bears these words.
  private let under: Words
  private let classes: [Class]
  private let limit: Limit?
  private let empty: Failure
  private let stale: Failure
  /// What the register names as the unit's own business, of which each needs a column.
  private let covers: Selection?
  /// What it means that no column is judged at all, and that a column for own business is missing.
  private let absent: Failure

  private struct Class: Sendable {
    let words: Words
    let limit: Limit
  }

  init(_ options: inout Fields) throws(SettingError) {
    columns = Words(try options.strings("columns"))
    exempt = Words(try options.strings("exempt_columns"))
    under = Words(try options.strings("under"))
    var classes: [Class] = []
    for item in try options.list("classes") {
      var inner = try item.fields("classes")
      classes.append(Class(words: Words(try inner.strings("words")), limit: try Limit(&inner)))
      try inner.finish()
    }
    self.classes = classes
    if var inner = try options.optionalFields("others") {
      limit = try Limit(&inner)
      try inner.finish()
    } else {
      limit = nil
    }
    empty = try options.choice("empty", default: .failed)
    stale = try options.choice("stale", default: .heuristic)
    if var inner = try options.optionalFields("covers") {
      covers = try Selection(&inner)
      try inner.finish()
    } else {
      covers = nil
    }
    absent = try options.choice("absent", default: .allowed)
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    // Where most pages do not say in which column they lie, an empty one is no finding.
    let isPlaced = context.index.pages.areArticlesPlaced
    let below = under.isEmpty ? nil : columnsBelow(context)
    let chosen = try context.table("columns").records.filter { column in
      if let below, !below.contains(column.key) { return false }
      let name = FoldedText(column.text("栏目") ?? column.key)
      return (columns.isEmpty || columns.matchAny(name)) && !exempt.matchAny(name) && !context.disclaims([column.key])
    }
    if chosen.isEmpty, absent != .allowed {
      var verdict = Verdict(.passed, context.unitSubject, detail: "网站上没有这样的栏目", fingerprint: "absent")
      verdict.fail(absent)
      return [verdict]
    }
    var verdicts = chosen.map { column in
      verdict(on: column, FoldedText(column.text("栏目") ?? column.key), isPlaced, in: context)
    }
    guard let covers else { return verdicts }
    if let verdict = ownBusiness(covers, among: chosen, in: context) {
      verdicts.append(verdict)
    } else {
      for index in verdicts.indices { verdicts[index].unseen = "事项登记没有列出本单位业务，栏目是否突出业务属性" }
    }
    return verdicts
  }

  /// One verdict on whether the columns show what the unit's own business is; nil where nobody says what that is.
  private func ownBusiness(_ covers: Selection, among columns: [Record], in context: CheckContext) -> Verdict? {
    let topics = (try? covers.records(in: context).chosen)?.flatMap { $0.items("名称") } ?? []
    guard !topics.isEmpty else { return nil }
    let names = columns.map { FoldedText($0.text("栏目") ?? $0.key) }
    let lacking = topics.filter { topic in
      let wanted = FoldedText(topic)
      return !names.contains { $0.contains(wanted.bytes) || wanted.contains($0.bytes) }
    }
    var verdict = Verdict(.passed, context.unitSubject, detail: "本单位业务均有栏目")
    if !lacking.isEmpty {
      verdict.detail = "没有\(lacking.joined(separator: "、"))的栏目"
      verdict.fingerprint = lacking.joined(separator: "\n")
      verdict.fail(absent == .allowed ? .heuristic : absent)
    }
    return verdict
  }

  /// The names that stand behind the wanted one in any page's breadcrumb.
  private func columnsBelow(_ context: CheckContext) -> Set<String> {
    var names: Set<String> = []
    let index = context.index.pages
    for page in index.records(index.places(inColumns: under)) {
      let crumbs = page.items("导航") + page.items("栏目")
      guard let start = crumbs.firstIndex(where: { under.matchAny(FoldedText($0)) }) else { continue }
      names.formUnion(crumbs[(start + 1)...])
    }
    return names
  }

  private func verdict(
    on column: Record, _ name: FoldedText, _ isPlaced: Bool, in context: CheckContext
  ) -> Verdict {
    var verdict = Verdict(.passed, context.subject(column, in: "columns"), detail: "更新正常", at: column)
    if case .number(0)? = column["页数"] {
      verdict.detail = "栏目内没有页面"
      verdict.fingerprint = "empty"
      verdict.fail(isPlaced || empty == .allowed ? empty : .heuristic)
      return verdict
    }
    guard let limit = classes.first(where: { $0.words.matchAny(name) })?.limit ?? limit else { return verdict }
    guard let newest = column.date("最新日期") else {
      if column["目录页"] == .flag(true) {
        verdict.detail = "栏目只有目录或互动页面，不按更新时间核查"
        return verdict
      }
      verdict.detail = "栏目内的页面都没有发布日期，不能判断更新情况"
      verdict.fail(.heuristic)
      return verdict
    }
    let due = limit.unit == .month ? newest.adding(months: limit.count) : newest.adding(days: limit.count)
    guard due < context.asOf else { return verdict }
    verdict.detail = "最近更新于\(newest)，已超过\(limit.chineseName)"
    verdict.fingerprint = "stale \(newest)"
    verdict.fail(stale)
    return verdict
  }
}
