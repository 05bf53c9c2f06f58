import Checks
import Evidence
import Findings
import Records
public import RuleFiles
public import Settings

/// Runs the examples that rules carry: they are the rules' tests.
public struct ExampleRunner: Sendable {
  public let book: RuleBook

  public init(book: RuleBook) {
    self.book = book
  }

  /// An example whose outcome is not the expected one.
  public struct Failure: Sendable, Hashable, CustomStringConvertible {
    public let rule: String
    public let example: String
    public let place: Place
    public let message: String

    public var description: String { "\(place)：规则“\(rule)”的示例“\(example)”\(message)" }
  }

  /// Runs all examples of a rule, or of a rule with other options.
  public func failures(of rule: Rule, options: Setting? = nil) -> [Failure] {
    rule.examples.compactMap { example in
      guard let message = mismatch(rule, options ?? rule.options, example) else { return nil }
      return Failure(rule: rule.id, example: example.name, place: example.place, message: message)
    }
  }

  /// Each whole number of a rule's options that can be changed by one without any example noticing.
  public func survivingMutations(of rule: Rule) -> [String] {
    rule.options.integerPaths.flatMap { path in
      [1, -1].compactMap { amount in
        let mutated = rule.options.adding(amount, at: path)
        guard (try? rule.kind.make(mutated)) != nil, failures(of: rule, options: mutated).isEmpty else { return nil }
        let name = path.map { step in
          switch step {
          case .key(let key): key
          case .index(let index): "\(index)"
          }
        }
        return "\(rule.id)：\(name.joined(separator: ".")) \(amount > 0 ? "+1" : "-1")"
      }
    }
  }

  private func mismatch(_ rule: Rule, _ options: Setting, _ example: Example) -> String? {
    let verdicts: [Verdict]?
    do {
      verdicts = try self.verdicts(of: rule, options, example)
    } catch {
      return "的选项不能用：\(error)"
    }
    guard let verdicts else {
      return example.expected == .nothing ? nil : "不适用（\(rule.applies?.note ?? "")），与期望不符。"
    }
    return compare(verdicts, example.expected)
  }

  /// What a rule with some options says of an example; nil where it does not apply.
  func verdicts(of rule: Rule, _ options: Setting, _ example: Example) throws(SettingError) -> [Verdict]? {
    let context = CheckContext(
      evidence: evidence(of: example), period: example.period, asOf: example.asOf, calendar: book.calendar,
      binding: .init(year: example.year, issuedOn: example.issuedOn), vocabulary: book.vocabulary)
    let check = try rule.kind.make(example.with.map { options.merging($0) } ?? options)
    if let applies = rule.applies,
      !applies.holds(in: context.evidence, year: example.year, asOf: example.asOf)
    {
      return nil
    }
    let verdicts: [Verdict]
    do {
      verdicts = try check.judge(context)
    } catch {
      verdicts = [Verdict(.undecided, context.unitSubject, reason: .evidenceMissing, detail: error.message)]
    }
    return rule.applies?.softened(verdicts, in: context.evidence, year: example.year, asOf: example.asOf) ?? verdicts
  }

  private func compare(_ verdicts: [Verdict], _ expected: Example.Expected) -> String? {
    let found = verdicts.map { "\($0.subject.key)=\($0.outcome.rawValue)（\($0.detail)）" }.joined(separator: "；")
    switch expected {
    case .nothing: return verdicts.isEmpty ? nil : "应没有核查对象，实际：\(found)。"
    case .all(let outcome):
      let holds = !verdicts.isEmpty && verdicts.allSatisfy { $0.outcome == outcome }
      return holds ? nil : "应全部为\(outcome.rawValue)，实际：\(found.isEmpty ? "没有核查对象" : found)。"
    case .bySubject(let outcomes):
      let actual = Dictionary(verdicts.map { ($0.subject.key, $0.outcome) }) { Outcome.summing([$0, $1]) }
      guard actual != outcomes else { return nil }
      let wanted = outcomes.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.rawValue)" }
      return "应为\(wanted.joined(separator: "；"))，实际：\(found.isEmpty ? "没有核查对象" : found)。"
    }
  }

  /// The example's tables as a unit's evidence; what it does not name is there and empty, unless `absent`.
  private func evidence(of example: Example) -> Evidence {
    var tables: [Table] = []
    let given = Dictionary(example.tables.map { ($0.name, $0.rows) }) { $0 + $1 }
    let names = Set(book.ledgers.keys).union(TableCatalogue.derived.map(\.name)).union(given.keys)
    for name in names.sorted() {
      let derived = TableCatalogue.entry(name)
      let ledger = book.ledgers[derived?.ledger ?? name]
      let chineseName = derived?.chineseName ?? ledger?.chineseName ?? name
      if example.absent.contains(name) {
        tables.append(.absent(name, chineseName: chineseName))
        continue
      }
      var rows = given[name] ?? []
      if name == "policies", given["policies"] == nil, let documents = given["documents"] {
        rows = documents.filter { PolicyKinds.isPolicy($0.values["文种"]?.description) }
      }
      let keyField = derived?.key ?? ledger?.columns.first?.header ?? "编号"
      let fields = Set(ledger?.columns.map(\.header) ?? []).union(derived?.fields ?? [])
        .union(rows.flatMap { $0.values.keys })
      let records = rows.enumerated().map { index, row in
        Record(
          key: (row.values[keyField] ?? row.values["标题"])?.description ?? "第\(index + 1)行",
          title: row.values["标题"]?.description,
          values: row.values, unreadable: row.unreadable)
      }
      tables.append(Table(name: name, chineseName: chineseName, records: records, fields: fields))
    }
    let texts = example.texts
    return Evidence(
      unit: .init(name: example.unit, level: example.level), tables: tables,
      pageText: { path in texts[path].map { PageContent(text: $0, headings: []) } })
  }
}
