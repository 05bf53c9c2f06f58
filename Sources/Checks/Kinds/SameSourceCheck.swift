import Evidence
import Findings
import Settings
import Workdays

/// Several pages that show one document must show the same: number, title, text, and nearly the same day.
struct SameSourceCheck: Check {
  private let lag: Int
  private let differing: Failure
  private let lagging: Failure

  init(_ options: inout Fields) throws(SettingError) {
    lag = try options.integer("lag_workdays")
    differing = try options.choice("differing", default: .failed)
    lagging = try options.choice("lagging", default: .heuristic)
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    let pages = try context.table("pages").records.filter { page in
      !["列表", "解读", "留言"].contains(page.text("类型") ?? "") && page["疑似出错页"] != .flag(true)
    }
    var copies: [String: [Record]] = [:]
    for page in pages {
      if let number = page.text("发文字号") { copies[DocumentNumber.matchingKey(number), default: []].append(page) }
    }
    // A copy that has lost its number is known by its title.
    var byTitle: [FoldedText: String] = [:]
    for (key, group) in copies.sorted(by: { $0.key < $1.key }) {
      for title in group.compactMap({ $0.text("标题") }) where title.count >= 8 { byTitle[FoldedText(title)] = key }
    }
    for page in pages where page["发文字号"] == nil && page.text("类型") == "政策" {
      if let title = page.text("标题"), let key = byTitle[FoldedText(title)] { copies[key, default: []].append(page) }
    }
    return copies.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }.map { verdict(on: $0.value, in: context) }
  }

  private func verdict(on copies: [Record], in context: CheckContext) -> Verdict {
    let sorted = copies.sorted { $0.key < $1.key }
    let number = sorted.compactMap { $0.text("发文字号") }.first ?? sorted[0].key
    let subject = Subject(kind: "policy", key: number, title: sorted[0].text("标题"))
    var verdict = Verdict(.passed, subject, detail: "各处一致", location: sorted[0].location)
    verdict.evidence = sorted.map { $0.text("路径") ?? $0.key }.joined(separator: "、")
    var faults: [String] = []
    if Set(sorted.map { $0.text("发文字号") ?? "" }).count > 1 { faults.append("文号") }
    if Set(sorted.compactMap { $0.text("标题").map { FoldedText($0) } }).count > 1 { faults.append("标题") }
    if bodiesDiffer(sorted, in: context) { faults.append("正文") }
    if !faults.isEmpty {
      verdict.detail = "\(sorted.count)个页面的\(faults.joined(separator: "、"))不一致"
      verdict.fingerprint = verdict.detail
      verdict.fail(differing)
      return verdict
    }
    let dates = sorted.compactMap { $0.date("发布日期") }.sorted()
    if let first = dates.first, let last = dates.last {
      let days = context.calendar.workdays(after: first, through: last)
      if days > lag {
        verdict.detail = "各处发布日期相差\(days)个工作日（\(first)至\(last)）"
        verdict.fingerprint = "lag \(first) \(last)"
        verdict.fail(lagging)
      }
    }
    return verdict
  }

  /// Fingerprints tell most copies apart or together; where they differ the texts decide, without the lines that each
  /// page adds of its own.
  private func bodiesDiffer(_ copies: [Record], in context: CheckContext) -> Bool {
    guard Set(copies.compactMap { $0.text("正文指纹") }).count > 1 else { return false }
    let texts = copies.compactMap { copy in copy.text("路径").flatMap { context.evidence.pageText($0)?.text } }
    guard texts.count == copies.count else { return true }
    return Set(zip(copies, texts).map { Self.body($1, titled: $0.text("标题")) }).count > 1
  }

  /// The text without its title and the lines of fields and tools: 发布日期：2024-09-13　来源：办公室　【打印】.
  private static func body(_ text: String, titled title: String?) -> FoldedText {
    let title = title.map { FoldedText($0) }
    let kept = text.split(whereSeparator: \.isNewline).filter { line in
      if line.count <= 80, tools.contains(where: { line.contains($0) }) { return false }
      return line.contains { $0.isLetter && !"年月日".contains($0) } && FoldedText(String(line)) != title
    }
    return FoldedText(kept.joined())
  }

  private static let tools = [
    "发布日期", "发布时间", "公开日期", "更新时间", "来源：", "来源:", "浏览次数", "浏览量", "阅读次数", "点击数", "字体：", "字号：", "打印", "分享到",
    "责任编辑", "索引号", "发文字号",
  ]
}
