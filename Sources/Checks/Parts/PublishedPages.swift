import Evidence
import Foundation
import Settings
import Workdays

/// How the page that tells of a ledger's record is found: at the record's own address, by its name in the title, in the
/// text of a list page, or by words of its own kind (低保 for 最低生活保障).
struct PublishedPages: Sendable, Hashable {
  private let pages: LivePages
  private let names: [String]
  /// Words that say nothing of which event is meant, left out of names and titles before they are compared.
  private let ignored: [String]
  private let any: Words
  private let none: Words
  /// Words in title or column of the pages that tell of many events in their text.
  private let lists: Words
  private let alike: [Words]
  /// The record's field with its page's address.
  private let address: String
  /// What is dated before this is about something else; else before the event.
  private let since: DateFields?

  enum Hit: Sendable, Hashable {
    case page(Record, CivilDate?)
    /// At an address of another site.
    case elsewhere
    case uncaptured
    case absent
  }

  init(_ options: inout Fields) throws(SettingError) {
    pages = try LivePages(&options)
    let fields = try options.strings("names")
    names = fields.isEmpty ? ["名称", "标题"] : fields
    ignored = try options.strings("ignored").sorted { ($0.count, $1) > ($1.count, $0) }
    any = Words(try options.strings("any"))
    none = Words(try options.strings("none"))
    lists = Words(try options.strings("lists"))
    var groups: [Words] = []
    if var inner = try options.optionalFields("alike") {
      for entry in inner.takeAll() { groups.append(Words(try entry.value.strings(entry.key))) }
    }
    alike = groups
    address = try options.optionalString("address") ?? "网址"
    let dates = try options.strings("since")
    since = dates.isEmpty ? nil : DateFields(names: dates)
  }

  func prepared(in context: CheckContext) -> Prepared { Prepared(self, context) }

  struct Prepared: Sendable {
    private let options: PublishedPages
    private let context: CheckContext
    private let site: SiteAddresses
    private let candidates: [Candidate]
    private let attachments: [String: Record]
    let hasPages: Bool

    private struct Candidate: Sendable {
      let page: Record
      let title: FoldedText
      let core: FoldedText
      /// The text, where the page tells of many events.
      let list: FoldedText?
    }

    init(_ options: PublishedPages, _ context: CheckContext) {
      (self.options, self.context) = (options, context)
      site = SiteAddresses(context)
      let live = try? options.pages.records(in: context)
      hasPages = live != nil
      candidates = (live ?? []).compactMap { page in
        if case .outside = options.pages.dating(page, in: context) { return nil }
        let title = FoldedText(page.text("标题") ?? "")
        let isList =
          !options.lists.isEmpty
          && (options.lists.matchAny(title) || page.columnTexts.contains { options.lists.matchAny($0) })
        let text = isList ? page.text("路径").flatMap { context.evidence.pageText($0)?.text } : nil
        return Candidate(
          page: page, title: title, core: FoldedText(options.core(page.text("标题") ?? "")),
          list: text.map { FoldedText($0) })
      }
      var attachments: [String: Record] = [:]
      for link in context.evidence.tables["links"]?.records ?? [] where link.text("种类") == "附件" {
        attachments[link.key] = link
      }
      self.attachments = attachments
    }

    func hit(for record: Record, since event: DateFields) -> Hit {
      let first: CivilDate? =
        if case .date(let day, _, _) = (options.since ?? event).read(record) { day } else { nil }
      let address = record.text(options.address)
      if let address, let page = site.page(address), page.values["疑似出错页"] != .flag(true) {
        if case .outside = options.pages.dating(page, in: context) {} else { return .page(page, page.pageDate) }
      }
      if let address, let link = attachments[address], link.text("状态") == "ok" {
        let source = link.items("来源页面").lazy.compactMap { site.page($0) }.first
        return .page(source ?? link, source?.pageDate)
      }
      if let page = named(record, since: first) { return page }
      guard let address else { return .absent }
      if site.isElsewhere(address) { return .elsewhere }
      return site.state(address) == "uncaptured" ? .uncaptured : .absent
    }

    private func named(_ record: Record, since first: CivilDate?) -> Hit? {
      let texts = options.names.compactMap { record.text($0) }
      let cores = texts.map { options.core($0) }.filter { $0.count >= 4 }.map { FoldedText($0).bytes }
      let whole = texts.filter { $0.count >= 4 }.map { FoldedText($0).bytes }
      let kinds = options.alike.filter { words in texts.contains { words.matchAny(FoldedText($0)) } }
      var best: (page: Record, day: CivilDate?)?
      for candidate in candidates {
        let day = candidate.page.pageDate
        let isRecent = first.map { first in day.map { $0 >= first } ?? true } ?? true
        let isTitled =
          isRecent && (options.any.isEmpty || options.any.matchAny(candidate.title))
          && !options.none.matchAny(candidate.title)
          && (cores.contains(where: candidate.core.contains) || kinds.contains { $0.matchAny(candidate.title) })
        let isListed = candidate.list.map { list in whole.contains(where: list.contains) } ?? false
        guard isTitled || isListed else { continue }
        // A list that is older than the event was added to later, nobody knows when.
        let shown = isRecent ? day : nil
        if let known = best, (known.day ?? .distant, known.page.key) <= (shown ?? .distant, candidate.page.key) {
          continue
        }
        best = (candidate.page, shown)
      }
      return best.map { .page($0.page, $0.day) }
    }
  }

  fileprivate func core(_ text: String) -> String {
    ignored.reduce(text) { $0.replacingOccurrences(of: $1, with: "") }
  }
}
