import Evidence
import Findings
import Settings
import Workdays

/// A policy must have left a record of each stage that it has reached: drafting, release, interpretation, push …
struct StagesCheck: Check {
  private let selection: Selection
  private let event: DateFields
  private let stages: [Stage]
  private let missing: Failure

  private struct Stage: Sendable {
    let name: String
    /// Own dates of which one is enough.
    let fields: [String]
    /// Or records of these tables.
    let joins: [Join]
  }

  init(_ options: inout Fields) throws(SettingError) {
    selection = try Selection(&options)
    event = try DateFields(&options, key: "event")
    missing = try options.choice("missing", default: .heuristic)
    var stages: [Stage] = []
    for item in try options.list("stages") {
      var inner = try item.fields("stages")
      var joins: [Join] = []
      for join in try inner.list("records") { joins.append(try Join(join, "records")) }
      stages.append(Stage(name: try inner.string("name"), fields: try inner.strings("fields"), joins: joins))
      try inner.finish()
    }
    self.stages = stages
    if stages.isEmpty { throw SettingError("缺少“stages”。", at: options.place) }
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    let (chosen, unclear) = try selection.records(in: context)
    var indexes: [(stage: Stage, indexes: [Join.Index])] = []
    for stage in stages {
      var own: [Join.Index] = []
      for join in stage.joins where context.evidence.tables[join.table]?.isPresent == true {
        own.append(try join.index(in: context))
      }
      // A stage of which nobody keeps a ledger cannot be missed.
      if !stage.fields.isEmpty || !own.isEmpty { indexes.append((stage, own)) }
    }
    return selection.unclearVerdicts(unclear, in: context)
      + chosen.compactMap { record in
        guard case .date(let day, _, _) = event.read(record), context.isInPeriod(day) else { return nil }
        var verdict = Verdict(
          .passed, context.subject(record, in: selection.table), detail: "各环节均有记录", location: record.location)
        let absent = indexes.filter { stage, own in
          !stage.fields.contains { record.values[$0] != nil } && !own.contains { !$0.records(for: record).isEmpty }
        }.map(\.stage.name)
        guard !absent.isEmpty else { return verdict }
        verdict.detail = "没有\(absent.joined(separator: "、"))环节的记录"
        verdict.fingerprint = absent.joined(separator: ",")
        verdict.fail(missing)
        return verdict
      }
  }
}
