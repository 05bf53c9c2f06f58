import Foundation
import Testing

@testable import Records

@Suite("Ledgers from JSON, HTML and by folder")
struct LedgerFileTests {
  @Test("JSON objects keyed by the headers are rows, with numbers, truth values, lists and null")
  func json() throws {
    let ledger = try Samples.read(
      """
      [{"文号": "1号", "标题": "甲", "成文日期": "2024-05-16", "涉密": false, "收到条数": 12, "主题分类": ["产业", "民生"]},
       {"文号": "2号", "标题": null, "成文日期": "坏", "经办": {"a": 1}}]
      """, path: "documents.json")
    #expect(ledger.rows.map(\.key) == ["1号", "2号"] && ledger.rows.map(\.number) == [1, 2])
    #expect(ledger.values("涉密") == [.flag(false), nil] && ledger.values("收到条数") == [.number(12), nil])
    #expect(ledger.values("主题分类") == [.list(["产业", "民生"]), nil])
    #expect(ledger.rejected.map(\.column) == ["成文日期"])
  }

  @Test("A JSON number that is a name keeps its digits")
  func jsonDigits() throws {
    let ledger = try Samples.read(#"[{"文号": 9007199254740993, "标题": 7}]"#, path: "documents.json")
    #expect(ledger.rows.first?.key == "9007199254740993" && ledger.values("标题") == [.text("7")])
  }

  @Test("JSON that is no array of objects is told", arguments: ["{}", "[1]", "[[]]", "\"甲\"", "[", "nul"])
  func badJSON(text: String) {
    #expect {
      try Samples.read(text, path: "documents.json")
    } throws: { error in
      guard case .notRows = error as? LedgerProblem.Reason else { return false }
      return true
    }
  }

  @Test("Deeply nested JSON is refused without harm")
  func deepJSON() {
    let text = String(repeating: "[", count: 100_000)
    #expect(throws: LedgerProblem.Reason.self) { try Samples.read(text, path: "documents.json") }
  }

  @Test("An HTML table saved as .xls is read: merged titles, merged groups, values merged over rows")
  func html() throws {
    let ledger = try Samples.read(
      """
      <html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><body>
      <table><tr><td>导出时间：2024-09-30</td></tr></table>
      <table border=1>
      <tr><td colspan=6>人员台账</td></tr>
      <tr><th rowspan=2>编号</th><th rowspan=2>姓名</th><th rowspan=2>到岗日期</th><th colspan=2>征求意见</th></tr>
      <tr><th>开始</th><th>结束</th></tr>
      <tr><td>1</td><td rowspan=2>甲</td><td rowspan=2>2024-01-01</td><td rowspan=2>2024-01-01</td><td>2024年1月31日</td></tr>
      <tr><td>2</td><td>2024-02-28</td></tr>
      </table></body></html>
      """, as: Samples.people, path: "人员台账.xls")
    #expect(ledger.rejected.isEmpty, "\(ledger.reasons)")
    #expect(ledger.rows.map(\.key) == ["1", "2"] && ledger.rows.map(\.number) == [4, 5])
    #expect(ledger.values("姓名") == [.text("甲"), .text("甲")])
    #expect(ledger.values("征求意见开始") == [date("2024-01-01"), date("2024-01-01")], "equal neighbours are no merge")
    #expect(ledger.values("征求意见结束") == [date("2024-01-31"), date("2024-02-28")])
  }

