import Comparison
import Findings
import Foundation
import Inspection
import Records
import Rectification
import RuleFiles

/// The 整改台账 that units filled in and gave back: beside the manifest, or among a unit's own ledgers.
struct ReturnedLedgers {
  let folder: InspectionFolder
  let book: RuleBook

  /// Rows by unit after the re-check, and what to tell of them; a unit that gave none back gets a new one.
  func merged(
    with results: Results, history: [RunSummary], renames: Renames
  ) throws -> (rows: [String: [RectificationRow]], notes: String) {
    let recheck = Recheck(results, history: history, renames: renames, calendar: book.calendar)
    var rows: [String: [RectificationRow]] = [:]
    var notes: [String] = []
    let shared = try ledger(in: folder.folder, named: "")
    for unit in folder.units {
      let own = try unit.records.flatMap { try ledger(in: folder.folder.appending(path: $0), named: $0) }
      // One ledger beside the manifest serves a folder that is one unit.
      let returned = own ?? (folder.units.count == 1 ? shared : nil)
      let update = recheck.merge(returned.map(RectificationRow.read) ?? [], units: [unit.unit.name])
      rows[unit.unit.name] = update.rows
      if returned != nil { notes.append("\(unit.unit.name)　整改台账复核\n\(update.text())") }
    }
    return (rows, notes.joined(separator: "\n"))
  }

  private func ledger(in url: URL, named name: String) throws -> Ledger? {
    guard let schema = book.ledgers["rectification"], FileManager.default.fileExists(atPath: url.path) else {
      return nil
    }
    return try LedgerFolder.read(at: url, named: name, schemas: [schema]).ledgers.first
  }
}
