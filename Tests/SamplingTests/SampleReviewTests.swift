import Findings
import Records
import Testing
import Workdays

@testable import Sampling

@Suite("The answers to a sample")
struct SampleReviewTests {
  private let day = CivilDate(dayNumber: 20_000)

  private func judged(_ key: String, _ outcome: Outcome) -> JudgedSubject {
    JudgedSubject(
      unit: "甲镇", clause: ClauseID(document: "d", number: "1"), rule: "forms",
      subject: Subject(kind: "policy", key: key), outcome: outcome, location: nil, finding: key)
  }

  private func answer(_ key: String, _ machine: Outcome?, _ verdict: Outcome) -> SampleAnswer {
    SampleAnswer(id: "\(key)@d/1", machine: machine, verdict: verdict, note: "看过原文", by: "李四", on: day)
  }

  @Test("an overturned verdict is replaced and marked, an agreed one counts only in the rate")
  func overturning() throws {
    let review = SampleReview(
      [
        answer("1号", .passed, .failed), answer("2号", .passed, .passed), answer("3号", .failed, .passed),
        answer("4号", .failed, .notApplicable),
      ],
      subjects: [judged("1号", .passed), judged("2号", .passed), judged("3号", .failed), judged("4号", .failed)])
    #expect(review.overturned.keys.sorted() == ["1号@d/1", "3号@d/1", "4号@d/1"])
    let first = try #require(review.overturned["1号@d/1"])
    #expect(first.outcome == .failed)
    #expect(first.overlay == Overlay(kind: .sample, beneath: .passed, by: "李四", on: day, until: nil, reason: "看过原文"))
    let measure = try #require(review.measure)
    #expect((measure.checked, measure.overturned, measure.missed, measure.falseAlarms) == (4, 3, 1, 2))
    #expect(review.problems.isEmpty)
  }

  @Test("an answer on what is no longer judged so, or not at all, does not count and is told")
  func stale() {
    let review = SampleReview(
      [answer("1号", .passed, .failed), answer("2号", .passed, .failed), answer("3号", .passed, .failed)],
      subjects: [judged("1号", .failed), judged("2号", .undecided)])
    #expect(review.overturned.isEmpty)
    #expect(review.measure == nil)
    #expect(review.problems.count == 3)
  }

  @Test("the interval is Wilson's")
  func interval() {
    // By hand, z² = 3.8415. 0 of 20: high = z²/(n+z²) = 3.8415/23.8415 = 0.1611.
    #expect(abs(wilson(0, of: 20).high - 0.1611) < 0.0001)
    #expect(wilson(0, of: 20).low == 0)
    // 2 of 40: middle (0.05 + 3.8415/80)/(1 + 3.8415/40) = 0.08943; half 1.96/1.09604·√(0.0475/40 + 3.8415/6400) = 0.07561.
    #expect(abs(wilson(2, of: 40).low - 0.0138) < 0.0001)
    #expect(abs(wilson(2, of: 40).high - 0.1650) < 0.0001)
    #expect(wilson(5, of: 5).high == 1)
    #expect(
      SampleMeasure(checked: 40, overturned: 2, missed: 2, falseAlarms: 0)?.words.contains("差错率5.0%，95%置信区间1.4%–16.5%")
        == true)
  }

  private func ledger(_ rows: [[String: Value]], unreadable: Set<String> = []) -> Ledger {
    Ledger(
      schema: LedgerSchema(name: "samples", chineseName: "抽查表", columns: []), path: "抽查表.xlsx",
      rows: rows.enumerated().map { .init(number: $0 + 2, key: "\($0)", values: $1, unreadable: unreadable) },
      rejected: [],
      headers: Set(SampleRow.headers))
  }

  @Test("answers are read back; a row left empty was not checked")
  func reading() {
    let (answers, problems) = SampleAnswer.read(
      ledger([
        [
          "标识": .text("1号@d/1"), "机器结论": .text("符合"), "人工结论": .text("不符合"), "核查人": .text("李四"),
          "核查日期": .date(day, minute: nil), "说明": .text("看过原文"),
        ],
        ["标识": .text("2号@d/1"), "机器结论": .text("符合")],
      ]))
    #expect(answers == [answer("1号", .passed, .failed)])
    #expect(problems.isEmpty)
  }

  @Test("an answer without a name, a day or a subject, or given twice, is told and not counted")
  func incomplete() {
    let whole: [String: Value] = [
      "标识": .text("1号@d/1"), "人工结论": .text("符合"), "核查人": .text("李四"), "核查日期": .date(day, minute: nil),
    ]
    func without(_ header: String) -> [String: Value] { whole.filter { $0.key != header } }
    let (answers, problems) = SampleAnswer.read(
      ledger([without("核查人"), without("核查日期"), without("标识"), whole, whole]))
    #expect(answers.count == 1)
    #expect(problems.count == 4)
    #expect(SampleAnswer.read(ledger([whole], unreadable: ["人工结论"])).problems.count == 1)
  }
}
