import Findings
import Foundation
import RuleFiles
import Scoring
import Settings
import Testing

@testable import Records

@Suite("The shipped rules")
struct ShippedRulesTests {
  private let book: RuleBook

  init() throws { book = try Shipped.book }

  @Test("They load without a fault, and each shipped profile makes a plan")
  func load() throws {
    #expect(book.rules.count > 200)
    for name in book.profiles.keys.sorted() {
      #expect(try !book.plan(for: [name], own: nil).entries.isEmpty, "\(name)")
    }
  }

  @Test("Each document has all its clauses, 525 with a document of their own and seven of the baseline")
  func counts() {
    let counts = book.documents.mapValues(\.clauses.count)
    #expect(
      counts == [
        "baoshan-2024": 145, "chonggu-2022": 124, "miaohang-2024": 102, "shaheyan-2024": 80, "maqiao-2024": 74,
        "baseline": 7,
      ])
  }

  @Test(
    "Quote, severity, subjectivity and document of each clause are those of the list they were taken from",
    .enabled(
      if: FileManager.default.fileExists(atPath: Shipped.reference.appending(path: "clauses.csv").path),
      "the list of clauses is not beside this clone"))
  func verbatim() throws {
    let data = try Data(contentsOf: Shipped.reference.appending(path: "clauses.csv"))
    let records = CSVText(Array(data), delimiter: UInt8(ascii: ",")).records
    let header = try #require(records.first).map { $0.replacing("\u{feff}", with: "") }
    let rows = records.dropFirst().filter { $0.count == header.count }.map {
      Dictionary(uniqueKeysWithValues: zip(header, $0))
    }
    #expect(rows.count == 525)
    let clauses = Dictionary(
      uniqueKeysWithValues: book.documents.values.flatMap { document in
        document.clauses.map { ("\($0.id)", ($0, document)) }
      })
    for row in rows {
      let id = row["id"] ?? ""
      guard let (clause, document) = clauses[id] else {
        Issue.record("\(id) is missing")
        continue
      }
      #expect(clause.quote == row["quote"], "\(id)")
      #expect(
        clause.severity.rawValue == row["severity"] && clause.subjectivity.rawValue == row["subjectivity"], "\(id)")
      #expect(clause.topic == row["topic"], "\(id)")
      #expect(
        (document.number ?? "") == row["document_no"] && (document.issuedOn?.description ?? "") == row["issued_on"],
        "\(id)")
    }
  }

  @Test("The rules and clauses that the scoring models select exist")
  func scoring() throws {
    guard case .deduction(let model)? = book.scoring.models["deduction"] else {
      Issue.record("no deduction model")
      return
    }
    let selected = model.vetoes.flatMap(\.selection.rules)
    #expect(!selected.isEmpty && selected.allSatisfy { book.rules[$0] != nil })
    let topics = Set(book.documents.values.flatMap(\.clauses).map(\.topic))
    #expect(topics.isSubset(of: model.indicators.flatMap(\.selection.topics)), "no clause is without an indicator")
  }
}

@Suite("A folder of rules with a fault")
struct FaultyRulesTests {
  private static let minimal = [
    "scoring/grades.yml": "grades:\n  - {name: 合格, from: 60}\n  - {name: 不合格, from: 0}\n",
    "checks/marked.yml": """
    id: marked
    title: 有标识
    topic: 政府开放
    check: filled
    options: {table: events, must: [{field: 标识, flag: true}]}
    message: 活动“{title}”没有标识。
    fix: 请设置标识。
    why: 便于辨认。
    examples:
      - name: 有和没有
        tables: {events: [{编号: H1, 标识: true}, {编号: H2, 标识: true}, {编号: H3, 标识: false}, {编号: H4}]}
        expect: {H1: passed, H2: passed, H3: failed, H4: failed}
    """,
    "clauses/doc.yml": """
    document: doc
    name: 要点
    clauses:
      - {id: "1", quote: 设置标识, topic: 政府开放, severity: high, subjectivity: hard, rule: marked}
    """,
    "profiles/doc.yml": "documents: [doc]\n",
  ]

  /// Loads the minimal folder with some of its files written otherwise.
  private func load(_ changes: [String: String]) throws -> RuleBook {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in Self.minimal.merging(changes, uniquingKeysWith: { $1 }) {
      let url = folder.appending(path: name)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    return try RuleBook(folder: folder)
  }

  @Test("Without a fault it loads")
  func sound() throws {
    let book = try load([:])
    #expect(book.rules.keys.sorted() == ["marked"] && book.documents["doc"]?.clauses.count == 1)
  }

  private static func changed(_ file: String, _ old: String, _ new: String) -> [String: String] {
    [file: (minimal[file] ?? "").replacing(old, with: new)]
  }

  @Test(
    "A fault is told with its file and what to write",
    arguments: [
      (changed("checks/marked.yml", "must:", "evnt: 日期, must:"), "Rules/checks/marked.yml", "是否想写“event”？"),
      (changed("checks/marked.yml", "check: filled", "check: fill"), "Rules/checks/marked.yml", "filled"),
      (changed("checks/marked.yml", "{title}", "{titel}"), "Rules/checks/marked.yml", "{title}"),
      (changed("checks/marked.yml", "id: marked", "id: mark"), "Rules/checks/marked.yml", "文件名"),
      (
        changed("checks/marked.yml", "{H1: passed, H2: passed, H3: failed, H4: failed}", "passed"),
        "Rules/checks/marked.yml", "示例不足"
      ),
      (changed("clauses/doc.yml", "rule: marked", "rule: maked"), "Rules/clauses/doc.yml", "是否想写“marked”？"),
      (
        changed("clauses/doc.yml", "rule: marked", "rule: marked, with: {most: 1}"), "Rules/clauses/doc.yml",
        "是否想写“must”？"
      ),
      (changed("clauses/doc.yml", "rule: marked", "rule: marked, attested: true"), "Rules/clauses/doc.yml", "只能留一种"),
      (changed("profiles/doc.yml", "doc]", "dok]"), "Rules/profiles/doc.yml", "是否想写“doc”？"),
      (["profiles/a.yml": "extends: b\n", "profiles/b.yml": "extends: a\n"], "Rules/profiles/", "a → b → a"),
      (["scoring/deduction.yml": deduction(rule: "maked")], "Rules/scoring/deduction.yml", "是否想写“marked”？"),
      (
        ["scoring/deduction.yml": deduction(rule: "marked").replacing("100", with: "90")],
        "Rules/scoring/deduction.yml", "100"
      ),
      (
        ["scoring/deduction.yml": deduction(rule: "marked").replacing("topics: [政府开放]", with: "clauses: [doc/11]")],
        "Rules/scoring/deduction.yml", "没有条款“doc/11”"
      ),
    ])
  func faults(changes: [String: String], file: String, words: String) throws {
    let error = try #require(throws: SettingError.self) { try load(changes) }
    #expect(error.place.file.hasPrefix(file) && error.message.contains(words), "\(error)")
  }

  @Test("A veto on a rule that is there is in order")
  func veto() throws {
    #expect(try load(["scoring/deduction.yml": Self.deduction(rule: "marked")]).scoring.models["deduction"] != nil)
  }

  private static func deduction(rule: String) -> String {
    """
    model: deduction
    version: 1
    title: 扣分制
    source: 测试
    vetoes:
      - {name: 否决, select: {rules: [\(rule)]}}
    indicators:
      - {name: 全部, select: {topics: [政府开放]}, points: 100, off: {high: 2, medium: 1, low: 0.5}}
    """
  }
}
