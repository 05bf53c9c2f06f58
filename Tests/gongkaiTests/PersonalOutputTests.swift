import Foundation
import Testing

/// Personal data that stands in a ledger or on a page reaches none of the outputs.
@Suite("Personal data in outputs")
struct PersonalOutputTests {
  private static let id = "310101199003077771"
  private static let mobile = "13812345678"

  private func folder(_ program: Program) throws {
    let files = [
      "gongkai.yml": """
      name: 甲镇
      level: town
      period: 2024Q3
      profile: [miaohang-2024, maqiao-2024]
      records: records
      site:
        - path: site
          base: https://www.example.gov.cn/
      """,
      "records/messages.csv": "编号,渠道,主题,留言时间,简单问题\nM1,信箱,我是张三\(Self.mobile)身份证\(Self.id),2024-07-01 09:00,否\n",
      "records/foi.csv": "编号,收到日期,答复日期\n张三\(Self.mobile),2024-07-01,2024-12-01\n",
      "records/documents.csv":
        "文号,标题,文种,成文日期,发布日期,公开属性,影响公众\n甲府〔2024〕3号,关于救助张三\(Self.id)的决定,政策文件,2024-07-01,2024-09-01,主动公开,是\n",
      "site/a.html": """
      <html><head><meta charset="utf-8"><title>张三\(Self.id)公示</title></head><body><h1>张三\(Self.id)公示</h1>
      <p>正文。</p><a href="/none.html">张三\(Self.mobile)</a></body></html>
      """,
    ]
    for (name, text) in files { try program.write(text.utf8, to: "甲/\(name)") }
  }

  @Test("no report of a check, no list of links or pages, and no explanation bears a number in full")
  func masked() throws {
    let program = try Program()
    try folder(program)
    let formats = "html,csv,json,sarif,junit,markdown"
    let check = try program.run("check", "甲", "--history", "none", "--no-cache", "--out", "R", "--format", formats)
    #expect(check.status == 0, "\(check.errors)")
    var outputs = [
      check.output, check.errors, try program.run("links", "甲").output, try program.run("pages", "甲").output,
      try program.run("pages", "甲", "--format", "csv").output, try program.run("records", "甲").output,
    ]
    let names = try FileManager.default.contentsOfDirectory(atPath: program.path("R"))
    for name in names { outputs.append(try program.text("R/\(name)")) }
    let results = try program.text("R/results.json")
    for mark in ["310***********7771", "138****5678"] { #expect(results.contains(mark)) }
    let finding = try #require(results.firstMatch(of: /"id": "([0-9a-f-]+)", "clauses": [^\n]*"kind": "foi"/)?.1)
    let explained = try program.run("explain", String(finding), "甲")
    #expect(explained.output.contains("138****5678"), "\(explained.errors)")
    for output in outputs + [explained.output] {
      #expect(!output.contains(Self.id) && !output.contains(Self.mobile))
    }
  }
}
