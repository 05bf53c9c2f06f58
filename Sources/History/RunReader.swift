import Comparison
import Findings
import Foundation
import GRDB
import Workdays

/// Reads runs back from their rows.
enum RunReader {
  static func list(_ db: Database) throws -> [StoredRun] {
    var units: [Int64: [String]] = [:]
    for row in try Row.fetchAll(db, sql: "SELECT run_id, name FROM unit ORDER BY id") {
      units[row["run_id"], default: []].append(row["name"])
    }
    var counts: [Int64: [String: Int]] = [:]
    let tally = """
      SELECT unit.run_id, finding.outcome, count(*) AS number FROM finding JOIN unit ON unit.id = finding.unit_id
      GROUP BY unit.run_id, finding.outcome
      """
    for row in try Row.fetchAll(db, sql: tally) {
      counts[row["run_id"], default: [:]][row["outcome"]] = row["number"]
    }
    let sql = """
      SELECT id, name, period, as_of, stored_at, is_whole, tool_name, tool_version, inputs_digest, rules_digest,
        calendar_digest, superseded_by
      FROM run ORDER BY id
      """
    return try Row.fetchAll(db, sql: sql).map { row in
      let id: Int64 = row["id"]
      func count(_ outcome: Outcome) -> Int { counts[id]?[outcome.rawValue] ?? 0 }
      return StoredRun(
        id: id, name: row["name"], period: row["period"], asOf: try date(row["as_of"]), storedAt: row["stored_at"],
        isWhole: row["is_whole"], tool: .init(name: row["tool_name"], version: row["tool_version"]),
        digests: .init(
          inputs: row["inputs_digest"], rules: row["rules_digest"], calendar: row["calendar_digest"]),
        units: units[id] ?? [], failed: count(.failed), undecided: count(.undecided), errors: count(.error),
        supersededBy: row["superseded_by"])
    }
  }

  static func summary(of id: Int64, _ db: Database) throws -> RunSummary {
    guard
      let run = try Row.fetchOne(
        db, sql: "SELECT name, period, as_of, pages_complete, unreadable_pages FROM run WHERE id = ?",
        arguments: [id])
    else { throw StoreError.noRun(id: id, known: []) }
    let units = try Row.fetchAll(db, sql: "SELECT * FROM unit WHERE run_id = ? ORDER BY id", arguments: [id])
    let unreadable: [String] = try decode(run["unreadable_pages"]) ?? []
    return RunSummary(
      name: run["name"], period: run["period"], asOf: try date(run["as_of"]), complete: run["pages_complete"],
      unreadablePages: Set(unreadable), units: try units.map { try unit($0, db) })
  }

  private static func unit(_ row: Row, _ db: Database) throws -> RunSummary.Unit {
    let id: Int64 = row["id"]
    let clauses = try Row.fetchAll(
      db, sql: "SELECT id, rules, outcome, passed, failed FROM clause WHERE unit_id = ? ORDER BY rowid",
      arguments: [id])
    let findings = try Row.fetchAll(
      db, sql: "SELECT * FROM finding WHERE unit_id = ? ORDER BY rowid", arguments: [id])
    return RunSummary.Unit(
      name: row["name"], formerly: try decode(row["formerly"]) ?? [],
      score: Score(
        model: row["score_model"], modelVersion: row["score_version"], value: row["score_value"],
        low: row["score_low"], high: row["score_high"], coverage: row["coverage"], grade: row["grade"]),
      clauses: try clauses.map { clause in
        let (passed, failed): (Int, Int) = (clause["passed"], clause["failed"])
        return RunSummary.Clause(
          id: try word(ClauseID(clause["id"] as String)), rules: try decode(clause["rules"]) ?? [],
          outcome: try word(Outcome(rawValue: clause["outcome"])), decided: passed + failed)
      },
      faults: try findings.map(fault), passed: try decode(row["passed_subjects"]),
      settled: try decode(row["settled_subjects"]))
  }

  private static func fault(_ row: Row) throws -> RunSummary.Fault {
    RunSummary.Fault(
      id: row["id"], rule: row["rule"], clauses: try decode(row["clauses"]) ?? [],
      subject: Subject(kind: row["subject_kind"], key: row["subject_key"], title: row["subject_title"]),
      outcome: try word(Outcome(rawValue: row["outcome"])), severity: try word(Severity(rawValue: row["severity"])),
      message: row["message"], location: try decode(row["location"]),
      doneOn: try (row["done_on"] as String?).map(date), overlay: try decode(row["overlay"]))
  }

  static func decode<Value: Decodable>(_ text: String?) throws -> Value? {
    guard let text else { return nil }
    return try word(try? JSONDecoder().decode(Value.self, from: Data(text.utf8)))
  }

  private static func date(_ text: String) throws -> CivilDate { try word(CivilDate(iso: text)) }

  /// A cell that does not hold what we write there was damaged.
  private static func word<Value>(_ value: Value?) throws -> Value {
    guard let value else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
    return value
  }
}
