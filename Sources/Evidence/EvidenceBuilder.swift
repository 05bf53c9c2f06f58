import Findings
import Pages
import Parallel
public import Records

/// Joins what the site shows with what the ledgers say into one unit's evidence.
public struct EvidenceBuilder: Sendable {
  private let index: SiteIndex?
  private let forms: FormNames
  private let schemas: [String: LedgerSchema]
  private let jobs: Int

  /// - Parameters:
  ///   - site: nil where the inspection has no export; whatever needs pages is then undecided.
  ///   - schemas: every ledger there is, by name.
  ///   - jobs: workers for one unit's evidence.
  public init(site: SitePicture?, forms: FormNames, schemas: [String: LedgerSchema], jobs: Int = 1) {
    index = site.map { SiteIndex($0, jobs: jobs) }
    (self.forms, self.schemas, self.jobs) = (forms, schemas, jobs)
  }

  /// One unit's evidence.
  ///
  /// - Parameters:
  ///   - pages: the places of the unit's share among the site's pages; nil where it answers for all of them.
  ///   - ledgers: those it supplied.
  public func evidence(of unit: Evidence.Unit, pages: [Int]?, ledgers: [Ledger]) -> Evidence {
    let byName = Dictionary(ledgers.map { ($0.schema.name, $0) }) { first, _ in first }
    let ownPages = pages ?? index.map { Array($0.site.pages.indices) } ?? []
    let links = LinkRecords(site: index, ownPages: pages)
    let ((found, notes), fromSite) = Workers.map(
      siteTables(ownPages) + [{ links.links() }],
      beside: {
        var records = DocumentRecords(
          site: index, ledger: byName["documents"], ownPages: ownPages, sharesSite: pages != nil,
          isTowns: [.town, .street].contains(unit.level))
        return (records.build(), records.notes)
      }, jobs: jobs
    ) { $0() }
    let marks = index.map { index in
      Workers.map(found, jobs: jobs, batch: 64) { $0.page.map { MarkTarget.all(onPageAt: $0, index.site) } ?? [] }
    }
    let explained = InterpretationRecords(
      site: index, ledger: byName["interpretations"], documents: found, forms: forms, ownPages: pages.map(Set.init),
      jobs: jobs)
    let (interpretations, serviceLinks) = explained.build {
      links.serviceLinks(byName["service_links"], documents: found, marks: marks ?? [])
    }
    Discard.beside(consume explained, jobs: jobs)
    var documents = found.map(\.record)
    if let index, let marks {
      let services = ServiceMarks(index, serviceLinks: serviceLinks)
      let related = RelatedItems(index, interpretations: interpretations, faqs: byName["faqs"], documents: found)
      documents = Workers.map(Array(found.indices), jobs: jobs, batch: 64) { place in
        var record = found[place].record
        guard let page = found[place].page else { return record }
        services.tell(marks[place], ofPageAt: page, in: &record)
        related.tell(ofPageAt: page, in: &record)
        return record
      }
    }

    var tables = schemas.values.sorted { $0.name < $1.name }.map { schema in
      byName[schema.name].map(Self.table) ?? .absent(schema.name, chineseName: schema.chineseName)
    }
    tables.removeAll { TableCatalogue.entry($0.name) != nil }
    tables.append(documentTable("documents", documents, byName["documents"]))
    let hasLedger = byName["documents"] != nil
    let arePolicies = Workers.map(documents, jobs: jobs, batch: 64) { document in
      hasLedger
        ? PolicyKinds.isPolicy(document.text("文种")) || document.unreadable.contains("文种")
        : PolicyKinds.isPolicy(title: document.title, number: document.text("文号"))
    }
    let policies = zip(documents, arePolicies).filter(\.1).map(\.0)
    tables.append(documentTable("policies", policies, byName["documents"]))
    tables.append(joined("interpretations", interpretations, byName["interpretations"]))
    tables.append(serviceLinks)
    tables += fromSite
    if index?.site.isComplete == false {
      let fromPages =
        ["pages", "columns"]
        + ["documents", "policies", "interpretations"].filter { name in
          byName[name == "policies" ? "documents" : name] == nil
        }
      for place in tables.indices where fromPages.contains(tables[place].name) { tables[place].isWhole = false }
    }
    let site = index?.site
    return Evidence(
      unit: unit, tables: tables, notes: notes,
      pageText: { path in site?.pageText(path) }, pageCues: { path in site?.pageCues(path) })
  }

  /// What makes the tables of what pages alone tell.
  private func siteTables(_ places: [Int]) -> [@Sendable () -> Table] {
    guard let index else {
      return ["pages", "columns", "signs"].map { name in { .absent(name, chineseName: "网站导出") } }
    }
    let pages = index.site.pages
    let readable = places.filter { !pages[$0].hasRareFacts || !pages[$0].problems.contains(where: \.isUnreadable) }
    return [
      { PageRecords.pages(readable, index.shelf) }, { PageRecords.columns(readable, pages, index.site) },
      { PageRecords.signs(readable, pages) },
    ]
  }

  static func table(_ ledger: Ledger) -> Table {
    let records = (ledger.rows + ledger.unnamed).map { row in
      Record(
        key: row.key, title: title(of: row), values: row.values, unreadable: row.unreadable,
        location: Location(path: ledger.path, line: row.number))
    }
    return Table(
      name: ledger.schema.name, chineseName: ledger.schema.chineseName, records: records, fields: ledger.headers)
  }

  private static func title(of row: Ledger.Row) -> String? {
    ["标题", "事项名称", "名称", "主题", "问题"].lazy.compactMap { row.values[$0]?.description }.first
  }

  /// Fields that only pages know are kept where there is a site, those of the ledger where it keeps them; without a
  /// ledger what the pages tell of a document takes their place.
  private func documentTable(_ name: String, _ records: [Record], _ ledger: Ledger?) -> Table {
    // Pages that show no document do not say that there is none: without the ledger nobody knows.
    guard ledger != nil || !records.isEmpty else { return .absent(name, chineseName: "公文台账") }
    // Which documents are not open, pages cannot tell: 公开属性 is none of the fields that they keep.
    var fields = ledger?.headers ?? ["文号", "标题", "制发单位", "成文日期", "发布日期", "有效性", "有效期至"]
    if index != nil {
      fields.formUnion(TableCatalogue.pageJoin)
      fields.formUnion(["发布日期", "有效性", "有效期至"])
    }
    return Table(name: name, chineseName: "公文台账", records: records, fields: fields)
  }

  private func joined(_ name: String, _ records: [Record], _ ledger: Ledger?) -> Table {
    guard ledger != nil || index != nil else { return .absent(name, chineseName: schemas[name]?.chineseName ?? name) }
    var fields = ledger?.headers ?? ["解读标题", "政策文号", "解读形式", "发布日期", "解读单位"]
    if index != nil { fields.formUnion(TableCatalogue.entry(name)?.fields ?? []) }
    fields.insert("资料来源")
    return Table(name: name, chineseName: schemas[name]?.chineseName ?? name, records: records, fields: fields)
  }
}
