import Foundation
import Testing

/// What people say of an inspection counts whatever it is written in, ends by itself, and hides nothing.
@Suite("Attestations and waivers")
struct StatementTests {
  private let program: Program

  init() throws {
    program = try Program()
    for folder in ["甲/site", "甲/records", "甲/佐证"] {
      try FileManager.default.createDirectory(atPath: program.path(folder), withIntermediateDirectories: true)
    }
    try program.write("name: 甲镇\nlevel: town\nperiod: 2024\nprofile: maqiao-2024\n".utf8, to: "甲/gongkai.yml")
    try program.write("<title>通知</title><h1>通知</h1><p>正文。</p>".utf8, to: "甲/site/index.html")
    try program.write("编号,类别,日期,标题\n".utf8, to: "甲/records/worklog.csv")
    let left = "丁,公开人员,2020-01-01,2024-08-05,\n戊,公开人员,2020-01-01,2024-08-06,\n庚,公开人员,2020-01-01,2024-08-06,2024-08-07\n"
    try program.write("姓名,岗位,到岗日期,离岗日期,交接日期\n\(left)".utf8, to: "甲/records/staff.csv")
    try program.write("纪要".utf8, to: "甲/佐证/纪要.txt")
  }

  private static let attestations = [
    ["条款", "单位", "对象", "结论", "说明", "确认人", "确认日期", "有效期", "佐证"],
    ["maqiao-2024/3.1.2a", "甲镇", "", "符合", "已看", "李四", "2024-09-01", "1年", "佐证/纪要.txt"],
    ["maqiao-2024/3.1.1b", "", "", "符合", "已看", "李四", "2024-09-30", "1季", "佐证/纪要.txt"],
    ["maqiao-2024/5.1a", "", "", "符合", "已看", "李四", "2024-09-01", "1年", "佐证/没有.txt"],
    ["maqiao-2024/5.2c", "乙镇", "", "符合", "已看", "李四", "2024-09-01", "1年", "佐证/纪要.txt"],
    ["1.1.3c", "全部", "", "不适用", "没有此类政策", "李四", "2024-12-01", "1月", ""],
  ]
  private static let waivers = [
    ["条款", "单位", "对象", "理由", "批准人", "批准日期", "截止日期"],
    ["maqiao-2024/5.1c", "甲镇", "丁", "资料移交中", "王五", "2024-09-01", "2024-12-31"],
    ["maqiao-2024/5.1c", "甲镇", "戊", "", "王五", "2024-09-02", "2024-12-31"],
    ["maqiao-2024/5.1c", "甲镇", "己", "资料移交中", "王五", "2024-09-03", "2025-12-31"],
    ["maqiao-2024/5.1c", "甲镇", "庚", "资料移交中", "王五", "2024-09-03", "2025-12-31"],
  ]

  private func write(_ rows: [[String]], to name: String, as kind: String) throws {
    let text: String
    if kind == "csv" {
      text = rows.map { $0.joined(separator: ",") }.joined(separator: "\n")
    } else {
      text = rows.dropFirst().map { row in
        "- " + zip(rows[0], row).filter { !$1.isEmpty }.map { "\($0): \"\($1)\"" }.joined(separator: "\n  ")
      }
      .joined(separator: "\n")
    }
    try program.write(text.utf8, to: "甲/\(name).\(kind)")
  }

  /// The CSV of that name as a workbook.
  private func workbook(_ name: String) throws {
    let file = program.path("甲/\(name)")
    let script = """
      import csv, openpyxl, os, sys
      book = openpyxl.Workbook()
      for row in csv.reader(open(sys.argv[1] + ".csv", encoding="utf-8")):
          book.active.append(row)
      book.save(sys.argv[1] + ".xlsx")
      os.remove(sys.argv[1] + ".csv")
      """
    #expect(try Python.run(["-c", script, file]) == 0)
  }

  private func judge(_ kind: String) throws -> Results {
    for (rows, name) in [(Self.attestations, "attestations"), (Self.waivers, "waivers")] {
      try write(rows, to: name, as: kind == "xlsx" ? "csv" : kind)
      if kind == "xlsx" { try workbook(name) }
    }
    let outcome = try program.run(
      "check", "甲", "--history", "none", "--no-cache", "--out", "R", "--format", "json,html,csv,markdown,junit,sarif")
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try JSONDecoder().decode(
      Results.self, from: Data(contentsOf: URL(fileURLWithPath: program.path("R/results.json"))))
  }

