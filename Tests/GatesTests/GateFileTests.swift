import Findings
import RuleFiles
import Settings
import Testing

@testable import Gates

@Suite("The gate's file")
struct GateFileTests {
  private func read(_ yaml: String) throws -> Gate {
    try Gate(YAMLFile.parse(yaml, name: "gate.yml"))
  }

  private func refusal(_ yaml: String) -> String {
    #expect(throws: SettingError.self) { try read(yaml) }?.description ?? ""
  }

  @Test("every key is read, in its short and its long form")
  func reading() throws {
    let gate = try read(
      """
      new_only: true
      limits:
        failed: { high: 0, total: 20 }
        undecided: 200
      clauses: { baoshan-2024/9b: 0, baoshan-2024/9c: { failed: 1, undecided: 2 } }
      rules: [links-alive]
      topics: { 政策解读: 3 }
      minimum_low: 80.5
      maximum_undecided: 300
      maximum_unreadable: 1
      maximum_rejected: 10
      """)
    #expect(gate.newOnly)
    #expect(gate.limits[.failed] == .init(bySeverity: [.high: 0], total: 20))
    #expect(gate.limits[.undecided] == .init(total: 200))
    #expect(gate.limits[.error] == .init(total: 0))
    #expect(gate.clauses[ClauseID(document: "baoshan-2024", number: "9c")] == [.failed: 1, .undecided: 2])
    #expect(gate.rules == ["links-alive": [.failed: 0]])
    #expect(gate.topics == ["政策解读": [.failed: 3]])
    #expect((gate.minimumLow, gate.maximumUndecided) == (80.5, 300))
    #expect((gate.maximumUnreadable, gate.maximumRejected) == (1, 10))
  }

  @Test(
    "an unknown key is refused with the keys there are",
    arguments: [
      "newonly: true", "limits: {fail: 1}", "limits: {passed: 1}", "limits: {failed: {hi: 1}}",
      "topics: {政策解读: {falied: 1}}",
    ])
  func unknown(_ yaml: String) {
    let message = refusal(yaml)
    #expect(message.contains("可用："))
    #expect(message.hasPrefix("gate.yml:1:"))
  }

  @Test(
    "a limit that is no number, is below nothing or is not whole is refused",
    arguments: [
      "maximum_undecided: many", "maximum_undecided: -1", "limits: {failed: 1.5}", "limits: {failed: 0 items}",
      "minimum_low: -3", "minimum_low: 800", "clauses: {d/1: -1}", "clauses: [9b]", "new_only: 是", "limits: [failed]",
    ])
  func numbers(_ yaml: String) {
    #expect(refusal(yaml).hasPrefix("gate.yml:1:"))
  }

  @Test("a file that limits nothing is refused rather than taken for a gate")
  func empty() {
    for yaml in ["", "{}", "new_only: true", "limits: {}"] { #expect(refusal(yaml).contains("没有写任何限制")) }
  }
}
