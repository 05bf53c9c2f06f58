import Evidence
import Findings
import Settings
import Workdays

/// Each interpreted policy's interpretations use several forms, and forms that are known.
struct FormsCheck: Check {
  private let gate: EventGate
  private let interpretations: Join
  private let field: String
  private let vocabulary: String
  private let count: Int
  private let missing: Failure

  init(_ options: inout Fields) throws(SettingError) {
    gate = try EventGate(&options)
    interpretations = try Join(options.need("interpretations"), "interpretations")
    field = try options.string("form")
    vocabulary = try options.string("vocabulary")
    count = try options.integer("count")
    missing = try options.choice("missing", default: .heuristic)
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    try context.table(interpretations.table).require([field])
    let index = try interpretations.index(in: context)
    let names = CanonicalNames(list: vocabulary, in: context.vocabulary)
    let (open, settled) = try gate.admitted(in: context) { _ in false }
    return settled.filter { $0.outcome == .undecided }
      + open.compactMap { record, base, _ in
        let matches = index.records(for: record).filter { match in
          match.date("发布日期").map { $0 <= context.asOf } ?? true
        }
        guard !matches.isEmpty else { return nil }
        return verdict(base, matches, names, in: context)
      }
  }

  private func verdict(
    _ base: Verdict, _ matches: [Record], _ names: CanonicalNames, in context: CheckContext
  ) -> Verdict {
    var verdict = base
    if let match = matches.first(where: { $0.unreadable.contains(field) }) {
      return match.unreadableVerdict(base.subject, fields: [field])
    }
    var have: [String] = []
    for match in matches {
      for name in names.names(in: match.items(field)) where !have.contains(name) { have.append(name) }
    }
    let unknown = have.filter { !names.known.contains($0) }
    let bare = matches.filter { $0.items(field).isEmpty }.map { $0.title ?? $0.text("解读标题") ?? $0.key }
    var faults: [String] = []
    if have.count < count {
      faults.append("应有\(count)种以上形式，现有\(have.count)种" + (have.isEmpty ? "" : "（\(have.joined(separator: "、"))）"))
    }
    if !unknown.isEmpty { faults.append("“\(unknown.joined(separator: "、"))”不是通行的解读形式") }
    if !bare.isEmpty { faults.append("“\(bare.joined(separator: "、"))”未写明形式") }
    verdict.evidence = have.joined(separator: "、")
    guard !faults.isEmpty else {
      verdict.detail = "采用\(have.joined(separator: "、"))"
      return verdict
    }
    verdict.fallShort(faults.joined(separator: "；"), missing, asOf: context.asOf, gaps: faults)
    return verdict
  }
}
