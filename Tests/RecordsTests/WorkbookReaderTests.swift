import Testing

@testable import Records

@Suite("Ledgers from XLSX workbooks")
struct WorkbookReaderTests {
  private func read(_ sample: WorkbookSample, as schema: LedgerSchema = Samples.documents) throws -> Ledger {
    try LedgerFile.read(sample.bytes, path: "公文台账.xlsx", schema: schema)
  }

  private func reason(_ bytes: [UInt8]) -> LedgerProblem.Reason? {
    do {
      _ = try LedgerFile.read(bytes, path: "公文台账.xlsx", schema: Samples.documents)
      return nil
    } catch {
      return error
    }
  }

  @Test("Shared strings with runs and phonetic guides, inline strings, truth values, stored results and gaps are read")
  func cellTypes() throws {
    var sample = WorkbookSample()
    sample.strings = [
      "<t>文号</t>", "<t>标题</t>", "<t>是否涉密</t>", "<t>意见数</t>",
      "<r><rPr><b/></rPr><t>示例区</t></r><r><t xml:space=\"preserve\">若干 规定</t></r><rPh sb=\"0\" eb=\"1\"><t>shili</t></rPh><phoneticPr fontId=\"1\"/>",
    ]
    sample.rows = """
      <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="D1" t="s"><v>2</v></c><c r="E1" t="s"><v>3</v></c></row>
      <row r="3" hidden="1"><c r="A3" t="str"><f>"1"&amp;"号"</f><v>1号</v></c><c r="B3" t="s"><v>4</v></c><c r="D3" t="b"><v>1</v></c><c r="E3"><f>SUM(1,2)</f><v>3</v></c></row>
      <row><c t="inlineStr"><is><r><t>2</t></r><r><t>号</t></r></is></c><c t="inlineStr"><is><t>换_x000D_
      行_x4e00_ _x00_</t></is></c></row>
      """
    let ledger = try read(sample)
    #expect(ledger.rejected.isEmpty, "\(ledger.reasons)")
    #expect(ledger.rows.map(\.number) == [3, 4] && ledger.rows.map(\.key) == ["1号", "2号"])
    #expect(ledger.values("标题") == [.text("示例区若干 规定"), .text("换行一 _x00_")])
    #expect(ledger.values("涉密") == [.flag(true), nil] && ledger.values("收到条数") == [.number(3), nil])
  }

  @Test("Error cells and formulas without a result are told, and their rows stay")
  func faults() throws {
    var sample = WorkbookSample()
    sample.rows =
      WorkbookSample.row(1, "文号", "标题", "成文日期", "发布日期")
      + "<row r=\"2\">" + WorkbookSample.text("A2", "1号") + WorkbookSample.text("B2", "甲")
      + "<c r=\"C2\" t=\"e\"><f>NA()</f><v>#N/A</v></c><c r=\"D2\"><f>TODAY()</f></c></row>"
    let ledger = try read(sample)
    #expect(ledger.rows.first?.unreadable == ["成文日期", "发布日期"])
    #expect(ledger.rejected.map(\.value) == ["#N/A", "公式没有结果"])
  }

  @Test("Dates are known by built-in and custom formats, Chinese ones too; a count of pieces is none")
  func dates() throws {
    var sample = WorkbookSample()
    sample.formats = [
      "yyyy\"年\"m\"月\"d\"日\"", "yyyy/m/d\\ hh:mm;@", "[$-804]yyyy\"年\"m\"月\"d\"日\"\\ dddd", "0\"日\"", "[Red]#,##0",
      "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy",
    ]
    sample.builtIn = [14, 31, 58]
    let cells = (1...9).map { style in
      "<row r=\"\(style + 1)\">" + WorkbookSample.text("A\(style + 1)", "\(style)号")
        + "<c r=\"B\(style + 1)\" s=\"\(style)\"><v>45433.5</v></c></row>"
    }
    sample.rows = WorkbookSample.row(1, "文号", "标题") + cells.joined()
    let titles = try read(sample).values("标题").map { $0?.description }
    let (day, number) = ("2024-05-21 12:00", "45433.5")
    #expect(titles == [day, day, day, number, number, day, day, day, day])
  }

  @Test("A workbook that counts from 1904 gives the same days")
  func from1904() throws {
    var sample = WorkbookSample()
    (sample.from1904, sample.builtIn) = (true, [14])
    sample.rows =
      WorkbookSample.row(1, "文号", "成文日期") + "<row r=\"2\">" + WorkbookSample.text("A2", "1号")
      + "<c r=\"B2\" s=\"1\"><v>43971</v></c></row>"
    #expect(try read(sample).values("成文日期") == [date("2024-05-21")])
  }

