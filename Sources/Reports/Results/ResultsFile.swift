public import Findings
import Foundation

/// `results.json` (contract, section 6): sorted, one clause and one finding a line, the same bytes for the same results.
public enum ResultsFile {
  public static func write(_ results: Results) -> [UInt8] {
    var json = JSONText(
      capacity: 1024 + results.units.reduce(0) { $0 + $1.findings.count * 800 + $1.clauses.count * 500 })
    json.write(results.sorted)
    return json.bytes
  }

  static func write(_ results: Results, to place: URL) throws {
    try Data().write(to: place)
    let file = try FileHandle(forWritingTo: place)
    defer { try? file.close() }
    var failure: (any Error)?
    var json = JSONText { bytes in
      guard failure == nil else { return }
      do { try file.write(contentsOf: bytes) } catch { failure = error }
    }
    json.write(results.sorted)
    if let failure { throw failure }
    try file.write(contentsOf: json.bytes)
  }
}

extension JSONText {
  fileprivate mutating func write(_ results: Results) {
    raw("{\"schema\": ")
    number(results.schema)
    raw(", \"tool\": {\"name\": ")
    string(results.tool.name)
    raw(", \"version\": ")
    string(results.tool.version)
    raw("},\n")
    inspection(results.inspection)
    reading(results.reading)
    if let sample = results.sample { self.sample(sample) }
    raw(" \"units\": ")
    lines(results.units) { $0.unit($1) }
    raw("}\n")
  }
}

extension Results {
  /// In the order of the file: clauses as people count them, findings by identity. Units keep theirs: the inspected
  /// body comes first.
  public var sorted: Results {
    var sorted = self
    sorted.reading.pages.unreadable.sort { ($0.path, $0.reason) < ($1.path, $1.reason) }
    sorted.reading.ledgers.sort { ($0.unit, $0.name, $0.path) < ($1.unit, $1.name, $1.path) }
    for index in sorted.reading.ledgers.indices {
      sorted.reading.ledgers[index].rejected.sort {
        ($0.row, $0.column ?? "", $0.reason) < ($1.row, $1.column ?? "", $1.reason)
      }
    }
    for index in sorted.units.indices {
      sorted.units[index].clauses.sort { $0.id < $1.id }
      // Places are sorted, not findings, each of which refers to some twenty texts.
      let findings = units[index].findings
      let order = findings.indices.sorted { one, other in
        if findings[one].id != findings[other].id { return findings[one].id < findings[other].id }
        let (left, right) = (findings[one], findings[other])
        return (left.rule, left.subject.key, left.message) < (right.rule, right.subject.key, right.message)
      }
      sorted.units[index].findings = order.map { findings[$0] }
    }
    return sorted
  }
}

extension JSONText {
  fileprivate mutating func sample(_ sample: SampleMeasure) {
    raw(" \"sample\": {\"checked\": ")
    number(sample.checked)
    raw(", \"overturned\": ")
    number(sample.overturned)
    raw(", \"missed\": ")
    number(sample.missed)
    raw(", \"false_alarms\": ")
    number(sample.falseAlarms)
    raw(", \"rate\": ")
    number(sample.rate)
    raw(", \"low\": ")
    number(sample.low)
    raw(", \"high\": ")
    number(sample.high)
    raw("},\n")
  }

  fileprivate mutating func inspection(_ inspection: Results.Inspection) {
    raw(" \"inspection\": {\"name\": ")
    string(inspection.name)
    raw(", \"period\": ")
    string(inspection.period)
    raw(", \"as_of\": ")
    date(inspection.asOf)
    raw(", \"as_of_source\": ")
    string(inspection.asOfSource)
    raw(",\n  \"digests\": {\"inputs\": ")
    string(inspection.digests.inputs)
    raw(", \"rules\": ")
    string(inspection.digests.rules)
    raw(", \"calendar\": ")
    string(inspection.digests.calendar)
    raw("},\n  \"notes\": ")
    lines(inspection.notes) { $0.string($1) }
    raw("},\n")
  }

  fileprivate mutating func reading(_ reading: Results.Reading) {
    raw(" \"reading\": {\"pages\": {\"seen\": ")
    number(reading.pages.seen)
    raw(", \"read\": ")
    number(reading.pages.read)
    if let complete = reading.pages.complete { raw(complete ? ", \"complete\": true" : ", \"complete\": false") }
    raw(", \"unreadable\": ")
    lines(reading.pages.unreadable) { json, page in
      json.raw("{\"path\": ")
      json.string(page.path)
      json.raw(", \"reason\": ")
      json.string(page.reason)
      json.raw("}")
    }
    raw("},\n  \"ledgers\": ")
    lines(reading.ledgers) { $0.ledger($1) }
    raw("},\n")
  }

  private mutating func ledger(_ ledger: Results.LedgerReading) {
    raw("{\"unit\": ")
    string(ledger.unit)
    raw(", \"name\": ")
    string(ledger.name)
    raw(", \"path\": ")
    string(ledger.path)
    raw(", \"rows\": ")
    number(ledger.rows)
    raw(", \"rejected\": ")
    lines(ledger.rejected) { json, rejection in
      json.raw("{\"row\": ")
      json.number(rejection.row)
      json.raw(", \"column\": ")
      json.string(rejection.column)
      json.raw(", \"value\": ")
      json.string(rejection.value)
      json.raw(", \"reason\": ")
      json.string(rejection.reason)
      json.raw("}")
    }
    raw("}")
  }

  fileprivate mutating func unit(_ unit: UnitResult) {
    raw("{\"name\": ")
    string(unit.name)
    raw(", \"level\": ")
    string(unit.level.rawValue)
    raw(", \"formerly\": ")
    strings(unit.formerly)
    raw(", \"profiles\": ")
    strings(unit.profiles)
    raw(",\n \"score\": ")
    score(unit.score)
    if let alternative = unit.alternative {
      raw(",\n \"alternative\": ")
      score(alternative)
    }
    raw(",\n \"clauses\": ")
    lines(unit.clauses) { $0.clause($1) }
    raw(",\n \"findings\": ")
    lines(unit.findings) { $0.finding($1) }
    if let passed = unit.passedSubjects { subjects(passed, key: "passed_subjects") }
    if let settled = unit.settledSubjects { subjects(settled, key: "settled_subjects") }
    raw("}")
  }

  private mutating func subjects(_ byRule: [String: [String]], key: String) {
    raw(",\n ")
    string(key)
    raw(": {")
    for (index, rule) in byRule.keys.sorted().enumerated() {
      raw(index > 0 ? ",\n" : "\n")
      string(rule)
      raw(": ")
      strings(byRule[rule] ?? [])
    }
    raw("}")
  }

  private mutating func score(_ score: Score) {
    raw("{\"model\": ")
    string(score.model)
    raw(", \"model_version\": ")
    number(score.modelVersion)
    raw(", \"value\": ")
    number(score.value)
    raw(", \"low\": ")
    number(score.low)
    raw(", \"high\": ")
    number(score.high)
    raw(", \"coverage\": ")
    number(score.coverage)
    raw(", \"grade\": ")
    string(score.grade)
    raw(", \"vetoes\": ")
    strings(score.vetoes)
    raw(", \"parameters\": ")
    strings(score.parameters)
    raw("}")
  }
}
