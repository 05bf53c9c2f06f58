import Evidence
import Findings
import Settings
import Workdays

/// What a published document's page must show, and in which form: 标题, 文号, 发布机构, 成文日期 …
///
/// The page decides, since the clause is about what the public sees; the ledger only tells what the document has.
struct PageElementsCheck: Check {
  private let selection: Selection
  /// Names of `显示字段`, and `正文`, `主题分类`, `附件`.
  private let elements: [String]
  /// Elements that only documents of certain 文种 have.
  private let onlyFor: [String: [String]]
  private let judgesForm: Bool
  private let missing: Failure

  init(_ options: inout Fields) throws(SettingError) {
    selection = try Selection(&options)
    elements = try options.strings("elements")
    var onlyFor: [String: [String]] = [:]
    if var inner = try options.optionalFields("only_for") {
      for entry in inner.takeAll() { onlyFor[entry.key] = try entry.value.strings(entry.key) }
    }
    self.onlyFor = onlyFor
    judgesForm = try options.flag("form")
    missing = try options.choice("missing", default: .failed)
    if elements.isEmpty, !judgesForm { throw SettingError("至少写“elements”或“form”之一。", at: options.place) }
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    _ = try context.table("pages")
    let pages = context.index.pages
    let (chosen, unclear) = try selection.records(in: context)
    let showsTopics = context.evidence.tables["pages"]?.records.contains { $0.items("显示字段").contains("主题分类") } ?? false
    return selection.unclearVerdicts(unclear, in: context)
      + chosen.compactMap { record in
        guard record["已上网"] == .flag(true), let path = record.text("页面路径"), let page = pages.page(at: path)
        else {
          return nil
        }
        return verdict(on: record, page, showsTopics: showsTopics, in: context)
      }
  }

  private func verdict(
    on record: Record, _ page: Record, showsTopics: Bool, in context: CheckContext
  ) -> Verdict {
    var verdict = Verdict(
      .passed, context.subject(record, in: selection.table), detail: "要素齐全", at: page)
    let absent = elements.filter { isOwed($0, by: record) && !isShown($0, on: page, record, showsTopics: showsTopics) }
    var faults = absent.isEmpty ? [] : ["缺少\(absent.joined(separator: "、"))"]
    if judgesForm { faults += formFaults(record, page) }
    guard !faults.isEmpty else { return verdict }
    verdict.detail = faults.joined(separator: "，")
    verdict.fingerprint = (absent + faults.dropFirst(absent.isEmpty ? 0 : 1)).joined(separator: "\n")
    verdict.fail(missing)
    return verdict
  }

  /// Whether the document has the element at all.
  private func isOwed(_ element: String, by record: Record) -> Bool {
    if let kinds = onlyFor[element], let kind = record.text("文种"), !kinds.contains(kind) { return false }
    switch element {
    // A notice without a number cannot show one.
    case "文号": return record["文号"] != nil
    default: return true
    }
  }

  private func isShown(_ element: String, on page: Record, _ record: Record, showsTopics: Bool) -> Bool {
    switch element {
    case "正文":
      guard case .number(let length)? = page["正文字数"] else { return true }
      if length > 0 { return true }
      guard case .number(let attachments)? = page["附件数"] else { return false }
      return attachments > 0
    case "主题分类":
      if page.items("显示字段").contains("主题分类") { return true }
      // A site whose pages never print it files by it all the same: then the ledger's word is enough.
      return !showsTopics && (record["主题分类"] != nil || record.unreadable.contains("主题分类"))
    // 有效期至 says it as well.
    case "有效性": return page.items("显示字段").contains { $0 == "有效性" || $0 == "有效期至" }
    case "标题": return page["标题"] != nil
    default: return page.items("显示字段").contains(element)
    }
  }

  private func formFaults(_ record: Record, _ page: Record) -> [String] {
    var faults: [String] = []
    if let number = page.text("发文字号") ?? record.text("页面文号"), let fault = NumberForm.fault(in: number) {
      faults.append("页面文号“\(number)”不规范（\(fault)）")
    } else if record.text("资料来源") != "页面", let number = record.text("文号"), let fault = NumberForm.fault(in: number) {
      faults.append("台账文号“\(number)”不规范（\(fault)）")
    }
    if let written = page.date("成文日期"), let published = page.date("发布日期"), written > published {
      faults.append("成文日期\(written)晚于发布日期\(published)")
    }
    return faults
  }
}
