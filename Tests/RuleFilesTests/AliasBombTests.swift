import Settings
import Testing

@testable import RuleFiles

@Suite("Aliases in YAML")
struct AliasBombTests {
  @Test("aliases that multiply without end are refused, not written out")
  func refusesBomb() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let items = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(items)]\n"
    }
    #expect(throws: SettingError.self) { try YAMLFile.parse(text, name: "炸弹.yml") }
  }

  @Test("a long list that is written out is read")
  func readsLongList() throws {
    let text = "items: [" + Array(repeating: "x", count: 50_000).joined(separator: ", ") + "]"
    var fields = try YAMLFile.parse(text, name: "长.yml").fields("文件")
    #expect(try fields.list("items").count == 50_000)
  }
}
