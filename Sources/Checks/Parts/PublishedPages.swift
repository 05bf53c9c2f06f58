import Evidence
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
  /// Records of other tables whose names are the record's as well: a consultation is known by its policy's title.
  private let owners: [Owner]

  private struct Owner: Sendable, Hashable {
    let join: Join
    let names: [String]
  }

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
    var owners: [Owner] = []
    for item in try options.list("owners") {
      var inner = try item.fields("owners")
      let names = try inner.strings("names")
      owners.append(Owner(join: try Join(&inner), names: names))
      try inner.finish()
    }
    self.owners = owners
  }

  /// What decides which pages are sought among, beside the unit's evidence.
  struct Question: Sendable, Hashable {
    let options: PublishedPages
    let year: Int
    let asOf: CivilDate
  }

  func prepared(in context: CheckContext) -> Prepared {
    context.index.searches.answer(to: Question(options: self, year: context.binding.year, asOf: context.asOf)) {
      Prepared(self, context)
    }
  }

  struct Prepared: Sendable {
    private let options: PublishedPages
    /// The pages that may tell of a record, rising, and their titles without the ignored words.
    private let places: [Int32]
    private let cores: TextBank
    /// Those among them that tell of many events in their text, and the texts.
    private let lists: [Int32]
    private let texts: TextBank
    private let owners: [(index: Join.Index, names: [String])]
    let hasPages: Bool

    init(_ options: PublishedPages, _ context: CheckContext) {
      self.options = options
      let pages = context.index.pages
      let live = try? options.pages.chosen(in: context)
      hasPages = live != nil
      let places = (live?.places ?? []).filter { place in
        if case .outside = options.pages.dating(pages.days[Int(place)], in: context) { return false }
        return true
      }
      let told = Places.intersection(places, pages.places(bearing: options.lists)).compactMap { place in
        pages[place].text("路径").flatMap { context.evidence.pageText($0)?.text }.map { (place, FoldedText($0)) }
      }
      (self.places, lists) = (places, told.map(\.0))
      // Hardly any title has one of the ignored words, and those without are folded already.
      let ignored = Words(options.ignored)
      cores = TextBank(
        places.map { place in
          let title = pages.title(of: place)
          return ignored.matchAny(title) ? FoldedText(options.core(pages[place].text("标题") ?? "")) : title
        })
      texts = TextBank(told.map(\.1))
      owners = options.owners.compactMap { owner in
        (try? owner.join.index(in: context)).map { ($0, owner.names) }
      }
    }

    func hit(for record: Record, since event: DateFields, in context: CheckContext) -> Hit {
      let first: CivilDate? =
        if case .date(let day, _, _) = (options.since ?? event).read(record) { day } else { nil }
      let address = record.text(options.address)
      if let address, let page = context.index.addresses.page(address), page["疑似出错页"] != .flag(true) {
        if case .outside = options.pages.dating(page, in: context) {} else { return .page(page, page.pageDate) }
      }
      if let address, let link = context.index.links.attachment(at: address), link.text("状态") == "ok" {
        let source = link.items("来源页面").lazy.compactMap { context.index.pages.page(at: $0) }.first
        return .page(source ?? link, source?.pageDate)
      }
      if let page = named(record, since: first, in: context.index.pages) { return page }
      guard let address else { return .absent }
      if context.index.addresses.isElsewhere(address) { return .elsewhere }
      return context.index.addresses.state(address) == "uncaptured" ? .uncaptured : .absent
    }

    private func named(_ record: Record, since first: CivilDate?, in pages: PageIndex) -> Hit? {
      let owned = owners.flatMap { owner in
        owner.index.records(for: record).flatMap { other in owner.names.compactMap { other.text($0) } }
      }
      let names = options.names.compactMap { record.text($0) } + owned
      // A page may leave out the year that the name begins with, but must not bear another.
      let year = names.lazy.compactMap { PublishedPages.leadingYear($0) }.first
      let titled = titled(names + names.compactMap { PublishedPages.withoutLeadingYear($0) }, in: pages.titles)
        .filter { !isOfAnotherYear(pages.title(of: $0), year) }
      let listed = names.filter { $0.count >= 4 }.reduce(into: [Int32]()) { found, name in
        found = Places.union(found, texts.places(of: FoldedText(name).bytes).map { lists[Int($0)] })
      }
      var best: (page: Record, day: CivilDate?)?
      let (isTitled, isListed) = (Set(titled), Set(listed))
      for place in Places.union(titled, listed) {
        let day = pages.days[Int(place)]
        let isRecent = first.map { first in day.map { $0 >= first } ?? true } ?? true
        guard isRecent && isTitled.contains(place) || isListed.contains(place) else { continue }
        // A list that is older than the event was added to later, nobody knows when.
        let shown = isRecent ? day : nil
        let page = pages[place]
        if let known = best, (known.day ?? .distant, known.page.key) <= (shown ?? .distant, page.key) { continue }
        best = (page, shown)
      }
      return best.map { .page($0.page, $0.day) }
    }

    private func isOfAnotherYear(_ title: FoldedText, _ year: Int?) -> Bool {
      guard let year, !title.bears(year: year) else { return false }
      return [year - 2, year - 1, year + 1].contains { title.bears(year: $0) }
    }

    /// The pages whose title bears one of the names, or words of its kind.
    private func titled(_ names: [String], in titles: TextBank) -> [Int32] {
      var found: [Int32] = []
      for core in names.map({ options.core($0) }) where core.count >= 4 {
        found = Places.union(found, cores.places(of: FoldedText(core).bytes).map { places[Int($0)] })
      }
      for words in options.alike where names.contains(where: { words.matchAny(FoldedText($0)) }) {
        found = Places.union(found, Places.intersection(places, titles.places(ofAny: words)))
      }
      return found.filter { place in
        let title = titles.texts[Int(place)]
        return (options.any.isEmpty || options.any.matchAny(title)) && !options.none.matchAny(title)
      }
    }
  }

  /// 2023 of 2023年度水利资金审计.
  fileprivate static func leadingYear(_ text: String) -> Int? {
    guard let end = text.firstIndex(of: "年"), text.distance(from: text.startIndex, to: end) == 4 else { return nil }
    return Int(text[..<end])
  }

  fileprivate static func withoutLeadingYear(_ text: String) -> String? {
    guard leadingYear(text) != nil, let end = text.firstIndex(of: "年") else { return nil }
    return String(text[text.index(after: end)...].drop { $0 == "度" })
  }

  fileprivate func core(_ text: String) -> String {
    ignored.reduce(text) { $0.without($1) }
  }
}
