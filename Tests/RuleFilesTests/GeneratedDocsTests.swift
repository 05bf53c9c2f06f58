import Foundation
import RuleFiles
import Testing

@Suite("The documents made from the rules")
struct GeneratedDocsTests {
  private static let root = URL(filePath: #filePath).appending(path: "../../..").standardized

  private let book: RuleBook

  init() throws {
    book = try RuleBook(folder: Self.root.appending(path: "Rules"))
  }

  @Test("docs/rules is what the rules say, with no page too many; if it is stale, run `make docs`")
  func reference() throws {
    let folder = Self.root.appending(path: "docs/rules")
    let written = Set(try FileManager.default.contentsOfDirectory(atPath: folder.path))
    let made = Reference(book: book).files
    #expect(written == Set(made.map(\.name)), "docs/rules has other pages than the rules make; run `make docs`")
    for file in made {
      let isFresh = try? Data(contentsOf: folder.appending(path: file.name)) == Data(file.text.utf8)
      #expect(isFresh == true, "docs/rules/\(file.name) is stale; run `make docs`")
    }
  }

  @Test("The reference speaks Chinese: every option that a rule names has a name for people")
  func chinese() throws {
    let word = /(?:^\| |，|：)([a-z_]{3,})(?:：| \|)/
    for file in Reference(book: book).files {
      for line in file.text.split(separator: "\n") where line.hasPrefix("| ") {
        #expect(line.firstMatch(of: word) == nil, "\(file.name): add a name to OptionNames: \(line.prefix(120))")
      }
    }
  }

  @Test("The clerks' handbook has every column of every ledger they keep, in that ledger's section")
  func handbook() throws {
    let text = try String(contentsOf: Self.root.appending(path: "docs/手册.md"), encoding: .utf8)
    let sections = text.components(separatedBy: "\n### ")
    // What lies beside the manifest or comes back from a unit is told in running words.
    let apart: Set<String> = ["attestations", "waivers", "rectification", "samples"]
    for schema in book.ledgers.values where !apart.contains(schema.name) {
      let section = try #require(
        sections.first { $0.contains("（`\(schema.name)`）") }, "docs/手册.md has no section on \(schema.chineseName)")
      for column in schema.columns {
        let rows = ["\n| \(column.header) |", "\n| \(column.header)（选列） |"]
        #expect(
          rows.contains { section.contains($0) }, "docs/手册.md lacks \(schema.chineseName)'s column \(column.header)")
      }
    }
  }
}
