import Comparison
import Findings
import Foundation
import GRDB
import SampleResults
import Testing

@testable import History

@Suite("The store of runs")
struct RunStoreTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func store() throws -> RunStore { try RunStore(at: scratch.store, creating: true) }

  @Test("a run comes back just as it was, and so does what a comparison needs of it")
  func roundTrip() throws {
    let run = results(
      "2024Q3",
      units: [
        unit(
          formerly: ["旧镇"],
          findings: [
            finding("甲1号", location: Location(path: "/a.html", line: 3), fingerprint: "ab cd"),
            finding("甲2号", outcome: .notApplicable, overlay: overlay(.waiver)),
          ], passed: ["forms": ["policy:甲3号"]], settled: ["forms": ["policy:甲4号"]])
      ], complete: false, unreadable: ["/坏.html"])
    let store = try store()
    let id = try store.save(run, storedAt: "2024-10-08 09:00").id
    #expect(try store.results(id) == run)
    #expect(try store.read { try RunReader.summary(of: id, $0) } == RunSummary(run))
    let listed = try store.run(id)
    #expect((listed.failed, listed.undecided, listed.units) == (1, 0, ["甲镇"]))
    #expect(listed.storedAt == "2024-10-08 09:00")
  }

  @Test("running a period again supersedes visibly and keeps the earlier run")
  func superseding() throws {
    let store = try store()
    let first = try store.save(results("2024Q3", units: [unit()]), storedAt: "1").id
    let second = try store.save(results("2024Q3", units: [unit(value: 90)]), storedAt: "2")
    #expect(second.superseded == [first])
    #expect(try store.runs().map(\.supersededBy) == [second.id, nil])
    #expect(try store.results(first).units.first?.score.value == 80)
    #expect(listing(try store.runs()).contains("已由第\(second.id)号替代"))
  }

  @Test("neither another period, nor other units, nor a part of the units supersedes a run")
  func notSuperseding() throws {
    let store = try store()
    _ = try store.save(results("2024Q3", units: [unit("甲镇"), unit("乙镇")]), storedAt: "1")
    #expect(try store.save(results("2024Q4", units: [unit("甲镇")]), storedAt: "2").superseded.isEmpty)
    #expect(try store.save(results("2024Q3", units: [unit("丙镇")]), storedAt: "3").superseded.isEmpty)
    #expect(try store.save(results("2024Q3", units: [unit("甲镇")]), storedAt: "4", isWhole: false).superseded.isEmpty)
    #expect(try store.runs().allSatisfy { $0.supersededBy == nil })
  }

  @Test("a run under the unit's new name supersedes the one under its old name")
  func supersedingAcrossNames() throws {
    let store = try store()
    let first = try store.save(results("2024Q3", units: [unit("旧镇")]), storedAt: "1").id
    #expect(
      try store.save(results("2024Q3", units: [unit("新镇", formerly: ["旧镇"])]), storedAt: "2").superseded == [first])
  }

  @Test("removing a run lets the one beneath stand again")
  func removing() throws {
    let store = try store()
    let ids = try (0..<3).map { try store.save(results("2024Q3", units: [unit()]), storedAt: "\($0)").id }
    try store.remove(ids[1])
    #expect(try store.runs().map(\.supersededBy) == [ids[2], nil])
    try store.remove(ids[2])
    #expect(try store.runs().map(\.supersededBy) == [nil])
    #expect(throws: StoreError.noRun(id: ids[2], known: [ids[0]])) { try store.remove(ids[2]) }
    let rows = try store.read { db in
      try ["unit", "clause", "finding"].map { try Int.fetchOne(db, sql: "SELECT count(*) FROM \($0)") }
    }
    #expect(rows == [1, 1, 0])
    #expect(
      try store.save(results("2024Q4", units: [unit()]), storedAt: "4").id > ids[2], "numbers are not given twice")
  }

  @Test("looking back finds the standing runs of earlier periods, the last one of an earlier period first of all")
  func lookingBack() throws {
    let store = try store()
    for period in ["2024Q2", "2023Q3", "2024Q1", "2024Q3", "2024-06", "2024H1"] {
      _ = try store.save(results(period, units: [unit()]), storedAt: period)
    }
    _ = try store.save(results("2024Q2", units: [unit(value: 99)]), storedAt: "again")
    _ = try store.save(results("2024Q2", units: [unit("别镇", value: 1)]), storedAt: "another inspection")
    let now = results("2024Q3", units: [unit()])
    #expect(try store.earlier(than: now).map(\.period) == ["2023Q3", "2024Q1", "2024Q2"])
    #expect(try store.previous(of: now)?.units.first?.score.value == 99)
    #expect(try store.history(before: now).map(\.period) == ["2023Q3", "2024Q1", "2024Q2"])
    #expect(try store.previous(of: results("2023Q3", units: [unit()])) == nil)
    // A year's own quarters are not earlier than it; with no year before, any length will do.
    #expect(try store.previous(of: results("2024", units: [unit()]))?.inspection.period == "2023Q3")
    #expect(try store.earlier(than: results("2025", units: [unit()])).count == 6)
  }

  @Test("a comparison with the store's history tells what recurs")
  func comparing() throws {
    let store = try store()
    _ = try store.save(results("2024Q1", units: [unit("旧镇", findings: [finding("1号", unit: "旧镇")])]), storedAt: "1")
    _ = try store.save(
      results("2024Q2", units: [unit("新镇", formerly: ["旧镇"], passed: ["forms": ["policy:1号"]])]), storedAt: "2")
    let now = results("2024Q3", units: [unit("新镇", formerly: ["旧镇"], findings: [finding("1号", unit: "新镇")])])
    let old = try #require(try store.previous(of: now))
    #expect(compare(old, now, history: try store.history(before: now)).findings.map(\.state) == [.recurring])
  }

  @Test("the store is one file that can be copied")
  func oneFile() throws {
    _ = try store().save(results("2024Q3", units: [unit()]), storedAt: "1")
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.url.path) == ["gongkai.sqlite"])
    try FileManager.default.copyItem(atPath: scratch.store, toPath: scratch.path("副本.sqlite"))
    #expect(try RunStore(at: scratch.path("副本.sqlite")).runs().count == 1)
  }
}
