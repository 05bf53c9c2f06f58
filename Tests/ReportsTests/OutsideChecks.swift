import Findings
import Foundation
import Testing

@testable import Reports

/// What others make of the reports: a browser, the schemas of SARIF and JUnit, a reader of workbooks.
@Suite struct OutsideChecks {
  static let isThere = Comment(
    rawValue: "skipped: no .venv, run scripts/browser-tools to have reports opened in a browser and validated")

  /// Writes made-up reports into a folder that is gone afterwards.
  private func withSamples(
    _ samples: [(name: String, units: Int, clauses: Int, findings: Int)], poisoned: Bool = false,
    _ check: ([String]) throws -> Void
  ) throws {
    let folder = FileManager.default.temporaryDirectory.path + "/gongkai-outside-\(UInt32.random(in: .min ... .max))"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var folders: [String] = []
    for sample in samples {
      let results = SyntheticResults.district(units: sample.units, clauses: sample.clauses, findings: sample.findings)
      let report = Report(results, comparison: SyntheticResults.comparison(with: results))
      try ReportWriter.write(report, formats: ReportFormat.allCases, to: "\(folder)/\(sample.name)")
      folders.append("\(folder)/\(sample.name)")
    }
    if poisoned {
      try ReportWriter.write(
        Report(PageTests.poisoned(units: 2)), formats: ReportFormat.allCases, to: folder + "/poisoned")
      folders.append(folder + "/poisoned")
    }
    try check(folders)
  }

  private func expect(_ result: (status: Int32, output: String)) {
    print(result.output)
    if result.status == PythonTool.skipped { return }
    #expect(result.status == 0, Comment(rawValue: result.output))
  }

  @Test(
    "In a browser: no message, no request, filter and search work, paper shows every finding",
    .enabled(if: PythonTool.isThere, isThere))
  func browser() throws {
    try withSamples(
      [("unit", 1, 60, 120), ("district", 4, 60, 60), ("clean", 1, 10, 0), ("large", 1, 300, 5000)], poisoned: true
    ) { folders in
      expect(try PythonTool.run("browser/check_report.py", folders))
    }
  }

  @Test(
    "SARIF and JUnit are valid against their schemas, and the workbook agrees with the CSV cell by cell",
    .enabled(if: PythonTool.isThere, isThere))
  func formats() throws {
    try withSamples([("unit", 1, 60, 120), ("district", 4, 60, 60)], poisoned: true) { folders in
      expect(try PythonTool.run("formats/check_formats.py", folders))
    }
  }
}
