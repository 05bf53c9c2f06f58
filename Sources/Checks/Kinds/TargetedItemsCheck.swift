import Evidence
import Findings
import Settings
import Workdays

/// What concerns only certain people is opened to them (定点、定向) and not on the open site.
struct TargetedItemsCheck: Check {
  private let categories: [String]
  /// Words of 结论 or 公开方式 by which an item concerns only certain people.
  private let scoped: Words
  /// Words of 公开方式 that are right for it.
  private let modes: Words
  /// Words by which a record says where, or to whom, an item was opened.
  private let places: Words
  /// Register rows that name the item with its place.
  private let register: Selection?

  init(_ options: inout Fields) throws(SettingError) {
    categories = try options.strings("categories")
    scoped = Words(try options.strings("scoped"))
    modes = Words(try options.strings("modes"))
    places = Words(try options.strings("places"))
    if var inner = try options.optionalFields("register") {
      register = try Selection(&inner)
      try inner.finish()
    } else {
      register = nil
    }
    if scoped.isEmpty || modes.isEmpty { throw SettingError("缺少“scoped”或“modes”。", at: options.place) }
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    let reviews = try context.table("reviews")
    try reviews.require(["文号或网址", "公开方式"])
    _ = try context.table("pages")
    let documents = context.evidence.tables["documents"]?.records ?? []
    let names = ItemNames(documents)
    let byKey = Dictionary(documents.map { ($0.key, $0) }) { first, _ in first }
    let site = context.index.addresses
    let listed = try registered(names, in: context)
    var verdicts: [String: Verdict] = [:]
    for review in reviews.records {
      guard categories.isEmpty || categories.contains(review.text("类别") ?? ""),
        review.date("审查日期").map({ $0 <= context.asOf }) ?? true
      else { continue }
      let words = (review.items("公开方式") + review.items("结论")).map { FoldedText($0) }
      guard words.contains(where: { scoped.matchAny($0) }) else { continue }
      for item in review.items("文号或网址") {
        let key = names.identity(item)
        let document = byKey[key]
        var verdict = Verdict(
          .passed,
          Subject(
            kind: "policy", key: document?.key ?? site.page(item)?.text("路径") ?? item,
            title: document?.title ?? document?.text("标题")),
          detail: "已定点、定向公开", location: review.location)
        verdict.evidence = review.key
        var faults: [String] = []
        if !review.items("公开方式").contains(where: { modes.matchAny(FoldedText($0)) }) { faults.append("没有采用定点、定向方式") }
        if document?["已上网"] == .flag(true) || site.page(item) != nil { faults.append("仍在网站上向所有人公开") }
        if !faults.isEmpty {
          verdict.detail = faults.joined(separator: "，")
          verdict.fingerprint = verdict.detail
          verdict.fail(.failed)
        } else if !places.isEmpty, !listed.contains(key), !words.contains(where: { places.matchAny($0) }) {
          verdict.detail = "已定点、定向公开，但没有登记公开的场所或对象"
          verdict.fail(.heuristic)
        }
        if let known = verdicts[key], known.outcome == .failed { continue }
        verdicts[key] = verdict
      }
    }
    return verdicts.sorted { $0.key < $1.key }.map(\.value)
  }

  private func registered(_ names: ItemNames, in context: CheckContext) throws(EvidenceGap) -> Set<String> {
    guard let register, context.evidence.tables[register.table]?.isPresent == true else { return [] }
    let rows = try register.records(in: context).chosen
    return Set(rows.flatMap { row in (row.items("名称") + row.items("网址") + row.items("备注")).map(names.identity) })
  }
}
