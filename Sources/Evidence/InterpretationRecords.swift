import Findings
import Links
import Pages
import Records
import Workdays

/// The table `interpretations`: 解读台账 and the interpretation pages that belong to a document of the unit.
struct InterpretationRecords: Sendable {
  let site: SiteIndex?
  let ledger: Ledger?
  let documents: [(record: Record, page: PageFacts?)]
  let forms: FormNames
  /// The unit's share of the site; nil where it answers for all of it.
  let ownPaths: Set<String>?
  private let documentPaths: Set<String>
  private let jobs: Int
  private let owners: InterpretationOwners

  init(
    site: SiteIndex?, ledger: Ledger?, documents: [(record: Record, page: PageFacts?)], forms: FormNames,
    ownPaths: Set<String>?, jobs: Int
  ) {
    (self.site, self.ledger, self.documents, self.forms, self.jobs) = (site, ledger, documents, forms, jobs)
    self.ownPaths = ownPaths
    documentPaths = Set(documents.compactMap { $0.page?.path })
    owners = InterpretationOwners(documents, site, jobs: jobs)
  }

  func build() -> [Record] {
    var taken: Set<String> = []
    var records: [Record] = []
    for row in (ledger?.rows ?? []) + (ledger?.unnamed ?? []) {
      let (record, path) = joined(row)
      if let path { taken.insert(path) }
      records.append(record)
    }
    return records + fromPages(except: taken)
  }

  private func joined(_ row: Ledger.Row) -> (Record, path: String?) {
    let title = row.values["解读标题"]?.description
    var record = Record(
      key: title ?? row.key, title: title, values: row.values, unreadable: row.unreadable,
      location: Location(path: ledger?.path ?? "", line: row.number))
    if case let value? = record.values["解读形式"] { record.values["解读形式"] = .list(forms.canonical(value)) }
    record.values["资料来源"] = .text("台账")
    var page: PageFacts?
    if let site {
      if let address = row.values["网址"]?.description {
        let hit = site.page(address: address)
        page = hit.page
        if hit.page?.looksLikeErrorPage == true {
          record.values["已上网"] = .flag(false)
        } else if hit.page != nil || hit.state == .ok {
          record.values["已上网"] = .flag(true)
        } else if hit.state == .broken || hit.state == .malformed {
          record.values["已上网"] = .flag(false)
        }
      } else if let title {
        page = site.pages(titled: title).first { $0.kind != .policy }
        if page != nil { record.values["已上网"] = .flag(true) }
      }
    }
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
    if record.values["政策文号"] == nil, !record.unreadable.contains("政策文号"), let page,
      let owner = owner(of: page)
    {
      record.values["政策文号"] = .text(owner.record.key)
    }
    return (record, page?.path)
  }

  /// Interpretation pages that no row of the ledger names, under the document they explain.
  private func fromPages(except taken: Set<String>) -> [Record] {
    guard let pages = site?.site.pages, !documents.isEmpty else { return [] }
    let own = pages.indices.filter { pages[$0].kind == .interpretation && !taken.contains(pages[$0].path) }
    return Workers.map(own, jobs: jobs, batch: 16) { place -> Record? in
      let page = pages[place]
      guard let owner = owner(of: page) else { return nil }
      var values: [String: Value] = [
        "政策文号": .text(owner.record.key), "资料来源": .text("页面"), "页面路径": .text(page.path), "已上网": .flag(true),
      ]
      if let title = page.title { values["解读标题"] = .text(title) }
      if let title = owner.record.title { values["政策标题"] = .text(title) }
      if let date = page.publishedOn { values["发布日期"] = .date(date, minute: nil) }
      if !page.forms.isEmpty { values["解读形式"] = .list(page.forms.chineseNames) }
      if let publisher = page.publisher { values["解读单位"] = .text(publisher) }
      return Record(
        key: page.title ?? page.path, title: page.title, values: values,
        location: PageRecords.location(page, .title))
    }.compactMap(\.self)
  }

  /// The document that a page explains: one whose page it links to or is linked from, else one whose whole title or
  /// number stands in its own title.
  private func owner(of page: PageFacts) -> (record: Record, page: PageFacts?)? {
    guard let site else { return nil }
    if let index = owners.linked(with: page, site.site) { return documents[index] }
    guard let index = owners.named(in: page.title), !isOfLikeNamed(documents[index], page, site) else { return nil }
    return documents[index]
  }

  /// Another office's page about another office's document that has the same name: several towns have a 停车管理办法.
  private func isOfLikeNamed(
    _ document: (record: Record, page: PageFacts?), _ page: PageFacts, _ site: SiteIndex
  ) -> Bool {
    guard let ownPaths, !ownPaths.contains(page.path), let title = document.record.title else { return false }
    guard site.policies(named: Self.core(title)).contains(where: { !documentPaths.contains($0) }) else { return false }
    let number = document.record.values["文号"].map { DocumentNumber.matchingKey($0.description) }
    return number.map { !DocumentNumber.matchingKey(page.title ?? "").contains($0) } ?? true
  }

  /// A document's title without the office before it and the words that repeat nothing: 关于印发《…》的通知 is about 《…》.
  static func core(_ title: String) -> String {
    let key = Folding.key(title)
    if let open = key.firstIndex(of: "《"), let close = key.lastIndex(of: "》"), open < close {
      return String(key[key.index(after: open)..<close])
    }
    return key
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
