import Evidence
import Findings
import Settings
import Workdays

/// Each field (领域) of the 公开目录 must have pages in a column of its own, recent ones, and of certain sorts.
struct FieldColumnsCheck: Check {
  private let selection: Selection
  private let field: String
  private let months: Int
  /// Sorts of pages that each field must have: policies, and pages on how they are carried out.
  private let wantsBoth: Bool
  private let empty: Failure
  private let stale: Failure

  init(_ options: inout Fields) throws(SettingError) {
    selection = try Selection(&options)
    field = try options.optionalString("field") ?? "领域"
    months = try options.integer("months")
    wantsBoth = try options.flag("policy_and_practice")
    empty = try options.choice("empty", default: .failed)
    stale = try options.choice("stale", default: .heuristic)
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    try context.table(selection.table).require([field])
    let (chosen, _) = try selection.records(in: context)
    _ = try context.table("pages")
    let index = context.index.pages
    var rows: [String: [Record]] = [:]
    for record in chosen {
      for name in record.items(field) { rows[name, default: []].append(record) }
    }
    return rows.sorted { $0.key < $1.key }.compactMap { name, records in
      let words = Words([name] + (name.hasSuffix("领域") ? [String(name.dropLast(2))] : []))
      let places = index.places(inColumns: words)
      let own = index.records(places.isEmpty ? self.places(at: records, in: context) : places).filter {
        $0.text("类型") != "列表" && $0["疑似出错页"] != .flag(true)
      }
      return records.first.map { verdict(on: name, $0, own, in: context) }
    }
  }

  /// Where no column bears the field's name, the directory's addresses tell where it is: a page, or a column's front.
  private func places(at records: [Record], in context: CheckContext) -> [Int32] {
    let index = context.index.pages
    let pages = records.compactMap { $0.text("网址") }.compactMap { context.index.addresses.page($0) }
    return pages.reduce([]) { places, page in
      let column = page.items("导航").last ?? page.text("栏目") ?? page.text("标题")
      if let column, page.text("类型") == "列表" || page.text("标题") == column {
        return Places.union(places, index.places(inColumns: Words([column])))
      }
      return Places.union(places, page.text("路径").flatMap { index.place(at: $0) }.map { [$0] } ?? [])
    }
  }

  private func verdict(on name: String, _ record: Record, _ pages: [Record], in context: CheckContext) -> Verdict {
    var verdict = Verdict(
      .passed, Subject(kind: "field", key: name, title: name), detail: "更新正常", at: record)
    if context.disclaims([name]) {
      verdict.outcome = .notApplicable
      verdict.detail = "事项登记说明本单位不涉及"
      return verdict
    }
    let dated = pages.filter { $0.pageDate.map { $0 <= context.asOf } ?? true }
    verdict.evidence = dated.pageNames
    guard !dated.isEmpty else {
      verdict.detail = "没有栏目或栏目内没有内容"
      verdict.fingerprint = "empty"
      verdict.fail(empty)
      return verdict
    }
    let recent = dated.filter { $0.pageDate.map { $0.adding(months: months) >= context.asOf } ?? false }
    if recent.isEmpty {
      let newest = dated.compactMap(\.pageDate).max()
      verdict.detail = newest.map { "最近更新于\($0)，已超过\(months)个月" } ?? "页面没有发布日期，不能判断更新情况"
      verdict.fingerprint = "stale \(newest?.description ?? "none")"
      verdict.fail(stale)
      return verdict
    }
    guard wantsBoth else { return verdict }
    var absent: [String] = []
    if !recent.contains(where: { $0.text("类型") == "政策" }) { absent.append("政策") }
    if !recent.contains(where: { $0.text("类型") != "政策" && $0.text("类型") != "解读" }) { absent.append("执行落实") }
    if !absent.isEmpty {
      verdict.detail = "\(months)个月内没有\(absent.joined(separator: "、"))信息"
      verdict.fingerprint = "lacking \(absent.joined(separator: ","))"
      verdict.fail(stale)
    }
    return verdict
  }
}
