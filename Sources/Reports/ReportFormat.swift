import Findings
import Foundation
import Workbooks

/// The formats of `--format`.
public enum ReportFormat: String, Sendable, Hashable, CaseIterable {
  case html, csv, json, xlsx, sarif, junit, markdown, github, gitlab

  /// What `check` writes where nothing is asked for (contract, section 3).
  public static let standard: [ReportFormat] = [.html, .csv, .json]

  /// Every file that this format may leave directly in a report folder.
  var names: [String] {
    switch self {
    case .html: ["index.html", "bulletin.html"]
    case .csv: ["scorecard.csv", "findings.csv"]
    case .json: ["results.json"]
    case .xlsx: ["scorecard.xlsx"]
    case .sarif: ["results.sarif"]
    case .junit: ["junit.xml"]
    case .markdown: ["summary.md", "bulletin.md"]
    case .github: ["github-annotations.txt"]
    case .gitlab: ["gl-code-quality-report.json"]
    }
  }

  /// Files that it may leave in a unit's own folder.
  var unitNames: [String] {
    switch self {
    case .html: ["index.html"]
    case .xlsx: ["scorecard.xlsx"]
    default: []
    }
  }

  /// Whether it tells the 整改台账.
  public var tellsRectification: Bool { self == .xlsx }

  /// Whether it names the repository's files.
  public var namesFiles: Bool { self == .sarif || self == .github || self == .gitlab }

  func files(_ report: Report) -> [ReportFile] {
    let results = report.results
    let isDistrict = results.units.count > 1
    switch self {
    case .html: return htmlFiles(report)
    case .csv:
      return [
        ReportFile("scorecard.csv", CSVText.write(.scorecard(results))),
        ReportFile("findings.csv", CSVText.write(.findings(results))),
      ]
    case .json: return [ReportFile("results.json") { try ResultsFile.write(results, to: $0) }]
    case .xlsx: return workbooks(report)
    case .sarif: return [ReportFile("results.sarif") { try SARIFReport.write(report).write(to: $0) }]
    case .junit: return [ReportFile("junit.xml", JUnitReport.write(report))]
    case .markdown:
      let text = Bulletin(results: results, comparison: report.comparison).markdown()
      let bulletin = isDistrict ? [ReportFile("bulletin.md", text)] : []
      return [ReportFile("summary.md", MarkdownSummary.write(report))] + bulletin
    case .github: return [ReportFile("github-annotations.txt", Array(GitHubAnnotations.text(report).utf8))]
    case .gitlab: return [ReportFile("gl-code-quality-report.json") { try GitLabReport.write(report).write(to: $0) }]
    }
  }

  private func htmlFiles(_ report: Report) -> [ReportFile] {
    let results = report.results
    guard results.units.count > 1 else {
      return results.units.map { ReportFile("index.html", UnitPage.write($0, of: report)) }
    }
    let folders = FolderName.assign(results.units.map(\.name))
    let units = results.units.compactMap { unit in
      folders[unit.name].map { ReportFile("\($0)/index.html", UnitPage.write(unit, of: report)) }
    }
    return [
      ReportFile("index.html", DistrictPage.write(report, folders: folders)),
      ReportFile("bulletin.html", Bulletin(results: results, comparison: report.comparison).html()),
    ] + units
  }

  private func workbooks(_ report: Report) -> [ReportFile] {
    let results = report.results
    func file(_ path: String, _ units: [UnitResult]) -> ReportFile {
      ReportFile(path) { try ScorecardWorkbook.make(report, units: units).write(to: $0.path) }
    }
    guard results.units.count > 1 else { return [file("scorecard.xlsx", results.units)] }
    let folders = FolderName.assign(results.units.map(\.name))
    return [file("scorecard.xlsx", results.units)]
      + results.units.compactMap { unit in folders[unit.name].map { file("\($0)/scorecard.xlsx", [unit]) } }
  }
}

/// One file of a report, ready to be written.
struct ReportFile: Sendable {
  /// Below the report folder.
  let path: String
  let write: @Sendable (URL) throws -> Void

  init(_ path: String, write: @escaping @Sendable (URL) throws -> Void) { (self.path, self.write) = (path, write) }

  /// - Parameter bytes: made when the file is written, and gone before the next one is.
  init(_ path: String, _ bytes: @autoclosure @escaping @Sendable () -> [UInt8]) {
    self.init(path) { place in
      // Without waiting for the disk, as results.json is written: the folder changes by renaming alone.
      try Data().write(to: place)
      let file = try FileHandle(forWritingTo: place)
      defer { try? file.close() }
      try bytes().withUnsafeBytes { bytes in
        guard let start = UnsafeMutableRawPointer(mutating: bytes.baseAddress) else { return }
        // Lent for as long as it takes to write: a copy would be megabytes.
        try file.write(contentsOf: Data(bytesNoCopy: start, count: bytes.count, deallocator: .none))
      }
    }
  }
}
