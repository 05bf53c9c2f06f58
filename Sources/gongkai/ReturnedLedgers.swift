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
  ///
  /// - Parameter areWritten: whether the rows go into a report; else only a ledger that came back is looked at.
  func merged(
    with results: Results, history: [RunSummary], renames: Renames, areWritten: Bool
  ) throws -> (rows: [String: [RectificationRow]], notes: String) {
    let recheck = Recheck(results, history: history, renames: renames, calendar: book.calendar)
    var rows: [String: [RectificationRow]] = [:]
    var notes: [String] = []
    // One ledger beside the manifest may be all units' together.
    let shared = try ledger(in: folder.folder, named: "").map(RectificationRow.read) ?? []
    let sharedRows = Dictionary(grouping: shared) { owner(of: $0, results, history) }
    for unit in folder.units {
      let own = try unit.records.flatMap { try ledger(in: folder.folder.appending(path: $0), named: $0) }
      let returned = own.map(RectificationRow.read) ?? sharedRows[unit.unit.name]
      guard areWritten || returned != nil else { continue }
      let update = recheck.merge(returned ?? [], units: [unit.unit.name])
      rows[unit.unit.name] = update.rows
      if returned != nil { notes.append("\(unit.unit.name)　整改台账复核\n\(update.text())") }
    }
    return (rows, notes.joined(separator: "\n"))
  }

  /// Whose row it is: the unit whose finding it names, now or before, else the one named as responsible, else the first.
  private func owner(of row: RectificationRow, _ results: Results, _ history: [RunSummary]) -> String {
    let units = folder.units.map(\.unit)
    if let unit = results.units.first(where: { $0.findings.contains { $0.id == row.finding } }) { return unit.name }
    let before = history.flatMap(\.units).first { $0.faults.contains { $0.id == row.finding } }?.name
    let named = units.first { unit in
      before.map { $0 == unit.name || unit.formerly.contains($0) } ?? row.responsible.contains(unit.name)
    }
    return named?.name ?? units.first?.name ?? results.inspection.name
  }

  private func ledger(in url: URL, named name: String) throws -> Ledger? {
    guard let schema = book.ledgers["rectification"], FileManager.default.fileExists(atPath: url.path) else {
      return nil
    }
    return try LedgerFolder.read(at: url, named: name, schemas: [schema]).ledgers.first
  }
}
