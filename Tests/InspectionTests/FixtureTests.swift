import Findings
import Foundation
import Inspection
import Links
import RuleFiles
import Testing
import Workdays

/// The shipped inspection folders: what was planted in them is found, and nothing else on the hard clauses.
@Suite("fixtures")
struct FixtureTests {
  private static let root = URL(filePath: #filePath).appending(path: "../../..").standardized

  /// A fault as `planted.csv` lists it, and as a finding tells it.
  struct Fault: Hashable, Comparable, CustomStringConvertible {
    let unit: String
    let clause: String
    let subject: String

    var description: String { "\(unit) \(clause) \(subject)" }
    static func < (left: Fault, right: Fault) -> Bool { left.description < right.description }
  }

  @Test("what was planted is found, and nothing else fails on a hard clause", arguments: ["district", "town-2022"])
  func planted(_ name: String) async throws {
    let (results, book) = try await Self.inspect(name)
    let hard = Set(
      book.documents.values.flatMap { document in
        document.clauses.filter { $0.subjectivity == .hard }.map { "\($0.id)" }
      })
    var found: Set<Fault> = []
    for unit in results.units {
      for finding in unit.findings where finding.outcome == .failed {
        for clause in finding.clauses where hard.contains("\(clause)") {
          found.insert(Fault(unit: unit.name, clause: "\(clause)", subject: finding.subject.key))
        }
      }
    }
    let planted = try Self.planted(in: name)
    #expect(planted.count >= 10)
    #expect(planted.subtracting(found).sorted() == [], "missed")
    #expect(found.subtracting(planted).sorted() == [], "false alarms")
  }

  @Test("every page and every row of the fixtures is read", arguments: ["district", "town-2022"])
  func reading(_ name: String) async throws {
    let (results, _) = try await Self.inspect(name)
    #expect(results.reading.pages.unreadable.isEmpty && results.reading.pages.seen == results.reading.pages.read)
    #expect(results.reading.ledgers.allSatisfy { $0.rejected.isEmpty })
  }

  private static func inspect(_ name: String) async throws -> (Results, RuleBook) {
    let book = try RuleBook(folder: root.appending(path: "Rules"))
    let url = root.appending(path: "Fixtures/\(name)")
    let today = try #require(CivilDate(iso: "2030-01-01"))
    let folder = try InspectionFolder(at: url.path, overrides: .init(), today: today)
    var recorded: LinkReport?
    if let data = try? Data(contentsOf: url.appending(path: "links.json")) {
      recorded = try JSONDecoder().decode(LinkReport.self, from: data)
    }
    let site = try folder.readSite(SiteReader(jobs: 2, checkedOn: folder.asOf), recorded: recorded)
    let inspection = try await Inspection.run(
      folder, book: book, site: site?.result, tool: Results.Tool(name: "gongkai", version: "0"))
    return (inspection.results, book)
  }

  /// `单位,条款,对象,结果,说明`; only the last may hold anything that CSV would quote.
  private static func planted(in name: String) throws -> Set<Fault> {
    let text = try String(contentsOf: root.appending(path: "Fixtures/\(name)/planted.csv"), encoding: .utf8)
    let rows = text.split(whereSeparator: \.isNewline).dropFirst().map { $0.split(separator: ",", maxSplits: 4) }
    return try Set(
      rows.map { row in
        try #require(row.count == 5)
        return Fault(unit: String(row[0]), clause: String(row[1]), subject: String(row[2]))
      })
  }
}
