import Findings
import Foundation
import Records
import Reports
import RuleFiles
import Testing
import Workdays

@testable import Sampling

@Suite("The 抽查表 as a file")
struct SampleWorkbookTests {
  @Test("rows that a person filled in read back as answers, the others as not checked")
  func roundTrip() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("抽查 \(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let rules = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Rules")
    let schema = try #require(try RuleBook(folder: rules).ledgers["samples"])
    let clause = ClauseID(document: "baoshan-2024", number: "9b")
    let judged = (0..<3).map { number in
      JudgedSubject(
        unit: "甲镇", clause: clause, rule: "forms", subject: Subject(kind: "policy", key: "甲府〔2024〕\(number)号"),
        outcome: .passed, location: Location(path: "/a.html", line: 3), finding: "123456789012345\(number)")
    }
    var rows = try SampleDraw(rate: "100%", seed: 1).rows(from: judged) { _ in "=原文" }
    let day = CivilDate(dayNumber: 20_000)
    (rows[1].verdict, rows[1].note, rows[1].by, rows[1].on) = ("不符合", "-没有视频", "李四", day)
    (rows[2].verdict, rows[2].by, rows[2].on) = ("符合", "李四", day)
    try SampleWorkbook.make(rows).write(to: folder.appendingPathComponent("抽查表.xlsx").path)
    let ledger = try #require(try LedgerFolder.read(at: folder, named: "", schemas: [schema]).ledgers.first)
    #expect(ledger.rejected.isEmpty)
    let (answers, problems) = SampleAnswer.read(ledger)
    #expect(problems.isEmpty)
    #expect(answers.map(\.verdict) == [.failed, .passed])
    #expect(answers.first?.note == "-没有视频")
    let review = SampleReview(answers, subjects: judged)
    #expect(review.overturned.keys.sorted() == [judged[1].sampleID])
    #expect(review.measure?.checked == 2)
  }
}
