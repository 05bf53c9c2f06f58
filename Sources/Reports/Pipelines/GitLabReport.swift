import Findings
import Foundation

/// `gl-code-quality-report.json`: GitLab's code quality list.
enum GitLabReport {
  struct Issue: Encodable {
    enum Severity: String, Encodable {
      case info, minor, major, critical
    }

    let description: String
    let checkName: String
    let fingerprint: String
    let severity: Severity
    let location: Location

    enum CodingKeys: String, CodingKey {
      case description, fingerprint, severity, location
      case checkName = "check_name"
    }

    struct Location: Encodable {
      let path: String
      let lines: Lines
    }

    struct Lines: Encodable {
      let begin: Int
    }
  }

  static func write(_ report: Report) throws -> Data {
    let issues = report.results.units.flatMap { unit in
      unit.findingsInReadingOrder.filter(\.outcome.isFinding).map { issue($0, unit: unit.name, in: report) }
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(issues)
  }

  private static func issue(_ finding: Finding, unit: String, in report: Report) -> Issue {
    let place = SourcePlace(finding, in: report)
    return Issue(
      description: "\(unit) \(Wording.object(finding.subject))：\(finding.message)\(finding.fix)",
      checkName: finding.rule,
      fingerprint: finding.id, severity: severity(finding),
      location: .init(path: place.path, lines: .init(begin: place.line ?? 1)))
  }

  private static func severity(_ finding: Finding) -> Issue.Severity {
    guard finding.outcome == .failed else { return .info }
    return switch finding.severity {
    case .high: .critical
    case .medium: .major
    case .low: .minor
    }
  }
}
