import Findings
import Foundation
import GRDB

/// Writes one run's rows, within the caller's transaction.
enum RunWriter {
  static func insert(_ results: Results, storedAt: String, isWhole: Bool, into db: Database) throws -> Int64 {
    let inspection = results.inspection
    let pages = results.reading.pages
    try db.execute(
      sql: """
        INSERT INTO run (name, period, as_of, stored_at, is_whole, tool_name, tool_version, inputs_digest,
          rules_digest, calendar_digest, pages_complete, unreadable_pages, results)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        inspection.name, inspection.period, inspection.asOf.description, storedAt, isWhole, results.tool.name,
        results.tool.version, inspection.digests.inputs, inspection.digests.rules, inspection.digests.calendar,
        pages.complete ?? true, try text(pages.unreadable.map(\.path)), try data(results),
      ])
    let run = db.lastInsertedRowID
    for unit in results.units { try insert(unit, run: run, into: db) }
    return run
  }

  private static func insert(_ unit: UnitResult, run: Int64, into db: Database) throws {
    let score = unit.score
    try db.execute(
      sql: """
        INSERT INTO unit (run_id, name, level, formerly, profiles, score_model, score_version, score_value, score_low,
          score_high, coverage, grade, passed_subjects, settled_subjects)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        run, unit.name, unit.level.rawValue, try text(unit.formerly), try text(unit.profiles), score.model,
        score.modelVersion, score.value, score.low, score.high, score.coverage, score.grade,
        try unit.passedSubjects.map(text), try unit.settledSubjects.map(text),
      ])
    let id = db.lastInsertedRowID
    let clauses = try db.cachedStatement(
      sql: """
        INSERT INTO clause (unit_id, id, rules, topic, outcome, weight, passed, failed, undecided, not_due,
          not_applicable, errors)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    for clause in unit.clauses {
      try clauses.execute(arguments: [
        id, clause.id.description, try text(clause.rules), clause.topic, clause.outcome.rawValue, clause.weight,
        clause.passed, clause.failed, clause.undecided, clause.notDue, clause.notApplicable, clause.errors,
      ])
    }
    let findings = try db.cachedStatement(
      sql: """
        INSERT INTO finding (unit_id, id, rule, clauses, outcome, severity, subject_kind, subject_key, subject_title,
          message, location, done_on, fingerprint, overlay)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    for finding in unit.findings {
      try findings.execute(arguments: [
        id, finding.id, finding.rule, try text(finding.clauses), finding.outcome.rawValue,
        finding.severity.rawValue, finding.subject.kind, finding.subject.key, finding.subject.title, finding.message,
        try finding.location.map(text), finding.doneOn?.description, finding.fingerprint,
        try finding.overlay.map(text),
      ])
    }
  }

  private static func text(_ value: some Encodable) throws -> String {
    String(decoding: try data(value), as: UTF8.self)
  }

  private static func data(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(value)
  }
}
