import Foundation
import History
import Reports
import Testing

/// The real program, ended at any moment: what was kept before stays, and nothing that is there is half a thing.
@Suite("A check that is killed")
struct KilledCheckTests {
  private let program: Program
  private static let arguments = ["check", ".", "--no-cache", "--out", "报告", "--format", "html,csv,json,xlsx"]

  init() throws {
    program = try Program()
    try program.write(
      """
      name: 示例区
      level: district
      period: 2024Q3
      profile: baoshan-2024
      site: site
      records: records
      units:
        - { name: 甲镇, level: town, profile: miaohang-2024, pages: { paths: ["/jz/**"] } }
      """.utf8, to: "gongkai.yml")
    for path in ["index", "jz/index", "zwgk/a"] {
      try program.write(
        "<html><head><meta charset=\"utf-8\"><title>页面</title></head><body><p>正文。</p></body></html>".utf8,
        to: "site/\(path).html")
    }
    try program.write("编号,收到日期,登记日期,答复日期\nA1,2024-07-01,2024-07-01,2024-07-05\n".utf8, to: "records/foi.csv")
  }

  /// - Returns: whether the program came to its end by itself.
  private func run(endingAfter delay: Duration, with number: Int32) throws -> Bool {
    let process = Process()
    process.executableURL = try Program.binary
    process.arguments = Self.arguments
    process.currentDirectoryURL = program.folder
    (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
    try process.run()
    usleep(UInt32(delay / .microseconds(1)))
    kill(process.processIdentifier, number)
    process.waitUntilExit()
    return process.terminationReason == .exit
  }

  /// The store's runs, each whole; every file of the report folder whole.
  private func expectWhole() throws -> [Int64] {
    var ids: [Int64] = []
    if FileManager.default.fileExists(atPath: program.path("gongkai.sqlite")) {
      let store = try RunStore(at: program.path("gongkai.sqlite"))
      ids = try store.runs().map(\.id)
      for id in ids { #expect(try store.results(id).units.count == 2) }
      #expect(try store.runs().count { $0.supersededBy == nil } <= 1)
    }
    if let data = FileManager.default.contents(atPath: program.path("报告/results.json")) {
      #expect(throws: Never.self) { try ResultsFile.read([UInt8](data)) }
    }
    for name in ["报告/index.html", "报告/甲镇/index.html"] where FileManager.default.fileExists(atPath: program.path(name)) {
      #expect(try program.text(name).hasSuffix("</html>\n"))
    }
    return ids
  }

  /// How long a run takes that nobody ends.
  private func wholeRun() throws -> Duration {
    let (clock, start) = (ContinuousClock(), ContinuousClock.now)
    let outcome = try program.run(Self.arguments)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return start.duration(to: clock.now)
  }

  @Test("killed at twenty random moments, no run that was kept is lost, none is half there, and the next one is whole")
  func killed() throws {
    let whole = try wholeRun()
    var kept = try expectWhole()
    #expect(kept == [1])
    var random = SystemRandomNumberGenerator()
    for turn in 0..<20 {
      let delay = whole * Double.random(in: 0.05...1.05, using: &random)
      let ended = try run(endingAfter: delay, with: turn.isMultiple(of: 2) ? SIGKILL : SIGINT)
      let now = try expectWhole()
      #expect(now.starts(with: kept), "a run that was kept is gone")
      if ended { #expect(now.count == kept.count + 1, "a run that came to its end was kept") }
      kept = now
    }
    #expect(try program.run(Self.arguments).status == 0)
    #expect(try expectWhole().count == kept.count + 1)
    let left = try FileManager.default.contentsOfDirectory(atPath: program.path("报告")).filter { $0.hasPrefix(".") }
    #expect(left.isEmpty, "what a killed run left aside is gone after the next")
  }

  @Test("Ctrl-C while a report is written leaves nothing aside")
  func interrupted() throws {
    let whole = try wholeRun()
    for part in [0.8, 0.9, 0.95] {
      _ = try run(endingAfter: whole * part, with: SIGINT)
      let left = try FileManager.default.contentsOfDirectory(atPath: program.path("报告")).filter { $0.hasPrefix(".") }
      #expect(left.isEmpty)
    }
  }
}
