import Findings
import RuleFiles
import Settings
import Testing

@testable import Comparison

@Suite("The rename map")
struct RenamesTests {
  private func read(_ yaml: String) throws -> Renames {
    try Renames(YAMLFile.parse(yaml, name: "renames.yml"))
  }

  private func refusal(_ yaml: String) -> String {
    #expect(throws: SettingError.self) { try read(yaml) }?.description ?? ""
  }

  @Test("one clause may become another or several, and names are followed to their end")
  func reading() throws {
    let renames = try read("clauses: {a/1: b/2, b/2: [c/3, c/4]}\nrules: {x: y, y: z}")
    #expect(
      renames.current(clause: ClauseID(document: "a", number: "1")).map(\.description).sorted() == ["c/3", "c/4"])
    #expect(renames.current(clause: ClauseID(document: "a", number: "2")).map(\.description) == ["a/2"])
    #expect(renames.current(rule: "x") == "z")
    #expect(renames.current(rule: "w") == "w")
  }

  @Test("a circle, an unknown key and a clause without a document are refused with their place")
  func refusals() {
    #expect(refusal("clauses:\n  a/1: b/2\n  b/2: a/1").hasPrefix("renames.yml:2:3：“a/1”的更名首尾相接"))
    #expect(refusal("rules: {x: x}").contains("首尾相接"))
    #expect(refusal("clause: {}").contains("是否想写“clauses”"))
    #expect(refusal("clauses: {9b: a/1}").contains("“9b”不是条款编号"))
  }

  @Test("two clauses that become one are no circle")
  func joined() throws {
    let renames = try read("clauses: {a/1: c/1, a/2: c/1, c/1: d/1}")
    #expect(renames.current(clause: ClauseID(document: "a", number: "2")).map(\.description) == ["d/1"])
  }

  @Test("a map of nothing renames nothing")
  func empty() throws {
    #expect(try read("clauses: {}\nrules: {}") == .none)
    #expect(try read("") == .none)
  }
}
