import Comparison
import Findings
import Records
import SampleResults
import Testing
import Workdays

@testable import Rectification

@Suite("The 整改台账 re-checked")
struct RecheckTests {
  private let calendar = WorkdayCalendar(
    notices: [2024].map { WorkdayCalendar.Notice(year: $0, source: "", daysOff: [], daysWorked: []) })

  private func first(_ findings: [Finding]) -> (Results, [RectificationRow]) {
    let run = results("2024Q2", units: [unit(findings: findings)])
    return (run, Recheck(run, calendar: calendar).merge([]).rows)
  }

  private func recheck(
    _ rows: [RectificationRow], after old: Results, _ now: Results
  ) -> RectificationUpdate {
    Recheck(now, history: [RunSummary(old)], calendar: calendar).merge(rows)
  }

  @Test("a new ledger has a row for each failed finding, and none for what is undecided or waived")
  func new() throws {
    let (_, rows) = first([
      finding("甲1号", location: Location(path: "/a.html", line: 12)), finding("甲2号", outcome: .undecided),
      finding("甲3号", outcome: .notApplicable, overlay: overlay(.waiver)),
    ])
    let row = try #require(rows.first)
    #expect(rows.count == 1)
    // 15 working days after Sunday 2024-06-30, weekends off: 2024-07-19.
    #expect(
      row.cells == [
        "1", "解读形式不足三种。", "/a.html:12", "d/1 原文", "各镇", "", "2024-07-19（系统默认15个工作日）", "", "未销号",
        "forms/甲镇/policy/甲1号",
      ])
    #expect(row.cells.count == RectificationRow.headers.count)
  }

  @Test("a row closes when the re-check judged its subject and found it mended, and what people wrote stays")
  func closing() throws {
    var (old, rows) = first([finding("甲1号"), finding("甲2号")])
    rows[0].measure = "补做视频解读"
    rows[0].responsible = "党政办"
    rows[0].limit = "7月10日前"
    let update = recheck(
      rows, after: old, results("2024Q3", units: [unit(findings: [finding("甲2号")], passed: ["forms": ["policy:甲1号"]])]))
    #expect(update.rows.map(\.state) == [.closed, .open])
    #expect(update.closedNow == [1])
    #expect(update.rows[0].closing == "已销号 2024-09-30")
    #expect((update.rows[0].measure, update.rows[0].responsible, update.rows[0].limit) == ("补做视频解读", "党政办", "7月10日前"))
  }

  @Test("a row is not closed because its subject was not looked at, is undecided, or its clause judged nothing")
  func notProved() {
    let (old, rows) = first([finding("甲1号")])
    let idle = clause("d/1", passed: 0, failed: 0, outcome: .notApplicable)
    for now in [
      unit(passed: [:]), unit(findings: [finding("甲1号", outcome: .undecided)]), unit(clauses: [idle]),
      unit("乙镇", passed: ["forms": ["policy:甲1号"]]),
    ] {
      #expect(recheck(rows, after: old, results("2024Q3", units: [now])).rows.map(\.state) == [.unverified])
    }
  }

  @Test("a row said to be done whose fault is still there is told; without the claim it is only open")
  func disputed() {
    var (old, rows) = first([finding("甲1号"), finding("甲2号")])
    rows[0].progress = "已完成整改"
    rows[1].progress = "正在整改"
    let again = RectificationRow.read(ledger(rows))
    let update = recheck(
      again, after: old, results("2024Q3", units: [unit(findings: [finding("甲1号"), finding("甲2号")])]))
    #expect(update.numbers(.disputed) == [1])
    #expect(update.numbers(.open) == [2])
    #expect(update.text().contains("报称完成而问题仍在1条：第1号"))
    #expect(update.overdue == [1, 2])
  }

  @Test("closing a row by hand does not close it")
  func closedByHand() {
    var (old, rows) = first([finding("甲1号")])
    rows[0].state = .closed
    rows[0].closedOn = CivilDate(iso: "2024-08-01")
    let update = recheck(rows, after: old, results("2024Q3", units: [unit(findings: [finding("甲1号")])]))
    #expect(update.rows.map(\.state) == [.disputed])
  }

  @Test("a fault that is back after its row was closed opens the row again")
  func reopened() {
    let (old, rows) = first([finding("甲1号")])
    let mended = results("2024Q3", units: [unit(passed: ["forms": ["policy:甲1号"]])])
    let closed = recheck(rows, after: old, mended).rows
    let update = Recheck(
      results("2024Q4", units: [unit(findings: [finding("甲1号")])]), history: [RunSummary(old), RunSummary(mended)],
      calendar: calendar
    ).merge(RectificationRow.read(ledger(closed)))
    #expect(update.rows.map(\.state) == [.reopened])
    #expect(update.added.isEmpty)
  }

  @Test("a closed row stays closed while nothing speaks against it")
  func staysClosed() {
    let (old, rows) = first([finding("甲1号")])
    let closed = recheck(rows, after: old, results("2024Q3", units: [unit(passed: ["forms": ["policy:甲1号"]])])).rows
    let later = Recheck(results("2024Q4", units: [unit(passed: [:])]), history: [RunSummary(old)], calendar: calendar)
      .merge(closed)
    #expect(later.rows == closed)
    #expect(later.closedNow.isEmpty)
  }

  @Test("new findings come as new rows, and no number is ever given twice")
  func numbering() {
    var (old, rows) = first([finding("甲1号"), finding("甲2号"), finding("甲3号")])
    rows.remove(at: 1)
    let update = recheck(
      rows, after: old,
      results("2024Q3", units: [unit(findings: [finding("甲1号"), finding("甲3号"), finding("甲9号")])]))
    #expect(update.rows.map(\.number) == [1, 3, 4])
    #expect(update.added == [4])
  }

  @Test("a fault under a waiver stays in the ledger as waived")
  func waived() {
    let (old, rows) = first([finding("甲1号")])
    let now = unit(findings: [finding("甲1号", outcome: .notApplicable, overlay: overlay(.waiver))])
    #expect(recheck(rows, after: old, results("2024Q3", units: [now])).rows.map(\.state) == [.waived])
  }

  @Test("a renamed unit keeps its rows")
  func renamed() {
    let (old, rows) = first([finding("甲1号"), finding("甲2号")])
    let now = unit(
      "新镇", formerly: ["甲镇"], findings: [finding("甲2号", unit: "新镇")], passed: ["forms": ["policy:甲1号"]])
    let update = recheck(rows, after: old, results("2024Q3", units: [now]))
    #expect(update.rows.map(\.state) == [.closed, .open])
    #expect(update.added.isEmpty)
  }

  @Test("without history, a row is known by its id and its clause alone")
  func withoutHistory() {
    let (_, rows) = first([finding("甲1号", location: Location(path: "/a.html", line: 2))])
    func state(_ now: Results) -> [RectificationRow.State] {
      Recheck(now, calendar: calendar).merge(rows).rows.map(\.state)
    }
    #expect(state(results("2024Q3", units: [unit()])) == [.closed])
    #expect(state(results("2024Q3", units: [unit(clauses: [clause("d/2")])])) == [.unverified])
    #expect(state(results("2024Q3", units: [unit()], complete: false)) == [.unverified])
    #expect(state(results("2024Q3", units: [unit()], unreadable: ["/a.html"])) == [.unverified])
    #expect(state(results("2024Q3", units: [unit(findings: [finding("甲1号")])])) == [.open])
  }

  @Test("a row that lost its id is known by its words, and is never closed on its own")
  func lostID() {
    var (old, rows) = first([finding("甲1号"), finding("甲2号")])
    for index in rows.indices { rows[index].finding = "" }
    let update = recheck(rows, after: old, results("2024Q3", units: [unit(findings: [finding("甲2号")])]))
    #expect(update.rows.map(\.state) == [.unverified, .open])
    #expect(update.added.isEmpty)
  }

  @Test("of a district's run only the units asked for come into a ledger")
  func units() {
    let run = results(
      "2024Q3", units: [unit("甲镇", findings: [finding("1号")]), unit("乙镇", findings: [finding("2号", unit: "乙镇")])])
    #expect(Recheck(run, calendar: calendar).merge([], units: ["乙镇"]).rows.map(\.finding) == ["forms/乙镇/policy/2号"])
    #expect(Recheck(run, calendar: calendar).merge([]).rows.count == 2)
  }
}

/// The rows as a spreadsheet gives them back.
func ledger(_ rows: [RectificationRow]) -> Ledger {
  Ledger(
    schema: LedgerSchema(name: "rectification", chineseName: "整改台账", columns: []), path: "整改台账.xlsx",
    rows: rows.enumerated().map { index, row in
      let cells = zip(RectificationRow.headers, row.cells).filter { !$0.1.isEmpty }.map { ($0, Value.text($1)) }
      return .init(number: index + 2, key: row.problem, values: Dictionary(uniqueKeysWithValues: cells))
    }, rejected: [], headers: Set(RectificationRow.headers))
}
