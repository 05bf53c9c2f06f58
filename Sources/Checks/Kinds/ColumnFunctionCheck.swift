import Evidence
import Findings
import Settings
import Workdays

/// A column must offer something of its own (a search box), or be parted into certain lists with nothing misfiled.
struct ColumnFunctionCheck: Check {
  private let columns: Words
  private let function: String?
  /// Lists by name with the words of their columns, and the 文种 that belong there.
  private let lists: [(name: String, words: Words, kinds: [String])]
  private let by: YearDay?
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
    by = try YearDay(&options)
    missing = try options.choice("missing", default: .failed)
    what = try options.string("what")
    if function == nil, lists.isEmpty { throw SettingError("至少写“function”或“lists”之一。", at: options.place) }
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
    guard !faults.isEmpty else { return [verdict] }
    verdict.detail = faults.joined(separator: "，")
    verdict.fingerprint = verdict.detail
    if let due, context.asOf < due { verdict.outcome = .notDue } else { verdict.fail(missing) }
    return [verdict]
  }

  private func listFaults(_ all: [Record], in context: CheckContext) -> [String] {
    let names = all.map { FoldedText($0.key) }
    let documents = (context.evidence.tables["documents"]?.records ?? []).filter { $0.values["已上网"] == .flag(true) }
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
