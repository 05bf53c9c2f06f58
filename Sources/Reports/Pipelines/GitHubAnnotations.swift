import Findings

/// Workflow commands that GitHub shows beside the line. Only what is found wrong is told, and where there is a baseline
/// only what it does not have: the rest would crowd it out, since GitHub shows ten of a kind.
public enum GitHubAnnotations {
  /// One command a line, the gravest first; to be printed on standard output as well.
  public static func text(_ report: Report) -> String {
    let told = report.results.units.flatMap { unit in
      unit.findings.filter { ($0.outcome == .failed || $0.outcome == .error) && report.isNew($0) }
        .map { (unit: unit.name, finding: $0) }
    }
    let ordered = told.sorted { one, other in
      if one.finding.severity != other.finding.severity { return one.finding.severity < other.finding.severity }
      if one.unit != other.unit { return one.unit < other.unit }
      return Finding.readingOrder(one.finding, other.finding)
    }
    return ordered.map { line($0.finding, unit: $0.unit, in: report) + "\n" }.joined()
  }

  private static func line(_ finding: Finding, unit: String, in report: Report) -> String {
    let place = SourcePlace(finding, in: report)
    let command =
      switch finding.severity {
      case .high: "error"
      case .medium: "warning"
      case .low: "notice"
      }
    var properties: [String] = []
    if place.isKnown { properties.append("file=\(property(place.path))") }
    if let line = place.line { properties.append("line=\(line)") }
    let title = "\(finding.clauses.first?.description ?? finding.rule) \(finding.severity.chineseName)"
    properties.append("title=\(property(title))")
    return "::\(command) \(properties.joined(separator: ","))::"
      + data("\(unit) \(Wording.object(finding.subject))：\(finding.message)\(finding.fix)")
  }

  private static func data(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": result += "%25"
      case "\r": result += "%0D"
      case "\n": result += "%0A"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func property(_ text: String) -> String {
    var result = ""
    for scalar in data(text).unicodeScalars {
      switch scalar {
      case ":": result += "%3A"
      case ",": result += "%2C"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
