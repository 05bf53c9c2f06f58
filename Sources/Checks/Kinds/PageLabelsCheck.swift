import Evidence
import Findings
import Settings

/// Each page must show certain labelled values in its text: 留言时间, 答复时间, 答复单位, 答复内容 of a published reply.
///
/// A page on which hardly any of the labels stands may be laid out in a way that cannot be read: a person must look.
struct PageLabelsCheck: Check {
  private let selection: Selection
  /// Each element with the labels under which it may stand.
  private let labels: [(name: String, labels: [String])]
  private let missing: Failure

  init(_ options: inout Fields) throws(SettingError) {
    selection = try Selection(&options)
    guard var inner = try options.optionalFields("labels") else {
      throw SettingError("缺少“labels”。", at: options.place)
    }
    var labels: [(String, [String])] = []
    for entry in inner.takeAll() { labels.append((entry.key, [entry.key] + (try entry.value.strings(entry.key)))) }
    self.labels = labels
    missing = try options.choice("missing", default: .failed)
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    let (chosen, unclear) = try selection.records(in: context)
    return selection.unclearVerdicts(unclear, in: context) + chosen.map { verdict(on: $0, in: context) }
  }

  private func verdict(on page: Record, in context: CheckContext) -> Verdict {
    var verdict = Verdict(
      .passed, context.subject(page, in: selection.table), detail: "要素齐全", at: page)
    guard let text = page.text("路径").flatMap({ context.evidence.pageText($0)?.text }) else {
      return .doubtful(verdict.subject, "页面正文无法读取", at: page)
    }
    let shown = labels.filter { element in element.labels.contains { isShown($0, in: text) } }
    guard shown.count < labels.count else { return verdict }
    let absent = labels.map(\.name).filter { name in !shown.contains { $0.name == name } }
    verdict.detail = "缺少\(absent.joined(separator: "、"))"
    verdict.fingerprint = verdict.detail
    if shown.count < 2 {
      return .doubtful(verdict.subject, "页面上找不到\(absent.joined(separator: "、"))，请人工查看", at: page)
    }
    verdict.fail(missing)
    return verdict
  }

  /// Whether a label stands in the text with a value after it, not with the next label.
  private func isShown(_ label: String, in text: String) -> Bool {
    let all = labels.flatMap(\.labels)
    var rest = Substring(text)
    while let range = rest.firstRange(of: label) {
      rest = rest[range.upperBound...]
      guard let next = rest.first, "：: 　\n\t】]".contains(next) else { continue }
      let value = rest.drop { "：: 　\n\t】]".contains($0) }
      guard let first = value.first, !"-—无/".contains(first) else { continue }
      if !all.contains(where: { other in value.hasPrefix(other) && endsAsLabel(value.dropFirst(other.count)) }) {
        return true
      }
    }
    return false
  }

  private func endsAsLabel(_ rest: Substring) -> Bool { rest.first.map { "：:".contains($0) } ?? true }
}
