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

  init(_ options: inout Fields) throws(SettingError) {
    categories = try options.strings("categories")
    scoped = Words(try options.strings("scoped"))
    modes = Words(try options.strings("modes"))
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
          .passed, Subject(kind: "policy", key: document?.key ?? item, title: document?.title ?? document?.text("标题")),
          detail: "已定点、定向公开", location: review.location)
        verdict.evidence = review.key
        var faults: [String] = []
        if !review.items("公开方式").contains(where: { modes.matchAny(FoldedText($0)) }) { faults.append("没有采用定点、定向方式") }
        if document?.values["已上网"] == .flag(true) || site.page(item) != nil { faults.append("仍在网站上向所有人公开") }
        if !faults.isEmpty {
          verdict.detail = faults.joined(separator: "，")
          verdict.fingerprint = verdict.detail
          verdict.fail(.failed)
        }
        if let known = verdicts[key], known.outcome == .failed { continue }
        verdicts[key] = verdict
      }
    }
    return verdicts.sorted { $0.key < $1.key }.map(\.value)
  }
}
