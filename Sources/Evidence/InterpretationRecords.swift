import Findings
import Links
import Pages
import Parallel
import Records
import Workdays

/// The table `interpretations`: 解读台账 and the interpretation pages that belong to a document of the unit.
struct InterpretationRecords: Sendable {
  let site: SiteIndex?
  let ledger: Ledger?
  let documents: [(record: Record, page: Int?)]
  let forms: FormNames
  /// The places of the unit's share of the site; nil where it answers for all of it.
  let ownPages: Set<Int>?
  private let documentPages: Set<Int>
  private let jobs: Int
  private let shelf: InterpretationShelf?
  private let owners: InterpretationOwners

  init(
    site: SiteIndex?, ledger: Ledger?, documents: [(record: Record, page: Int?)], forms: FormNames,
    ownPages: Set<Int>?, jobs: Int
  ) {
    (self.site, self.ledger, self.documents, self.forms, self.jobs) = (site, ledger, documents, forms, jobs)
    self.ownPages = ownPages
    documentPages = Set(documents.compactMap(\.page))
    shelf = site.map { InterpretationShelf($0.site.pages) }
    owners = InterpretationOwners(documents, site, jobs: jobs)
  }

  /// - Parameter other: what one of the workers is to do beforehand.
  func build<Other: Sendable>(beside other: @Sendable () -> Other) -> ([Record], Other) {
    var taken: Set<Int> = []
    var records: [Record] = []
    for row in (ledger?.rows ?? []) + (ledger?.unnamed ?? []) {
      let (record, page) = joined(row)
      if let page { taken.insert(page) }
      records.append(record)
    }
    let (made, shown) = fromPages(except: taken, beside: other)
    return (records + shown, made)
  }

  private func joined(_ row: Ledger.Row) -> (Record, page: Int?) {
    let title = row.values["解读标题"]?.description
    var record = Record(
      key: title ?? row.key, title: title, values: row.values, unreadable: row.unreadable,
      location: Location(path: ledger?.path ?? "", line: row.number))
    if case let value? = record.values["解读形式"] { record.values["解读形式"] = .list(forms.canonical(value)) }
    record.values["资料来源"] = .text("台账")
    var place: Int?
    if let site {
      if let address = row.values["网址"]?.description {
        let hit = site.page(address: address)
        place = hit.place
        if hit.place.map({ site.site.pages[$0].looksLikeErrorPage }) == true {
          record.values["已上网"] = .flag(false)
        } else if hit.place != nil || hit.state == .ok {
          record.values["已上网"] = .flag(true)
        } else if hit.state == .broken || hit.state == .malformed {
          record.values["已上网"] = .flag(false)
        }
      } else if let title {
        place = site.pages(titled: title).first { site.site.pages[$0].kind != .policy }
        if place != nil { record.values["已上网"] = .flag(true) }
      }
    }
    let page = place.flatMap { site?.site.pages[$0] }
    if let page {
      record.values["资料来源"] = .text("台账和页面")
      record.values["页面路径"] = .text(page.path)
      if record.values["发布日期"] == nil, !record.unreadable.contains("发布日期"), let date = page.publishedOn {
        record.values["发布日期"] = .date(date, minute: nil)
      }
      if record.values["解读形式"] == nil, !record.unreadable.contains("解读形式"), !page.forms.isEmpty {
        record.values["解读形式"] = .list(page.forms.chineseNames)
      }
    }
    if record.values["解读形式"] == nil, !record.unreadable.contains("解读形式"), page == nil,
      case let forms = InterpretationForms(title: title ?? ""), !forms.isEmpty
    {
      record.values["解读形式"] = .list(forms.chineseNames)
    }
    if record.values["政策文号"] == nil, !record.unreadable.contains("政策文号"), let place,
      case let owners = owners(ofPageAt: place), !owners.isEmpty
    {
      record.values["政策文号"] = Self.keys(of: owners)
    }
    return (record, place)
  }

  /// Interpretation pages that no row of the ledger names, under the document they explain.
  private func fromPages<Other: Sendable>(
    except taken: Set<Int>, beside other: @Sendable () -> Other
  ) -> (Other, [Record]) {
    guard let pages = site?.site.pages, let shelf, !documents.isEmpty else { return (other(), []) }
    let own = pages.indices.filter { pages[$0].kind == .interpretation && !taken.contains($0) }
    let (made, records) = Workers.map(own, beside: other, jobs: jobs, batch: 16) { place -> Record? in
      let owners = owners(ofPageAt: place)
      guard let owner = owners.first else { return nil }
      let row = Int32(place)
      var values = ["政策文号": Self.keys(of: owners)]
      if let title = owner.title { values["政策标题"] = .text(title) }
      if Self.isOfDraft(pages[place].title, of: owner.title) { values["解读阶段"] = .text("草案") }
      return Record(
        key: shelf.key(of: row), title: shelf.title(of: row), values: FieldValues(values, on: shelf, row: row),
        location: shelf.location(of: row))
    }
    return (made, records.compactMap(\.self))
  }

  /// 《…（征求意见稿）》解读 explains the draft, unless the document itself is called so (a 计划草案的报告).
  private static func isOfDraft(_ title: String?, of document: String?) -> Bool {
    guard let title else { return false }
    return ["征求意见稿", "草案"].contains { title.holds($0) && document?.holds($0) != true }
  }

