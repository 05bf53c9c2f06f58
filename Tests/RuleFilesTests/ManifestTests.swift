import Findings
import Foundation
import RuleFiles
import Settings
import Testing
import Workdays

@Suite("The manifest")
struct ManifestTests {
  private func manifest(_ text: String, folder: String = "/nowhere/月浦镇") throws(SettingError) -> Manifest {
    try Manifest(YAMLFile.parse(text, name: "gongkai.yml"), folder: URL(filePath: folder))
  }

  private func refusal(_ text: String) -> SettingError? {
    do {
      _ = try manifest(text)
      return nil
    } catch {
      return error
    }
  }

  @Test("An empty one takes every default: the folder's name, a town, the baseline")
  func defaults() throws {
    let manifest = try manifest("")
    #expect(manifest.name == "月浦镇" && manifest.level == .town && manifest.profiles == ["baseline"])
    #expect(manifest.period == nil && manifest.asOf == nil && manifest.units.isEmpty && manifest.columns.isEmpty)
    #expect(manifest.sites.isEmpty && manifest.records == nil, "there is no such folder")
  }

  @Test("A full one is read word for word")
  func full() throws {
    let manifest = try manifest(
      """
      name: 宝山区
      level: district
      period: 2024Q3
      as_of: 2024-10-15
      profile: [baoshan-2024, own/our.yml]
      site:
        - {path: a.zip, base: "https://www.example.gov.cn", complete: false}
        - b
      records: tables
      units:
        - name: 月浦镇
          level: street
          profile: maqiao-2024
          pages: {publisher: 月浦镇人民政府, paths: [/yp/**]}
          formerly: [盛桥镇]
      columns: {解读: /zcjd/**}
      """)
    #expect(manifest.period == Period("2024Q3") && manifest.asOf == CivilDate(iso: "2024-10-15"))
    #expect(manifest.profiles == ["baoshan-2024", "own/our.yml"] && manifest.records == "tables")
    #expect(manifest.sites.map(\.path) == ["a.zip", "b"] && manifest.sites.map(\.isComplete) == [false, true])
    let unit = try #require(manifest.units.first)
    #expect(unit.level == .street && unit.profiles == ["maqiao-2024"] && unit.formerly == ["盛桥镇"])
    #expect(unit.publishers == ["月浦镇人民政府"] && unit.paths == ["/yp/**"] && manifest.columns == ["解读": ["/zcjd/**"]])
  }

  @Test(
    "A slip is refused at its line, with the right name",
    arguments: [
      ("name: 甲\nperiot: 2024Q3\n", 2, "是否想写“period”？"), ("level: twn\n", 1, "是否想写“town”？"),
      ("name: 甲\nperiod: 2024Q5\n", 2, "2024Q5"), ("period: 2024年\n", 1, "2024H1"),
      ("as_of: 2024-02-30\n", 1, "2024-02-30"),
      ("site:\n  - {path: a, complete: ja}\n", 2, "true 或 false"), ("site:\n  - {pfad: a}\n", 2, "path"),
      ("units:\n  - {name: 甲, pages: {publishers: 乙}}\n", 2, "是否想写“publisher”？"),
      ("units:\n  - {level: town}\n", 2, "name"),
    ])
  func slips(text: String, line: Int, words: String) throws {
    let error = try #require(refusal(text))
    #expect(error.place.line == line && error.message.contains(words), "\(error)")
  }

  @Test("Two units of one name, or a unit named as the whole, are refused")
  func duplicateUnits() throws {
    let twice = try #require(refusal("name: 区\nunits:\n  - name: 甲\n  - name: 乙\n  - name: 甲\n"))
    #expect(twice.place.line == 5 && twice.message.contains("“甲”写了两次"))
    #expect(refusal("name: 区\nunits:\n  - name: 区\n") != nil)
    #expect(refusal("name: 区\nunits:\n  - name: 甲\n  - name: 甲镇\n") == nil)
  }

  @Test("The day of judging is the written one, else the period's last, else the clock's, and where it is from is told")
  func day() throws {
    let today = try #require(CivilDate(iso: "2025-02-03"))
    let written = try manifest("period: 2024Q3\nas_of: 2024-10-15\n").day(today: today)
    #expect(written.asOf.description == "2024-10-15" && written.period == Period("2024Q3") && written.source == nil)
    let period = try manifest("period: 2024H1\n").day(today: today)
    #expect(period.asOf.description == "2024-06-30" && period.source == "period")
    let onlyDay = try manifest("as_of: 2024-10-15\n").day(today: today)
    #expect(onlyDay.period == Period("2024Q4") && onlyDay.source == nil)
    let clock = try manifest("").day(today: today)
    #expect(clock.asOf == today && clock.period == Period("2025Q1") && clock.source == "clock")
  }

  @Test("A manifest under another spelling of its name is told, not passed over")
  func otherName() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try Manifest.read(in: folder) == nil)
    try Data("name: 甲\n".utf8).write(to: folder.appending(path: "gongkai.yaml"))
    #expect(throws: SettingError.self) { try Manifest.read(in: folder) }
    try Data("name: 乙\n".utf8).write(to: folder.appending(path: "gongkai.yml"))
    #expect(try Manifest.read(in: folder)?.name == "乙")
  }
}
