import Foundation
import Testing

/// A repository of a site's export goes the whole way through the gate, as a pipeline would take it.
@Suite("The gate in a repository")
struct GateStoryTests {
  private let program: Program
  private static let page = "site/zwgk/gsgg/t20240812_1.html"
  private static let known = "110101199003070011"
  private static let other = "310115198506123323"

  init() throws {
    program = try Program()
    try program.write(
      """
      name: 示例区
      level: district
      period: 2024Q3
      profile: baoshan-2024
      site:
        - path: site
          base: https://www.example.gov.cn/
          complete: false
      """.utf8, to: "gongkai.yml")
    try program.write(Self.html("政务公开", ["<a href=\"gsgg/t20240812_1.html\">公示</a>"]).utf8, to: "site/zwgk/index.html")
    try page("<p>张某，证件号 110101********0011。</p>")
    for arguments in [["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "导出"]] {
      let done = try program.run(
        other: "git", ["-c", "user.name=编辑", "-c", "user.email=editor@example.gov.cn"] + arguments)
      #expect(done.status == 0, "\(done.errors)")
    }
  }

  private static func html(_ title: String, _ body: [String]) -> String {
    """
    <!DOCTYPE html>
    <html><head><meta charset="utf-8"><title>\(title)</title></head><body>
    <h1>\(title)</h1>
    <p>发布日期：2024-08-12</p>
    \(body.joined(separator: "\n"))
    </body></html>

    """
  }

  /// The body begins on line 5.
  private func page(_ lines: String...) throws {
    try program.write(Self.html("救助名单公示", lines).utf8, to: Self.page)
  }

  private func check(_ arguments: String..., input: String = "") throws -> Program.Outcome {
    try program.run(
      ["check", ".", "--history", "none", "--no-cache", "--out", "report", "--gate"] + arguments, input: input)
  }

  @Test("clean passes; a new fault fails, told at its line in every format; mended passes")
  func story() throws {
    let clean = try check()
    #expect(clean.status == 0, "\(clean.output)\(clean.errors)")
    #expect(clean.output.contains("门禁通过"))

    try page("<p>名单如下。</p>", "<p>张某，证件号 \(Self.known)。</p>")
    let broken = try check("--format", "json,github,gitlab,sarif,junit,markdown")
    #expect(broken.status == 1, "\(broken.output)\(broken.errors)")
    #expect(broken.output.contains("门禁未通过") && broken.output.contains("/zwgk/gsgg/t20240812_1.html:6"))
    try expectAnnotations()
    for file in try FileManager.default.subpathsOfDirectory(atPath: program.path("report")) {
      #expect(!(try program.text("report/\(file)").contains(Self.known)), "\(file) repeats what must be masked")
    }
    #expect(!broken.output.contains(Self.known))

    try page("<p>名单如下。</p>", "<p>张某，证件号 110101********0011。</p>")
    #expect(try check().status == 0)
  }

  /// What each format says of the one fault, at line 6 of the file as the repository names it.
  private func expectAnnotations() throws {
    let gitHub = try program.text("report/github-annotations.txt").split(separator: "\n")
    #expect(gitHub.count == 1 && gitHub[0].hasPrefix("::error file=\(Self.page),line=6,title=baoshan-2024/24g 高::"))

    let issues = try #require(try program.json("report/gl-code-quality-report.json") as? [[String: Any]])
    let grave = issues.filter { $0["severity"] as? String == "critical" }
    let place = try #require(grave.first?["location"] as? [String: Any])
    #expect(grave.count == 1 && place["path"] as? String == Self.page)
    #expect((place["lines"] as? [String: Any])?["begin"] as? Int == 6)

    let faults = try sarif().filter { $0["kind"] as? String == "fail" }
    let physical = (faults.first?["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any]
    #expect(faults.count == 1 && faults.first?["level"] as? String == "error")
    #expect((physical?["artifactLocation"] as? [String: Any])?["uri"] as? String == Self.page)
    #expect((physical?["region"] as? [String: Any])?["startLine"] as? Int == 6)

    let junit = try program.text("report/junit.xml")
    #expect(junit.contains("failures=\"1\" errors=\"0\"") && junit.contains("t20240812_1.html 第6行"))
    let summary = try program.text("report/summary.md")
    #expect(summary.contains("## 门禁") && summary.contains("门禁未通过") && summary.contains("第6行"))
  }

  private func sarif() throws -> [[String: Any]] {
    let log = try #require(try program.json("report/results.sarif") as? [String: Any])
    return try #require((log["runs"] as? [[String: Any]])?.first?["results"] as? [[String: Any]])
  }

  @Test("a waiver lets the fault pass until its last day, visibly, and not a day longer")
  func waiver() throws {
    try page("<p>张某，证件号 \(Self.known)。</p>")
    try program.write(
      """
      条款,单位,对象,理由,批准人,批准日期,截止日期
      baoshan-2024/24g,示例区,/zwgk/gsgg/t20240812_1.html,法院判决要求公示,王主任,2024-09-20,2024-09-30
      """.utf8, to: "waivers.csv")
    let waived = try check("--format", "json,sarif")
    #expect(waived.status == 0, "\(waived.output)\(waived.errors)")
    #expect(waived.output.contains("豁免") && waived.output.contains("王主任"))
    let suppressed = try sarif().filter { !(($0["suppressions"] as? [Any])?.isEmpty ?? true) }
    #expect(suppressed.count == 1 && suppressed.first?["kind"] as? String == "fail")
    let ended = try check("--as-of", "2024-10-01")
    #expect(ended.status == 1, "\(ended.output)\(ended.errors)")
  }

  @Test("a page that cannot be read ends with 2, whatever the gate says, and so does a page that is not there")
  func unreadable() throws {
    let deep = String(repeating: "<div>", count: 10_000) + "正文" + String(repeating: "</div>", count: 10_000)
    try program.write(Self.html("公示", [deep]).utf8, to: Self.page)
    let outcome = try check()
    #expect(outcome.status == 2, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("无法判定") && outcome.output.contains("/zwgk/gsgg/t20240812_1.html"))
    #expect(try check("--pages-from-stdin", input: "/zwgk/none.html\n").status == 2)
  }

  private func failedClauses() throws -> Set<String> {
    let results = try #require(try program.json("report/results.json") as? [String: Any])
    let units = try #require(results["units"] as? [[String: Any]])
    let clauses = try #require(units.first?["clauses"] as? [[String: Any]])
    return Set(clauses.filter { $0["outcome"] as? String == "failed" }.compactMap { $0["id"] as? String })
  }

  @Test("pages that an incomplete export lacks fail nothing; its articles and the ledgers are judged all the same")
  func incomplete() throws {
    #expect(try check("--format", "json").status == 0)
    #expect(try failedClauses().isEmpty)

    try page("<p>张某，证件号 \(Self.known)。</p>")
    try program.write("编号,收到日期,登记日期,答复日期\nA1,2024-07-01,2024-07-01,2024-09-20\n".utf8, to: "records/foi.csv")
    #expect(try check("--format", "json").status == 1)
    let seen = try failedClauses()
    #expect(seen.contains("baoshan-2024/24g") && seen.count > 1)

    let manifest = try program.text("gongkai.yml")
    try program.write(
      manifest.replacingOccurrences(of: "complete: false", with: "complete: true").utf8, to: "gongkai.yml")
    #expect(try check("--format", "json").status == 1)
    let lacking = try failedClauses().subtracting(seen)
    #expect(lacking.isSuperset(of: ["baoshan-2024/7a", "baoshan-2024/26a"]), "\(lacking)")
  }

  @Test("with a baseline, what is known stays known through other lines and a new export, and what is new fails")
  func baseline() throws {
    try page("<p>张某，证件号 \(Self.known)。</p>")
    #expect(try check("--format", "json").status == 1)
    try FileManager.default.copyItem(atPath: program.path("report/results.json"), toPath: program.path("known.json"))
    #expect(try check("--baseline", "known.json").status == 0)

    // Moved down, other words around it, Windows line ends, and a further page before it.
    let moved = Self.html("救助名单公示（更新）", ["<p>说明。</p>", "<p>说明。</p>", "<p>证件号码 \(Self.known)，张某。</p>"])
    try program.write(moved.replacingOccurrences(of: "\n", with: "\r\n").utf8, to: Self.page)
    try program.write(Self.html("公告", ["<p>正文。</p>"]).utf8, to: "site/zwgk/gsgg/a.html")
    let same = try check("--baseline", "known.json", "--format", "json,github,sarif")
    #expect(same.status == 0, "\(same.output)\(same.errors)")
    #expect(try program.text("report/github-annotations.txt").isEmpty, "what is known would crowd out what is new")
    #expect(try sarif().contains { $0["baselineState"] as? String == "unchanged" && $0["kind"] as? String == "fail" })

    // One fault mended and another made on the same page: not the same fault.
    try page("<p>李某，证件号 \(Self.other)。</p>")
    let other = try check("--baseline", "known.json", "--format", "json,github,sarif,markdown")
    #expect(other.status == 1, "\(other.output)\(other.errors)")
    #expect(try program.text("report/github-annotations.txt").contains("line=5,"))
    #expect(try sarif().contains { $0["baselineState"] as? String == "new" && $0["kind"] as? String == "fail" })
    #expect(try program.text("report/summary.md").contains("其中新增 1"))

    // Mended: told, and pruned, so that it cannot come back unseen.
    try page("<p>名单略。</p>")
    let mended = try check("--baseline", "known.json", "--format", "json")
    #expect(mended.status == 0 && mended.output.contains("已整改"), "\(mended.output)")
    #expect(try program.run("baseline", "update", "known.json", "report").status == 0)
    try page("<p>张某，证件号 \(Self.known)。</p>")
    #expect(try check("--baseline", "known.json").status == 1)
  }

  @Test("every breach of a gate file is told, not only the first")
  func breaches() throws {
    try page("<p>张某，证件号 \(Self.known)。</p>")
    try program.write(
      """
      limits: { failed: { high: 0 }, undecided: 0 }
      rules: [personal-data-on-pages]
      topics: { 保密与隐私: { failed: 0 } }
      minimum_low: 90
      maximum_undecided: 1
      """.utf8, to: "gate.yml")
    let outcome = try check("gate.yml")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("门禁未通过：6项超出限制"), "\(outcome.output)")
  }

  @Test("pages from standard input: only they are looked at, and cadence and coverage are left out with the reason")
  func partial() throws {
    try page("<p>张某，证件号 \(Self.known)。</p>")
    #expect(try check("--pages-from-stdin", input: "zwgk/index.html\n").status == 0)
    let outcome = try check("--pages-from-stdin", "--format", "json", input: "/zwgk/gsgg/t20240812_1.html\n")
    #expect(outcome.status == 1, "\(outcome.output)\(outcome.errors)")
    let results = try #require(try program.json("report/results.json") as? [String: Any])
    let units = try #require(results["units"] as? [[String: Any]])
    let clauses = try #require(units.first?["clauses"] as? [[String: Any]])
    let monthly = try #require(clauses.first { $0["id"] as? String == "baoshan-2024/1c" })
    #expect(monthly["outcome"] as? String == "not_applicable")
    #expect((monthly["note"] as? String)?.contains("部分") == true, "\(monthly)")
  }
}
