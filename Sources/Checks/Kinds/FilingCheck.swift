import Evidence
import Findings
import Settings
import Workdays

/// All that belongs to a subject must be filed within a time: of the subject's event, or, for what follows it later
/// (`follow_ups`), of its own.
struct FilingCheck: Check {
  private let gate: EventGate
  private let items: Join
  private let filed: String
  private let followUps: Conditions
  /// Subjects of which nothing need be filed where nothing is there.
  private let needless: Conditions
  private let ownStart: String

  init(_ options: inout Fields) throws(SettingError) {
    gate = try EventGate(&options)
    items = try Join(options.need("items"), "items")
    filed = try options.string("filed")
    followUps = try Conditions(&options, key: "follow_ups")
    ownStart = try options.string("own_start")
    needless = try Conditions(&options, key: "needless")
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    try context.table(items.table).require([filed])
    let index = try items.index(in: context)
    let (open, settled) = try gate.admitted(in: context) { record in
      let matches = index.records(for: record)
      return matches.isEmpty || matches.contains { $0.date(filed).map { $0 > context.asOf } ?? true }
        || matches.contains { isFollowUp($0) }
    }
    return settled
      + open.compactMap { record, base, event in
        let isNeedless = !needless.all.isEmpty && needless.hold(for: record) == true
        return verdict(base, index.records(for: record), isNeedless: isNeedless, event: event, in: context)
      }
  }

  private func isFollowUp(_ item: Record) -> Bool { !followUps.all.isEmpty && followUps.hold(for: item) == true }

  /// One item's due day and what is wrong with it.
  private struct State {
    var due: CivilDate
    var fault: String?
    var isUnreadable = false
    var done: CivilDate?
    var isClosed = false
  }

  private func state(_ item: Record, event: CivilDate, in context: CheckContext) -> State? {
    let name = item.title ?? item.text("解读标题") ?? item.key
    var begin = event
    if isFollowUp(item) {
      if item.unreadable.contains(ownStart) {
        return State(due: event, fault: "“\(name)”的\(ownStart)无法识别", isUnreadable: true, isClosed: true)
      }
      // What is not out yet need not be filed.
      guard let own = item.date(ownStart), own <= context.asOf else { return nil }
      begin = max(own, event)
    } else if let own = item.date(ownStart), own > context.asOf {
      return nil
    }
    var state = State(due: context.calendar.deadline(gate.limit, from: begin).date)
    if item.unreadable.contains(filed) {
      state.fault = "“\(name)”的\(filed)无法识别"
      (state.isUnreadable, state.isClosed) = (true, true)
    } else if let date = item.date(filed), date <= context.asOf {
      state.done = date
      state.isClosed = true
      if date > state.due { state.fault = "“\(name)”应于\(state.due)前备案，实际\(date)" }
    } else {
      state.isClosed = context.asOf >= state.due
      state.fault = "“\(name)”应于\(state.due)前备案，未备案"
    }
    return state
  }

  private func verdict(
    _ base: Verdict, _ matches: [Record], isNeedless: Bool, event: CivilDate, in context: CheckContext
  ) -> Verdict? {
    var verdict = base
    let states = matches.compactMap { state($0, event: event, in: context) }
    guard !states.isEmpty else {
      if isNeedless, matches.isEmpty {
        (verdict.outcome, verdict.detail) = (.notApplicable, "按规定不需解读，没有应备案的材料")
        return verdict
      }
      verdict.fallShort("未见解读材料及其备案记录", .failed, asOf: context.asOf)
      return verdict
    }
    // Out of the period already, unless something later fell due in it or is still open.
    let isOfPeriod =
      context.isInPopulation(start: event, due: base.dueOn ?? event, isOpen: false)
      || states.contains { context.isInPeriod($0.due) || ($0.done == nil && $0.due < context.period.firstDay) }
    guard isOfPeriod else { return nil }
    verdict.dueOn = states.map(\.due).max()
    verdict.doneOn = states.compactMap(\.done).max()
    let faults = states.filter { $0.fault != nil }
    let closed = faults.filter(\.isClosed)
    verdict.fingerprint = closed.compactMap(\.fault).joined(separator: "\n")
    if closed.contains(where: { !$0.isUnreadable }) {
      verdict.detail = closed.filter { !$0.isUnreadable }.compactMap(\.fault).joined(separator: "；")
      verdict.dueOn = closed.filter { !$0.isUnreadable }.map(\.due).min()
      verdict.lateBy = verdict.dueOn.map {
        context.calendar.workdays(after: $0, through: closed.compactMap(\.done).max() ?? context.asOf)
      }
      verdict.fail(.failed)
    } else if let fault = closed.first?.fault {
      verdict.detail = fault
      (verdict.outcome, verdict.reason) = (.undecided, .unreadable)
    } else if let fault = faults.first?.fault {
      verdict.detail = "\(fault)，尚未到期"
      verdict.outcome = .notDue
    } else {
      verdict.detail = "\(states.count)件解读材料均已按期备案"
    }
    return verdict
  }
}
