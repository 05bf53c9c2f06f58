import Findings
import Settings

/// The reference in Chinese that is made from the rules: one page a document, an index by topic, a page a rule.
public struct Reference: Sendable {
  private let book: RuleBook
  private let ledgers: [String: String]
  private let topics: [String: String]

  public init(book: RuleBook) {
    self.book = book
    ledgers = book.ledgers.mapValues { "《\($0.chineseName)》" }.merging(
      ["policies": "《公文台账》中的政策文件", "pages": "网站页面", "links": "网站链接", "columns": "网站栏目", "signs": "页面敏感信息"]
    ) { $1 }
    topics = book.vocabulary.topics.mapValues(\.name)
  }

  /// Every generated file by its name below `docs/rules/`.
  public var files: [(name: String, text: String)] {
    let documents = book.documents.values.sorted { $0.id < $1.id }
    return [("README.md", index(documents))] + documents.map { ("\($0.id).md", page($0)) }
  }

  private static let notice = "<!-- 由规则生成，请勿手改；改规则后运行 make docs。 -->\n"

  private func index(_ documents: [ClauseDocument]) -> String {
    var lines = [Self.notice, "# 条款与规则", "", "每条怎样核查，见各文件的页面：", ""]
    for document in documents {
      lines.append("- [\(document.name)](\(document.id).md)（\(document.clauses.count)条）")
    }
    var byTopic: [String: [Clause]] = [:]
    for clause in documents.flatMap(\.clauses) { byTopic[clause.topic, default: []].append(clause) }
    lines += ["", "## 按主题"]
    for (topic, clauses) in byTopic.sorted(by: { ($1.value.count, $0.key) < ($0.value.count, $1.key) }) {
      lines += ["", "### \(topic)（\(clauses.count)条）", ""]
      for clause in clauses.sorted(by: { $0.id < $1.id }) {
        lines.append("- [\(clause.id)](\(clause.id.document).md#\(Self.anchor(clause.id))) \(Self.short(clause.quote))")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func page(_ document: ClauseDocument) -> String {
    var lines = [Self.notice, "# \(document.name)", ""]
    var facts: [String] = []
    if let number = document.number { facts.append("文号：\(number)") }
    if let date = document.issuedOn { facts.append("印发：\(date)") }
    if let year = document.year { facts.append("约束年份：\(year)年") }
    facts.append("条款：\(document.clauses.count)条")
    lines.append(facts.joined(separator: "；") + "。")
    for clause in document.clauses {
      lines += ["", "<a id=\"\(Self.anchor(clause.id))\"></a>", "## \(clause.id.number)　\(clause.topic)", ""]
      lines += describe(clause, level: 3)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A clause or a rule by its id; nil where there is neither.
  public func text(of id: String) -> String? {
    if let clauseID = ClauseID(id),
      let clause = book.documents[clauseID.document]?.clauses.first(where: { $0.id == clauseID })
    {
      return (["\(clause.id)　\(clause.topic)", ""] + describe(clause, level: 3)).joined(separator: "\n")
    }
    guard let rule = book.rules[id] else { return nil }
    let users = book.documents.values.flatMap(\.clauses).filter { clause in
      guard case .rules(let uses) = clause.decision else { return false }
      return uses.contains { $0.rule == id }
    }.map(\.id).sorted()
    var lines = ["\(rule.title)（\(rule.id)）", "", rule.why, ""] + options(rule, with: []) + [""]
    lines += ["不符合时的说法：\(rule.message.template)", "整改建议：\(rule.fix.template)", ""]
    if !users.isEmpty { lines += ["用于条款：\(users.map(\.description).joined(separator: "、"))", ""] }
    return (lines + examples(rule)).joined(separator: "\n")
  }

  /// All names that `text(of:)` knows.
  public var names: [String] {
    (book.rules.keys + book.documents.values.flatMap { $0.clauses.map(\.id.description) }).sorted()
  }

  private func describe(_ clause: Clause, level: Int) -> [String] {
    var lines = ["> \(clause.quote.replacing("\n", with: " "))", ""]
    var facts = ["严重程度：\(clause.severity.chineseName)"]
    switch clause.subjectivity {
    case .hard: break
    case .soft: facts.append("软性要求：发现迹象只列为待核查，不直接判不符合")
    case .manual: facts.append("只能由人核查确认")
    }
    if clause.binds.count < Level.allCases.count {
      facts.append("约束：\(clause.binds.map(\.chineseName).joined(separator: "、"))")
    }
    if !clause.responsible.isEmpty { facts.append(clause.responsible) }
    lines += facts.map { "- \($0)" } + [""]
    if !clause.ownReading.isEmpty { lines += ["我们的理解（不是文件原文）：\(clause.ownReading)", ""] }
    switch clause.decision {
    case .attested(let duty):
      lines.append("**核查方式**：填写《核查确认》，写明结论、确认人、确认日期，并附佐证材料。\(duty.chineseTerm)")
    case .open: lines.append("**核查方式**：尚无自动规则，列为待核查。")
    case .rules(let uses):
      for use in uses {
        guard let rule = book.rules[use.rule] else { continue }
        // The rule before this one ended in a list, which would take this line in.
        if lines.last?.hasPrefix("- ") == true { lines.append("") }
        lines += ["**核查方式**：\(rule.title)（规则 `\(rule.id)`）。\(rule.why)", ""]
        lines += options(rule, with: [use.with].compactMap { $0 }) + [""] + examples(rule)
      }
    }
    return lines
  }

  private func options(_ rule: Rule, with overrides: [Setting]) -> [String] {
    guard case .map(let entries) = rule.effectiveOptions(with: overrides).content else { return [] }
    let own = Dictionary(rule.ownDefaults.map { ($0.option, $0.meaning) }) { first, _ in first }
    let changed = Set(
      overrides.flatMap { setting -> [String] in
        if case .map(let entries) = setting.content { return entries.map(\.key) }
        return []
      })
    var lines = ["| 参数 | 取值 | 出处 |", "|---|---|---|"]
    for entry in entries {
      let value = OptionWords.text(entry.key, entry.value, ledgers: ledgers, topics: topics)
      let source = changed.contains(entry.key) ? "本条款" : own[entry.key].map { "我们的默认：\($0)" } ?? "规则"
      lines.append("| \(OptionWords.name(entry.key)) | \(Self.cell(value)) | \(Self.cell(source)) |")
    }
    return lines
  }

  private func examples(_ rule: Rule) -> [String] {
    ["示例：", ""]
      + rule.examples.map { example in
        let outcome =
          switch example.expected {
          case .all(let outcome): outcome.chineseName
          case .bySubject(let outcomes):
            outcomes.sorted { $0.key < $1.key }.map { "\($0.key)\($0.value.chineseName)" }.joined(separator: "，")
          case .nothing: "没有核查对象"
          }
        return "- \(example.name) → \(outcome)"
      }
  }

  private static func cell(_ text: String) -> String { text.replacing("|", with: "或").replacing("\n", with: " ") }

  private static func anchor(_ id: ClauseID) -> String { "c" + id.number.replacing(".", with: "-") }

  private static func short(_ quote: String) -> String {
    quote.count > 40 ? quote.prefix(40) + "……" : quote
  }
}
