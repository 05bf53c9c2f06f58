import Findings
import Foundation

/// `results.sarif`: findings as results, rules with their clauses' words, waivers as suppressions.
enum SARIFReport {
  static func write(_ report: Report) throws -> Data {
    let results = report.results
    let rules = Rules(results)
    let run = SARIFRun(
      tool: SARIFTool(
        driver: SARIFDriver(name: results.tool.name, version: results.tool.version, rules: rules.list)),
      automationDetails: SARIFAutomation(id: "\(results.inspection.name)/\(results.inspection.period)/"),
      results: results.units.flatMap { unit in
        unit.findingsInReadingOrder.compactMap { result($0, of: unit, in: report, rules: rules) }
      })
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(SARIFLog(runs: [run]))
  }

  /// The rules that found something, sorted, each told by the clauses it decides.
  private struct Rules {
    var list: [SARIFRule] = []
    var index: [String: Int] = [:]

    init(_ results: Results) {
      let found = results.units.flatMap(\.findings)
      let clauses = Dictionary(
        results.units.flatMap { $0.clauses.map { ($0.id, $0) } }, uniquingKeysWith: { first, _ in first })
      let byRule = Dictionary(grouping: found, by: \.rule)
      for name in byRule.keys.sorted() {
        let findings = (byRule[name] ?? []).inReadingOrder
        guard let first = findings.first else { continue }
        let asked = Set(findings.flatMap(\.clauses)).sorted()
        index[name] = list.count
        list.append(SARIFReport.rule(name, first, asked.map { ($0, clauses[$0]) }))
      }
    }
  }

  private static func rule(_ name: String, _ first: Finding, _ clauses: [(ClauseID, ClauseResult?)]) -> SARIFRule {
    let quotes = clauses.map { id, clause in
      clause.map { "\(id)：“\($0.quote)”（《\($0.document)》）" } ?? id.description
    }
    let short = clauses.lazy.compactMap { $0.1?.quote }.first ?? name
    let grave = clauses.compactMap { $0.1?.severity }.min() ?? first.severity
    return SARIFRule(
      id: name, shortDescription: SARIFText(text: short),
      fullDescription: SARIFText(text: quotes.isEmpty ? name : quotes.joined(separator: "\n")),
      help: SARIFHelp(
        text: "依据：\n" + quotes.joined(separator: "\n") + "\n\n怎么改：\(first.fix)",
        markdown: "**依据**\n\n" + quotes.map { "- \(Markdown.escape($0))" }.joined(separator: "\n")
          + "\n\n**怎么改**：\(Markdown.escape(first.fix))"),
      defaultConfiguration: .init(level: level(grave)), properties: .init(tags: [first.topic]))
  }

  private static func result(_ finding: Finding, of unit: UnitResult, in report: Report, rules: Rules) -> SARIFResult? {
    let kind: SARIFResult.Kind
    switch finding.outcomeBeneath {
    case .failed: kind = .fail
    case .undecided: kind = .review
    case .error: kind = .open
    case .passed, .notDue, .notApplicable: return nil
    }
    return SARIFResult(
      ruleId: finding.rule, ruleIndex: rules.index[finding.rule] ?? -1, kind: kind,
      level: kind == .fail ? level(finding.severity) : .none,
      message: SARIFText(text: "\(Wording.object(finding.subject))：\(finding.message)\(finding.fix)"),
      locations: [location(finding, of: unit, in: report)],
      partialFingerprints: .init(identity: finding.id, object: finding.fingerprint),
      baselineState: report.new == nil ? nil : report.isNew(finding) ? .new : .unchanged,
      suppressions: finding.isSuppressed
        ? [SARIFSuppression(justification: finding.overlay.map(Wording.overlay) ?? "")] : [],
      properties: .init(
        unit: unit.name, severity: finding.severity.chineseName, topic: finding.topic,
        clauses: finding.clauses.map(\.description), fix: finding.fix, dueOn: finding.dueOn?.description,
        lateBy: finding.lateBy))
  }

  private static func location(_ finding: Finding, of unit: UnitResult, in report: Report) -> SARIFLocation {
    let place = SourcePlace(finding, in: report)
    let logical = SARIFLocation.Logical(
      name: finding.subject.key.isEmpty ? unit.name : finding.subject.key,
      fullyQualifiedName: "\(unit.name)/\(finding.subject.kind)/\(finding.subject.key)", kind: "object")
    return SARIFLocation(
      physicalLocation: place.isKnown
        ? .init(artifactLocation: .init(uri: place.uri), region: place.line.map { .init(startLine: $0) }) : nil,
      logicalLocations: [logical])
  }

  private static func level(_ severity: Severity) -> SARIFLevel {
    switch severity {
    case .high: .error
    case .medium: .warning
    case .low: .note
    }
  }
}
