import ArgumentParser
import Inspection
import Records
import RuleFiles
import Settings

struct RecordsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "records", abstract: "列出每张台账读到了什么、哪些读不出来。")

  @Argument(help: "核查目录，或台账目录。")
  var folder: String

  func run() async throws {
    try await Ending.telling {
      let book = try RuleBook(folder: RulesFolder.locate())
      let inspection = try InspectionFolder(at: folder, overrides: .init(), today: Today.inChina())
      var places: [(unit: String, folder: String)] = inspection.units.compactMap { unit in
        unit.records.map { (unit.unit.name, $0) }
      }
      // A folder of ledgers alone can be looked at before there is a manifest.
      if places.isEmpty { places = [(inspection.manifest.name, ".")] }
      var rejected = 0
      for place in places {
        let schemas = book.ledgers.values.filter { $0.name != "rectification" }.sorted { $0.name < $1.name }
        let read = try LedgerFolder.read(
          at: inspection.folder.appending(path: place.folder), named: place.folder, schemas: schemas)
        Terminal.print("\(place.unit)（\(place.folder)）")
        rejected += tell(read.ledgers)
        let absent = read.absent.filter { !Self.statements.contains($0.name) }.map(\.chineseName)
        if !absent.isEmpty { Terminal.print("  未提供：\(absent.joined(separator: "、"))") }
        for path in read.foreign { Terminal.print("  未读取：\(path)（不是能读的格式，请另存为 .xlsx 或 .csv）") }
        for path in read.unrecognised { Terminal.print("  未读取：\(path)（不是约定的台账名称）") }
      }
      if places.first?.folder != "." {
        // What people say of the inspection lies beside the manifest.
        let schemas = Self.statements.compactMap { book.ledgers[$0] }
        let read = try LedgerFolder.read(at: inspection.folder, named: "", schemas: schemas)
        if !read.ledgers.isEmpty { Terminal.print("清单旁") }
        rejected += tell(read.ledgers)
      }
      Terminal.print(rejected == 0 ? "全部读出。" : "共\(rejected)处读不出，请改正后重新核查。")
    }
  }

  private static let statements = ["attestations", "waivers"]

  /// Says what each ledger gave; returns in how many places it could not be read.
  private func tell(_ ledgers: [Ledger]) -> Int {
    for ledger in ledgers {
      Terminal.print(
        "  \(ledger.schema.chineseName)（\(ledger.path)）：读到\(ledger.rows.count)行，\(ledger.rejected.count)处读不出")
      let columns = ledger.schema.columns.map(\.header).filter(ledger.headers.contains)
      Terminal.print("    读到的列：\(columns.joined(separator: "、"))")
      for rejection in ledger.rejected {
        let column = rejection.column.map { "“\($0)”" } ?? "整行"
        Terminal.print(
          "    第\(rejection.row)行\(column)：\(rejection.value.isEmpty ? "" : "“\(rejection.value)”，")\(rejection.reason)"
        )
      }
      for note in ledger.notes { Terminal.print("    注意：\(note)") }
    }
    return ledgers.reduce(0) { $0 + $1.rejected.count }
  }
}
