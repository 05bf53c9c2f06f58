import Findings
import Foundation
import Testing

@testable import Reports

/// Writes made-up reports for the browser test and for looking at, where GONGKAI_SAMPLES names a folder.
@Suite struct SampleReports {
  static let folder = ProcessInfo.processInfo.environment["GONGKAI_SAMPLES"]

  @Test(
    "Made-up reports are written for a browser to open", .enabled(if: folder != nil),
    arguments: [("unit", 1, 60, 120), ("district", 4, 60, 60), ("large", 1, 300, 5000), ("towns", 41, 145, 488)])
  func write(name: String, units: Int, clauses: Int, findings: Int) throws {
    let folder = try #require(Self.folder)
    let results = SyntheticResults.district(units: units, clauses: clauses, findings: findings)
    let clock = ContinuousClock()
    let time = try clock.measure {
      let report = Report(results, comparison: SyntheticResults.comparison(with: results))
      _ = try ReportWriter.write(report, formats: ReportFormat.allCases, to: folder + "/" + name)
    }
    if name == "district" {
      _ = try ReportWriter.write(
        Report(PageTests.poisoned(units: 2)), formats: ReportFormat.allCases, to: folder + "/poisoned")
    }
    print("\(name): \(time)")
  }
}