  @Test("A BIFF workbook, or one with a password, is asked for as .xlsx")
  func legacy() {
    let bytes: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + Array(repeating: 0, count: 512)
    #expect(throws: LedgerProblem.Reason.legacyWorkbook) {
      try LedgerFile.read(bytes, path: "公文台账.xls", schema: Samples.documents)
    }
    #expect(LedgerProblem.Reason.legacyWorkbook.description.contains(".xlsx"))
  }

  @Test(
    "A web archive and the XML of Excel 2003 are asked for as .xlsx, too",
    arguments: [
      "MIME-Version: 1.0\r\nContent-Type: multipart/related",
      "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet/></Workbook>",
    ])
  func otherFormats(text: String) {
    #expect(throws: LedgerProblem.Reason.legacyWorkbook) { try Samples.read(text, path: "公文台账.xls") }
  }

  @Test("Every problem says in Chinese where, what was found and what to do, in two sentences at most")
  func wording() {
    let reasons: [LedgerProblem.Reason] = [
      .noFolder, .twoFiles(["a.csv", "b.csv"]), .unopened, .tooLarge("超过200000行"), .legacyWorkbook,
      .brokenWorkbook("压缩包不完整"), .noTable, .notRows("对象"), .wrongHeader(found: ["甲"], wanted: ["文号", "标题"]),
      .noKeyHeader(row: 3, wanted: ["文号", "标题"], found: ["文导"], nearest: "文导"),
      .noKeyHeader(row: 3, wanted: ["编号"], found: [], nearest: nil),
    ]
    for reason in reasons {
      let text = LedgerProblem(path: "records/公文台账.csv", reason: reason).description
      #expect(text.hasPrefix("records/公文台账.csv：") && text.hasSuffix("。"))
      #expect((1...2).contains(text.count { $0 == "。" }), "\(text)")
      #expect(text.contains("请"), "\(text)")
    }
    let header = LedgerProblem.Reason.noKeyHeader(row: 3, wanted: ["文号"], found: ["文导", "日期"], nearest: "文导")
    #expect(header.description == "第3行的表头缺少“文号”列，读到的是“文导、日期”。请把“文导”改为“文号”。")
  }

  @Test("Delimited text saved as .xls is read as what it is")
  func tabbedXLS() throws {
    #expect(try Samples.read("文号\t标题\n1号\t甲", path: "公文台账.xls").rows.count == 1)
  }

  @Test("Text in UTF-16 is read with or without its mark", arguments: [true, false], [true, false])
  func utf16(isMarked: Bool, isLittle: Bool) throws {
    let units = Array(((isMarked ? "\u{FEFF}" : "") + "文号\t标题\t成文日期\n1号\t关于一般事项公开的通知\t2024-01-02\n").utf16)
    let bytes = units.flatMap { isLittle ? [UInt8($0 & 0xFF), UInt8($0 >> 8)] : [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    let ledger = try LedgerFile.read(bytes, path: "公文台账.csv", schema: Samples.documents)
    #expect(ledger.rows.map(\.key) == ["1号"] && ledger.values("标题") == [.text("关于一般事项公开的通知")])
    #expect(ledger.rejected.isEmpty && ledger.values("成文日期") == [date("2024-01-02")])
  }

  // MARK: Folders

  private func folder(_ files: [String: String]) throws -> URL {
    let url = FileManager.default.temporaryDirectory.appending(path: "台账-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    for (name, text) in files { try Data(text.utf8).write(to: url.appending(path: name)) }
    return url
  }

  @Test("Ledgers are found under their English and Chinese names; what is absent and what is unknown is told")
  func found() throws {
    let url = try folder([
      "公文台账.CSV": "文号,标题\n1号,甲", "people.json": #"[{"编号": "1"}]"#, "~$公文台账.xlsx": "", ".hidden.csv": "",
      "公文台账备份.csv": "文号\n", "readme.txt": "", "常见问题台账.et": "x",
      "人员台账.docx": "x",
    ])
    defer { try? FileManager.default.removeItem(at: url) }
    let absent = LedgerSchema(name: "faqs", chineseName: "常见问题台账", columns: [.init(header: "问题")])
    let read = try LedgerFolder.read(at: url, named: "records", schemas: [Samples.documents, Samples.people, absent])
    #expect(read.ledgers.map(\.path) == ["records/公文台账.CSV", "records/people.json"])
    #expect(read.absent == [absent])
    #expect(read.unrecognised == ["records/公文台账备份.csv"])
    // 人员台账 is there; what lies beside it in another form is no loss.
    #expect(read.foreign == ["records/常见问题台账.et"])
  }

  @Test("Everything that cannot be used at all is told together: two names, wrong headers, no folder")
  func problems() throws {
    let url = try folder([
      "公文台账.csv": "文号\n", "documents.xlsx": "", "人员台账.csv": "甲,乙\n1,2",
    ])
    defer { try? FileManager.default.removeItem(at: url) }
    let error = #expect(throws: RecordsError.self) {
      try LedgerFolder.read(at: url, named: "records", schemas: [Samples.documents, Samples.people])
    }
    #expect(error?.problems.map(\.path) == ["records/documents.xlsx", "records/人员台账.csv"])
    #expect(error?.problems.first?.reason == .twoFiles(["documents.xlsx", "公文台账.csv"]))
    #expect(throws: RecordsError(problems: [LedgerProblem(path: "records", reason: .noFolder)])) {
      try LedgerFolder.read(at: url.appending(path: "absent"), named: "records", schemas: [])
    }
  }
}