  @Test(
    "They read alike from CSV, YAML and XLSX: by clause, unit and subject, with evidence that exists, until they end",
    arguments: ["csv", "yml", "xlsx"])
  func alike(_ kind: String) throws {
    guard kind != "xlsx" || Python.hasOpenpyxl else { return }
    let results = try judge(kind)
    let expected = [
      "maqiao-2024/3.1.2a": "passed", "maqiao-2024/3.1.1b": "undecided", "maqiao-2024/5.1a": "undecided",
      "maqiao-2024/5.2c": "undecided", "maqiao-2024/1.1.3c": "not_applicable", "maqiao-2024/5.1c": "failed",
    ]
    let clauses = results.units[0].clauses
    for (id, outcome) in expected { #expect(clauses.first { $0.id == id }?.outcome == outcome, "\(id)") }
    let notes = results.inspection.notes.joined(separator: "\n")
    for word in ["没有.txt”不存在", "已于2024-12-30到期", "没有名为“乙镇”的单位", "该豁免无效", "没有核查到对象“己”", "已没有可豁免的问题"] {
      #expect(notes.contains(word), "\(word)：\(notes)")
    }
    let handovers = results.units[0].findings.filter { $0.clauses.contains("maqiao-2024/5.1c") }
    #expect(handovers.map(\.outcome).sorted() == ["failed", "not_applicable"])
    #expect(handovers.first { $0.outcome == "not_applicable" }?.overlay?.beneath == "failed")
  }

  @Test("A statement about a clause, a unit or a subject that is not there is told with the name that may be meant")
  func misaddressed() throws {
    try program.write(
      """
      - {条款: maqiao-2024/5.1cc, 理由: 移交中, 批准人: 区办, 截止日期: 2030-12-31}
      - {条款: maqiao-2024/5.1c, 单位: 乙镇, 理由: 移交中, 批准人: 区办, 截止日期: 2030-12-31}
      - {条款: maqiao-2024/5.1c, 对象: 丙丁, 理由: 移交中, 批准人: 区办, 截止日期: 2030-12-31}
      - {条款: maqiao-2024/5.1c, 理由: 移交中, 批准人: 区办, 批准日期: 2029-01-01, 截止日期: 2030-12-31}
      """.utf8, to: "甲/豁免.yml")
    let outcome = try program.run(
      "check", "甲", "--history", "none", "--no-cache", "--out", "R", "--format", "json")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let text = outcome.output + outcome.errors
    #expect(text.contains("《豁免》豁免.yml第1条（maqiao-2024/5.1cc）没有采用：各单位的方案中都没有这一条。是否想写“maqiao-2024/5.1c”？"), "\(text)")
    #expect(text.contains("《豁免》豁免.yml第2条（maqiao-2024/5.1c）没有采用：清单中没有名为“乙镇”的单位。"), "\(text)")
    #expect(
      text.contains("《豁免》豁免.yml第3条（maqiao-2024/5.1c）没有采用：这一条没有核查到对象“丙丁”"), "\(text)")
    #expect(text.contains("《豁免》中有1条的批准日期在核查日期（2024-12-31）之后，这次没有采用。"), "\(text)")
  }

  private func notes(waivers: [[String]], attestations: [[String]] = []) throws -> (notes: String, outcomes: [String]) {
    try write([Self.waivers[0]] + waivers, to: "waivers", as: "csv")
    if !attestations.isEmpty { try write([Self.attestations[0]] + attestations, to: "attestations", as: "csv") }
    let outcome = try program.run("check", "甲", "--history", "none", "--no-cache", "--out", "R", "--format", "json")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let results = try JSONDecoder().decode(
      Results.self, from: Data(contentsOf: URL(fileURLWithPath: program.path("R/results.json"))))
    let handovers = results.units[0].findings.filter { $0.clauses.contains("maqiao-2024/5.1c") }
    let notes = results.inspection.notes.filter { $0.contains("《豁免》") || $0.contains("《核查确认》") }
    return (notes.joined(separator: "\n"), handovers.map(\.outcome).sorted())
  }