  @Test("The day that Excel invents is told")
  func inventedDay() throws {
    var sample = WorkbookSample()
    sample.builtIn = [14]
    sample.rows =
      WorkbookSample.row(1, "文号", "成文日期") + "<row r=\"2\">" + WorkbookSample.text("A2", "1号")
      + "<c r=\"B2\" s=\"1\"><v>60</v></c></row>"
    #expect(try read(sample).rejected.map(\.column) == ["成文日期"])
  }

  @Test("Merged titles are passed over, merged groups name what is below, a value merged over rows stands in each")
  func merges() throws {
    var sample = WorkbookSample()
    sample.rows =
      WorkbookSample.row(1, "人员台账")
      + WorkbookSample.row(2, "编号", "姓名", "到岗日期", "征求意见", "")
      + WorkbookSample.row(3, "", "", "", "开始", "结束")
      + WorkbookSample.row(4, "1", "甲", "2024-01-01", "2024-01-01", "2024-01-31")
      + WorkbookSample.row(5, "2", "", "", "2024-02-01", "2024-02-28")
      + WorkbookSample.row(6, "一、街镇")
      + WorkbookSample.row(9, "3", "乙")
    sample.merges = [
      "A1:E1", "A2:A3", "B2:B3", "C2:C3", "D2:E2", "B4:B5", "C4:C5", "B9:B90", "A6:E6", "XFD1:XFD1048576", "坏", "A1",
    ]
    let ledger = try read(sample, as: Samples.people)
    #expect(ledger.rejected.isEmpty, "\(ledger.reasons)")
    #expect(ledger.rows.map(\.number) == [4, 5, 9] && ledger.rows.map(\.key) == ["1", "2", "3"])
    #expect(ledger.values("姓名") == [.text("甲"), .text("甲"), .text("乙")])
    #expect(ledger.values("到岗日期") == [date("2024-01-01"), date("2024-01-01"), nil])
    #expect(ledger.values("征求意见结束") == [date("2024-01-31"), date("2024-02-28"), nil])
    #expect(ledger.notes.contains("第6行不是数据，没有读取：一、街镇"))
  }

  @Test("The sheet of the ledger's name goes before the first; a lone fitting sheet serves where the first does not")
  func sheetChoice() throws {
    var sample = WorkbookSample()
    sample.rows = WorkbookSample.row(1, "填表说明")
    sample.otherRows = [
      WorkbookSample.row(1, "文号", "标题") + WorkbookSample.row(2, "1号", "甲"),
      WorkbookSample.row(1, "文号", "标题") + WorkbookSample.row(2, "2号", "乙"),
    ]
    sample.sheetNames = ["说明", "旧", "公文台账"]
    #expect(try read(sample).rows.map(\.key) == ["2号"])
    sample.sheetNames = ["说明", "旧", "新"]
    #expect(throws: LedgerProblem.Reason.self) { try read(sample) }
    sample.sheetNames = ["说明", "旧"]
    sample.otherRows.removeLast()
    let ledger = try read(sample)
    #expect(ledger.rows.map(\.key) == ["1号"] && ledger.notes == ["第一张工作表不是公文台账，读取的是工作表“旧”。"])
  }

  @Test("A hidden sheet is not the first, unless it bears the ledger's name")
  func hiddenSheet() throws {
    var sample = WorkbookSample()
    sample.rows = WorkbookSample.row(1, "文号", "标题") + WorkbookSample.row(2, "旧号", "甲")
    sample.otherRows = [WorkbookSample.row(1, "文号", "标题") + WorkbookSample.row(2, "新号", "乙")]
    sample.sheetNames = ["旧表", "新表"]
    sample.hiddenSheets = ["旧表"]
    #expect(try read(sample).rows.map(\.key) == ["新号"])
    sample.sheetNames = ["公文台账", "新表"]
    sample.hiddenSheets = ["公文台账"]
    #expect(try read(sample).rows.map(\.key) == ["旧号"])
  }

  @Test("The prefix of the relations' namespace may be any")
  func prefix() throws {
    var sample = WorkbookSample()
    sample.rows = WorkbookSample.row(1, "文号", "标题") + WorkbookSample.row(2, "1号", "甲")
    sample.relationPrefix = "rel"
    #expect(try read(sample).rows.map(\.key) == ["1号"])
  }

  @Test("A sheet without shared strings or styles is read, and formatted blank rows cost nothing")
  func sparse() throws {
    var sample = WorkbookSample()
    sample.omitted = ["xl/styles.xml", "xl/sharedStrings.xml"]
    sample.rows =
      WorkbookSample.row(1, "文号", "标题") + WorkbookSample.row(2, "1号", "甲")
      + "<row r=\"1048576\"><c r=\"XFD1048576\" s=\"3\"/></row>"
    #expect(try read(sample).rows.count == 1)
  }

