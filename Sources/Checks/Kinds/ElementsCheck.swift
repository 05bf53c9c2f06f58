import Evidence
import Findings
import Pages
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
  /// The vocabulary's name for the words by which a policy says that it replaces another.
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
    let cues = Cues(elements, replacing: replacing, in: context)
    let (open, settled) = try gate.admitted(in: context) { _ in false }
    return settled.filter { $0.outcome == .undecided }
      + open.compactMap { record, base, _ in
        let matches = index.records(for: record).filter { $0.isOut(in: context) }
        return matches.isEmpty ? nil : verdict(base, record, matches, cues, in: context)
      }
  }

  /// The words that announce each element, and what pages and ledgers say of them.
  private struct Cues {
    let byElement: [String: Sought]
    let replacing: Sought
    private let known: CueWords
    /// Words of a profile that the vocabulary lacks: no page was read for them.
    private let strange: CueWords
    private let context: CheckContext

    init(_ elements: [String], replacing list: String, in context: CheckContext) {
      let vocabulary = context.vocabulary.elements
      let (known, strange) = (context.vocabulary.cues, CueWords(elements.filter { vocabulary[$0] == nil }))
      func sought(_ words: [String]) -> Sought { Sought(known: known.set(of: words), strange: strange.set(of: words)) }
      byElement = Dictionary(elements.map { ($0, sought([$0] + (vocabulary[$0] ?? []))) }) { first, _ in first }
      replacing = sought(vocabulary[list] ?? [])
      (self.known, self.strange, self.context) = (known, strange, context)
    }

    /// Words of which one is enough.
    struct Sought {
      fileprivate let (known, strange): (CueSet, CueSet)
    }

    /// What a text was found to hold.
    struct Found {
      fileprivate let (known, strange): (CueSet, CueSet)
    }

    func found(in text: String) -> Found { Found(known: known.found(in: text), strange: strange.found(in: text)) }

    /// What the page of a record holds; nil where the export has no such page.
    func found(onPageOf record: Record) -> Found? {
      guard let path = record.text("页面路径") else { return nil }
      if strange.words.isEmpty, let cues = context.evidence.pageCues(path) {
        return Found(known: cues, strange: CueSet(bits: []))
      }
      return context.evidence.pageText(path).map { found(in: $0.text) }
    }

    func holds(_ found: Found, anyOf sought: Sought) -> Bool {
      found.known.meets(sought.known) || found.strange.meets(sought.strange)
    }
  }

  private func verdict(
    _ base: Verdict, _ policy: Record, _ matches: [Record], _ cues: Cues, in context: CheckContext
  ) -> Verdict {
    var verdict = base
    let pages = matches.compactMap(cues.found(onPageOf:))
    let stated = matches.flatMap { $0.items(declared) }.map(cues.found(in:))
    guard !pages.isEmpty || !stated.isEmpty else {
      (verdict.outcome, verdict.reason) = (.undecided, .evidenceMissing)
      verdict.detail = "导出中没有解读的正文，台账也未登记\(declared)"
      return verdict
    }
    let found = pages + matches.map { cues.found(in: $0.shortName) } + stated
    let isNew = elements.contains { ifReplacing.contains($0) } && !replaces(policy, cues)
    let wanted = elements.filter { !(isNew && ifReplacing.contains($0)) }
    let absent = wanted.filter { element in
      guard let sought = cues.byElement[element] else { return true }
      return !found.contains { cues.holds($0, anyOf: sought) }
    }
    guard !absent.isEmpty else {
      verdict.detail = "解读要素齐全"
      return verdict
    }
    verdict.location = matches.first?.location ?? verdict.location
    verdict.fallShort("解读未见\(absent.joined(separator: "、"))", missing, asOf: context.asOf, gaps: absent)
    return verdict
  }

  private func replaces(_ policy: Record, _ cues: Cues) -> Bool {
    cues.holds(cues.found(in: policy.title ?? ""), anyOf: cues.replacing)
      || cues.found(onPageOf: policy).map { cues.holds($0, anyOf: cues.replacing) } ?? false
  }
}

extension CueWords {
  /// Those of some words that are among these.
  fileprivate func set(of some: [String]) -> CueSet {
    var bits = [UInt64](repeating: 0, count: (words.count + 63) / 64)
    for word in some {
      if let place = words.firstIndex(of: word) { bits[place >> 6] |= 1 << UInt64(place & 63) }
    }
    return CueSet(bits: bits)
  }
}

extension CueSet {
  fileprivate func meets(_ other: CueSet) -> Bool { zip(bits, other.bits).contains { $0 & $1 != 0 } }
}
