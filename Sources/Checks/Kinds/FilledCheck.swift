import Evidence
import Findings
import Settings
import Workdays

/// Each record must state certain things, and its dates must follow one another: nodes of a request, elements of a
/// page.
struct FilledCheck: Check {
  private let selection: Selection
  private let exempt: Conditions
  /// The event by which a record belongs to the period; none where all records are judged as they stand.
  private let event: DateFields?
  /// Each item one field, or several parted by `|` of which one is enough.
  private let wanted: [[String]]
  private let ordered: [String]
  private let missing: Failure
  private let sinceIssued: Bool

  init(_ options: inout Fields) throws(SettingError) {
    selection = try Selection(&options)
    exempt = try Conditions(&options, key: "exempt")
    let names = try options.strings("event")
    event = names.isEmpty ? nil : DateFields(names: names)
    wanted = try options.strings("fields").map { $0.split(separator: "|").map(String.init) }
    ordered = try options.strings("ordered")
    missing = try options.choice("missing", default: .failed)
    sinceIssued = try options.flag("since_issued", default: true)
    if wanted.isEmpty, ordered.isEmpty {
      throw SettingError("至少写“fields”（必填项）或“ordered”（先后次序）之一。", at: options.place)
    }
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    let table = try context.table(selection.table)
    try event?.require(in: table)
    for names in wanted where !names.contains(where: { table.fields.contains($0) }) { try table.require(names) }
    let (chosen, unclear) = try selection.records(in: context)
    return selection.unclearVerdicts(unclear, in: context)
      + chosen.compactMap { verdict(on: $0, in: context) }
  }

  private func verdict(on record: Record, in context: CheckContext) -> Verdict? {
    let subject = context.subject(record, in: selection.table)
    var verdict = Verdict(.passed, subject, detail: "要素齐全", location: record.location)
    if let event {
      switch event.read(record) {
      case .date(let date, _, let field):
        guard context.isInPeriod(date) else { return nil }
        if sinceIssued, date < context.binding.effectiveFrom {
          verdict.outcome = .notApplicable
          verdict.detail = "\(field)\(date)早于文件生效日\(context.binding.effectiveFrom)"
          return verdict
        }
      case .empty: return nil
      case .unreadable(let name): return record.unreadableVerdict(subject, fields: [name])
      }
    }
    if !exempt.all.isEmpty, exempt.hold(for: record) == true {
      verdict.outcome = .notApplicable
      verdict.detail = "按规定不适用"
      return verdict
    }
    let unreadable = (wanted.flatMap { $0 } + ordered).filter { record.unreadable.contains($0) }
    if !unreadable.isEmpty { return record.unreadableVerdict(subject, fields: unreadable) }
    let absent = wanted.filter { names in !names.contains { record.values[$0] != nil } }
      .map { $0.joined(separator: "或") }
    let disorder = firstDisorder(record)
    guard !absent.isEmpty || disorder != nil else { return verdict }
    var parts: [String] = []
    if !absent.isEmpty { parts.append("缺少\(absent.joined(separator: "、"))") }
    if let disorder { parts.append(disorder) }
    verdict.detail = parts.joined(separator: "，")
    verdict.fingerprint = (absent + [disorder].compactMap { $0 }).joined(separator: "\n")
    verdict.fail(missing)
    return verdict
  }

  private func firstDisorder(_ record: Record) -> String? {
    var last: (field: String, date: CivilDate)?
    for field in ordered {
      guard let date = record.date(field) else { continue }
      if let last, date < last.date { return "\(field)\(date)早于\(last.field)\(last.date)" }
      last = (field, date)
    }
    return nil
  }
}
