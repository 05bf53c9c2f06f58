import Evidence
import Findings
import RuleFiles
import Testing
import Workdays

@testable import Evaluation

@Suite("Judging one unit")
struct UnitEvaluatorTests {
  private let book: RuleBook

  init() throws { book = try TinyBook.load() }

  private func day(_ text: String) throws -> CivilDate { try #require(CivilDate(iso: text)) }

  private func judge(
    _ evidence: Evidence = TinyBook.evidence(), profile: String = "all", asOf: String = "2024-09-30",
    attestations: [Attestation] = [], waivers: [Waiver] = []
  ) throws -> UnitEvaluator.Evaluated {
    let period = try #require(Period("2024Q3"))
    return try UnitEvaluator(
      plan: book.plan(for: [profile], own: nil), book: book, period: period, asOf: day(asOf),
      attestations: attestations, waivers: waivers
    ).evaluate(evidence)
  }

  private func word(
    _ clause: String, _ result: Attestation.Result, subject: String? = nil, on: String = "2024-09-01",
    until: String = "2024-12-31", unit: String? = nil, evidence: [String] = ["签到表.pdf"], line: Int = 2
  ) throws -> Attestation {
    Attestation(
      scope: Scope(clause: clause, unit: unit, subject: subject), result: result, note: "看过", by: "李四", on: try day(on),
      until: try day(until), evidence: evidence, location: Location(path: "核查确认.csv", line: line))
  }

  private func waiver(
    _ clause: String, subject: String? = nil, on: String? = nil, until: String = "2024-12-31"
  ) throws -> Waiver {
    Waiver(
      scope: Scope(clause: clause, unit: nil, subject: subject), reason: "场地维修", by: "王五", on: try on.map(day),
      until: try day(until), location: Location(path: "豁免.csv", line: 2))
  }

  @Test("A hard clause counts its subjects and fails over one that fails")
  func hard() throws {
    let clause = try #require(try judge().clause("a/1"))
    #expect(clause.outcome == .failed && clause.passed == 1 && clause.failed == 2 && clause.undecided == 0)
  }

  @Test("What a document leaves to judgement is never failed, but left to a person")
  func soft() throws {
    let judged = try judge()
    let clause = try #require(judged.clause("a/2"))
    #expect(clause.outcome == .undecided && clause.failed == 0 && clause.undecided == 2 && clause.reason == .heuristic)
    #expect(judged.findings("a/2").allSatisfy { $0.outcome == .undecided })
  }

  @Test("A clause that is met says what was not looked at because nobody keeps it")
  func unseen() throws {
    let clause = try #require(
      try judge(TinyBook.evidence([TinyBook.event("H1", marked: true)]), profile: "unkept").clause("d/1"))
    #expect(clause.outcome == .passed && clause.passed == 1)
    #expect(clause.note == "没有核对：签到（《活动台账》没有这一列）")
    let missing = try #require(try judge(TinyBook.evidence(nil), profile: "unkept").clause("d/1"))
    #expect(missing.outcome == .undecided && missing.reason == .evidenceMissing)
  }

  @Test("A clause that binds others, another year's, and one switched off do not apply, and say why")
  func notApplicable() throws {
    let judged = try judge(profile: "off")
    let level = try #require(judged.clause("a/3"))
    #expect(level.outcome == .notApplicable && level.note == "本条约束区，不约束镇")
    let year = try #require(judged.clause("c/1"))
    #expect(year.outcome == .notApplicable && year.note?.contains("只约束2023年") == true)
    let off = try #require(judged.clause("a/1"))
    #expect(off.outcome == .notApplicable && off.note == "方案已关闭本条：今年不办")
    #expect(judged.findings("a/1").isEmpty && judged.findings("a/3").isEmpty && judged.findings("c/1").isEmpty)
  }

  @Test("The same clauses apply to whom they bind, and in another year where they are carried over")
  func applicable() throws {
    #expect(try judge(TinyBook.evidence(level: .district)).clause("a/3")?.outcome == .failed)
    #expect(try judge(profile: "over").clause("c/1")?.outcome == .failed)
  }

  @Test("The unit's register switches a clause or a topic off with its reason, and only what it names")
  func scopeRegister() throws {
    func register(_ name: String, category: String = "不涉及事项") -> [Record] {
      [Record(key: "1", values: ["类别": .text(category), "名称": .text(name), "备注": .text("没有场地")])]
    }
    let judged = try judge(TinyBook.evidence(register: register("a/1")))
    let clause = try #require(judged.clause("a/1"))
    #expect(clause.outcome == .notApplicable && clause.note == "事项登记载明不涉及“a/1”：没有场地")
    #expect(judged.clause("b/1")?.outcome == .failed)
    let topic = try judge(TinyBook.evidence(register: register("政府开放")))
    #expect(topic.clause("b/1")?.outcome == .notApplicable && topic.clause("a/4")?.outcome == .undecided)
    #expect(try judge(TinyBook.evidence(register: register("a/1", category: "项目"))).clause("a/1")?.outcome == .failed)
    #expect(try judge(TinyBook.evidence(register: register("a/11"))).clause("a/1")?.outcome == .failed)
  }

  @Test("A ledger that was not supplied leaves the clause undecided and asks for it; an empty one does not")
  func gap() throws {
    let judged = try judge(TinyBook.evidence(nil))
    let clause = try #require(judged.clause("a/1"))
    #expect(clause.outcome == .undecided && clause.reason == .evidenceMissing)
    #expect(judged.findings("a/1").first?.message.contains("活动台账") == true)
    #expect(try judge(TinyBook.evidence([])).clause("a/1")?.outcome == .notApplicable)
  }