  @Test("Workbooks that are cut off, lack parts or hold other things are told, none crashes")
  func broken() {
    var sample = WorkbookSample()
    sample.rows = WorkbookSample.row(1, "文号", "标题") + WorkbookSample.row(2, "1号", "甲")
    let whole = sample.bytes
    #expect(reason(whole) == nil)
    for part in ["xl/workbook.xml", "xl/worksheets/sheet1.xml"] {
      var lacking = sample
      lacking.omitted = [part]
      guard case .brokenWorkbook = reason(lacking.bytes) else {
        Issue.record("\(part) is missing and nothing was said")
        continue
      }
    }
    for length in stride(from: 2, to: whole.count, by: 97) { _ = reason(Array(whole.prefix(length))) }
    guard case .brokenWorkbook = reason(Array(whole.prefix(whole.count / 2))) else {
      Issue.record("half a workbook is no workbook")
      return
    }
    var numbers = SeededNumbers(seed: 10)
    for _ in 0..<300 {
      var spoilt = whole
      for _ in 0..<8 { spoilt[.random(in: 0..<spoilt.count, using: &numbers)] = .random(in: 0...255, using: &numbers) }
      _ = reason(spoilt)
    }
    #expect(reason(WorkbookSample.zip([("word/document.xml", "<a/>")])) == .brokenWorkbook("不是 .xlsx 工作簿"))
  }

  @Test("Entities are refused, and what unpacks beyond the limit is too large")
  func bombs() throws {
    var sample = WorkbookSample()
    sample.rows = WorkbookSample.row(1, "文号", "标题")
    let entities = sample.parts.map { part in
      part.name.hasSuffix("sheet1.xml")
        ? (
          part.name,
          "<!DOCTYPE a [<!ENTITY b \"bb\"><!ENTITY c \"&b;&b;\">]><worksheet><sheetData>&c;</sheetData></worksheet>"
        )
        : (part.name, part.text)
    }
    #expect(reason(WorkbookSample.zip(entities)) == .brokenWorkbook("内部 XML 含有 DOCTYPE"))
    let name = "xl/worksheets/sheet1.xml"
    let size = sample.parts.first { $0.name == name }?.text.utf8.count ?? 0
    #expect(throws: LedgerProblem.Reason.self) { try WorkbookParts(sample.bytes, partLimit: size - 1).read([name]) }
    #expect(try WorkbookParts(sample.bytes, partLimit: size).read([name])[name]?.count == size)
  }

  @Test("Hostile places and merges cost neither time nor memory")
  func hostilePlaces() throws {
    var sample = WorkbookSample()
    sample.rows =
      WorkbookSample.row(1, "文号", "标题") + WorkbookSample.row(2, "1号", "甲")
      + "<row r=\"-5\"><c r=\"ZZZZ9\"><v>1</v></c><c r=\"A99999999999\"><v>2</v></c><c r=\"\"><v>nan</v></c></row>"
      + "<row r=\"9223372036854775807\"><c r=\"A3\" t=\"s\"><v>99</v></c></row>"
    // Nothing may be counted on from the last number there is.
    sample.rows += "<row r=\"99999999999999999999\"><c r=\"A4\"><v>1</v></c></row><row><c><v>2</v></c></row>"
    sample.merges = (0..<2000).map { "A1:XFD\(1_048_576 - $0)" }
    _ = try? read(sample)
  }

  @Test("Sheets that go on with the same columns are told; others, empty ones and hidden ones are not")
  func continuations() throws {
    var sample = WorkbookSample()
    sample.sheetNames = ["一季度", "二季度", "说明", "模板", "旧"]
    sample.hiddenSheets = ["旧"]
    let heads = WorkbookSample.row(1, "文号", "标题")
    sample.rows = heads + WorkbookSample.row(2, "1号", "甲")
    sample.otherRows = [
      heads + WorkbookSample.row(2, "2号", "乙"), WorkbookSample.row(1, "文号", "备注") + WorkbookSample.row(2, "3号", "丙"),
      heads,
      heads + WorkbookSample.row(2, "9号", "丁"),
    ]
    let ledger = try read(sample)
    #expect(ledger.rows.map(\.key) == ["1号"])
    #expect(ledger.notes.filter { $0.contains("没有读取") } == ["工作表“二季度”也是这张台账的样子，没有读取；请并入第一张工作表。"])
  }

  @Test("Format codes that show a day, and such that do not")
  func formatCodes() {
    for code in ["yyyy-mm-dd", "m/d/yy", "mmm", "d", "[$-409]d-mmm", "e\"年\"m\"月\"", "yyyy/m/d h:mm"] {
      #expect(WorkbookStyles.isDate(code), "\(code)")
    }
    for code in [
      "General", "0.00E+00", "h:mm", "mm:ss", "[h]:mm", "@", "0\"day\"", "#,##0;[Red]-#,##0", "\"yyyy\"", "\\d0",
      "G/通用格式",
    ] {
      #expect(!WorkbookStyles.isDate(code), "\(code)")
    }
  }
}
