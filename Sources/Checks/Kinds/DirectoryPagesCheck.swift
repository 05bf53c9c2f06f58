import Evidence
import Findings
import Settings
import Workdays

/// Each item of the 公开目录 must lead to a live page or a column that is not empty.
struct DirectoryPagesCheck: Check {
  private let selection: Selection
  private let by: YearDay?
  private let missing: Failure
  /// A page that says when it was formed must have been published within this time.
  private let publishWithin: Limit?
  /// The page must not lie in the column of another 领域 of the directory.
  private let inOwnField: Bool
  /// A page on a service must tell each of these (`材料|申请材料` is one with alternatives).
  private let serviceElements: [(name: String, words: Words)]
  /// The column that names the business system, where the ledger keeps it.
  private let system: String?

  init(_ options: inout Fields) throws(SettingError) {
    selection = try Selection(&options)
    by = try YearDay(&options)
    missing = try options.choice("missing", default: .failed)
    if var inner = try options.optionalFields("publish_within") {
      publishWithin = try Limit(&inner)
      try inner.finish()
    } else {
      publishWithin = nil
    }
    inOwnField = try options.flag("in_own_field")
    serviceElements = try options.strings("service_elements").map { text in
      let words = text.split(separator: "|").map(String.init)
      return (words.first ?? text, Words(words))
    }
    system = try options.optionalString("system")
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    _ = try context.table("pages")
    try context.table(selection.table).require(["网址"])
    let (chosen, unclear) = try selection.records(in: context)
    let site = context.index.addresses
    let isPartial =
      context.evidence.tables["pages"]?.isWhole == false
      || context.evidence.tables["links"]?.records.contains { $0.text("状态") == "uncaptured" } == true
    var emptyColumns: Set<String> = []
    for column in context.evidence.tables["columns"]?.records ?? [] where column["页数"] == .number(0) {
      if let path = column.text("路径") { emptyColumns.insert(path) }
    }
    let fields = inOwnField ? Set(chosen.flatMap { $0.items("领域") }) : []
    let keepsSystem = try system.map { name throws(EvidenceGap) in
      try context.table(selection.table).fields.contains(name)
    }
    return selection.unclearVerdicts(unclear, in: context)
      + chosen.map { item in
        var verdict = verdict(on: item, site, isPartial, emptyColumns, in: context)
        guard verdict.outcome == .passed else { return verdict }
        if let page = item.text("网址").flatMap({ site.page($0) }) {
          judge(page, of: item, fields, &verdict, in: context)
        }
        if let system, verdict.outcome == .passed {
          if keepsSystem != true {
            verdict.unseen = "台账没有“\(system)”一列，各事项与业务系统的对应"
          } else if item.text(system) == nil {
            verdict.detail = "没有登记对应的业务系统"
            verdict.fingerprint = "system"
            verdict.fail(.heuristic)
          }
        }
        return verdict
      }
  }

  /// What a live page says of where it lies and of the service.
  private func judge(
    _ page: Record, of item: Record, _ fields: Set<String>, _ verdict: inout Verdict, in context: CheckContext
  ) {
    let crumbs = page.columnTexts
    let own = Set(item.items("领域"))
    let lies = { (field: String) in crumbs.contains { $0.contains(FoldedText(field).bytes) } }
    if !own.isEmpty, !own.contains(where: lies), let other = fields.subtracting(own).sorted().first(where: lies) {
      verdict.detail = "所列页面在“\(other)”的栏目"
      verdict.fingerprint = "field \(other)"
      verdict.fail(.heuristic)
      return
    }
    guard !serviceElements.isEmpty, ["服务", "指南"].contains(page.text("类型") ?? "") else { return }
    let body = page.text("路径").flatMap { context.evidence.pageText($0)?.text } ?? ""
    let text = FoldedText(body + page.items("小标题").joined())
    let absent = serviceElements.filter { !$0.words.matchAny(text) }.map(\.name)
    guard !absent.isEmpty else { return }
    verdict.detail = "办事页面缺少\(absent.joined(separator: "、"))"
    verdict.fingerprint = "lacking \(absent.joined(separator: ","))"
    verdict.fail(.heuristic)
  }

  private func verdict(
    on item: Record, _ site: SiteAddresses, _ isPartial: Bool, _ emptyColumns: Set<String>, in context: CheckContext
  ) -> Verdict {
    var verdict = Verdict(
      .passed, context.subject(item, in: selection.table), detail: "对应栏目页面正常", at: item)
    if context.disclaims([item.key]) {
      verdict.outcome = .notApplicable
      verdict.detail = "事项登记说明本单位不涉及"
      return verdict
    }
    let due = by?.date(in: context.binding.year)
    verdict.dueOn = due
    guard let address = item.text("网址") else {
      fail(&verdict, "没有对应的公开网址", due, in: context)
      return verdict
    }
    verdict.evidence = address
    guard let page = site.page(address) else {
      let state = site.state(address)
      if site.isElsewhere(address) || isPartial || state == "ok" || state == "uncaptured" || state == "external" {
        guard state != "ok" else { return verdict }
        verdict.outcome = .undecided
        verdict.reason = .evidenceMissing
        verdict.detail = "所列网址不在导出范围内，没有检查"
      } else {
        fail(&verdict, "所列网址打不开", due, in: context)
      }
      return verdict
    }
    if page["疑似出错页"] == .flag(true) {
      verdict.detail = "所列网址疑似出错页面"
      verdict.fail(.heuristic)
    } else if page.text("路径").map({ emptyColumns.contains($0) }) == true {
      fail(&verdict, "所列栏目没有内容", due, in: context)
    } else if page.isFrontPage, page.text("类型") != "列表" {
      verdict.detail = "所列页面像是没有内容的栏目首页"
      verdict.fingerprint = "front"
      verdict.fail(.heuristic)
    } else if let publishWithin, let written = page.date("成文日期"), let published = page.date("发布日期") {
      let limit = context.calendar.deadline(publishWithin, from: written).date
      if published > limit, written.year == context.binding.year {
        verdict.detail = "\(written)形成的信息应于\(limit)前公开，实际\(published)"
        verdict.fail(.heuristic)
      }
    }
    return verdict
  }

  private func fail(_ verdict: inout Verdict, _ detail: String, _ due: CivilDate?, in context: CheckContext) {
    verdict.detail = detail
    verdict.fingerprint = detail
    if let due, context.asOf < due { verdict.outcome = .notDue } else { verdict.fail(missing) }
  }
}
