import Evidence
import Findings
import Settings
import Workdays

/// A policy's page must link to its interpretations and answers that are on the site, and they back to it; or at
/// least show a block of related items.
struct RelationsCheck: Check {
  private let selection: Selection
  private let bothWays: Bool
  /// Only some link or block of related items is wanted.
  private let block: Bool
  private let missing: Failure
  /// What it means that a document which the text cites by its 文号, or a 细则 that cites it, is on the site and not
  /// linked.
  private let cited: Failure

  init(_ options: inout Fields) throws(SettingError) {
    selection = try Selection(&options)
    bothWays = try options.flag("both_ways")
    block = try options.flag("block")
    missing = try options.choice("missing", default: .failed)
    cited = try options.choice("cited", default: .allowed)
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    _ = try context.table("pages")
    let pages = context.index.pages
    let (chosen, unclear) = try selection.records(in: context)
    let interpretations = column("interpretations", in: context)
    let answers = column("faqs", in: context)
    let citable = cited == .allowed ? nil : CitedDocuments(context)
    return selection.unclearVerdicts(unclear, in: context)
      + chosen.compactMap { record in
        guard record["已上网"] == .flag(true), let path = record.text("页面路径") else { return nil }
        let key = DocumentNumber.key(record.key)
        var (explaining, answering): (Set<String>, Set<String>) = ([], [])
        interpretations?.forEach(key) { place in
          guard let record = interpretations?.records[Int(place)], record["已上网"] != .flag(false),
            let other = record.text("页面路径"), !other.isSame(as: path)
          else { return }
          explaining.insert(other)
        }
        answers?.forEach(key) { place in
          guard let address = answers?.records[Int(place)].text("网址"),
            let other = context.index.addresses.page(address)?.text("路径"), !other.isSame(as: path)
          else { return }
          answering.insert(other)
        }
        let related = Related(
          interpretations: explaining, answers: answering,
          cited: citable.map { citable in
            citable.documents(citedBy: pages.page(at: path), at: path)
              .merging(citable.followers(ofPageAt: path)) { first, _ in first }
          } ?? [:])
        guard !related.isEmpty else { return nil }
        return verdict(on: record, path, related, pages, in: context)
      }
  }

  /// What belongs to a policy, by its 文号.
  private func column(_ table: String, in context: CheckContext) -> KeyColumn? {
    guard let table = context.evidence.tables[table] else { return nil }
    return context.index.columns.answer(to: .init(table: table.name, field: "政策文号")) { KeyColumn(table, "政策文号") }
  }

  private struct Related: Sendable {
    let interpretations: Set<String>
    let answers: Set<String>
    /// By their paths.
    let cited: [String: String]
    var isEmpty: Bool { interpretations.isEmpty && answers.isEmpty && cited.isEmpty }
  }

  private func verdict(
    on record: Record, _ path: String, _ related: Related, _ pages: PageIndex, in context: CheckContext
  ) -> Verdict {
    let page = pages.page(at: path)
    var verdict = Verdict(
      .passed, context.subject(record, in: selection.table), detail: "已关联", at: page)
    let shown = record.items("相关链接") + (page?.items("相关链接") ?? [])
    verdict.evidence = (related.interpretations.union(related.answers)).sorted().joined(separator: "、")
    if block {
      let hasAny =
        !shown.isEmpty || page?["相关稿件栏"] == .flag(true) || record["解读链接"] == .flag(true)
        || record["问答链接"] == .flag(true)
      verdict.detail = hasAny ? "已有相关链接" : "页面没有超链接或关联稿件窗口"
      if !hasAny { verdict.fail(missing) }
      return verdict
    }
    // There are a dozen of them and mostly one that is looked for: to hash them all takes longer.
    func links(to paths: Set<String>) -> Bool { paths.contains(where: shown.has) }
    var faults: [String] = []
    if !related.interpretations.isEmpty, record["解读链接"] != .flag(true), !links(to: related.interpretations) {
      faults.append("没有链接到解读")
    }
    if !related.answers.isEmpty, record["问答链接"] != .flag(true), !links(to: related.answers) {
      faults.append("没有链接到常见问题解答")
    }
    if bothWays {
      let back = record.items("链回页面")
      let silent = related.interpretations.union(related.answers).sorted().filter { target in
        guard !back.has(target), let other = pages.page(at: target) else { return false }
        return !other.items("相关链接").has(path)
      }
      if !silent.isEmpty { faults.append("\(silent.joined(separator: "、"))没有链接回政策原文") }
    }
    guard !faults.isEmpty else {
      let known = shown + record.items("链接公文")
      let unlinked = related.cited.filter { !known.has($0.key) }.map(\.value).sorted()
      if !unlinked.isEmpty {
        verdict.detail = "没有链接到依据或配套文件\(unlinked.joined(separator: "、"))"
        verdict.fingerprint = verdict.detail
        verdict.fail(cited)
      } else if cited != .allowed {
        verdict.unseen = "正文没有写明文号的政策依据和配套文件"
      }
      return verdict
    }
    verdict.detail = faults.joined(separator: "，")
    verdict.fingerprint = faults.joined(separator: "\n")
    verdict.fail(missing)
    return verdict
  }
}
