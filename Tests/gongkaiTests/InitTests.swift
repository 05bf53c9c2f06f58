import Foundation
import Testing

/// What `init` writes is filled in by another program as a clerk would, and read back by `check`.
@Suite("Filling in what init writes", .enabled(if: Python.hasOpenpyxl, Python.skipped))
struct InitTests {
  private let program: Program

  init() throws { program = try Program() }

  @Test(
    "The workbooks and the attestation list of every profile read back without a rejected cell, and each word counts",
    arguments: [
      "baseline", "baoshan-2024", "chonggu-2022", "district-towns", "maqiao-2024", "miaohang-2024", "shaheyan-2024",
    ])
  func filledIn(_ profile: String) throws {
    #expect(try program.run("init", "甲", "--profile", profile).status == 0)
    #expect(try Python.run(["WorkbooksTests/fill.py", program.path("甲")]) == 0)
    try program.write("<title>通知</title><h1>通知</h1><p>正文。</p>".utf8, to: "甲/site/index.html")
    let listed = try program.run("records", "甲")
    #expect(listed.status == 0, "\(listed.errors)")
    let checked = try program.run("check", "甲", "--history", "none", "--no-cache", "--out", "R", "--format", "json")
    #expect(checked.status == 0, "\(checked.errors)")
    let data = try Data(contentsOf: URL(fileURLWithPath: program.path("R/results.json")))
    let results = try JSONDecoder().decode(Written.self, from: data)
    #expect(results.reading.ledgers.count >= 16)
    for ledger in results.reading.ledgers {
      #expect(ledger.rows == 6 && ledger.rejected.isEmpty, "\(ledger.name): \(ledger.rejected)")
    }
    let silent = results.units.flatMap(\.clauses).filter { $0.reason == "unattested" }
    #expect(silent.isEmpty, "\(silent.map(\.id))")
  }

  private struct Written: Decodable {
    let reading: Reading
    let units: [Unit]

    struct Reading: Decodable { let ledgers: [Ledger] }
    struct Ledger: Decodable {
      let name: String
      let rows: Int
      let rejected: [Rejection]
    }
    struct Rejection: Decodable {
      let row: Int
      let column: String?
      let reason: String?
    }
    struct Unit: Decodable { let clauses: [Clause] }
    struct Clause: Decodable {
      let id: String
      let reason: String?
    }
  }
}

/// The interpreter that `scripts/browser-tools` sets up, else the machine's own.
enum Python {
  private static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  private static let own = tests.deletingLastPathComponent().path + "/.venv/bin/python"

  static let skipped: Comment = "skipped: no openpyxl, run scripts/browser-tools to have the workbooks filled in"
  static let hasOpenpyxl = (try? run(["-c", "import openpyxl"])) == 0

  /// - Parameter arguments: a script below `Tests` and what it is given.
  static func run(_ arguments: [String]) throws -> Int32 {
    let process = Process()
    let interpreter =
      ProcessInfo.processInfo.environment["GONGKAI_PYTHON"]
      ?? (FileManager.default.isExecutableFile(atPath: own) ? own : "python3")
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [interpreter] + arguments
    process.currentDirectoryURL = tests
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