  @Test("A cell may name several units and subjects, in any width; one of them that was not judged is told")
  func several() throws {
    let both = try notes(waivers: [["maqiao-2024／5.1c", "甲镇", "丁、戊", "移交中", "王五", "2024-09-01", "2024-12-31"]])
    #expect(both.notes.isEmpty && both.outcomes == ["not_applicable", "not_applicable"], "\(both)")
    let one = try notes(waivers: [["maqiao-2024/5.1c", "甲镇；乙镇", "丁", "移交中", "王五", "2024-09-01", "2024-12-31"]])
    #expect(one.notes.contains("有一部分没有采用：清单中没有名为“乙镇”的单位") && one.outcomes == ["failed", "not_applicable"], "\(one)")
    let stranger = try notes(waivers: [["maqiao-2024/5.1c", "", "己", "移交中", "王五", "2024-09-01", "2024-12-31"]])
    #expect(stranger.notes.contains("没有核查到对象“己”") && stranger.outcomes == ["failed", "failed"], "\(stranger)")
  }

  @Test("A document is named in a statement with whatever brackets its clerk writes")
  func brackets() throws {
    try program.write(
      "文号,标题,文种,成文日期,公开属性,公共利益\n甲府〔2024〕3号,示例办法,政策文件,2024-05-06,主动公开,是\n".utf8, to: "甲/records/documents.csv")
    try program.write("编号,政策文号,开始日期,结束日期\n".utf8, to: "甲/records/consultations.csv")
    let row = ["maqiao-2024/4.1.1a", "", "甲府[2024]第3号", "涉密", "王五", "2024-09-01", "2024-12-31"]
    #expect(try notes(waivers: [row]).notes.isEmpty)
  }

  @Test("A statement and its renewal both served; the one that lasts longer is told")
  func renewed() throws {
    let waivers = [
      ["maqiao-2024/5.1c", "甲镇", "丁", "移交中", "王五", "2024-09-01", "2024-12-31"],
      ["maqiao-2024/5.1c", "甲镇", "丁", "移交中", "王五", "2024-12-01", "2025-03-31"],
    ]
    let attestations = [
      ["maqiao-2024/3.1.2a", "甲镇", "", "符合", "已看", "李四", "2024-09-01", "1年", "佐证/纪要.txt"],
      ["maqiao-2024/3.1.2a", "甲镇", "", "符合", "已看", "李四", "2024-12-01", "1年", "佐证/纪要.txt"],
    ]
    let result = try notes(waivers: waivers, attestations: attestations)
    #expect(result.notes.isEmpty && result.outcomes == ["failed", "not_applicable"], "\(result)")
    let text = try String(contentsOfFile: program.path("R/results.json"), encoding: .utf8)
    #expect(text.contains("2025-03-31"))
  }

  @Test("The outcome beneath stands in every report, and the gate says what it does not count")
  func beneath() throws {
    _ = try judge("csv")
    for name in ["index.html", "findings.csv", "summary.md", "junit.xml", "results.sarif"] {
      let text = try String(contentsOfFile: program.path("R/\(name)"), encoding: .utf8)
      #expect(text.contains("豁免（原结果：不符合；理由：资料移交中"), "\(name)")
      #expect(text.contains("核查确认（原结果：待核查；理由：已看"), "\(name)")
    }
    try program.write("clauses:\n  maqiao-2024/5.1c: {failed: 1}\n".utf8, to: "gate.yml")
    let holds = try program.run(
      "check", "甲", "--history", "none", "--no-cache", "--out", "R", "--format", "json", "--gate", "gate.yml")
    #expect(holds.status == 0 && (holds.output + holds.errors).contains("原为不符合，豁免"), "\(holds.output)\(holds.errors)")
    try FileManager.default.removeItem(atPath: program.path("甲/waivers.csv"))
    let broken = try program.run(
      "check", "甲", "--history", "none", "--no-cache", "--out", "R", "--format", "json", "--gate", "gate.yml")
    #expect(broken.status == 1)
  }

  private struct Results: Decodable {
    let inspection: Inspection
    let units: [Unit]

    struct Inspection: Decodable { let notes: [String] }
    struct Unit: Decodable {
      let clauses: [Clause]
      let findings: [Finding]
    }
    struct Clause: Decodable {
      let id: String
      let outcome: String
    }
    struct Finding: Decodable {
      let clauses: [String]
      let outcome: String
      let overlay: Overlay?
    }
    struct Overlay: Decodable { let beneath: String }
  }
}
