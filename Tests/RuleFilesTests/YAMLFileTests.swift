import Foundation
import RuleFiles
import Settings
import Testing

@Suite("YAML with its places")
struct YAMLFileTests {
  private func refusal(_ text: String) -> SettingError? {
    do {
      _ = try YAMLFile.parse(text, name: "a.yml")
      return nil
    } catch {
      return error
    }
  }

  @Test(
    "What is no YAML is refused at its line",
    arguments: [("a: 1\nb: [1, 2\n", 3), ("a: 1\n\tb: 2\n", 2), ("a: 1\n b: 2\n", 2), ("a: \"x\n", 2)])
  func broken(text: String, line: Int) throws {
    let error = try #require(refusal(text))
    #expect(error.place.file == "a.yml" && error.place.line == line && error.message.hasPrefix("YAML格式有误"))
  }

  @Test("A key that stands twice is refused, and told by its name and line")
  func duplicate() throws {
    let error = try #require(refusal("name: 甲\nlevel: town\nname: 乙\n"))
    #expect(error.message.contains("“name”") && [1, 3].contains(error.place.line))
  }

  @Test("Keys that are no text and nesting without end are refused")
  func hostile() {
    #expect(refusal("? [a]\n: 1\n") != nil)
    #expect(refusal(String(repeating: "[", count: 200) + String(repeating: "]", count: 200)) != nil)
  }

  @Test("Numbers keep their spelling; what is quoted is known as text; ~ and nothing are empty")
  func scalars() throws {
    let setting = try YAMLFile.parse("a: 007\nb: \"5\"\nc: ~\nd:\ne: '~'\n", name: "a.yml")
    guard case .map(let entries) = setting.content else {
      Issue.record("no map")
      return
    }
    #expect(
      entries.map(\.value.content) == [
        .scalar("007", isQuoted: false), .scalar("5", isQuoted: true), .empty, .empty, .scalar("~", isQuoted: true),
      ])
    #expect(entries.map(\.place.line) == [1, 2, 3, 4, 5])
  }

  @Test("A byte order mark and an empty file do no harm; other encodings are told")
  func files() throws {
    #expect(try YAMLFile.parse("\u{feff}a: 1\n", name: "a.yml").canonicalText == "{a:1}")
    #expect(try YAMLFile.parse("# nothing\n", name: "a.yml").content == .empty)
    let url = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).yml")
    defer { try? FileManager.default.removeItem(at: url) }
    try Data([0x61, 0x3a, 0x20, 0xd6, 0xd0, 0x0a]).write(to: url)
    let error = #expect(throws: SettingError.self) { try YAMLFile.read(url, name: "a.yml") }
    #expect(error?.message.contains("UTF-8") == true)
    #expect(throws: SettingError.self) { try YAMLFile.read(url.appending(path: "none"), name: "a.yml") }
  }
}
