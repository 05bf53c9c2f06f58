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
    let cues = Cues(elements, replacing: replacing, in: context.vocabulary)
    let (open, settled) = try gate.admitted(in: context) { _ in false }
    return settled.filter { $0.outcome == .undecided }
      + open.compactMap { record, base, _ in
        let matches = index.records(for: record).filter { $0.isOut(in: context) }
        return matches.isEmpty ? nil : verdict(base, record, matches, cues, in: context)
      }
  }

  /// The words to look for, folded once for all policies.
  private struct Cues: Sendable {
    let byElement: [String: [[UInt8]]]
    let replacing: [[UInt8]]

    init(_ elements: [String], replacing list: String, in vocabulary: Vocabulary) {
      var byElement: [String: [[UInt8]]] = [:]
      for element in elements {
        byElement[element] = ([element] + (vocabulary.elements[element] ?? [])).map { Cues.folded($0).bytes }
      }
      self.byElement = byElement
      replacing = (vocabulary.lists[list] ?? []).map { Cues.folded($0).bytes }
    }

    /// Folding leaves title marks out, but 根据《 is a cue where 根据 is none.
    static func folded(_ text: String) -> FoldedText {
      var scalars = String.UnicodeScalarView()
      for scalar in text.unicodeScalars { scalars.append(scalar == "《" ? "<" : scalar) }
      return FoldedText(String(scalars))
    }
  }

  private func verdict(
    _ base: Verdict, _ policy: Record, _ matches: [Record], _ cues: Cues, in context: CheckContext
  ) -> Verdict {
    var verdict = base
    let contents = matches.compactMap { $0.pageContent(in: context) }
    let stated = matches.flatMap { $0.items(declared) }.map(Cues.folded)
    guard !contents.isEmpty || !stated.isEmpty else {
      (verdict.outcome, verdict.reason) = (.undecided, .evidenceMissing)
      verdict.detail = "导出中没有解读的正文，台账也未登记\(declared)"
      return verdict
    }
    let texts = (contents.flatMap { $0.headings + [$0.text] } + matches.map(\.shortName)).map(Cues.folded) + stated
    let isNew = elements.contains { ifReplacing.contains($0) } && !replaces(policy, cues, in: context)
    let wanted = elements.filter { !(isNew && ifReplacing.contains($0)) }
    let absent = wanted.filter { element in
      let words = cues.byElement[element] ?? []
      return !texts.contains { text in words.contains { text.contains($0) } }
    }
    guard !absent.isEmpty else {
      verdict.detail = "解读要素齐全"
      return verdict
    }
    verdict.location = matches.first?.location ?? verdict.location
    verdict.fallShort("解读未见\(absent.joined(separator: "、"))", missing, asOf: context.asOf, gaps: absent)
    return verdict
  }

  private func replaces(_ policy: Record, _ cues: Cues, in context: CheckContext) -> Bool {
    func says(_ text: String) -> Bool {
      let folded = Cues.folded(text)
      return cues.replacing.contains { folded.contains($0) }
    }
    return says(policy.title ?? "") || policy.pageContent(in: context).map { says($0.text) } ?? false
  }
}
