import Foundation
import Settings
import Testing

@testable import RuleFiles

@Suite("YAML by events")
struct YAMLEventsTests {
  private func byEvents(_ text: String) -> Setting? {
    YAMLEvents.setting(text, name: "a.yml", depthLimit: YAMLFile.depthLimit, nodeLimit: YAMLFile.nodeLimit)
  }

  @Test("All shipped files are composed as Yams does, to the last place")
  func shipped() throws {
    let names = RuleBook.yamlFiles(below: Shipped.folder)
    #expect(names.count > 200)
    for name in names {
      let text = try String(contentsOf: Shipped.folder.appending(path: name), encoding: .utf8)
      #expect(try byEvents(text) == YAMLFile.composed(text, name: "a.yml"), "\(name)")
    }
  }

  @Test(
    "What is rare but right is composed as Yams does, or left to it",
    arguments: [
      "a: 1", "'甲': \"\\u4e59\"\n丙: |\n  一\n  二\n丁: >-\n  三\n  四\n", "- ~\n- null\n- ''\n- \n- '~'\n- Null\n", "{}",
      "[]", "~",
      "--- \na: !!str 1\nb: !x {c: 2}\n...\n", "a: &x [1, 2]\nb: *x\n", "<<: {a: 1}\nb: 2\n", "%YAML 1.1\n---\na: 1\n",
      "a: \"\u{feff}b\"\n", "\"a\": 1\nb: {? c : d}\n", "a: [{b: 1}, {b: 2}]\r\nc: 3\r\n", "# nothing\n", "",
      "e\u{301}: 1\n",
    ])
  func rare(text: String) throws {
    let composed = try YAMLFile.composed(text, name: "a.yml")
    if let setting = byEvents(text) { #expect(setting == composed) }
    #expect(try YAMLFile.parse(text, name: "a.yml") == composed)
  }

  @Test(
    "What is wrong is left to Yams, which tells it",
    arguments: [
      "a: 1\nb: [1, 2\n", "a: 1\n\tb: 2\n", "a: 1\na: 2\n", "\u{e9}: 1\ne\u{301}: 2\n", "? [a]\n: 1\n", "a: *x\n",
      "a: 1\n---\nb: 2\n",
      "a: \u{7}\n", String(repeating: "[", count: 70) + String(repeating: "]", count: 70),
      "[" + String(repeating: "1,", count: 200_000) + "]",
    ])
  func wrong(text: String) throws {
    #expect(byEvents(text) == nil)
    let refused = #expect(throws: SettingError.self) { try YAMLFile.parse(text, name: "a.yml") }
    let told = #expect(throws: SettingError.self) { try YAMLFile.composed(text, name: "a.yml") }
    #expect(refused == told)
  }
}