  @Test("What a person must say is owed from its day on, not before; what is only encouraged is not held against one")
  func attested() throws {
    let judged = try judge()
    #expect(judged.clause("a/4")?.outcome == .undecided && judged.clause("a/4")?.reason == .unattested)
    #expect(judged.clause("a/5")?.outcome == .notDue && judged.clause("a/6")?.outcome == .passed)
    #expect(try judge(asOf: "2024-09-29").clause("a/4")?.outcome == .notDue)
    #expect(judged.clause("a/7")?.outcome == .undecided)
  }

  @Test("A word settles the clause, for the unit and the days it speaks of")
  func attestations() throws {
    for (result, outcome) in [
      (Attestation.Result.met, Outcome.passed), (.notMet, .failed), (.notApplicable, .notApplicable),
    ] {
      let judged = try judge(attestations: [word("a/4", result)])
      #expect(judged.clause("a/4")?.outcome == outcome && judged.usedStatements.count == 1)
    }
    #expect(try judge(attestations: [word("a/4", .met, until: "2024-09-30")]).clause("a/4")?.outcome == .passed)
    let without = [
      try word("a/4", .met, until: "2024-09-29"), try word("a/4", .met, on: "2024-10-01"),
      try word("a/4", .met, unit: "顾村镇"), try word("a/44", .met), try word("a/4", .met, evidence: []),
    ]
    for one in without { #expect(try judge(attestations: [one]).clause("a/4")?.outcome == .undecided, "\(one)") }
  }

  @Test("The more particular and then the later word counts")
  func ranking() throws {
    let words = [
      try word("a/4", .notMet, on: "2024-09-01"), try word("a/4", .met, on: "2024-09-02"),
      try word("a/4", .notMet, on: "2024-08-01"),
    ]
    #expect(try judge(attestations: words).clause("a/4")?.outcome == .passed)
    let particular = words + [try word("a/4", .notApplicable, subject: "月浦镇", on: "2024-07-01")]
    #expect(try judge(attestations: particular).clause("a/4")?.outcome == .notApplicable)
  }

  @Test("A word does not make good what the ledger shows to be wrong, and that is told")
  func contradiction() throws {
    let judged = try judge(attestations: [word("b/1", .met)])
    #expect(judged.clause("b/1")?.failed == 2)
    #expect(judged.notes.contains { $0.contains("b/1") && $0.contains("未予采信") })
    let strict = try judge(attestations: [word("b/1", .notMet)])
    #expect(strict.clause("b/1")?.failed == 3, "what a person finds wrong is wrong")
  }

  @Test("An unreadable cell is mended and not attested away")
  func unreadable() throws {
    let evidence = TinyBook.evidence([TinyBook.event("H1", marked: nil, isReadable: false)])
    let judged = try judge(evidence, attestations: [word("a/1", .met)])
    #expect(judged.clause("a/1")?.outcome == .undecided && judged.clause("a/1")?.reason == .unreadable)
  }

  @Test("A waiver lets pass what it names while it runs, and what is beneath stays visible")
  func waivers() throws {
    let judged = try judge(waivers: [waiver("a/1", subject: "H2")])
    #expect(judged.clause("a/1")?.failed == 1 && judged.clause("a/1")?.notApplicable == 1)
    let overlay = try #require(judged.findings("a/1").compactMap(\.overlay).first)
    #expect(overlay.kind == .waiver && overlay.beneath == .failed && overlay.by == "王五")
    #expect(try judge(waivers: [waiver("a/1", until: "2024-09-30")]).clause("a/1")?.failed == 0)
    for one in [try waiver("a/1", until: "2024-09-29"), try waiver("a/1", on: "2024-10-01"), try waiver("a/12")] {
      let without = try judge(waivers: [one])
      #expect(without.clause("a/1")?.failed == 2 && without.usedStatements.isEmpty, "\(one)")
    }
  }

  @Test("One fault under several clauses is one finding, with all of them and the gravest severity")
  func merged() throws {
    let judged = try judge()
    let finding = try #require(
      judged.findings.first { $0.rule == "marked" && $0.subject.key == "H2" && $0.clauses.count > 1 })
    #expect(finding.clauses.map(\.description) == ["a/1", "b/1"] && finding.severity == .high)
    #expect(Set(judged.findings.map(\.id)).count == judged.findings.count)
    #expect(judged.findings("b/2").allSatisfy { $0.clauses.count == 1 }, "other options ask something else")
  }

  @Test("A finding keeps its id when lines, titles or the order of rows change, and has another for another subject")
  func stableIDs() throws {
    func ids(_ events: [Record]) throws -> [String: String] {
      let findings = try judge(TinyBook.evidence(events)).findings("a/1")
      return Dictionary(uniqueKeysWithValues: findings.map { ($0.subject.key, $0.id) })
    }
    let before = try ids([TinyBook.event("H2", marked: false), TinyBook.event("H3", marked: nil, line: 3)])
    let renamed = Record(
      key: "H2", title: "另一标题", values: ["标识": .flag(false)], location: Location(path: "b.xlsx", line: 40))
    #expect(try ids([TinyBook.event("H3", marked: false, line: 9), renamed]) == before)
    #expect(Set(before.values).count == 2)
    #expect(try ids([TinyBook.event("H4", marked: false)]).values.allSatisfy { !before.values.contains($0) })
  }

  @Test("Judging twice gives the same, in the same order")
  func deterministic() throws {
    let (one, other) = (try judge(), try judge())
    #expect(one.findings == other.findings && one.clauses == other.clauses)
    #expect(one.clauses.map(\.id) == one.clauses.map(\.id).sorted())
  }
}
