import Evidence
import Findings
import Settings
import Workdays

/// Of some records a share must be of a certain sort: at least so many per cent, or at most.
struct ShareCheck: Check {
  private let selection: Selection
  private let part: Conditions
  /// A page counts where the directory leads to it, to its column, or names it.
  private let inDirectory: Bool
  private let atLeast: Int?
  private let atMost: Int?
  private let minimum: Int
  private let failure: Failure
  private let what: String

  init(_ options: inout Fields) throws(SettingError) {
    selection = try Selection(&options)
    part = try Conditions(&options, key: "part")
    inDirectory = try options.flag("in_directory")
    atLeast = try options.optionalInteger("at_least")
    atMost = try options.optionalInteger("at_most")
    minimum = try options.optionalInteger("minimum") ?? 1
    failure = try options.choice("missing", default: .heuristic)
    what = try options.string("what")
    if (atLeast == nil) == (atMost == nil) { throw SettingError("“at_least”和“at_most”恰好写一个（百分数）。", at: options.place) }
    if part.all.isEmpty, !inDirectory { throw SettingError("至少写“part”或“in_directory”之一。", at: options.place) }
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    try context.table(selection.table).require(part.fields)
    let (chosen, _) = try selection.records(in: context)
    guard chosen.count >= minimum else { return [] }
    let directory = inDirectory ? try DirectoryWords(context) : nil
    let counted = chosen.filter { record in
      part.hold(for: record) == true && (directory?.covers(record) ?? true)
    }
    let share = Double(counted.count) * 100 / Double(chosen.count)
    var verdict = Verdict(
      .passed, context.unitSubject, detail: "\(what)占\(Int(share.rounded()))%（\(counted.count)/\(chosen.count)）")
    let holds = atLeast.map { share >= Double($0) } ?? atMost.map { share <= Double($0) } ?? true
    if !holds { verdict.fail(failure) }
    return [verdict]
  }

  private struct DirectoryWords: Sendable {
    let names: Words
    var paths: Set<String> = []

    init(_ context: CheckContext) throws(EvidenceGap) {
      let rows = try context.table("directory").records
      names = Words(rows.map(\.key))
      let site = context.index.addresses
      for row in rows {
        if let page = row.text("网址").flatMap({ site.page($0) }), let path = page.text("路径") { paths.insert(path) }
      }
      for column in context.evidence.tables["columns"]?.records ?? [] {
        if let path = column.text("路径"), paths.contains(path) { columns.insert(column.key) }
      }
    }

    private var columns: Set<String> = []

    func covers(_ page: Record) -> Bool {
      if let path = page.text("路径"), paths.contains(path) { return true }
      if (page.items("导航") + page.items("栏目")).contains(where: { columns.contains($0) }) { return true }
      return names.matchAny(FoldedText(page.text("标题") ?? "")) || page.columnTexts.contains { names.matchAny($0) }
    }
  }
}
