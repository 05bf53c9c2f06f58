import Foundation
import RuleFiles
import Settings
import Testing

@Suite("Rules that were read whole before")
struct RuleProofTests {
  private static let rule = """
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
    """
  private static let clauses = """
    document: doc
    name: 要点
    clauses:
      - {id: "1", quote: 设置标识, topic: 政府开放, severity: high, subjectivity: hard, rule: marked}
    """

  private let root = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)

  private func write(_ text: String, to name: String) throws {
    let url = root.appending(path: "Rules/\(name)")
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  private func load(tool: String = "1", isRemembered: Bool = true) throws -> RuleBook {
    let proof = RuleProof(folder: root.appending(path: "cache").path, tool: tool)
    return try RuleBook(folder: root.appending(path: "Rules"), proof: isRemembered ? proof : nil)
  }

  /// A folder with one rule, which is written as given.
  private func prepare(_ rule: String = rule) throws {
    try write("grades:\n  - {name: 合格, from: 60}\n  - {name: 不合格, from: 0}\n", to: "scoring/grades.yml")
    try write(rule, to: "checks/marked.yml")
    try write(Self.clauses, to: "clauses/doc.yml")
    try write("documents: [doc]\n", to: "profiles/doc.yml")
  }

  private func examples(_ book: RuleBook) -> Int? { book.rules["marked"]?.examples.count }

  @Test("the same bytes come without their examples the second time, and with the same words and options")
  func second() throws {
    defer { try? FileManager.default.removeItem(at: root) }
    try prepare()
    let (first, second) = (try load(), try load())
    #expect(examples(first) == 1 && examples(second) == 0)
    #expect(first.rules["marked"]?.options == second.rules["marked"]?.options)
    #expect(first.rules["marked"]?.why == second.rules["marked"]?.why)
    #expect(first.files == second.files)
    #expect(examples(try load(isRemembered: false)) == 1, "who asks without a proof gets all")
    #expect(examples(try load(tool: "2")) == 1, "another version of the tool proves for itself")
  }

  @Test(
    "one byte more in any file, and all is read and refused as ever",
    arguments: [
      ("checks/marked.yml", rule.replacing("H2: passed", with: "H2: failed"), "示例不足"),
      ("checks/marked.yml", rule.replacing("name: 有和没有", with: "nome: 有和没有"), "name"),
      ("clauses/doc.yml", clauses.replacing("rule: marked", with: "rule: marcked"), "marcked"),
    ])
  func changed(_ file: String, _ text: String, _ told: String) throws {
    defer { try? FileManager.default.removeItem(at: root) }
    try prepare()
    _ = try load()
    #expect(examples(try load()) == 0)
    try write(text, to: file)
    for _ in 0..<2 {
      let error = #expect(throws: SettingError.self) { try load() }
      #expect(error?.description.contains(told) == true)
    }
  }

  @Test("what stands behind the examples is never lost, nor a line of a text that reads like their key")
  func behind() throws {
    defer { try? FileManager.default.removeItem(at: root) }
    let (options, rest) = ("options: {table: events, must: [{field: 标识, flag: true}]}\n", Self.rule)
    for text in [
      rest.replacing(options, with: "") + "\n" + options,
      rest.replacing("why: 便于辨认。", with: "why: \"见\n  examples: 便于辨认\""),
    ] {
      try prepare(text)
      let books = try (0..<3).map { _ in try load() }
      #expect(books.map(examples) == [1, 0, 0])
      let rules = books.compactMap { $0.rules["marked"] }
      #expect(Set(rules.map(\.why)).count == 1 && Set(rules.map(\.options)).count == 1)
    }
  }

  @Test("a file that was damaged where it is kept proves nothing")
  func damaged() throws {
    defer { try? FileManager.default.removeItem(at: root) }
    try prepare()
    _ = try load()
    let kept = root.appending(path: "cache/rules")
    let whole = try Data(contentsOf: kept)
    for damaged in [
      whole.dropLast(1), whole.prefix(40), Data(), whole + Data([0]),
      Data(whole.enumerated().map { $0 == whole.count / 2 ? $1 ^ 1 : $1 }),
    ] {
      try Data(damaged).write(to: kept)
      #expect(examples(try load()) == 1)
      #expect(examples(try load()) == 0)
    }
  }

  @Test("a folder that is not to be written costs nothing but time")
  func unwritable() throws {
    defer { try? FileManager.default.removeItem(at: root) }
    try prepare()
    try Data().write(to: root.appending(path: "cache"))
    for _ in 0..<2 { #expect(examples(try load()) == 1) }
  }
}
