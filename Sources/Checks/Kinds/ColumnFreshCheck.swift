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
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    // Where most pages do not say in which column they lie, an empty one is no finding.
    let isPlaced = context.index.pages.areArticlesPlaced
    let below = under.isEmpty ? nil : columnsBelow(context)
    return try context.table("columns").records.compactMap { column in
      let name = FoldedText(column.text("栏目") ?? column.key)
      if let below, !below.contains(column.key) { return nil }
      guard columns.isEmpty || columns.matchAny(name), !exempt.matchAny(name), !context.disclaims([column.key]) else {
        return nil
      }
      return verdict(on: column, name, isPlaced, in: context)
    }
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
    var verdict = Verdict(.passed, context.subject(column, in: "columns"), detail: "更新正常", location: column.location)
    if case .number(0)? = column.values["页数"] {
      verdict.detail = "栏目内没有页面"
      verdict.fingerprint = "empty"
      verdict.fail(isPlaced || empty == .allowed ? empty : .heuristic)
      return verdict
    }
    guard let limit = classes.first(where: { $0.words.matchAny(name) })?.limit ?? limit else { return verdict }
    guard let newest = column.date("最新日期") else {
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
