import Evidence
import Settings
import Workdays

/// The unit's pages among which a page on something is sought: live ones, of certain kinds, with their dates.
struct LivePages: Sendable, Hashable {
  /// Kinds that count; empty where all count that are not left out.
  private let kinds: [String]
  private let excluded: [String]
  private let published: Window

  /// When a page that counts was published.
  enum Window: String, CaseIterable {
    /// In the year in which the document binds, up to the day of inspection.
    case year
    /// At any time up to the day of inspection; a page without a date counts.
    case any
  }

  enum Dating: Sendable, Hashable {
    case counts(CivilDate?)
    /// It bears no date, so nobody can say whether it belongs to the year.
    case undated
    case outside
  }

  /// - Parameter window: what counts where the rule does not say.
  init(_ options: inout Fields, window: Window = .year) throws(SettingError) {
    kinds = try options.strings("kinds")
    let names = try options.strings("exclude_kinds")
    excluded = names.isEmpty ? ["列表"] : names
    published = try options.choice("published", default: window)
  }

  /// The pages that may count, whenever they were published.
  struct Chosen: Sendable {
    /// Rising.
    let places: [Int32]
    private let isChosen: [Bool]

    fileprivate init(_ isChosen: [Bool]) {
      self.isChosen = isChosen
      places = isChosen.indices.filter { isChosen[$0] }.map { Int32($0) }
    }

    func contains(_ place: Int32) -> Bool { isChosen[Int(place)] }

    func narrowing(_ places: [Int32]) -> [Int32] { places.filter { isChosen[Int($0)] } }
  }

  func chosen(in context: CheckContext) throws(EvidenceGap) -> Chosen {
    _ = try context.table("pages")
    let index = context.index.pages
    return context.index.livePages.answer(to: self) {
      var emptyColumns: Set<String> = []
      for column in context.evidence.tables["columns"]?.records ?? [] where column["页数"] == .number(0) {
        if let path = column.text("路径") { emptyColumns.insert(path) }
      }
      return Chosen(
        index.records.indices.map { place in
          let (page, kind) = (index.records[place], index.kinds[place])
          guard kinds.isEmpty ? !excluded.has(kind) : kinds.has(kind) else { return false }
          if page["疑似出错页"] == .flag(true) { return false }
          return kind != "列表" || !emptyColumns.contains(page.text("路径") ?? page.key)
        })
    }
  }

  func records(in context: CheckContext) throws(EvidenceGap) -> [Record] {
    try chosen(in: context).places.map { context.index.pages[$0] }
  }

  func dating(_ page: Record, in context: CheckContext) -> Dating { dating(page.pageDate, in: context) }

  /// - Parameter date: the day on which a page was published.
  func dating(_ date: CivilDate?, in context: CheckContext) -> Dating {
    guard let date else {
      return published == .any ? .counts(nil) : .undated
    }
    guard date <= context.asOf else { return .outside }
    return published == .any || date.year == context.binding.year ? .counts(date) : .outside
  }
}

extension Record {
  /// The column and the breadcrumb under which a page lies.
  var columnTexts: [FoldedText] { (items("导航") + items("栏目")).map { FoldedText($0) } }

  var hasAttachments: Bool {
    if case .number(let count)? = values["附件数"] { return count > 0 }
    return false
  }

  /// A page as evidence names it.
  var pageName: String {
    let date = (date("发布日期") ?? date("成文日期")).map { "，\($0)" } ?? ""
    return "《\(text("标题") ?? key)》（\(text("路径") ?? key)\(date)）"
  }
}

extension [Record] {
  /// At most five pages by name, in the order of date and path.
  var pageNames: String? {
    if isEmpty { return nil }
    let names = prefix(5).map(\.pageName).joined(separator: "；")
    return count > 5 ? "\(names)等\(count)个页面" : names
  }
}
