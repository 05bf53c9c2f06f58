import Foundation
import Testing

/// What is wrong with the input is said with its place, and leaves no half-written report behind.
@Suite("Bad input")
struct BadInputTests {
  private let program: Program

  init() throws { program = try Program() }

  private func folder(_ manifest: String, files: [String: String] = [:]) throws {
    try FileManager.default.createDirectory(atPath: program.path("甲/site"), withIntermediateDirectories: true)
    try FileManager.default.createDirectory(atPath: program.path("甲/records"), withIntermediateDirectories: true)
    try program.write(manifest.utf8, to: "甲/gongkai.yml")
    for (name, text) in files { try program.write(text.utf8, to: "甲/\(name)") }
  }

  private func check(_ path: String = "甲") throws -> Program.Outcome {
    try program.run("check", path, "--history", "none", "--no-cache", "--out", "R")
  }

  private static let page = """
    <html><head><meta charset="utf-8"><title>通知</title></head><body><h1>通知</h1><p>正文。</p></body></html>
    """

  @Test(
    "an unusable manifest or export ends with 2, names the place, and writes nothing",
    arguments: [
      ("name: [甲\n", "gongkai.yml", "YAML"),
      ("name: 甲\nperoid: 2024Q3\n", "gongkai.yml:2", "“period”"),
      ("name: 甲\nprofile: baoshan-2023\n", "gongkai.yml", "“baoshan-2024”"),
      ("name: 甲\nperiod: 2024Q5\n", "gongkai.yml:2", "2024Q3"),
      ("name: 甲\nas_of: 2024-02-30\n", "gongkai.yml:2", "2024-09-30"),
      ("name: 甲\nsite: 导出\n", "gongkai.yml:2", "导出"),
      ("name: 甲\nperiod: 2024Q3\n", "site", "没有任何网页"),
    ])
  func unusable(_ manifest: String, _ place: String, _ word: String) throws {
    try folder(manifest)
    let outcome = try check()
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(place) && outcome.errors.contains(word), "\(outcome.errors)")
    #expect(!FileManager.default.fileExists(atPath: program.path("R")))
  }

  @Test("an export that holds only archives is told with the name of one; archives beside a page are not")
  func packedWithin() throws {
    try folder("name: 甲\nperiod: 2024Q3\nprofile: baoshan-2024\n", files: ["site/1.warc.gz": "x"])
    let outcome = try check()
    #expect(outcome.status == 2 && outcome.errors.contains("只有压缩包") && outcome.errors.contains("1.warc.gz"))
    try program.write(Self.page.utf8, to: "甲/site/index.html")
    #expect(try check().status == 0)
  }

  @Test("a folder that is not there ends with 2")
  func missing() throws {
    let outcome = try check("没有")
    #expect(outcome.status == 2 && outcome.errors.contains("没有"))
    #expect(!FileManager.default.fileExists(atPath: program.path("R")))
  }

  @Test("a page that cannot be read whole and rows that cannot be read are told in results.json")
  func unreadable() throws {
    let deep = String(repeating: "<div>", count: 10_000) + "正文" + String(repeating: "</div>", count: 10_000)
    let rows = "编号,收到日期,登记日期,答复日期\nA1,2024-07-01,2024-07-01,\nA1,2024-07-02,2024-07-02,\nA2,2024-13-45,,\n"
    try folder(
      "name: 甲\nperiod: 2024Q3\nprofile: baoshan-2024\n",
      files: [
        "site/index.html": Self.page, "site/deep.html": "<html><body>\(deep)</body></html>",
        "site/big.html": "<html><body>\(String(repeating: "大段正文。", count: 1_400_000))</body></html>",
        "records/foi.csv": rows,
      ])
    let outcome = try check()
    #expect(outcome.status == 0, "\(outcome.errors)")
    let data = try Data(contentsOf: URL(fileURLWithPath: program.path("R/results.json")))
    let results = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let reading = try #require(results["reading"] as? [String: Any])
    let pages = try #require((reading["pages"] as? [String: Any])?["unreadable"] as? [[String: Any]])
    #expect(Set(pages.compactMap { $0["path"] as? String }) == ["/big.html", "/deep.html"])
    let ledgers = try #require(reading["ledgers"] as? [[String: Any]])
    let rejected = try #require(ledgers.first { $0["name"] as? String == "foi" }?["rejected"] as? [[String: Any]])
    #expect(Set(rejected.compactMap { $0["row"] as? Int }) == [2, 3, 4])
  }

  @Test("a ledger without a table ends with 2 and names the file")
  func noTable() throws {
    try folder(
      "name: 甲\nperiod: 2024Q3\n", files: ["site/index.html": Self.page, "records/foi.csv": ""])
    let outcome = try check()
    #expect(outcome.status == 2 && outcome.errors.contains("records/foi.csv"))
    #expect(!FileManager.default.fileExists(atPath: program.path("R")))
  }

  @Test("control characters in a file's name do not reach the terminal")
  func controlCharacters() throws {
    try folder("name: 甲\nperiod: 2024Q3\n", files: ["site/a.html": Self.page])
    let name = "\u{1b}[31m\u{7}红"
    try FileManager.default.createSymbolicLink(
      atPath: program.path("甲/site/\(name)"), withDestinationPath: "/nowhere")
    let outcome = try program.run("pages", program.path("甲/site"))
    #expect(outcome.errors.contains("红") && !outcome.errors.contains("\u{1b}") && !outcome.errors.contains("\u{7}"))
  }
}
