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
  /// Which kinds of page columns of certain words hold.
  private let accepts: [(columns: Words, kinds: [String])]
  /// Parts of the site of which no two may show the same text.
  private let apart: [(name: String, columns: Words)]

  /// A text shorter than this is alike by chance: 见附件.
  private static let leastText = 60.0

  init(_ options: inout Fields) throws(SettingError) {
    kinds = try options.strings("kinds")
    severe = Words(try options.strings("severe"))
    suspect = try options.choice("suspect", default: .heuristic)
    var accepts: [(Words, [String])] = []
    for item in try options.list("accepts") {
      var inner = try item.fields("accepts")
      accepts.append((Words(try inner.strings("columns")), try inner.strings("kinds")))
      try inner.finish()
    }
    self.accepts = accepts
    var apart: [(String, Words)] = []
    if var inner = try options.optionalFields("apart") {
      for entry in inner.takeAll() { apart.append((entry.key, Words(try entry.value.strings(entry.key)))) }
    }
    self.apart = apart
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    let all = try context.table("pages").records
    if !apart.isEmpty {
      let twice = shownTwice(all, in: context)
      if accepts.isEmpty {
        return twice.isEmpty ? [Verdict(.passed, context.unitSubject, detail: "没有重复的页面")] : twice
      }
      let known = Set(twice.map(\.subject.key))
      return twice + all.compactMap { misfiled($0, in: context) }.filter { !known.contains($0.subject.key) }
    }
    guard accepts.isEmpty else { return all.compactMap { misfiled($0, in: context) } }
    return all.filter { kinds.isEmpty || kinds.contains($0.text("类型") ?? "") }
      .map { verdict(on: $0, in: context) }
  }

  /// Pages whose text another page shows in another part of the site.
  private func shownTwice(_ pages: [Record], in context: CheckContext) -> [Verdict] {
    var first: [String: (part: String, path: String)] = [:]
    return pages.sorted { $0.key < $1.key }.compactMap { page in
      guard page.text("类型") != "列表", let print = page.text("正文指纹"),
        case .number(let length)? = page["正文字数"], length >= Self.leastText, let part = part(of: page)
      else { return nil }
      guard let other = first[print] else {
        first[print] = (part, page.text("路径") ?? page.key)
        return nil
      }
      guard other.part != part else { return nil }
      var verdict = Verdict(
        .passed, context.subject(page, in: "pages"), detail: "与\(other.path)内容相同，分别在“\(part)”和“\(other.part)”",
        at: page)
      verdict.fingerprint = "twice \(other.path)"
      verdict.fail(suspect)
      return verdict
    }
  }

  /// The only part of the site to which a page belongs; nil where it lies in none, or in several that contain one
  /// another.
  private func part(of page: Record) -> String? {
    let columns = page.columnTexts
    let parts = apart.filter { part in columns.contains { part.columns.matchAny($0) } }
    return parts.count == 1 ? parts[0].name : nil
  }

  /// Whether a page lies in a column that holds pages of its kind; nil where no column of it says.
  private func misfiled(_ page: Record, in context: CheckContext) -> Verdict? {
    guard let kind = page.text("类型"), kind != "列表", let column = page.items("栏目").last ?? page.items("导航").last else {
      return nil
    }
    guard let rule = accepts.first(where: { $0.columns.matchAny(FoldedText(column)) }) else { return nil }
    var verdict = Verdict(.passed, context.subject(page, in: "pages"), detail: "栏目相符", at: page)
    guard !rule.kinds.contains(kind) else { return verdict }
    verdict.detail = "“\(column)”栏目中有\(kind)类页面"
    verdict.fingerprint = verdict.detail
    verdict.fail(suspect)
    return verdict
  }

  private func verdict(on page: Record, in context: CheckContext) -> Verdict {
    var verdict = Verdict(.passed, context.subject(page, in: "pages"), detail: "未发现", at: page)
    var faults: [String] = []
    let words = ([page.text("标题") ?? ""] + page.items("小标题")).map { FoldedText($0) }
    if words.contains(where: { severe.matchAny($0) }) { faults.append("标题有严重表述错误") }
    let slips = page.items("表述错误")
    if !slips.isEmpty { faults.append("正文有“\(slips.joined(separator: "”“"))”") }
    if let written = page.date("成文日期"), let published = page.date("发布日期"), written > published {
      faults.append("成文日期\(written)晚于发布日期\(published)")
    }
    let contents = ["正文字数", "图片数", "视频数", "音频数", "附件数"]
    if page["正文字数"] == .number(0), contents.allSatisfy({ (page[$0] ?? .number(0)) == .number(0) }) {
      // An export that broke off tells nothing of the page on the site.
      let brokeOff = page.items("读取问题").contains { problem in
        ["不完整", "没有读全", "只读了"].contains { problem.contains($0) }
      }
      if brokeOff, faults.isEmpty {
        (verdict.outcome, verdict.reason) = (.undecided, .unreadable)
        verdict.detail = "导出的页面不完整，没有读到正文"
        return verdict
      }
      if !brokeOff { faults.append("页面没有正文") }
    }
    if !faults.isEmpty {
      verdict.detail = faults.joined(separator: "，")
      verdict.fingerprint = faults.joined(separator: "\n")
      verdict.fail(.failed)
    } else if page["疑似出错页"] == .flag(true) {
      verdict.detail = "疑似出错页面"
      verdict.fail(suspect)
    }
    return verdict
  }
}