  private static func keys(of documents: [Record]) -> Value {
    documents.count == 1 ? .text(documents[0].key) : .list(documents.map(\.key))
  }

  /// The documents that a page explains: one whose whole title or number stands in its own title, and with it those
  /// that the title lists beside it; else one whose page it links to or is linked from. Blocks of related articles name
  /// neighbours, too: links decide between documents of one name, and where the title names none.
  private func owners(ofPageAt place: Int) -> [Record] {
    guard let site else { return [] }
    let title = site.site.pages[place].title
    func isNamed(_ named: (document: Int, isShort: Bool)) -> Bool {
      // Without its office a name may be any office's: then the page must be the unit's own.
      if named.isShort, let ownPages, !ownPages.contains(place) { return false }
      return !isOfLikeNamed(documents[named.document].record, pageAt: place, titled: title, site)
    }
    let linked = owners.linked(withPageAt: place, site)
    let named = owners.named(in: title).flatMap { isNamed($0) ? $0 : nil }
    guard let first = Self.first(named, linked, owners) else { return [] }
    if named == nil, title?.holds("《") != true {
      let both = owners.mutual(of: linked, withPageAt: place, site.site)
      if both.contains(first) { return both.map { documents[$0].record } }
    }
    let listed = owners.listed(in: title).filter(isNamed).map(\.document)
    let others = listed.contains(first) ? listed.filter { $0 != first } : []
    var seen: Set<Int> = []
    return ([first] + others).filter { seen.insert($0).inserted }.map { documents[$0].record }
  }

  private static func first(
    _ named: (document: Int, isShort: Bool)?, _ linked: [Int], _ owners: InterpretationOwners
  ) -> Int? {
    guard let named else { return linked.first }
    if linked.contains(named.document) { return named.document }
    if named.isShort, let linked = linked.first { return linked }
    return linked.first { owners.areLikeNamed($0, named.document) } ?? named.document
  }

  /// Another office's page about another office's document that has the same name: several towns have a 停车管理办法.
  private func isOfLikeNamed(_ document: Record, pageAt place: Int, titled page: String?, _ site: SiteIndex) -> Bool {
    guard let ownPages, !ownPages.contains(place), let title = document.title else { return false }
    let isOthersToo = site.policies(named: Self.core(title)).contains { !documentPages.contains($0) }
    guard isOthersToo else { return false }
    let number = document["文号"].map { DocumentNumber.matchingKey($0.description) }
    return number.map { !DocumentNumber.matchingKey(page ?? "").holds($0) } ?? true
  }

  /// A document's title without the office before it and the words that repeat nothing: 关于印发《…》的通知 is about 《…》.
  static func core(_ title: String) -> String { core(folded: Folding.key(title)) }

  static func core(folded key: String) -> String {
    key.withBytes { bytes in
      guard let start = "《".firstPlace(in: bytes), let end = "》".lastPlace(in: bytes), start < end else {
        return unmarkedCore(bytes)
      }
      return String(decoding: bytes[(start + "《".utf8.count)..<end], as: UTF8.self)
    } ?? key
  }

  /// 关于印发停车管理办法的通知 is about 停车管理办法 without its title marks, too; nil for any other title.
  private static func unmarkedCore(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    let (about, notice) = ("关于印发".utf8, "的通知".utf8)
    guard bytes.count > about.count + notice.count, bytes.suffix(notice.count).elementsEqual(notice),
      let start = "关于印发".firstPlace(in: bytes),
      start + about.count < bytes.count - notice.count
    else { return nil }
    return String(decoding: bytes[(start + about.count)..<(bytes.count - notice.count)], as: UTF8.self)
  }
}

/// The forms of 解读 by the ways people write them (domain vocabulary): 一图读懂 and 长图 are one form.
public struct FormNames: Sendable, Hashable {
  private let canonicalByAlias: [(alias: String, name: String)]

  /// - Parameter names: aliases by canonical form.
  public init(_ names: [String: [String]]) {
    canonicalByAlias = names.flatMap { name, aliases in ([name] + aliases).map { (Folding.key($0), name) } }
      .sorted { ($1.0.count, $0.0) < ($0.0.count, $1.0) }
  }

  func canonical(_ value: Value) -> [String] {
    var items: [String] = []
    switch value {
    case .list(let list): items = list
    default: items = [value.description]
    }
    var seen: Set<String> = []
    // A cell may name several forms in one breath: 文字解读+图解.
    let parts = items.flatMap { $0.split(whereSeparator: { "+＋/／,，&和".contains($0) }).map(String.init) }
    return parts.map { item in
      let key = Folding.key(item)
      return canonicalByAlias.first { $0.alias == key }?.name
        ?? canonicalByAlias.first { key.contains($0.alias) }?.name ?? item
    }.filter { seen.insert($0).inserted }
  }

  public static func == (left: FormNames, right: FormNames) -> Bool {
    left.canonicalByAlias.map(\.alias) == right.canonicalByAlias.map(\.alias)
      && left.canonicalByAlias.map(\.name) == right.canonicalByAlias.map(\.name)
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(canonicalByAlias.map(\.alias)) }
}
