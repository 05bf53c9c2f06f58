import Findings
import Testing

@testable import Sampling

@Suite("Drawing a sample")
struct SampleDrawTests {
  private func subjects(_ unit: String, _ clause: String, _ count: Int, outcome: Outcome = .passed) -> [JudgedSubject] {
    (0..<count).map { number in
      JudgedSubject(
        unit: unit, clause: ClauseID(document: "d", number: clause), rule: "forms",
        subject: Subject(kind: "policy", key: "\(number)号", title: "通知\(number)"), outcome: outcome,
        location: Location(path: "/\(number).html", line: 4), finding: "forms-\(unit)-\(number)")
    }
  }

  private func draw(
    _ subjects: [JudgedSubject], rate: String = "5%", seed: UInt64 = 1, minimum: Int = 20
  ) throws -> [SampleRow] {
    try SampleDraw(rate: rate, seed: seed, minimum: minimum).rows(from: subjects) { "条款\($0.number)的原文" }
  }

  @Test("the generator gives the published numbers")
  func generator() {
    var random = SplitMix64(seed: 1_234_567)
    #expect(
      (0..<3).map { _ in random.next() } == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      ])
  }

  @Test("as many as the rate says, at least twenty where there are as many, else all")
  func sizes() throws {
    #expect(try draw(subjects("甲镇", "1", 1000)).count == 50)
    #expect(try draw(subjects("甲镇", "1", 1001)).count == 51)
    #expect(try draw(subjects("甲镇", "1", 100)).count == 20)
    #expect(try draw(subjects("甲镇", "1", 20)).count == 20)
    #expect(try draw(subjects("甲镇", "1", 7)).count == 7)
    #expect(try draw([]).isEmpty)
  }

  @Test("no subject is drawn twice, and all of the numbers run on")
  func distinct() throws {
    let rows = try draw(subjects("甲镇", "1", 300) + subjects("乙镇", "2", 500))
    #expect(Set(rows.map(\.id)).count == rows.count)
    #expect(rows.map(\.number) == Array(1...45))
    #expect(rows.count { $0.unit == "乙镇" } == 25)
  }

  @Test("every clause gets its share")
  func strata() throws {
    let rows = try draw(
      subjects("甲镇", "1", 600) + subjects("甲镇", "2", 300) + subjects("甲镇", "3", 100), rate: "10%")
    let counts = Dictionary(grouping: rows, by: \.clause.number).mapValues(\.count)
    #expect(counts == ["1": 60, "2": 30, "3": 10])
  }

  @Test("the same seed draws the same, whatever the order of the input; another seed another sample")
  func seeds() throws {
    let all = subjects("甲镇", "1", 200) + subjects("甲镇", "2", 200)
    let first = try draw(all)
    #expect(try draw(all.reversed()) == first)
    #expect(try draw(all, seed: 2).map(\.id) != first.map(\.id))
  }

  @Test("a unit more does not change what is drawn in another")
  func independence() throws {
    let alone = try draw(subjects("乙镇", "1", 400)).map(\.id)
    let both = try draw(subjects("甲镇", "1", 90) + subjects("乙镇", "1", 400))
    #expect(both.filter { $0.unit == "乙镇" }.map(\.id) == alone)
  }

  @Test("passed subjects are drawn as failed ones are; what was not decided is not")
  func outcomes() throws {
    let mixed =
      subjects("甲镇", "1", 10) + subjects("甲镇", "2", 10, outcome: .failed)
      + subjects("甲镇", "3", 10, outcome: .undecided) + subjects("甲镇", "4", 10, outcome: .notApplicable)
    #expect(Set(try draw(mixed).map(\.machine)) == [.passed, .failed])
    #expect(try draw(mixed).count == 20)
  }

  @Test("every subject of a row can be drawn")
  func reach() throws {
    var drawn: Set<String> = []
    for seed in 0..<200 { drawn.formUnion(try draw(subjects("甲镇", "1", 30), seed: UInt64(seed), minimum: 3).map(\.id)) }
    #expect(drawn.count == 30)
  }

  @Test("a row shows what a person needs")
  func cells() throws {
    let row = try #require(try draw(subjects("甲镇", "9b", 1)).first)
    #expect(
      row.cells == [
        "1", "甲镇", "d/9b", "条款9b的原文", "0号 通知0", "符合", "/0.html:4", "", "", "", "", "forms-甲镇-0@d/9b",
      ])
    #expect(row.cells.count == SampleRow.headers.count)
  }

  @Test(
    "a rate is a share or a percentage above nothing and at most all",
    arguments: ["0", "0%", "-5%", "101%", "1.5", "五", ""])
  func rates(_ text: String) {
    #expect(throws: SampleDrawError.rate(text)) { try SampleDraw(rate: text, seed: 1) }
  }

  @Test("five per cent is written either way")
  func rateForms() throws {
    #expect(try SampleDraw(rate: "5%", seed: 1) == SampleDraw(rate: "0.05", seed: 1))
    #expect(try SampleDraw(rate: "100%", seed: 1).rate == 1)
  }
}
