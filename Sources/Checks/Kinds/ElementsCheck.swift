import Evidence
import Findings
import Settings
import Workdays

/// A policy's interpretations together speak of certain things (背景, 依据 …), known by cue words in their headings and
/// text or by what the ledger declares.
struct ElementsCheck: Check {
  private let gate: EventGate
  private let interpretations: Join
  private let elements: [String]
  /// Wanted only of a policy that takes the place of an older one.
  private let ifReplacing: [String]
  /// The list of words by which a policy says that it replaces another.
  private let replacing: String
  private let declared: String
  private let missing: Failure

  init(_ options: inout Fields) throws(SettingError) {
    gate = try EventGate(&options)
    interpretations = try Join(options.need("interpretations"), "interpretations")
    elements = try options.strings("elements")
    ifReplacing = try options.strings("if_replacing")
    replacing = try options.string("replacing")
    declared = try options.string("declared")
    missing = try options.choice("missing", default: .heuristic)
    if elements.isEmpty { throw SettingError("缺少“elements”。", at: options.place) }
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    let index = try interpretations.index(in: context)
    let (open, settled) = try gate.admitted(in: context) { _ in false }
    return settled.filter { $0.outcome == .undecided }
      + open.compactMap { record, base, _ in
        let matches = index.records(for: record).filter { $0.isOut(in: context) }
        return matches.isEmpty ? nil : verdict(base, record, matches, in: context)
      }
  }

  private func verdict(
    _ base: Verdict, _ policy: Record, _ matches: [Record], in context: CheckContext
  ) -> Verdict {
    var verdict = base
    let contents = matches.compactMap { $0.pageContent(in: context) }
    let stated = Set(matches.flatMap { $0.items(declared) })
    guard !contents.isEmpty || !stated.isEmpty else {
      (verdict.outcome, verdict.reason) = (.undecided, .evidenceMissing)
      verdict.detail = "导出中没有解读的正文，台账也未登记\(declared)"
      return verdict
    }
    let text = (contents.flatMap { $0.headings + [$0.text] } + matches.map(\.shortName)).joined(separator: "\n")
      .filter { !$0.isWhitespace }
    let wanted = elements.filter { !ifReplacing.contains($0) || replaces(policy, in: context) }
    let absent = wanted.filter { element in
      let cues = [element] + (context.vocabulary.elements[element] ?? [])
      return !stated.contains { item in cues.contains { item.contains($0) } } && !cues.contains { text.contains($0) }
    }
    guard !absent.isEmpty else {
      verdict.detail = "解读要素齐全"
      return verdict
    }
    verdict.location = matches.first?.location ?? verdict.location
    verdict.fallShort("解读未见\(absent.joined(separator: "、"))", missing, asOf: context.asOf, gaps: absent)
    return verdict
  }

  private func replaces(_ policy: Record, in context: CheckContext) -> Bool {
    let words = context.vocabulary.lists[replacing] ?? []
    let text = (policy.title ?? "") + (policy.pageContent(in: context)?.text ?? "")
    return words.contains { text.contains($0) }
  }
}
