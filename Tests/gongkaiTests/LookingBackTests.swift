import Findings
import Foundation
import History
import Reports
import SampleResults
import Testing

@Suite("Comparing, looking back and pruning from the command line")
struct LookingBackTests {
  private let program: Program

  init() throws { program = try Program() }

  private func quarter(_ period: String, _ findings: [Finding], passed: [String] = []) -> Results {
    results(period, units: [unit(findings: findings, passed: ["forms": passed.map { "policy:\($0)" }])])
  }

  private func write(_ results: Results, to name: String) throws {
    try program.write(ResultsFile.write(results), to: name)
  }

  @Test("compare sorts the findings of two files, in three formats")
  func comparing() throws {
    try write(quarter("2024Q2", [finding("甲1号"), finding("甲2号")]), to: "旧.json")
    try write(quarter("2024Q3", [finding("甲2号"), finding("甲3号")], passed: ["甲1号"]), to: "新.json")
    let text = try program.run("compare", "旧.json", "新.json")
    #expect(text.status == 0, "\(text.errors)")
    for words in ["【新增】1 个", "【未整改】1 个", "【已整改】1 个"] { #expect(text.output.contains(words)) }
    #expect(try program.run("compare", "旧.json", "新.json", "--format", "markdown").output.hasPrefix("# "))
    let json = try program.run("compare", "旧.json", "新.json", "--format", "json").output
    let report = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect((report["findings"] as? [Any])?.count == 3)
    #expect(try program.run("compare", "旧.json", "新.json").output == text.output)
  }

  @Test("compare with a history counts periods and knows what recurs")
  func withHistory() throws {
    let store = try RunStore(at: program.path("gongkai.sqlite"), creating: true)
    _ = try store.save(quarter("2024Q1", [finding("甲1号"), finding("甲2号")]), storedAt: "1")
    try write(quarter("2024Q2", [finding("甲1号")], passed: ["甲2号"]), to: "旧.json")
    try write(quarter("2024Q3", [finding("甲1号"), finding("甲2号")]), to: "新.json")
    let outcome = try program.run("compare", "旧.json", "新.json", "--history", ".")
    #expect(outcome.output.contains("（自2024Q1起连续3期）"))
    #expect(outcome.output.contains("【重复发生】1 个"))
  }

  @Test("what is missing or no results at all ends with 2 and a word about it")
  func unusable() throws {
    try write(quarter("2024Q2", []), to: "旧.json")
    try program.write(Array("{}".utf8), to: "空.json")
    for name in ["没有.json", "空.json"] {
      let outcome = try program.run("compare", "旧.json", name)
      #expect(outcome.status == 2)
      #expect(outcome.errors.contains(name))
      #expect(outcome.output.isEmpty)
    }
    #expect(try program.run("compare", "旧.json").status == 64)
    #expect(try program.run("history", "list").status == 2)
    #expect(try program.run("history", "show").status == 64)
  }

  @Test("history lists, shows, exports and removes runs, from the folder or the file")
  func history() throws {
    let store = try RunStore(at: program.path("gongkai.sqlite"), creating: true)
    let run = quarter("2024Q3", [finding("甲1号")])
    _ = try store.save(quarter("2024Q3", []), storedAt: "2024-10-08 09:00")
    _ = try store.save(run, storedAt: "2024-10-09 09:00")
    let list = try program.run("history", "list", program.folder.path)
    #expect(list.status == 0, "\(list.errors)")
    #expect(list.output.contains("已由第2号替代"))
    #expect(try program.run("history", "list", "gongkai.sqlite").output == list.output)
    #expect(try program.run("history", "show", "2").output.contains("不符合1个"))
    #expect(try program.run("history", "export", ".", "2", "--out", "出.json").status == 0)
    #expect(try Data(contentsOf: program.folder.appendingPathComponent("出.json")) == Data(ResultsFile.write(run)))
    #expect(try program.run("history", "export", "2").output == String(decoding: ResultsFile.write(run), as: UTF8.self))
    #expect(try program.run("history", "remove", "2").status == 0)
    let missing = try program.run("history", "show", "2", ".")
    #expect(missing.status == 2)
    #expect(missing.errors.contains("现有：1"))
    #expect(try store.runs().map(\.supersededBy) == [nil])
  }

  @Test("baseline update takes out what is mended and nothing else, one finding a line")
  func baseline() throws {
    try write(quarter("2024Q3", [finding("甲1号"), finding("甲2号")]), to: "基线.json")
    try write(quarter("2024Q3", [finding("甲2号"), finding("甲3号")], passed: ["甲1号"]), to: "results.json")
    let outcome = try program.run("baseline", "update", "基线.json", ".")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("删去1个，保留1个"))
    let lines = try String(contentsOfFile: program.path("基线.json"), encoding: .utf8).split(separator: "\n")
    #expect(lines.count { $0.contains("\"message\"") } == 1)
    #expect(lines.contains { $0.contains("甲2号") && $0.contains("\"message\"") })
    #expect(!lines.contains { $0.contains("甲3号") })
  }

  @Test("a baseline that cannot be read is left as it is")
  func baselineUnreadable() throws {
    try program.write(Array("坏".utf8), to: "基线.json")
    try write(quarter("2024Q3", []), to: "results.json")
    #expect(try program.run("baseline", "update", "基线.json", "results.json").status == 2)
    #expect(try String(contentsOfFile: program.path("基线.json"), encoding: .utf8) == "坏")
  }
}
