import Evidence
import Findings
import Settings
import Workdays

/// Grave faults of pages that are seen without reading them as a person would: no body, impossible dates, wrong
/// names and expressions in titles and headings.
struct PageFaultsCheck: Check {
  private let kinds: [String]
  /// Expressions that must never stand in a title or a heading.
  private let severe: Words
  private let suspect: Failure

  init(_ options: inout Fields) throws(SettingError) {
    kinds = try options.strings("kinds")
    severe = Words(try options.strings("severe"))
    suspect = try options.choice("suspect", default: .heuristic)
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    try context.table("pages").records.filter { kinds.isEmpty || kinds.contains($0.text("类型") ?? "") }
      .map { verdict(on: $0, in: context) }
  }

  private func verdict(on page: Record, in context: CheckContext) -> Verdict {
    var verdict = Verdict(.passed, context.subject(page, in: "pages"), detail: "未发现", location: page.location)
    var faults: [String] = []
    let words = ([page.text("标题") ?? ""] + page.items("小标题")).map { FoldedText($0) }
    if words.contains(where: { severe.matchAny($0) }) { faults.append("标题有严重表述错误") }
    if let written = page.date("成文日期"), let published = page.date("发布日期"), written > published {
      faults.append("成文日期\(written)晚于发布日期\(published)")
    }
    let contents = ["正文字数", "图片数", "视频数", "音频数", "附件数"]
    if page.values["正文字数"] == .number(0), contents.allSatisfy({ (page.values[$0] ?? .number(0)) == .number(0) }) {
      faults.append("页面没有正文")
    }
    if !faults.isEmpty {
      verdict.detail = faults.joined(separator: "，")
      verdict.fingerprint = verdict.detail
      verdict.fail(.failed)
    } else if page.values["疑似出错页"] == .flag(true) {
      verdict.detail = "疑似出错页面"
      verdict.fail(suspect)
    }
    return verdict
  }
}
