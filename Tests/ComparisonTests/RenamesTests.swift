import Findings
import Foundation
import Testing

@testable import Comparison

@Suite("The rename map")
struct RenamesTests {
  private func read(_ json: String) throws -> Renames {
    try JSONDecoder().decode(Renames.self, from: Data(json.utf8))
  }

  @Test("one clause may become another or several, and names are followed to their end")
  func reading() throws {
    let renames = try read(
      #"{"clauses": {"a/1": "b/2", "b/2": ["c/3", "c/4"]}, "rules": {"x": "y", "y": "z"}}"#)
    #expect(
      renames.current(clause: ClauseID(document: "a", number: "1")).map(\.description).sorted() == ["c/3", "c/4"])
    #expect(renames.current(clause: ClauseID(document: "a", number: "2")).map(\.description) == ["a/2"])
    #expect(renames.current(rule: "x") == "z")
    #expect(renames.current(rule: "w") == "w")
  }

  @Test("a circle, an unknown key and a clause without a document are refused in words")
  func refusals() {
    #expect(throws: RenamesError.circle("a/1")) { try read(#"{"clauses": {"a/1": "b/2", "b/2": "a/1"}}"#) }
    #expect(throws: RenamesError.circle("x")) { try read(#"{"rules": {"x": "x"}}"#) }
    #expect(throws: RenamesError.unknownKey("clause")) { try read(#"{"clause": {}}"#) }
    #expect(throws: RenamesError.clause("9b")) { try read(#"{"clauses": {"9b": "a/1"}}"#) }
  }

  @Test("two clauses that become one are no circle")
  func joined() throws {
    let renames = try read(#"{"clauses": {"a/1": "c/1", "a/2": "c/1", "c/1": "d/1"}}"#)
    #expect(renames.current(clause: ClauseID(document: "a", number: "2")).map(\.description) == ["d/1"])
  }
}
