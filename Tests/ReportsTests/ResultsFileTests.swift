import Findings
import Foundation
import Testing
import Workdays

@testable import Reports

@Suite struct ResultsFileTests {
  /// Every optional filled in at least once, and hostile text.
  static var full: Results {
    var results = SyntheticResults.district(units: 3, clauses: 12, findings: 60)
    results.reading.pages.complete = false
    results.units[1].formerly = ["旧甲镇"]
    results.units[1].alternative = Score(
      model: "deduction", modelVersion: 3, value: nil, low: 0, high: 100, coverage: 0, grade: nil, vetoes: ["安全泄密"],
      parameters: ["\"引号\" \\ 反斜杠 \u{1} \u{7F} \n 换行 \t 制表 \u{2028} 👍"])
    results.units[1].passedSubjects = ["rule-b": ["policy:甲府〔2024〕3号"], "rule-a": []]
    results.sample = SampleMeasure(
      checked: 40, overturned: 2, missed: 1, falseAlarms: 1, rate: 0.05, low: 0.0138, high: 0.165)
    return results.sorted
  }

  @Test("What is written reads back the same")
  func roundTrip() throws {
    let results = Self.full
    #expect(try ResultsFile.read(ResultsFile.write(results)) == results)
  }

  @Test("It is the same JSON that the types themselves encode to, but for explicit nulls")
  func agreesWithCodable() throws {
    let results = Self.full
    let encoded = try JSONSerialization.jsonObject(with: JSONEncoder().encode(results))
    let written = try JSONSerialization.jsonObject(with: Data(ResultsFile.write(results)))
    let expected = try #require(encoded as? NSDictionary)
    let found = try #require(Self.withoutNulls(written) as? NSDictionary)
    #expect(found == expected)
  }

  private static func withoutNulls(_ value: Any) -> Any {
    if let dictionary = value as? [String: Any] {
      return dictionary.filter { !($0.value is NSNull) }.mapValues(withoutNulls)
    }
    if let array = value as? [Any] { return array.map(withoutNulls) }
    return value
  }

  @Test("The order in which things were found changes no byte")
  func deterministic() {
    let results = Self.full
    var shuffled = results
    for index in shuffled.units.indices {
      shuffled.units[index].clauses.reverse()
      shuffled.units[index].findings.reverse()
    }
    shuffled.reading.ledgers.reverse()
    shuffled.reading.pages.unreadable.reverse()
    #expect(ResultsFile.write(shuffled) == ResultsFile.write(results))
  }

  @Test("A finding takes one line, and so does a clause")
  func oneLineEach() throws {
    let results = Self.full
    let text = String(decoding: ResultsFile.write(results), as: UTF8.self)
    let lines = text.split(separator: "\n")
    for unit in results.units {
      for finding in unit.findings { #expect(lines.contains { $0.hasPrefix("{\"id\": \"\(finding.id)\", ") }) }
      for clause in unit.clauses { #expect(lines.contains { $0.hasPrefix("{\"id\": \"\(clause.id)\", ") }) }
    }
    #expect(text.hasSuffix("\n"))
  }

  @Test("Removing one finding changes one line and its neighbour's comma at most")
  func mergesWell() {
    var results = Self.full
    let before = Set(String(decoding: ResultsFile.write(results), as: UTF8.self).split(separator: "\n"))
    results.units[0].findings.remove(at: 3)
    let after = Set(String(decoding: ResultsFile.write(results), as: UTF8.self).split(separator: "\n"))
    #expect(before.subtracting(after).count == 1)
    #expect(after.subtracting(before).isEmpty)
  }

  @Test("A file that cannot be used is refused with the place")
  func refused() {
    func read(_ text: String) throws(ResultsFileError) -> Results { try ResultsFile.read(Array(text.utf8)) }
    let whole = String(decoding: ResultsFile.write(Self.full), as: UTF8.self)
    #expect(throws: ResultsFileError.notJSON) { try read("") }
    #expect(throws: ResultsFileError.notJSON) { try read(String(whole.dropLast(20))) }
    #expect(throws: ResultsFileError.otherSchema(2)) { try read("{\"schema\": 2}") }
    #expect(throws: ResultsFileError.missing(place: "schema")) { try read("{}") }
    #expect(throws: ResultsFileError.missing(place: "tool")) { try read("{\"schema\": 1}") }
    #expect(throws: ResultsFileError.wrongValue(place: "units[0].clauses[0].outcome")) {
      let range = try #require(whole.range(of: "\"outcome\": \""))
      _ = try read(whole.replacingCharacters(in: range, with: "\"outcome\": \"very-"))
    }
  }
}
