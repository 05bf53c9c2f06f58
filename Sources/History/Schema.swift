import GRDB

/// The store's tables, by version. A migration that was ever released is never changed; a new one is added.
enum Schema {
  /// "gong" in ASCII: marks the file as ours in SQLite's own header.
  static let applicationID: Int32 = 0x676F_6E67

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1-runs") { db in
      try db.execute(
        sql: """
          CREATE TABLE run (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL, period TEXT NOT NULL, as_of TEXT NOT NULL, stored_at TEXT NOT NULL,
            is_whole INTEGER NOT NULL,
            tool_name TEXT NOT NULL, tool_version TEXT NOT NULL,
            inputs_digest TEXT NOT NULL, rules_digest TEXT NOT NULL, calendar_digest TEXT NOT NULL,
            pages_complete INTEGER NOT NULL, unreadable_pages TEXT NOT NULL,
            results BLOB NOT NULL,
            superseded_by INTEGER REFERENCES run(id)
          ) STRICT;
          CREATE INDEX run_period ON run(period);
          CREATE TABLE unit (
            id INTEGER PRIMARY KEY,
            run_id INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
            name TEXT NOT NULL, level TEXT NOT NULL, formerly TEXT NOT NULL, profiles TEXT NOT NULL,
            score_model TEXT NOT NULL, score_version INTEGER NOT NULL, score_value REAL, score_low REAL NOT NULL,
            score_high REAL NOT NULL, coverage REAL NOT NULL, grade TEXT, passed_subjects TEXT, settled_subjects TEXT
          ) STRICT;
          CREATE INDEX unit_run ON unit(run_id);
          CREATE TABLE clause (
            unit_id INTEGER NOT NULL REFERENCES unit(id) ON DELETE CASCADE,
            id TEXT NOT NULL, rules TEXT NOT NULL, topic TEXT NOT NULL, outcome TEXT NOT NULL, weight REAL NOT NULL,
            passed INTEGER NOT NULL, failed INTEGER NOT NULL, undecided INTEGER NOT NULL, not_due INTEGER NOT NULL,
            not_applicable INTEGER NOT NULL, errors INTEGER NOT NULL
          ) STRICT;
          CREATE INDEX clause_unit ON clause(unit_id);
          CREATE TABLE finding (
            unit_id INTEGER NOT NULL REFERENCES unit(id) ON DELETE CASCADE,
            id TEXT NOT NULL, rule TEXT NOT NULL, clauses TEXT NOT NULL, outcome TEXT NOT NULL,
            severity TEXT NOT NULL, subject_kind TEXT NOT NULL, subject_key TEXT NOT NULL, subject_title TEXT,
            message TEXT NOT NULL, location TEXT, done_on TEXT, fingerprint TEXT, overlay TEXT
          ) STRICT;
          CREATE INDEX finding_unit ON finding(unit_id);
          """)
      // The last word of the first version: a file without it was never ours.
      try db.execute(sql: "PRAGMA application_id = \(applicationID)")
    }
    return migrator
  }

  /// Makes the file ours where it is new, brings it to this version, and refuses what is not ours or newer.
  static func prepare(_ queue: DatabaseQueue, path: String) throws {
    // Two processes may come to a new file at once: the one that finds the other's tables looks again.
    for attempt in 1... {
      let isReady = try queue.read { db in
        let id = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        let tables = try String.fetchAll(
          db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        // GRDB's own table comes before the first migration; with nothing else it is the start of a store.
        guard id == applicationID || id == 0 && tables.allSatisfy({ $0 == "grdb_migrations" }) else {
          throw StoreError.foreign(path: path)
        }
        if try migrator.hasBeenSuperseded(db) { throw StoreError.newer(path: path) }
        return try migrator.hasCompletedMigrations(db)
      }
      if isReady { return }
      do {
        return try migrator.migrate(queue)
      } catch let error as DatabaseError where error.resultCode == .SQLITE_ERROR && attempt < 5 {
        continue
      } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT && attempt < 5 {
        continue
      }
    }
  }
}
