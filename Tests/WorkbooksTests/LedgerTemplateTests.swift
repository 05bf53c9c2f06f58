import Findings
import Foundation
import Records
import RuleFiles
import Testing
import Workdays

@testable import Workbooks

@Suite("Ledgers' empty workbooks")
struct LedgerTemplateTests {
  private let schemas: [LedgerSchema]
  private let folder: URL

  init() throws {
    let rules = URL(filePath: #filePath).appending(path: "../../../Rules").standardized
    // Those without examples are filled in by the program itself.
    schemas = try RuleBook(folder: rules).ledgers.values.sorted { $0.name < $1.name }
      .filter { $0.columns.contains { !$0.example.isEmpty } }
    folder = FileManager.default.temporaryDirectory.appending(path: "工作簿-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func read() throws -> [Ledger] {
    try LedgerFolder.read(at: folder, named: "", schemas: schemas).ledgers
  }

  private func path(_ template: LedgerTemplate) -> String { folder.appending(path: template.fileName).path }

  @Test("An empty workbook reads back as a ledger with every header, no row and nothing to say")
  func empty() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    for schema in schemas {
      let template = LedgerTemplate(schema)
      try template.workbook().write(to: path(template))
    }
    let ledgers = try read()
    #expect(ledgers.count == schemas.count && ledgers.count >= 18)
    for ledger in ledgers {
      #expect(ledger.headers == Set(ledger.schema.columns.map(\.header)))
      #expect(ledger.rows.isEmpty && ledger.rejected.isEmpty && ledger.notes.isEmpty && ledger.extraHeaders.isEmpty)
    }
  }

  @Test("Filled in with its own examples, choices and what clerks type, each reads back without a rejected cell")
  func filled() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    for schema in schemas {
      let template = LedgerTemplate(schema)
      var book = template.workbook()
      book.sheets[0].rows.append(.init(schema.columns.map(Self.exampleCell)))
      book.sheets[0].rows.append(.init(schema.columns.map { Self.typedCell($0) }))
      try book.write(to: path(template))
    }
    for ledger in try read() {
      #expect(ledger.rejected.isEmpty, "\(ledger.schema.name): \(ledger.rejected)")
      #expect(ledger.rows.map(\.number) == [2, 3] && ledger.notes.isEmpty, "\(ledger.schema.name) \(ledger.notes)")
      for column in ledger.schema.columns {
        #expect(ledger.rows.first?.values[column.header] != nil || column.example.isEmpty, "\(column.header)")
        #expect(ledger.rows.last?.values[column.header] != nil, "\(column.header)")
      }
    }
  }

  /// A date as a spreadsheet keeps it, the rest as typed.
  private static func exampleCell(_ column: LedgerSchema.Column) -> Cell {
    if column.type == .date, let read = try? DateText(column.example) {
      return Cell(.date(read.date, minute: read.minute))
    }
    if column.type == .number, let number = Double(column.example) { return .number(number) }
    return .text(column.example)
  }

  private static func typedCell(_ column: LedgerSchema.Column) -> Cell {
    switch column.type {
    case .date: return .text("2024.5.21")
    case .flag: return .text("√")
    case .number: return .text("１,２３４件")
    case .text: return .text(column.choices.last ?? "=文字1")
    case .list:
      let offered = column.choices + column.suggestions
      return .text(offered.isEmpty ? "甲；乙" : offered.suffix(2).joined(separator: "、"))
    }
  }

  @Test("The attestation list holds the clauses it is given and waits for verdicts")
  func attestations() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let template = LedgerTemplate(try #require(schemas.first { $0.name == "attestations" }))
    let clauses = ["8a", "15b"].map {
      AttestedClause(id: ClauseID(document: "baoshan-2024", number: $0), quote: "原话\($0)", hint: "看会议纪要")
    }
    try template.workbook(attesting: clauses).write(to: path(template))
    let ledger = try #require(try read().first)
    #expect(ledger.rows.map(\.key) == ["baoshan-2024/8a", "baoshan-2024/15b"])
    #expect(ledger.rows.map { $0.values["条款原文"] } == [.text("原话8a"), .text("原话15b")])
    #expect(ledger.rows.allSatisfy { $0.values["结论"] == nil } && ledger.rejected.isEmpty && ledger.notes.isEmpty)
  }

  @Test("The same schema gives the same bytes")
  func deterministic() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let template = LedgerTemplate(try #require(schemas.first))
    let files = try (0..<2).map { number in
      let file = folder.appending(path: "\(number).xlsx")
      try template.workbook().write(to: file.path)
      return try Data(contentsOf: file)
    }
    #expect(files[0] == files[1])
  }

  // MARK: By another program

  /// The interpreter that `scripts/browser-tools` sets up, else the machine's own.
  private static let python: String = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let own = root.appending(path: ".venv/bin/python").path
    return ProcessInfo.processInfo.environment["GONGKAI_PYTHON"]
      ?? (FileManager.default.isExecutableFile(atPath: own) ? own : "python3")
  }()

  private static func run(_ arguments: [String]) -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [python] + arguments
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return -1 }
    process.waitUntilExit()
    return process.terminationStatus
  }

  @Test(
    "Filled in by openpyxl from their drop-downs and formats, they read back without a rejected cell",
    .enabled(if: run(["-c", "import openpyxl"]) == 0, "openpyxl is not installed"))
  func filledByAnotherProgram() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    for schema in schemas {
      let template = LedgerTemplate(schema)
      try template.workbook().write(to: path(template))
    }
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "fill.py")
    #expect(Self.run([script.path, folder.path]) == 0)
    for ledger in try read() {
      #expect(ledger.rejected.isEmpty, "\(ledger.schema.name): \(ledger.rejected)")
      #expect(ledger.rows.count == 6 && ledger.notes.isEmpty, "\(ledger.schema.name)")
      let dates = ledger.schema.columns.filter { $0.type == .date }
      for column in dates { #expect(ledger.rows.allSatisfy { $0.values[column.header] != nil }, "\(column.header)") }
    }
  }
}
