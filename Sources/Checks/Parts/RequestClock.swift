import Evidence
import Workdays

/// The time one request has, as at the end of the day of inspection: what is dated later has not happened.
struct RequestClock: Sendable, Hashable {
  /// The lengths of time, in working days.
  struct Terms: Sendable, Hashable {
    let within: Int
    let prolonging: Int
    let correction: Int
    /// Within which those who are asked must answer; who stays silent stops the clock no longer.
    let silence: Int

    /// 《政府信息公开条例》(2019) 第三十条, 第三十二条, 第三十三条.
    static let statutory = Terms(within: 20, prolonging: 20, correction: 7, silence: 15)
  }

  let received: CivilDate
  let replied: CivilDate?
  /// Day 0 of the term: receipt, or the arrival of the correction.
  private(set) var start: CivilDate
  /// The last day of the term; nil while it stands still or has not begun.
  private(set) var due: CivilDate?
  /// What would be due if a correction without a notice did not count; nil where every correction has its notice.
  private(set) var dueWithoutProof: CivilDate?
  /// The last day of the term if those who were asked stay silent, or the correction never comes; nil where the ledger
  /// tells when it came.
  private(set) var dueIfSilent: CivilDate?
  private(set) var awaitsCorrection = false
  let noticeDue: CivilDate
  /// The day of a correction notice given too late.
  private(set) var lateNotice: CivilDate?
  private(set) var missingYear: Int?
  /// What a reader of a failure should know besides, with its comma.
  private(set) var remark = ""
  private(set) var steps: [String]

  init(_ record: Record, received: CivilDate, terms: Terms = .statutory, in context: CheckContext) {
    func happened(_ field: String) -> CivilDate? {
      record.date(field).flatMap { $0 <= context.asOf ? $0 : nil }
    }
    let calendar = context.calendar
    self.received = received
    replied = happened("答复日期")
    start = received
    noticeDue = calendar.adding(workdays: terms.correction, to: received)
    steps = ["收到：\(received)（当日不计）"]
    let pause = Pause(sent: happened("征求意见发出日期"), returned: happened("征求意见收到日期"))
    let answer = happened("补正收到日期")
    var isUnproven = false
    if let notice = happened("补正告知日期") {
      if notice > noticeDue {
        lateNotice = notice
        remark = "，补正告知晚于\(noticeDue)，期限不重新计算"
      } else if let answer {
        start = max(answer, received)
        steps.append("补正：\(notice)告知，\(answer)收到，期限自收到补正之日起重新计算")
      } else {
        awaitsCorrection = true
        steps.append("补正：\(notice)告知，尚未收到")
      }
    } else if let answer {
      start = max(answer, received)
      isUnproven = true
    }
    let told = happened("延期告知日期")
    let term = Term(from: start, terms, told: told, pause, in: calendar)
    // Who never corrects a request has given it up: no term runs.
    due = awaitsCorrection ? nil : term.due
    missingYear = awaitsCorrection ? nil : term.missingYear
    if !awaitsCorrection { steps += term.steps }
    if term.extensionIsLate { remark += "，延期告知晚于原期限，不予计算" }
    if isUnproven { dueWithoutProof = Term(from: received, terms, told: told, pause, in: calendar).due }
    if due == nil {
      let ended = pause.endedBySilence(terms.silence, in: calendar)
      dueIfSilent = Term(from: start, terms, told: told, ended, in: calendar).due
    }
    if let year = missingYear { steps.append("暂定：\(year)年放假安排尚未收录") }
  }

  /// Others being asked: the working days after sending up to and including receipt do not count.
  private struct Pause {
    let sent: CivilDate?
    let returned: CivilDate?

    func endedBySilence(_ days: Int, in calendar: WorkdayCalendar) -> Pause {
      guard let sent, returned == nil || returned.map({ $0 < sent }) == true else { return self }
      return Pause(sent: sent, returned: calendar.adding(workdays: days, to: sent))
    }
  }

  private struct Term {
    let due: CivilDate?
    let missingYear: Int?
    let extensionIsLate: Bool
    let steps: [String]

    init(from start: CivilDate, _ terms: Terms, told: CivilDate?, _ pause: Pause, in calendar: WorkdayCalendar) {
      let original = Term.last(from: start, terms.within, pause, in: calendar)
      // While the clock stands still, the original term has not run out.
      let counts = told.map { told in original.map { told <= $0 } ?? true } ?? false
      extensionIsLate = told != nil && !counts
      due = counts ? Term.last(from: start, terms.within + terms.prolonging, pause, in: calendar) : original
      missingYear = due.flatMap { due in (start.year...max(start.year, due.year)).first { !calendar.knows(year: $0) } }
      var steps = ["期限：自\(start)起\(terms.within)个工作日"]
      if let told { steps.append(counts ? "延期：\(told)告知，延长\(terms.prolonging)个工作日" : "延期：\(told)告知，已过原期限，不予计算") }
      if let sent = pause.sent {
        steps.append("征求意见：\(sent)发出，\(pause.returned.map { "\($0)收到" } ?? "尚未收回")，其间不计入期限")
      }
      if let due {
        steps += Term.counted(from: start, through: due, pause, in: calendar)
        steps.append("到期：\(due)")
      }
      self.steps = steps
    }

    /// The days of the term one by one, for people who want to check.
    private static func counted(
      from start: CivilDate, through due: CivilDate, _ pause: Pause, in calendar: WorkdayCalendar
    ) -> [String] {
      var (lines, count, date) = ([String](), 0, start)
      while date < due {
        date = date.adding(days: 1)
        if !calendar.isWorkday(date) {
          lines.append("不计 \(date)（\(date.weekday > 5 ? "周末" : "节假日")）")
        } else if let sent = pause.sent, let returned = pause.returned, sent < date, date <= returned {
          lines.append("不计 \(date)（征求意见期间）")
        } else {
          count += 1
          lines.append("第\(count)个工作日 \(date)\(date.weekday > 5 ? "（调休上班）" : "")")
        }
      }
      return lines
    }

    /// nil while the answer of those asked is still out; who is asked after the term has run out does not stop it.
    private static func last(
      from start: CivilDate, _ count: Int, _ pause: Pause, in calendar: WorkdayCalendar
    ) -> CivilDate? {
      let last = calendar.adding(workdays: count, to: start)
      guard let sent = pause.sent, sent <= last else { return last }
      guard let returned = pause.returned, returned >= sent else { return nil }
      return calendar.adding(workdays: calendar.workdays(after: max(sent, start), through: returned), to: last)
    }
  }
}
