import Foundation
import GRDB
import SampleResults
import Testing

@testable import History

@Suite("A store that cannot be used")
struct StoreErrorTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func write(_ bytes: Data) throws { try bytes.write(to: URL(fileURLWithPath: scratch.store)) }

  @Test("a missing store is told and not made")
  func missing() {
    #expect(throws: StoreError.missing(path: scratch.store)) { try RunStore(at: scratch.store) }
    #expect(!FileManager.default.fileExists(atPath: scratch.store))
  }

  @Test("a file that is no database, and a database of another program, are refused untouched")
  func foreign() throws {
    let text = Data(String(repeating: "这不是数据库。", count: 200).utf8)
    try write(text)
    #expect(throws: StoreError.foreign(path: scratch.store)) { try RunStore(at: scratch.store, creating: true) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: scratch.store)) == text)
    try FileManager.default.removeItem(atPath: scratch.store)
    try DatabaseQueue(path: scratch.store).write { try $0.execute(sql: "CREATE TABLE run (id INTEGER)") }
    #expect(throws: StoreError.foreign(path: scratch.store)) { try RunStore(at: scratch.store, creating: true) }
  }

  @Test("an empty file is a store that was never begun")
  func empty() throws {
    try write(Data())
    #expect(try RunStore(at: scratch.store, creating: true).runs().isEmpty)
  }

  @Test("a damaged store is told, not read as an empty one")
  func damaged() throws {
    let store = try RunStore(at: scratch.store, creating: true)
    for number in 0..<8 {
      _ = try store.save(
        results("2024Q3", units: [unit(findings: (0..<50).map { finding("甲\($0)号") })]), storedAt: "\(number)")
    }
    var bytes = try Data(contentsOf: URL(fileURLWithPath: scratch.store))
    for index in 4096..<bytes.count { bytes[index] = UInt8(truncatingIfNeeded: index &* 31 &+ 7) }
    try write(bytes)
    #expect(throws: StoreError.damaged(path: scratch.store)) { try RunStore(at: scratch.store).runs() }
    try write(bytes.prefix(5000))
    #expect(throws: StoreError.damaged(path: scratch.store)) { try RunStore(at: scratch.store).runs() }
  }

  @Test("a store of a newer version is refused")
  func newer() throws {
    _ = try RunStore(at: scratch.store, creating: true)
    try DatabaseQueue(path: scratch.store).write {
      try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('9-of-tomorrow')")
    }
    #expect(throws: StoreError.newer(path: scratch.store)) { try RunStore(at: scratch.store) }
  }

  @Test("a folder that is not there is told as a matter of access")
  func folder() {
    let path = scratch.path("无此目录/gongkai.sqlite")
    #expect(throws: StoreError.access(path: path)) { try RunStore(at: path, creating: true) }
  }

  @Test("an unknown run is told with those there are")
  func unknownRun() throws {
    let store = try RunStore(at: scratch.store, creating: true)
    #expect(throws: StoreError.noRun(id: 7, known: [])) { try store.results(7) }
    let id = try store.save(results("2024Q3", units: [unit()]), storedAt: "1").id
    #expect(throws: StoreError.noRun(id: 7, known: [id])) { try store.run(7) }
    #expect(StoreError.noRun(id: 7, known: [id]).description.contains("第7号"))
  }
}
