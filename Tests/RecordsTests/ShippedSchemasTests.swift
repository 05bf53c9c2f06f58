import Foundation
import RuleFiles
import Testing

@testable import Records

@Suite("The shipped ledgers")
struct ShippedSchemasTests {
  private static let root = URL(filePath: #filePath).appending(path: "../../..").standardized

  private let schemas: [LedgerSchema]

  init() throws {
    schemas = try RuleBook(folder: Self.root.appending(path: "Rules")).ledgers.values.sorted { $0.name < $1.name }
  }

  private static let kept = [
    "attestations", "consultations", "decisions", "directory", "disputes", "documents", "events", "faqs", "foi",
    "interpretations", "messages", "pushes", "register", "reviews", "service_links", "staff", "waivers", "worklog",
  ]

  @Test("The sixteen that clerks keep are there, and the attestations and the waivers")
  func count() {
    #expect(Set(schemas.map(\.name)).isSuperset(of: Self.kept))
  }

  @Test("No alias is a header of its ledger or stands at two columns")
  func aliases() {
    for schema in schemas {
      var seen: [String: String] = [:]
      for column in schema.columns {
        for name in [column.header] + column.aliases {
          let folded = HeaderNames.folded(name)
          #expect(seen[folded] == nil, "\(schema.name): \(name) at \(column.header) and \(seen[folded] ?? "")")
          seen[folded] = column.header
        }
      }
    }
  }

  @Test("Every choice, suggestion, synonym and example is read, and no synonym leads past the choices")
  func values() {
    for column in schemas.flatMap(\.columns) {
      let reader = CellReader(column)
      let words = column.choices + column.suggestions + column.synonyms.keys + column.yesWords + column.noWords
      for word in words + (column.example.isEmpty ? [] : [column.example]) {
        guard case .value(let value) = reader.read(.text(word)) else {
          Issue.record("\(column.header): “\(word)” is not read")
          continue
        }
        guard !column.choices.isEmpty else { continue }
        let items = value.description.split(separator: "；").map(String.init)
        #expect(items.allSatisfy(column.choices.contains), "\(column.header): \(word) gives \(value)")
      }
      for word in column.emptyWords { #expect(reader.read(.text(word)) == .empty, "\(column.header): \(word)") }
    }
  }

  @Test("A ledger under every first alias is read as under its own headers")
  func underAliases() throws {
    for schema in schemas {
      let headers = schema.columns.map { $0.aliases.first ?? $0.header }
      let text =
        (headers.map { "\"\($0)\"" }).joined(separator: ",") + "\n" + String(repeating: "无,", count: headers.count)
      let ledger = try LedgerFile.read(Array(text.utf8), path: "a.csv", schema: schema)
      #expect(ledger.headers == Set(schema.columns.map(\.header)), "\(schema.name)")
      #expect(ledger.extraHeaders.isEmpty && ledger.rows.isEmpty)
    }
  }

  private static let contract = root.appending(path: "../shared/contract.md").standardized

  @Test(
    "Every header of the contract is there, in its order, the key first",
    .enabled(if: FileManager.default.fileExists(atPath: contract.path), "the contract is not beside this clone"))
  func contractHeaders() throws {
    let text = try String(contentsOf: Self.contract, encoding: .utf8)
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("| ") }.map {
      $0.split(separator: "|").map(CellText.trimmedPart)
    }
    for schema in schemas where Self.kept.contains(schema.name) {
      let row = try #require(rows.first { $0.first == schema.name }, "\(schema.name)")
      #expect(row[1].hasPrefix(schema.chineseName))
      let headers = Self.withoutBrackets(row[2]).split(separator: ",").map(CellText.trimmedPart)
      let own = schema.columns.map(\.header)
      #expect(own.filter(headers.contains) == headers, "\(schema.name)")
    }
  }

  private static func withoutBrackets(_ text: String) -> String {
    var (result, depth) = ("", 0)
    for character in text {
      if character == "(" { depth += 1 }
      if depth == 0 { result.append(character) }
      if character == ")" { depth -= 1 }
    }
    return result
  }
}

extension CellText {
  fileprivate static func trimmedPart(_ text: Substring) -> String { trimmed(String(text)) }
}
