import Findings
import Foundation
import Testing

@testable import Gates

@Suite("The gate's file")
struct GateFileTests {
  private func read(_ json: String) throws -> Gate {
    try JSONDecoder().decode(Gate.self, from: Data(json.utf8))
  }

  @Test("every key is read, in its short and its long form")
  func reading() throws {
    let gate = try read(
      """
      {"new_only": true, "limits": {"failed": {"high": 0, "total": 20}, "undecided": 200},
       "clauses": {"baoshan-2024/9b": 0, "baoshan-2024/9c": {"failed": 1, "undecided": 2}},
       "rules": ["links-alive"], "topics": {"政策解读": 3},
       "minimum_low": 80.5, "maximum_undecided": 300, "maximum_unreadable": 1, "maximum_rejected": 10}
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
    let again = try JSONDecoder().decode(Gate.self, from: JSONEncoder().encode(gate))
    #expect(again == gate)
  }

  @Test(
    "an unknown key is refused with the keys allowed",
    arguments: [
      #"{"newonly": true}"#, #"{"limits": {"fail": 1}}"#, #"{"limits": {"passed": 1}}"#,
      #"{"limits": {"failed": {"hi": 1}}}"#, #"{"topics": {"政策解读": {"falied": 1}}}"#, #"{"clauses": ["9b"]}"#,
    ])
  func unknown(_ json: String) {
    let error = #expect(throws: GateError.self) { try read(json) }
    guard case .unknownKey(_, _, let allowed) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(!allowed.isEmpty)
  }

  @Test(
    "a limit that is no number, is below nothing or is broken in two is refused",
    arguments: [
      #"{"maximum_undecided": "many"}"#, #"{"maximum_undecided": -1}"#, #"{"limits": {"failed": 1.5}}"#,
      #"{"limits": {"failed": "0 items"}}"#, #"{"minimum_low": -3}"#, #"{"clauses": {"d/1": -1}}"#,
    ])
  func numbers(_ json: String) {
    let error = #expect(throws: GateError.self) { try read(json) }
    guard case .number = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test("a file that limits nothing is refused rather than taken for a gate")
  func empty() {
    #expect(throws: GateError.empty) { try read("{}") }
    #expect(throws: GateError.empty) { try read(#"{"new_only": true}"#) }
  }
}
