import Evidence
import Findings
import Settings
import Workdays

/// An interpretation is more than a copy of its policy: of its text no more than a share may stand in the policy's.
struct CopiedShareCheck: Check {
  private let gate: EventGate
  private let interpretations: Join
  /// Per cent.
  private let limit: Int
  /// Forms that have no text of their own; one with less text than `least` is not judged.
  private let textless: [String]
  private let least: Int

  init(_ options: inout Fields) throws(SettingError) {
    gate = try EventGate(&options)
    interpretations = try Join(options.need("interpretations"), "interpretations")
    limit = try options.integer("limit")
    textless = try options.strings("textless")
    least = try options.integer("least")
    guard (0...100).contains(limit) else { throw SettingError("“limit”是百分数，应在0到100之间。", at: options.place) }
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    let index = try interpretations.index(in: context)
    let (open, settled) = try gate.admitted(in: context) { _ in false }
    return settled.filter { $0.outcome == .undecided }
      + open.compactMap { record, base, _ in
        let matches = index.records(for: record).filter { $0.isOut(in: context) }
        return verdict(base, record, matches, in: context)
      }
  }

  private func verdict(
    _ base: Verdict, _ policy: Record, _ matches: [Record], in context: CheckContext
  ) -> Verdict? {
    var verdict = base
    if let due = base.dueOn, context.asOf < due {
      (verdict.outcome, verdict.detail) = (.notDue, "尚未到核查的时候")
      return verdict
    }
    var texts: [(record: Record, shingles: Shingles)] = []
    var unseen: [String] = []
    for match in matches {
      let forms = match.items("解读形式")
      let isTextless = !forms.isEmpty && forms.allSatisfy { textless.contains($0) }
      guard let content = match.pageContent(in: context) else {
        if !isTextless { unseen.append(match.shortName) }
        continue
      }
      let shingles = Shingles(content.text)
      if shingles.hashes.count >= least { texts.append((match, shingles)) }
    }
    guard !texts.isEmpty else {
      guard !unseen.isEmpty else { return nil }
      (verdict.outcome, verdict.reason) = (.undecided, .evidenceMissing)
      verdict.detail = "导出中没有解读“\(unseen.joined(separator: "、"))”的正文"
      return verdict
    }
    guard let original = policy.pageContent(in: context), case let shingles = Shingles(original.text),
      !shingles.hashes.isEmpty
    else {
      (verdict.outcome, verdict.reason) = (.undecided, .evidenceMissing)
      verdict.detail = "导出中没有政策的正文，不能比对"
      return verdict
    }
    let table = Shingles.Index(shingles)
    let shares = texts.map { text in
      (record: text.record, copied: table.count(of: text.shingles), all: text.shingles.hashes.count)
    }
    guard let worst = shares.max(by: { $0.copied * $1.all < $1.copied * $0.all }) else { return nil }
    // Rounded up, so that a share above the limit never reads as the limit.
    let tenths = (worst.copied * 1000 + worst.all - 1) / max(worst.all, 1)
    verdict.detail = "解读“\(worst.record.shortName)”约\(tenths / 10).\(tenths % 10)%的文字与政策原文相同"
    guard worst.copied * 100 > limit * worst.all else { return verdict }
    verdict.location = worst.record.location ?? verdict.location
    verdict.fingerprint = worst.record.shortName
    verdict.fail(.heuristic)
    return verdict
  }
}
