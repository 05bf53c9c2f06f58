import Findings

/// The formats of `--format`.
public enum ReportFormat: String, Sendable, Hashable, CaseIterable {
  case html, csv, json

  /// What `check` writes where nothing is asked for (contract, section 3).
  public static let standard: [ReportFormat] = [.html, .csv, .json]

  /// Every file that this format may leave directly in a report folder.
  var names: [String] {
    switch self {
    case .html: ["index.html"]
    case .csv: ["scorecard.csv", "findings.csv"]
    case .json: ["results.json"]
    }
  }

  /// Files that it may leave in a unit's own folder.
  var unitNames: [String] {
    switch self {
    case .html: ["index.html"]
    default: []
    }
  }

  func files(_ report: Report) -> [ReportFile] {
    let results = report.results
    switch self {
    case .html: return htmlFiles(report)
    case .csv:
      return [
        ReportFile("scorecard.csv", CSVText.write(.scorecard(results))),
        ReportFile("findings.csv", CSVText.write(.findings(results))),
      ]
    case .json: return [ReportFile("results.json", ResultsFile.write(results))]
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
    return [ReportFile("index.html", DistrictPage.write(report, folders: folders))] + units
  }
}

/// One file of a report, ready to be written.
struct ReportFile {
  /// Below the report folder.
  let path: String
  let write: (String) throws -> Void

  init(_ path: String, write: @escaping (String) throws -> Void) { (self.path, self.write) = (path, write) }
}
