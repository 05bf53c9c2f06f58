import Findings

/// `junit.xml`: one suite a unit, one case a clause. Written to hold under both schemas in use, Jenkins's and Ant's.
enum JUnitReport {
  static func write(_ report: Report) -> [UInt8] {
    var xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
    for (index, unit) in report.results.units.enumerated() { add(unit, number: index, of: report, to: &xml) }
    xml += "</testsuites>\n"
    return Array(xml.utf8)
  }

  private static func add(_ unit: UnitResult, number: Int, of report: Report, to xml: inout String) {
    let inspection = report.results.inspection
    let clauses = unit.clauses.sorted { $0.id < $1.id }
    let failures = clauses.count { $0.outcome == .failed }
    let errors = clauses.count { $0.outcome == .error }
    let passed = clauses.count { $0.outcome == .passed }
    xml += """
      <testsuite id="\(number)" package="\(escape(inspection.name))" name="\(escape(unit.name))" hostname="localhost" \
      timestamp="\(inspection.asOf)T00:00:00" tests="\(clauses.count)" failures="\(failures)" errors="\(errors)" \
      skipped="\(clauses.count - failures - errors - passed)" time="0.000">
      <properties>
      <property name="period" value="\(escape(inspection.period))"/>
      <property name="score" value="\(Figures.score(unit.score.value))"/>
      <property name="low" value="\(Figures.score(unit.score.low))"/>
      <property name="high" value="\(Figures.score(unit.score.high))"/>
      <property name="coverage" value="\(Figures.plain(unit.score.coverage))"/>
      </properties>

      """
    var findings: [ClauseID: [Finding]] = [:]
    for finding in unit.findingsInReadingOrder {
      for clause in finding.clauses { findings[clause, default: []].append(finding) }
    }
    for clause in clauses { add(clause, findings[clause.id] ?? [], unit: unit.name, to: &xml) }
    let overlaid = unit.findingsInReadingOrder.compactMap { finding in
      finding.overlay.map { overlay in
        let clauses = finding.clauses.map(\.description).joined(separator: "；")
        return "\(clauses) \(Wording.object(finding.subject))：\(Wording.overlay(overlay))"
      }
    }
    xml +=
      "<system-out>\(escape(overlaid.joined(separator: "\n")))</system-out>\n<system-err></system-err>\n</testsuite>\n"
  }

  private static func add(_ clause: ClauseResult, _ findings: [Finding], unit: String, to xml: inout String) {
    let name = "\(clause.id) \(clause.quote)"
    xml += "<testcase classname=\"\(escape(unit)).\(escape(clause.topic))\" name=\"\(escape(name))\" time=\"0.000\""
    switch clause.outcome {
    case .passed:
      xml += "/>\n"
    case .failed, .error:
      let element = clause.outcome == .failed ? "failure" : "error"
      let told = findings.filter { $0.outcome == clause.outcome }
      let text = told.map(line).joined(separator: "\n")
      let message = "\(clause.outcome.chineseName) \(max(told.count, 1)) 处"
      xml += """
        ><\(element) type="\(clause.severity.rawValue)" message="\(escape(message))">\(escape(text))</\(element)></testcase>

        """
    case .undecided, .notDue, .notApplicable:
      let message = [Wording.outcome(clause.outcome, clause.reason), clause.note ?? ""].filter { !$0.isEmpty }
      xml += "><skipped message=\"\(escape(message.joined(separator: "：")))\"/></testcase>\n"
    }
  }

  private static func line(_ finding: Finding) -> String {
    let place = Wording.place(finding.location)
    let late = Wording.lateness(finding).map { "（\($0)）" } ?? ""
    return
      "\(Wording.object(finding.subject))\(place.isEmpty ? "" : "，\(place)")：\(finding.message)\(late)\(finding.fix)"
  }

  /// For text and quoted attributes alike; what XML 1.0 cannot hold at all is left out.
  static func escape(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count + 16)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&apos;"
      case "\n": result += "&#10;"
      case "\t", "\r": result += " "
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": break
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
