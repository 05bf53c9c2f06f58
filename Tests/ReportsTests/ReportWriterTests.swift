import Findings
import Foundation
import Testing

@testable import Reports

@Suite struct ReportWriterTests {
  let files = FileManager.default
  let folder = FileManager.default.temporaryDirectory.path + "/gongkai-报告-\(UInt32.random(in: .min ... .max))"
  let results = SyntheticResults.district(units: 3, clauses: 12, findings: 20)

  /// Every file below the folder and its bytes.
  func contents() throws -> [String: Data] {
    guard let enumerator = files.enumerator(atPath: folder) else { return [:] }
    var found: [String: Data] = [:]
    for case let path as String in enumerator {
      var isFolder: ObjCBool = false
      if files.fileExists(atPath: folder + "/" + path, isDirectory: &isFolder), !isFolder.boolValue {
        found[path] = files.contents(atPath: folder + "/" + path)
      }
    }
    return found
  }

  @Test("The standard formats are written whole, each unit with a page of its own, and the same twice")
  func standard() throws {
    defer { try? files.removeItem(atPath: folder) }
    let written = try ReportWriter.write(Report(results), formats: ReportFormat.standard, to: folder + "/2024Q3")
    let first = try contents()
    #expect(
      Set(first.keys)
        == Set(
          [
            "index.html", "bulletin.html", "results.json", "scorecard.csv", "findings.csv", "示例区/index.html",
            "甲镇/index.html",
            "乙镇/index.html",
          ]
          .map { "2024Q3/" + $0 }))
    #expect(Set(written.map { "2024Q3/" + $0 }) == Set(first.keys))
    try ReportWriter.write(Report(results), formats: ReportFormat.standard, to: folder + "/2024Q3")
    #expect(try contents() == first)
  }

  @Test("What is not ours stays, what an older report left goes")
  func replaces() throws {
    defer { try? files.removeItem(atPath: folder) }
    try ReportWriter.write(Report(results), formats: ReportFormat.standard, to: folder)
    try Data("备注".utf8).write(to: URL(fileURLWithPath: folder + "/备注.txt"))
    try Data("甲镇自己的文件".utf8).write(to: URL(fileURLWithPath: folder + "/甲镇/说明.txt"))
    var fewer = results
    fewer.units.removeSubrange(1...2)
    try ReportWriter.write(Report(fewer), formats: [.html, .json], to: folder)
    #expect(Set(try contents().keys) == ["index.html", "results.json", "备注.txt", "甲镇/说明.txt"])
    #expect(!files.fileExists(atPath: folder + "/乙镇"))
  }

  @Test("When one file cannot be put in its place, everything stands as it stood")
  func rollsBack() throws {
    defer { try? files.removeItem(atPath: folder) }
    try ReportWriter.write(Report(results), formats: ReportFormat.standard, to: folder)
    // A file where the new unit's folder should be.
    try Data("挡路".utf8).write(to: URL(fileURLWithPath: folder + "/丙镇"))
    let before = try contents()
    var more = results
    more.inspection.period = "2024Q4"
    more.units.append(SyntheticResults.unit("丙镇", index: 3, clauses: 12, findings: 5))
    #expect(throws: ReportWriterError.self) {
      try ReportWriter.write(Report(more), formats: ReportFormat.standard, to: folder)
    }
    #expect(try contents() == before)
    #expect(try files.contentsOfDirectory(atPath: folder).allSatisfy { !$0.hasPrefix(".") })
  }

  @Test("A place that cannot be written to is told, and nothing is left behind")
  func unwritable() throws {
    try Data("文件".utf8).write(to: URL(fileURLWithPath: folder))
    defer { try? files.removeItem(atPath: folder) }
    #expect(throws: ReportWriterError.self) {
      try ReportWriter.write(Report(results), formats: [.json], to: folder + "/报告/2024Q3")
    }
    #expect(files.contents(atPath: folder) == Data("文件".utf8))
  }

  @Test(
    "A unit's name is a safe folder name",
    arguments: [
      ("甲镇", "甲镇"), ("../../etc", "_.._etc"), ("a/b\\c", "a_b_c"), (".", "_"), ("", "_"), ("CON", "_CON"),
      ("甲 镇?", "甲_镇_"),
      ("a\u{202E}b\u{0}", "a_b_"),
    ])
  func folderNames(unit: String, folder: String) {
    #expect(FolderName.safe(unit) == folder)
  }

  @Test("Two units never share a folder")
  func distinctFolders() {
    let folders = FolderName.assign(["a/b", "a_b", "A_B", "甲镇"])
    #expect(Set(folders.values.map { $0.lowercased() }).count == 4)
    #expect(folders["甲镇"] == "甲镇")
  }
}
