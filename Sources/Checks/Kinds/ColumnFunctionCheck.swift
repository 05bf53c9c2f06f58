import Evidence
import Findings
import Settings
import Workdays

/// A column must offer something of its own (a search box, an entry in a prominent place), or be parted into certain
/// lists with nothing misfiled.
struct ColumnFunctionCheck: Check {
  private let columns: Words
  private let function: String?
  /// Lists by name with the words of their columns, and the 文种 that belong there.
  private let lists: [(name: String, words: Words, kinds: [String])]
  /// Words of the entry that the column's first page must have, among its first so many.
  private let entry: Words
  private let first: Int
  private let by: YearDay?
  /// From this day of the year on, what is missing is a sign for a person.
  private let warnFrom: YearDay?
  private let missing: Failure
  private let what: String

  init(_ options: inout Fields) throws(SettingError) {
    columns = Words(try options.strings("columns"))
    function = try options.optionalString("function")
    var lists: [(String, Words, [String])] = []
    for item in try options.list("lists") {
      var inner = try item.fields("lists")
      lists.append((try inner.string("name"), Words(try inner.strings("words")), try inner.strings("kinds")))
      try inner.finish()
    }
    self.lists = lists
    entry = Words(try options.strings("entry"))
    first = try options.optionalInteger("first") ?? 10
    by = try YearDay(&options)
    warnFrom = try YearDay(&options, key: "warn_from")
    missing = try options.choice("missing", default: .failed)
    what = try options.string("what")
    if function == nil, lists.isEmpty, entry.isEmpty {
      throw SettingError("至少写“function”“lists”“entry”之一。", at: options.place)
    }
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    let all = try context.table("columns").records
    let due = by?.date(in: context.binding.year)
    var verdict = Verdict(.passed, context.unitSubject, detail: "已设置", dueOn: due)
    var faults: [String] = []
    if let function {
      let own = all.filter { columns.matchAny(FoldedText($0.key)) }
      verdict.location = own.first?.location
      if own.isEmpty {
        faults.append("没有\(what)")
      } else if !own.contains(where: { $0.items("功能").contains(function) }) {
        faults.append("\(what)没有单独的\(function)功能")
      }
    }
    if !lists.isEmpty { faults += listFaults(all, in: context) }
    if !entry.isEmpty {
      let own = all.filter { columns.matchAny(FoldedText($0.key)) }
      verdict.location = own.first?.location
      switch try place(in: own, context) {
      case .prominent: break
      case .doubtful(let doubt):
        verdict.detail = doubt
        verdict.fingerprint = doubt
        verdict.fail(.heuristic)
        if faults.isEmpty { return [verdict] }
      case .absent: faults.append("没有\(what)")
      }
    }
    guard !faults.isEmpty else { return [verdict] }
    verdict.detail = faults.joined(separator: "，")
    verdict.fingerprint = verdict.detail
    if let due, context.asOf < due {
      verdict.outcome = .notDue
      if let warnFrom, context.asOf >= warnFrom.date(in: context.binding.year) { verdict.fail(.heuristic) }
    } else {
      verdict.fail(missing)
    }
    return [verdict]
  }

  private enum Place {
    case prominent
    case doubtful(String)
    case absent
  }

  /// Where the entry stands on the first pages of the columns.
  private func place(in own: [Record], _ context: CheckContext) throws(EvidenceGap) -> Place {
    var isThere = false
    let links = context.evidence.tables["links"]?.records ?? []
    // Where the export does not tell a column's first page, it is the page that bears the column's name alone.
    let index = context.index.pages
    let named = (index.places(titledAll: Words([]), any: columns, none: Words([])) ?? []).map { index[$0] }
      .filter { ($0.text("标题") ?? "").count <= 8 }
    for path in Set((own + named).compactMap { $0.text("路径") }).sorted() {
      let content = context.evidence.pageText(path)
      let shown = content?.shown ?? []
      let lines =
        shown.isEmpty
        ? (content?.text ?? "").split(whereSeparator: \.isNewline).map(String.init)
          .filter { line in line.contains { !$0.isWhitespace } } : shown
      if let index = lines.firstIndex(where: { entry.matchAny(FoldedText($0)) }) {
        if index < first { return .prominent }
        isThere = true
      }
      isThere =
        isThere
        || links.contains { link in
          link.items("来源页面").contains(path) && link.title.map { entry.matchAny(FoldedText($0)) } == true
        }
    }
    if isThere { return .doubtful("\(what)的入口不在板块首页的前\(first)项") }
    let pages = try context.table("pages").records
    let elsewhere = pages.first { page in
      entry.matchAny(FoldedText(page.text("标题") ?? "")) || page.columnTexts.contains { entry.matchAny($0) }
    }
    return elsewhere.map { .doubtful("网站有\(what)（\($0.text("路径") ?? $0.key)），但板块首页没有见到入口") } ?? .absent
  }

  private func listFaults(_ all: [Record], in context: CheckContext) -> [String] {
    let names = all.map { FoldedText($0.key) }
    let documents = (context.evidence.tables["documents"]?.records ?? []).filter { $0["已上网"] == .flag(true) }
    var faults: [String] = []
    for list in lists {
      // One column that names both kinds parts nothing.
      let own = names.filter { name in
        list.words.matchAny(name) && !lists.contains { $0.name != list.name && $0.words.matchAny(name) }
      }
      let issues = list.kinds.isEmpty || documents.contains { list.kinds.contains($0.text("文种") ?? "") }
      if own.isEmpty, issues { faults.append("没有单列“\(list.name)”") }
      let misfiled = documents.filter { document in
        guard let kind = document.text("文种"), !list.kinds.contains(kind) else { return false }
        let crumbs = document.items("页面导航") + document.items("页面栏目")
        return crumbs.contains { crumb in
          let text = FoldedText(crumb)
          return list.words.matchAny(text) && !lists.contains { $0.name != list.name && $0.words.matchAny(text) }
        }
      }
      if !misfiled.isEmpty {
        faults.append("“\(list.name)”混入\(misfiled.prefix(5).map(\.key).joined(separator: "、"))")
      }
    }
    return faults
  }
}
