import Evidence
import Findings
import Settings
import Workdays

/// The statutory clock of requests for information (依申请公开): 20个工作日 from receipt, starting anew when a correction
/// arrives, standing still while others are asked, and extended once where the applicant was told in time.
///
/// 《政府信息公开条例》(2019) 第三十条 to 第三十三条. The subject is the request's 编号.
struct RequestClockCheck: Check {
  private let selection: Selection
  private let terms: RequestClock.Terms
  private let lateCorrection: Failure
  private let sinceIssued: Bool

  private static let dateFields = [
    "收到日期", "补正告知日期", "补正收到日期", "征求意见发出日期", "征求意见收到日期", "延期告知日期", "答复日期",
  ]

  init(_ options: inout Fields) throws(SettingError) {
    selection = try Selection(&options)
    terms = RequestClock.Terms(
      within: try options.integer("within"), prolonging: try options.integer("extension"),
      correction: try options.integer("correction_within"), silence: try options.integer("silence"))
    lateCorrection = try options.choice("late_correction", default: .failed)
    sinceIssued = try options.flag("since_issued", default: true)
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    let table = try context.table(selection.table)
    if !table.records.isEmpty { try table.require(["收到日期", "答复日期"]) }
    let (chosen, unclear) = try selection.records(in: context)
    return selection.unclearVerdicts(unclear, in: context) + chosen.compactMap { verdict(on: $0, in: context) }
  }

  private func verdict(on record: Record, in context: CheckContext) -> Verdict? {
    let subject = context.subject(record, in: selection.table)
    if record.unreadable.contains("收到日期") { return record.unreadableVerdict(subject, fields: ["收到日期"]) }
    guard let received = record.date("收到日期") else {
      return Verdict(
        .undecided, subject, reason: .evidenceMissing, detail: "台账没有写明收到日期，无法计算期限", at: record,
        fingerprint: "no receipt")
    }
    guard received <= context.asOf else { return nil }
    let clock = RequestClock(record, received: received, terms: terms, in: context)
    let asksOthers = clock.due == nil && !clock.awaitsCorrection
    let isBelated = clock.replied == nil && (clock.due != nil || asksOthers)
    let due = clock.due ?? (asksOthers ? clock.dueIfSilent : nil) ?? received
    guard
      context.isInPopulation(start: received, due: due, isOpen: isBelated)
        || context.isInPopulation(start: clock.start, due: due, isOpen: isBelated)
    else { return nil }
    let unreadable = RequestClockCheck.dateFields.filter { record.unreadable.contains($0) }
    if !unreadable.isEmpty { return record.unreadableVerdict(subject, fields: unreadable) }
    var verdict = Verdict(
      .passed, subject, detail: "", at: record, dueOn: clock.due, doneOn: clock.replied,
      missingYear: clock.missingYear, derivation: .lines(clock.steps),
      fingerprint: clock.replied.map { "\($0)" } ?? "open")
    if sinceIssued, received < context.binding.effectiveFrom {
      verdict.outcome = .notApplicable
      verdict.detail = "收到日期\(received)早于文件生效日\(context.binding.effectiveFrom)"
      return verdict
    }
    decide(&verdict, record, clock, in: context)
    if verdict.outcome == .passed || verdict.outcome == .notDue, let told = clock.lateNotice {
      (verdict.dueOn, verdict.doneOn) = (clock.noticeDue, told)
      verdict.lateBy = context.calendar.workdays(after: clock.noticeDue, through: told)
      verdict.detail = "补正告知应于\(clock.noticeDue)前作出，实际\(told)"
      verdict.fingerprint = "correction \(told)"
      verdict.fail(lateCorrection)
    }
    return verdict
  }

  private func decide(_ verdict: inout Verdict, _ record: Record, _ clock: RequestClock, in context: CheckContext) {
    let type = record.text("答复类型") ?? ""
    if let replied = clock.replied {
      if replied < clock.received {
        (verdict.outcome, verdict.reason) = (.undecided, .heuristic)
        verdict.detail = "答复日期\(replied)早于收到日期\(clock.received)，请核对台账"
      } else if let due = clock.due, replied > due {
        verdict.lateBy = context.calendar.workdays(after: due, through: replied)
        verdict.detail = "自\(clock.start)起计算，应于\(due)前答复，实际\(replied)，逾期\(verdict.lateBy ?? 0)个工作日\(clock.remark)"
        verdict.outcome = .failed
      } else if let strict = clock.dueWithoutProof, replied > strict {
        (verdict.outcome, verdict.reason) = (.undecided, .heuristic)
        verdict.detail = "台账没有补正告知日期，不能确认期限可自补正收到日期重新计算"
      } else if let silent = clock.dueIfSilent, replied > silent, !hasGivenUp(type) {
        (verdict.outcome, verdict.reason) = (.undecided, .heuristic)
        verdict.detail =
          "\(replied)答复，台账没有\(clock.awaitsCorrection ? "补正" : "征求意见")收到日期，不能确认期限，请核对"
      } else {
        verdict.detail = "已按期答复"
      }
      return
    }
    if hasGivenUp(type) {
      verdict.outcome = .notApplicable
      verdict.detail = "申请人已撤回或放弃申请"
    } else if clock.awaitsCorrection {
      verdict.outcome = .notDue
      verdict.detail = "已告知补正，申请人尚未补正，期限未起算"
    } else if let due = clock.due {
      let isLate = context.asOf >= due
      verdict.outcome = isLate ? .failed : .notDue
      if isLate { verdict.lateBy = context.calendar.workdays(after: due, through: context.asOf) }
      verdict.detail =
        isLate ? "自\(clock.start)起计算，应于\(due)前答复，至\(context.asOf)未见答复\(clock.remark)" : "应于\(due)前答复，尚未到期"
    } else if let silent = clock.dueIfSilent, context.asOf >= silent {
      (verdict.outcome, verdict.reason) = (.undecided, .heuristic)
      verdict.detail = "征求意见已满\(terms.silence)个工作日没有收回，按此计算应于\(silent)前答复，请核实"
    } else {
      verdict.outcome = .notDue
      verdict.detail = "征求意见尚未收回，期限中止计算"
    }
  }

  private func hasGivenUp(_ type: String) -> Bool {
    ["撤回", "放弃", "终止", "不再处理"].contains(where: type.contains)
  }
}
