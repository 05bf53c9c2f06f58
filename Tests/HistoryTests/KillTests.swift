import Findings
import Foundation
import GRDB
import SampleResults
import Testing

@testable import History

@Suite("A writer that is killed")
struct KillTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private var writer: URL {
    get throws {
      let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
      let beside = URL(fileURLWithPath: own).deletingLastPathComponent().appendingPathComponent("history-writer")
      if FileManager.default.isExecutableFile(atPath: beside.path) { return beside }
      // The runner may be the toolchain's; then the products are where the tests were loaded from.
      let loaded = CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
      return URL(fileURLWithPath: loaded).deletingLastPathComponent().appendingPathComponent("history-writer")
    }
  }

  private func start(_ runs: Int, size: Int) throws -> (Process, Pipe) {
    let (process, pipe) = (Process(), Pipe())
    process.executableURL = try writer
    process.arguments = [scratch.store, String(runs), String(size)]
    process.standardOutput = pipe
    try process.run()
    return (process, pipe)
  }

  private func numbers(_ pipe: Pipe) -> [Int64] {
    String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      .split(separator: "\n").compactMap { Int64($0) }
  }

  /// Every run that stands in the store is there with all its rows, and agrees with its frozen results.
  private func expectWhole(_ store: RunStore) throws -> [Int64] {
    #expect(try store.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") } == "ok")
    #expect(try store.read { try Row.fetchOne($0, sql: "PRAGMA foreign_key_check") == nil })
    let ids = try store.runs().map(\.id)
    for id in ids {
      let summary = try store.read { try RunReader.summary(of: id, $0) }
      #expect(try summary == .init(store.results(id)))
    }
    return ids
  }

  @Test("killed at twenty random moments, the store holds whole runs only, and every run that was said to be kept")
  func killed() throws {
    var random = SystemRandomNumberGenerator()
    var kept: Set<Int64> = []
    for _ in 0..<20 {
      let (process, pipe) = try start(1000, size: 40)
      usleep(UInt32.random(in: 0..<250_000, using: &random))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      kept.formUnion(numbers(pipe))
      // Killed before it came to make the store, there is nothing to look at yet.
      guard FileManager.default.fileExists(atPath: scratch.store) else { continue }
      let ids = try expectWhole(RunStore(at: scratch.store, creating: true))
      #expect(kept.isSubset(of: ids))
      // One more than was said may be kept: killed between keeping and saying.
      kept = Set(ids)
    }
  }

  @Test("two writers at once wait for each other, also over who makes the store")
  func together() throws {
    let writers = try (0..<3).map { _ in try start(10, size: 20) }
    let said = writers.map { numbers($0.1) }
    for (process, _) in writers {
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
    }
    let ids = try expectWhole(RunStore(at: scratch.store))
    #expect(said.flatMap { $0 }.sorted() == ids)
    #expect(ids.count == 30)
    #expect(try RunStore(at: scratch.store).runs().count { $0.supersededBy == nil } == 1)
  }
}
