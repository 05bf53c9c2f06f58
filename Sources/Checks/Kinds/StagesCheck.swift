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
    /// Records that show the stage to be reached; without one nothing is owed yet.
    let reachedBy: [Join]
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
      var reachedBy: [Join] = []
      for join in try inner.list("reached_by") { reachedBy.append(try Join(join, "reached_by")) }
      stages.append(
        Stage(
          name: try inner.string("name"), fields: try inner.strings("fields"), joins: joins, reachedBy: reachedBy))
      try inner.finish()
    }
    self.stages = stages
    if stages.isEmpty { throw SettingError("缺少“stages”。", at: options.place) }
  }

  /// A stage with what tells of it in this unit.
  private struct Source: Sendable {
    let stage: Stage
    let indexes: [Join.Index]
    let reachedBy: [Join.Index]
    /// Nobody keeps anything by which it could be seen.
    let isUnseen: Bool
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    let (chosen, unclear) = try selection.records(in: context)
    var sources: [Source] = []
    for stage in stages {
      let indexes = try kept(stage.joins, in: context)
      sources.append(
        Source(
          stage: stage, indexes: indexes, reachedBy: try kept(stage.reachedBy, in: context),
          isUnseen: stage.fields.isEmpty && indexes.isEmpty))
    }
    return selection.unclearVerdicts(unclear, in: context) + chosen.compactMap { verdict(on: $0, sources, in: context) }
  }

  private func kept(_ joins: [Join], in context: CheckContext) throws(EvidenceGap) -> [Join.Index] {
    var indexes: [Join.Index] = []
    for join in joins where context.evidence.tables[join.table]?.isPresent == true {
      indexes.append(try join.index(in: context))
    }
    return indexes
  }

  private func verdict(on record: Record, _ sources: [Source], in context: CheckContext) -> Verdict? {
    guard case .date(let day, _, _) = event.read(record), context.isInPeriod(day) else { return nil }
    var verdict = Verdict(
      .passed, context.subject(record, in: selection.table), detail: "已到的环节均有记录", at: record)
    let lacking = sources.filter { source in
      !source.stage.fields.contains { record[$0] != nil }
        && !source.indexes.contains { !$0.records(for: record).isEmpty }
    }
    // What shows that a stage was reached may not be there at all: then it may still be to come.
    let owed = lacking.filter { source in
      source.stage.reachedBy.isEmpty || source.reachedBy.contains { !$0.records(for: record).isEmpty }
    }
    let later = lacking.filter { source in !owed.contains { $0.stage.name == source.stage.name } }.map(\.stage.name)
    if !later.isEmpty { verdict.detail += "，\(later.joined(separator: "、"))视为尚未到" }
    let absent = owed.filter { !$0.isUnseen }.map(\.stage.name)
    if !absent.isEmpty {
      verdict.detail = "没有\(absent.joined(separator: "、"))环节的记录"
      verdict.fingerprint = absent.joined(separator: "\n")
      verdict.fail(missing)
    } else if let unseen = owed.first {
      verdict.detail = "没有可核对\(unseen.stage.name)环节的台账"
      (verdict.outcome, verdict.reason) = (.undecided, .evidenceMissing)
    }
    return verdict
  }
}
