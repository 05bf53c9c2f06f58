import Checks
import Findings
import RuleFiles
import Testing

@testable import Evaluation

@Suite("The examples of the shipped rules")
struct ShippedExamplesTests {
  private let book: RuleBook
  private let rules: [Rule]

  init() throws {
    book = try Shipped.book
    rules = book.rules.values.sorted { $0.id < $1.id }
  }

  @Test("Each has the outcome that it expects")
  func pass() {
    let runner = ExampleRunner(book: book)
    for failure in rules.flatMap({ runner.failures(of: $0) }) { Issue.record("\(failure)") }
  }

  @Test("No number of a rule can be one more or less without an example noticing")
  func mutations() {
    let runner = ExampleRunner(book: book)
    for survivor in rules.flatMap({ runner.survivingMutations(of: $0) }) { Issue.record("\(survivor)") }
  }

  @Test("An example that expects something else is told, with its place and what came out")
  func told() throws {
    let rule = try #require(book.rules["interpretation-filed"])
    let path = try #require(rule.options.integerPaths.first)
    let failure = try #require(
      ExampleRunner(book: book).failures(of: rule, options: rule.options.adding(400, at: path)).first)
    #expect(failure.description.contains(rule.file) && failure.description.contains("实际"))
  }

  /// What is said of every finding in every example.
  private func texts() throws -> [(place: String, message: String, fix: String)] {
    let runner = ExampleRunner(book: book)
    var texts: [(place: String, message: String, fix: String)] = []
    for rule in rules {
      for example in rule.examples {
        for verdict in try runner.verdicts(of: rule, rule.options, example) ?? [] where verdict.outcome.isFinding {
          let isGap = verdict.reason == .evidenceMissing
          texts.append(
            (
              "\(rule.id)，示例“\(example.name)”",
              isGap ? verdict.detail : rule.message.text(for: verdict, unit: example.unit),
              rule.fix.text(for: verdict, unit: example.unit)
            ))
        }
      }
    }
    return texts
  }

  private func sentences(_ text: String) -> Int {
    text.split(whereSeparator: { "。！？".contains($0) }).count
  }

  private func isChinese(_ text: String) -> Bool {
    text.unicodeScalars.contains { (0x4e00...0x9fff).contains($0.value) }
  }

  @Test("Every finding says in Chinese and at most two sentences what is wrong, and what to do about it")
  func wording() throws {
    let texts = try texts()
    #expect(texts.count > 500)
    for (place, message, fix) in texts {
      #expect(isChinese(message) && isChinese(fix), "\(place)：\(message)\(fix)")
      #expect(sentences(message) <= 2, "\(place)：\(message)")
      #expect(sentences(fix) <= 2, "\(place)：\(fix)")
    }
  }

  @Test("No finding is left with a placeholder, a hole where a word should be, or two full stops")
  func holes() throws {
    for (place, message, fix) in try texts() {
      for text in [message, fix] {
        for hole in ["{", "}", "：。", "“”", "。。", "，，", "nil", "Optional("] {
          #expect(!text.contains(hole), "\(place)：\(text)")
        }
      }
    }
  }

  @Test("No finding speaks in the names of the code, and none only of an error")
  func plainWords() throws {
    // Words joined by a low line or hyphen, and the outcomes' and tables' own names, are ours and not the reader's.
    let ours = Set(book.ledgers.keys).union(["pages", "links", "signs", "columns", "policies"])
      .union(Outcome.allCases.map(\.rawValue)).union(UndecidedReason.allCases.map(\.rawValue)).subtracting(["error"])
    for rule in rules {
      for text in [rule.message.template, rule.fix.template] {
        let plain = text.replacing(/\{[a-z]+\}/, with: "")
        let words = plain.matches(of: /[A-Za-z]+([_-][A-Za-z]+)*/).map { String($0.output.0) }
        for word in words { #expect(!ours.contains(word) && !word.contains("_"), "\(rule.id)：\(text)") }
        for word in ["错误。", "出错。"] { #expect(!text.hasSuffix(word), "\(rule.id)：\(text)") }
      }
    }
    for (place, message, _) in try texts() {
      let words = message.matches(of: /[A-Za-z]+([_-][A-Za-z]+)*/).map { String($0.output.0) }
      for word in words { #expect(!ours.contains(word), "\(place)：\(message)") }
    }
  }
}
