import Foundation
import Testing

@Suite("A gate on an export from the command line")
struct GateOptionTests {
  private let program: Program

  init() throws {
    program = try Program()
    try FileManager.default.createDirectory(atPath: program.path("site/zwgk"), withIntermediateDirectories: true)
  }

  private func page(_ body: String) throws {
    let html = """
      <!DOCTYPE html><html><head><meta charset="utf-8"><title>通知</title></head><body>
      <h1>通知</h1><p>发布日期：2024-05-21</p>
      \(body)
      </body></html>
      """
    try program.write(Array(html.utf8), to: "site/zwgk/a.html")
  }

  private func check(_ arguments: String...) throws -> Program.Outcome {
    try program.run(
      ["check", "site", "--period", "2024Q2", "--profile", "baoshan-2024", "--out", "report", "--format", "json"]
        + arguments)
  }

  @Test("--gate may stand with a file, with the word default, or with nothing")
  func forms() throws {
    try page("<p>正文。</p>")
    for form in [["--gate"], ["--gate", "default"], ["--gate", "--no-cache"]] {
      let outcome = try program.run(
        ["check", "site", "--period", "2024Q2", "--profile", "baoshan-2024", "--out", "report"] + form)
      #expect(outcome.status == 0 || outcome.status == 1, "\(outcome.errors)")
      #expect(outcome.output.contains("门禁"))
    }
    try program.write(Array("limits: { failed: 100000, error: 0 }\n".utf8), to: "gate.yml")
    #expect(try check("--gate", "gate.yml").status == 0)
  }

  @Test("a gate file with a slip, or none at all, ends with 2 and its place")
  func unusable() throws {
    try page("<p>正文。</p>")
    try program.write(Array("limit: { failed: 0 }\n".utf8), to: "gate.yml")
    let slip = try check("--gate", "gate.yml")
    #expect(slip.status == 2)
    #expect(slip.errors.contains("gate.yml:1:1"))
    #expect(try check("--gate", "none.yml").status == 2)
    #expect(try check("--gate", "--baseline", "none.json").status == 2)
  }

  @Test("a run is its own baseline: nothing in it is new")
  func ownBaseline() throws {
    try page(#"<p><a href="/gone.html">附件</a></p>"#)
    try program.write(Array("new_only: true\nlimits: { failed: 0, undecided: 0 }\n".utf8), to: "gate.yml")
    let first = try check()
    #expect(first.status == 0, "\(first.errors)")
    try FileManager.default.copyItem(atPath: program.path("report/results.json"), toPath: program.path("known.json"))
    let again = try check("--baseline", "known.json", "--gate", "gate.yml")
    #expect(again.status == 0, "\(again.output)\(again.errors)")
    #expect(again.output.contains("门禁通过"))
  }

  @Test("sample draws what was judged, and does not write over what people filled in")
  func sampling() throws {
    try page("<p>正文。</p>")
    let outcome = try program.run(
      "sample", "site", "--period", "2024Q2", "--profile", "baoshan-2024", "--rate", "5%", "--seed", "7")
    if outcome.status == 0 {
      #expect(FileManager.default.fileExists(atPath: program.path("抽查表.xlsx")))
      #expect(try program.run("sample", "site", "--period", "2024Q2", "--profile", "baoshan-2024").status == 2)
    } else {
      #expect(outcome.errors.contains("没有已判定的对象"))
    }
    #expect(try program.run("sample", "site", "--rate", "0").status == 64)
  }
}
