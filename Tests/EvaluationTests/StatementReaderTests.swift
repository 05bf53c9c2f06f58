import Foundation
import Records
import Testing
import Workdays

@testable import Evaluation

@Suite("Reading attestations and waivers")
struct StatementReaderTests {
  private let asOf: CivilDate

  init() throws { asOf = try #require(CivilDate(iso: "2024-09-30")) }

  private func value(_ text: String) -> Value {
    CivilDate(iso: text).map { .date($0, minute: nil) } ?? .text(text)
  }

  private func ledger(_ name: String, _ row: [String: String], unreadable: Set<String> = []) -> Ledger {
    let schema = LedgerSchema(name: name, chineseName: name, columns: row.keys.sorted().map { .init(header: $0) })
    var values = row.filter { !$0.value.isEmpty }.mapValues(value)
    // Written as text in the ledger, whatever it looks like.
    if let until = row["有效期"], !until.isEmpty { values["有效期"] = .text(until) }
    return Ledger(
      schema: schema, path: "\(name).csv", rows: [.init(number: 2, key: "a/4", values: values, unreadable: unreadable)],
      rejected: [], headers: Set(row.keys))
  }

  private func attestation(
    _ changes: [String: String] = [:], unreadable: Set<String> = [], folder: URL = URL(filePath: "/nowhere")
  ) -> StatementReader {
    let row = ["条款": "a/4", "结论": "符合", "确认人": "李四", "确认日期": "2024-08-31"].merging(changes) { $1 }
    var reader = StatementReader(folder: folder, asOf: asOf)
    reader.readAttestations(ledger("attestations", row, unreadable: unreadable))
    return reader
  }

  private func waiver(_ changes: [String: String] = [:]) -> StatementReader {
    let row = ["条款": "a/1", "理由": "维修", "批准人": "王五", "截止日期": "2024-12-31"].merging(changes) { $1 }
    var reader = StatementReader(folder: URL(filePath: "/nowhere"), asOf: asOf)
    reader.readWaivers(ledger("waivers", row))
    return reader
  }

  @Test("A full row counts, for all units and subjects where it names none")
  func full() throws {
    let reader = attestation()
    let one = try #require(reader.attestations.first)
    #expect(reader.problems.isEmpty && one.scope == Scope(clause: "a/4", unit: nil, subject: nil))
    #expect(one.until.description == "2025-08-31", "a year where nothing stands")
    #expect(
      attestation(["单位": "全部", "对象": "H1"]).attestations.first?.scope == Scope(clause: "a/4", unit: nil, subject: "H1"))
  }

  @Test(
    "The validity is a day, or so many months, quarters or years from the confirmation",
    arguments: [
      ("1月", "2024-09-30"), ("1季", "2024-11-30"), ("1年", "2025-08-31"), ("两周", nil), ("3个月", "2024-11-30"),
      ("半年", "2025-02-28"), ("一季度", "2024-11-30"), ("2024-09-30", "2024-09-30"), ("2024年10月8日", "2024-10-08"),
      ("长期", nil), ("0月", nil), ("61年", nil), ("45565", "2024-09-30"), ("2024-09-30 00:00", "2024-09-30"),
      ("至2024年9月30日止", "2024-09-30"), ("两个月", "2024-10-31"), ("两年", "2026-08-31"), ("十二个月", "2025-08-31"),
      ("二〇二四年九月", nil), ("十月二", nil),
    ])
  func validity(text: String, until: String?) throws {
    let reader = attestation(["有效期": text])
    #expect(reader.attestations.first?.until.description == until)
    if until == nil { #expect(reader.problems.first?.contains("“\(text)”无法识别") == true) }
  }

  @Test("What has run out is told and left out; on its last day it still holds; what is to come is counted")
  func expiry() {
    #expect(attestation(["有效期": "2024-09-30"]).attestations.count == 1)
    let expired = attestation(["有效期": "2024-09-29"])
    #expect(expired.attestations.isEmpty && expired.problems.first?.contains("已于2024-09-29到期") == true)
    let later = attestation(["确认日期": "2024-10-01"])
    #expect(later.attestations.isEmpty && later.problems.isEmpty)
    #expect(later.outlook == ["《核查确认》中有1条的确认日期在核查日期（2024-09-30）之后，这次没有采用。"])
    #expect(attestation([:]).outlook.isEmpty)
  }

  @Test(
    "A row that lacks what makes it count is told and left out",
    arguments: [["结论": ""], ["结论": "大概"], ["确认人": ""], ["确认日期": ""], ["确认日期": "去年"]])
  func incomplete(changes: [String: String]) {
    let reader = attestation(changes)
    #expect(reader.attestations.isEmpty && reader.problems.count == 1 && reader.problems[0].contains("第2行"))
  }

  @Test("An unreadable cell makes the row count for nothing")
  func unreadable() {
    let reader = attestation(unreadable: ["对象"])
    #expect(reader.attestations.isEmpty && reader.problems.first?.contains("“对象”无法识别") == true)
  }

  @Test("Evidence must lie below the folder: a file that is missing, or is elsewhere, proves nothing")
  func evidence() throws {
    let top = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    let (folder, sibling) = (top.appending(path: "检查"), top.appending(path: "检查2"))
    for one in [folder, sibling] {
      try FileManager.default.createDirectory(at: one, withIntermediateDirectories: true)
      try Data("x".utf8).write(to: one.appending(path: "照片.jpg"))
    }
    defer { try? FileManager.default.removeItem(at: top) }
    #expect(attestation(["佐证": "照片.jpg"], folder: folder).attestations.first?.evidence == ["照片.jpg"])
    for path in ["没有.jpg", "照片.jpg；没有.jpg", "../检查2/照片.jpg", "../../../../../../etc/passwd"] {
      let reader = attestation(["佐证": path], folder: folder)
      #expect(reader.attestations.isEmpty && reader.problems.first?.contains("不存在") == true, "\(path)")
    }
  }

  @Test("A waiver without reason, approver or last day is refused, and told what it lacks")
  func waivers() {
    #expect(waiver().waivers.count == 1 && waiver().problems.isEmpty)
    for lacking in ["理由", "批准人", "截止日期"] {
      let reader = waiver([lacking: ""])
      #expect(reader.waivers.isEmpty && reader.problems.first?.contains("缺少\(lacking)") == true)
    }
    #expect(waiver(["截止日期": "2024-09-30"]).waivers.count == 1)
    let expired = waiver(["截止日期": "2024-09-29"])
    #expect(expired.waivers.isEmpty && expired.problems.first?.contains("到期") == true)
    #expect(waiver(["批准日期": "2024-10-01"]).waivers.isEmpty)
    #expect(waiver(["批准日期": "2024-09-30"]).waivers.count == 1)
  }
}
