public import Comparison
public import Findings
import Foundation
import GRDB
import Workdays

/// The runs of an inspection, frozen in `gongkai.sqlite`.
///
/// A run is stored in one transaction: whole or not at all, whatever moment the process is killed at. A rollback
/// journal is used and not a write-ahead log, because the log needs memory shared between processes, which network
/// drives do not give, and because one file alone can then be copied while nobody writes.
public struct RunStore: Sendable {
  public static let fileName = "gongkai.sqlite"
  /// Seconds to wait for another process that writes.
  static let patience = 20
  /// Runs that a comparison looks back over: three years of quarters.
  public static let lookback = 12

  public let path: String
  let queue: DatabaseQueue

  /// Opens the store, and makes it where `creating`; else a missing file is an error.
  public init(at path: String, creating: Bool = false) throws(StoreError) {
    self.path = path
    if !creating, !FileManager.default.fileExists(atPath: path) { throw .missing(path: path) }
    var configuration = Configuration()
    configuration.busyMode = .timeout(TimeInterval(RunStore.patience))
    configuration.label = "gongkai.history"
    do {
      queue = try DatabaseQueue(path: path, configuration: configuration)
      try Schema.prepare(queue, path: path)
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// Keeps a run, and marks the earlier one of the same period and units as superseded by it.
  ///
  /// - Parameters:
  ///   - storedAt: The moment, in the form the list shows; only the caller knows a clock.
  ///   - isWhole: False where only some of the units were inspected.
  /// - Returns: The run's number, and those of the runs it supersedes.
  public func save(
    _ results: Results, storedAt: String, isWhole: Bool = true
  ) throws(StoreError) -> (id: Int64, superseded: [Int64]) {
    try write { db in
      let id = try RunWriter.insert(results, storedAt: storedAt, isWhole: isWhole, into: db)
      guard isWhole else { return (id, []) }
      let names = results.names
      let superseded = try heads(db).filter {
        $0.id != id && $0.period == results.inspection.period && !$0.names.isDisjoint(with: names)
      }.map(\.id)
      for old in superseded {
        try db.execute(sql: "UPDATE run SET superseded_by = ? WHERE id = ?", arguments: [id, old])
      }
      return (id, superseded)
    }
  }

  /// All runs, the oldest first.
  public func runs() throws(StoreError) -> [StoredRun] {
    try read { try RunReader.list($0) }
  }

  public func run(_ id: Int64) throws(StoreError) -> StoredRun {
    let all = try runs()
    guard let run = all.first(where: { $0.id == id }) else { throw .noRun(id: id, known: all.map(\.id)) }
    return run
  }

  /// The frozen results of a run, just as they were.
  public func results(_ id: Int64) throws(StoreError) -> Results {
    let data = try read { db in
      guard let data = try Data.fetchOne(db, sql: "SELECT results FROM run WHERE id = ?", arguments: [id]) else {
        throw StoreError.noRun(id: id, known: try Int64.fetchAll(db, sql: "SELECT id FROM run ORDER BY id"))
      }
      return data
    }
    guard let results = try? JSONDecoder().decode(Results.self, from: data) else { throw .results(id: id) }
    return results
  }

  /// Takes a run out; the run that it superseded stands again, or is superseded by what superseded it.
  public func remove(_ id: Int64) throws(StoreError) {
    try write { db in
      guard let row = try Row.fetchOne(db, sql: "SELECT superseded_by FROM run WHERE id = ?", arguments: [id]) else {
        throw StoreError.noRun(id: id, known: try Int64.fetchAll(db, sql: "SELECT id FROM run ORDER BY id"))
      }
      let heir: Int64? = row["superseded_by"]
      try db.execute(sql: "UPDATE run SET superseded_by = ? WHERE superseded_by = ?", arguments: [heir, id])
      try db.execute(sql: "DELETE FROM run WHERE id = ?", arguments: [id])
    }
    // Gives the space back; another reader may prevent it, which does no harm.
    try? queue.vacuum()
  }

  // MARK: Looking back

  /// The standing runs of periods before this one with a unit in common, the oldest first: runs of the same length
  /// of period, and where there are none, of any.
  public func earlier(than results: Results) throws(StoreError) -> [StoredRun] {
    guard let period = Period(results.inspection.period) else { return [] }
    let names = results.names
    let candidates = try read { try heads($0) }.filter { !$0.names.isDisjoint(with: names) }
    let before = candidates.compactMap { head in
      Period(head.period).flatMap { $0.lastDay < period.firstDay ? (head.id, $0) : nil }
    }
    let alike = before.filter { $0.1.length == period.length }
    let chosen = Dictionary(
      (alike.isEmpty ? before : alike).map { ($0.0, $0.1) }, uniquingKeysWith: { one, _ in one })
    return try runs().filter { chosen[$0.id] != nil }.sorted { left, right in
      let (one, other) = (chosen[left.id], chosen[right.id])
      if let one, let other, one != other { return one < other }
      return (left.asOf, left.id) < (right.asOf, right.id)
    }
  }

  /// The last run of an earlier period, what `check` compares with by default; nil where there is none.
  public func previous(of results: Results) throws(StoreError) -> Results? {
    guard let last = try earlier(than: results).last else { return nil }
    return try self.results(last.id)
  }

  /// What a comparison needs of the earlier runs, the oldest first, with the same period a year ago among them.
  public func history(before results: Results) throws(StoreError) -> [RunSummary] {
    let ids = try earlier(than: results).suffix(RunStore.lookback).map(\.id)
    return try read { db in try ids.map { try RunReader.summary(of: $0, db) } }
  }

  // MARK: Access

  private struct Head {
    let id: Int64
    let period: String
    let names: Set<String>
  }

  /// Whole runs that nothing supersedes.
  private func heads(_ db: Database) throws -> [Head] {
    var names: [Int64: Set<String>] = [:]
    var periods: [Int64: String] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT run.id, run.period, unit.name, unit.formerly FROM run LEFT JOIN unit ON unit.run_id = run.id
        WHERE run.superseded_by IS NULL AND run.is_whole = 1
        """)
    while let row = try rows.next() {
      let id: Int64 = row["id"]
      periods[id] = row["period"]
      if let name: String = row["name"] { names[id, default: []].insert(name) }
      let formerly: [String] = try RunReader.decode(row["formerly"]) ?? []
      names[id, default: []].formUnion(formerly)
    }
    return periods.keys.sorted().map { Head(id: $0, period: periods[$0] ?? "", names: names[$0] ?? []) }
  }

  func read<Value: Sendable>(_ body: @Sendable (Database) throws -> Value) throws(StoreError) -> Value {
    do {
      return try queue.read(body)
    } catch {
      throw StoreError(error, path: path)
    }
  }

  private func write<Value: Sendable>(_ body: @Sendable (Database) throws -> Value) throws(StoreError) -> Value {
    do {
      return try queue.write(body)
    } catch {
      throw StoreError(error, path: path)
    }
  }
}

extension Results {
  /// The units' names and those they bore before: what makes two runs parts of one history.
  var names: Set<String> { Set(units.flatMap { [$0.name] + $0.formerly }) }
}
