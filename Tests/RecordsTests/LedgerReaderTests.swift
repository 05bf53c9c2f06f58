import Testing

@testable import Records

@Suite("Ledgers from delimited text")
struct LedgerReaderTests {
  @Test("A plain ledger is read cell by cell")
  func plain() throws {
    let ledger = try Samples.read(
      """
      文号,标题,文种,成文日期,发布日期,涉密,收到条数,主题分类
      示府〔2024〕1号,甲,政策文件,2024-05-16,2024.5.21,否,12,产业；民生

      示府〔2024〕2号,乙,规范性文件,2024年5月17日,,√,"1,234",
      """)
    #expect(ledger.rejected.isEmpty, "\(ledger.reasons)")
    #expect(ledger.rows.map(\.number) == [2, 4])
    #expect(ledger.rows.map(\.key) == ["示府〔2024〕1号", "示府〔2024〕2号"])
    #expect(ledger.values("文种") == [.text("政策文件"), .text("行政规范性文件")])
    #expect(ledger.values("发布日期") == [date("2024-05-21"), nil])
    #expect(ledger.values("涉密") == [.flag(false), .flag(true)])
    #expect(ledger.values("收到条数") == [.number(12), .number(1234)])
    #expect(ledger.values("主题分类") == [.list(["产业", "民生"]), nil])
    #expect(ledger.headers == ["文号", "标题", "文种", "成文日期", "发布日期", "涉密", "收到条数", "主题分类"])
  }

  @Test(
    "Comma, semicolon and tab are told apart by the headers, though others stand in the cells",
    arguments: [",", ";", "\t"])
  func delimiters(delimiter: String) throws {
    let quote = { (text: String) in "\"\(text)\"" }
    let text = [["文号", "标题", "主题分类"], ["示府〔2024〕1号", "一,二;三\t四", "甲;乙"]]
      .map { $0.map(quote).joined(separator: delimiter) }.joined(separator: "\n")
    let ledger = try Samples.read(text)
    #expect(ledger.values("标题") == [.text("一,二;三\t四")])
    #expect(ledger.values("主题分类") == [.list(["甲", "乙"])])
  }

  @Test("Excel's own line naming the delimiter is kept out of the rows")
  func separatorLine() throws {
    let ledger = try Samples.read("sep=;\n文号;标题\n1号;a,b\n")
    #expect(ledger.values("标题") == [.text("a,b")] && ledger.rows.first?.number == 3)
  }

  @Test("Headers are known by alias, in full width, with line breaks, marks, brackets and numbers")
  func headers() throws {
    let ledger = try Samples.read(
      """
      "发文 字号*","＊文件\n名称（必填）",印发日期(YYYY-MM-DD):,４.是否涉密（是/否）
      示府〔2024〕1号,甲,2024-05-16,是
      """)
    #expect(ledger.headers == ["文号", "标题", "成文日期", "涉密"])
    #expect(ledger.values("成文日期") == [date("2024-05-16")] && ledger.values("涉密") == [.flag(true)])
  }

  @Test("The contract's own header goes before an alias of it, whichever stands first, and none is taken twice")
  func aliasesGiveWay() throws {
    let ledger = try Samples.read("文号,发文日期,成文日期,印发日期\n1号,2024-01-01,2024-01-02,2024-01-03")
    #expect(ledger.values("成文日期") == [date("2024-01-02")])
    #expect(ledger.extraHeaders == ["发文日期", "印发日期"])
    #expect(ledger.values("印发日期") == [.text("2024-01-03")])
    let likelier = try Samples.read("文号,发文日期,印发日期\n1号,2024-01-01,2024-01-03")
    #expect(likelier.values("成文日期") == [date("2024-01-03")], "印发日期 stands first among the aliases")
  }

  @Test("A date's header may say 时间 for 日期, unless that name is another column's or the surer one stands beside it")
  func daysAndTimes() throws {
    let twin = try Samples.read("文号,印发时间,公开时间\n1号,2024-01-02,2024-01-03")
    #expect(twin.values("成文日期") == [date("2024-01-02")] && twin.values("发布日期") == [date("2024-01-03")])
    let both = try Samples.read("文号,公开时间,公开日期\n1号,2024-01-04,2024-01-03")
    #expect(both.values("发布日期") == [date("2024-01-03")] && both.extraHeaders == ["公开时间"])
    let claimed = LedgerSchema(
      name: "people", chineseName: "人员台账",
      columns: [.init(header: "编号"), .init(header: "调离日期", type: .date), .init(header: "备注", aliases: ["调离时间"])])
    #expect(try Samples.read("编号,调离时间\n1,2024-01-03", as: claimed).values("调离日期") == [nil])
    let other = try Samples.read("文号,标题时间\n1号,2024-01-03")
    #expect(other.extraHeaders == ["标题时间"], "only dates have twins")
  }

  @Test("Columns beyond the schema are kept as text and told once; a running number is not")
  func extras() throws {
    let ledger = try Samples.read("序号,文号,经办科室,申请人\n1,1号,一科,王小明\n2,2号,二科,李雷")
    #expect(ledger.extraHeaders == ["经办科室", "申请人"])
    #expect(ledger.values("经办科室") == [.text("一科"), .text("二科")])
    #expect(ledger.values("申请人") == [.text("王***"), .text("李***")], "personal, so never kept whole")
    #expect(ledger.notes == ["台账规定之外的列按文字保留：经办科室、申请人。"])
  }

  @Test("A header with one wrong character is asked about, one that is merely alike is not")
  func slips() throws {
    let ledger = try Samples.read("文号,标题,发布日其,涉企\n1号,甲,2024-05-21,否")
    #expect(ledger.notes.last == "没有“发布日期”列，而有“发布日其”列；如是笔误，请改为“发布日期”。")
    #expect(ledger.notes.count == 2, "涉企 is no slip for 涉密")
  }

  @Test("Title rows, repeated headers, sums and remarks are no data, and what is left out is told")
  func surroundings() throws {
    let ledger = try Samples.read(
      """
      示例区公文台账（2024年第三季度）,,,
      填报单位：区政府办公室,,填报日期：2024-09-30,
      文号,标题,成文日期,发布日期
      1号,甲,2024-07-01,2024-07-02
      文号,标题,成文日期,发布日期
      2号,乙,2024-08-01,2024-08-02
      合计,2,,
      注：本表由各科室填报,,,
      """)
    #expect(ledger.rows.map(\.number) == [4, 6])
    #expect(ledger.rejected.isEmpty)
    #expect(ledger.notes == ["第7行不是数据，没有读取：合计", "第8行不是数据，没有读取：注：本表由各科室填报"])
  }

  @Test("A cell that cannot be read is told with its place; its row and the other cells stay")
  func rejectedCell() throws {
    let ledger = try Samples.read("文号,标题,成文日期,涉密\n1号,甲,2024-02-30,不详\n2号,乙,2024-03-01,否")
    #expect(ledger.rows.count == 2)
    #expect(ledger.rows[0].unreadable == ["成文日期", "涉密"])
    #expect(ledger.rows[0].values["标题"] == .text("甲") && ledger.rows[0].values["成文日期"] == nil)
    #expect(
      ledger.reasons == [
        "2 成文日期 2024-02-30: 没有2024年2月30日这一天，请核对", "2 涉密 不详: 不能判断是或否，请填“是”或“否”",
      ])
    #expect(ledger.rows[1].unreadable.isEmpty)
  }

  @Test("A rejected value is masked where its column is personal or it holds an ID or a mobile number")
  func maskedRejections() throws {
    let ledger = try Samples.read("文号,成文日期\n1号,310101199001011234\n2号,13812345678", path: "a.csv")
    #expect(ledger.rejected.map(\.value) == ["310***********1234", "138****5678"])
    let people = LedgerSchema(
      name: "p", chineseName: "人", columns: [.init(header: "编号"), .init(header: "生日", type: .date, isPersonal: true)])
    let told = try Samples.read("编号,生日\n1,王小明", as: people)
    #expect(told.rejected.map(\.value) == ["王***"])
  }

  @Test("A row without a key is told and nothing of it is read; a title serves where the number is 无")
  func keys() throws {
    let ledger = try Samples.read("文号,标题,成文日期\n无,关于停水的通告,2024-01-02\n,,2024-01-03\n3号,丙,\n")
    #expect(ledger.rows.map(\.key) == ["关于停水的通告", "3号"])
    #expect(ledger.unnamed == [.init(number: 3, key: "第3行", values: [:], unreadable: ledger.headers)])
    #expect(ledger.reasons == ["3 文号 : 缺少“文号”或“标题”，不知这一行说的是哪一件，请补填"])
  }

  @Test("Rows of one key are told on both; one is kept, and cells in which they differ are unreadable")
  func duplicates() throws {
    let ledger = try Samples.read(
      "文号,标题,成文日期\n1号,甲,2024-01-02\n2号,乙,2024-01-03\n1号,甲,2024-01-09\n2号,乙,2024-01-03\n无,丙,\n无,丁,\n")
    #expect(ledger.rows.map(\.key) == ["1号", "2号", "丙", "丁"])
    #expect(ledger.rows[0].unreadable == ["成文日期"] && ledger.rows[0].values["标题"] == .text("甲"))
    #expect(ledger.rows[1].unreadable.isEmpty && ledger.rows[1].values["成文日期"] == date("2024-01-03"))
    #expect(ledger.rejected.map(\.row) == [2, 3, 4, 5])
    #expect(ledger.rejected[0].reason.contains("第4行") && ledger.rejected[2].reason.contains("第2行"))
  }

  @Test("Where rows may repeat their key, only rows alike in all unique columns are duplicates")
  func repeatedKeys() throws {
    var schema = Samples.documents
    (schema.keyHeaders, schema.uniqueHeaders) = (["标题"], ["标题", "文号"])
    let ledger = try Samples.read("文号,标题\n1号,甲\n2号,甲\n,甲\n 1号 ,甲\n", as: schema)
    #expect(ledger.rows.map(\.number) == [2, 3, 4] && ledger.rejected.map(\.row) == [2, 5])
    schema.uniqueHeaders = []
    #expect(try Samples.read("文号,标题\n1号,甲\n1号,甲\n", as: schema).rows.count == 2)
  }

  @Test("A ledger with headers only has no rows and nothing wrong")
  func headersOnly() throws {
    let ledger = try Samples.read("文号,标题\n")
    #expect(ledger.rows.isEmpty && ledger.rejected.isEmpty && ledger.headers == ["文号", "标题"])
  }

  @Test("A file of another kind names what was found and what is wanted")
  func wrongHeader() {
    #expect(
      throws: LedgerProblem.Reason.wrongHeader(
        found: ["日期", "金额", "付款人"], wanted: Samples.documents.columns.map(\.header))
    ) {
      try Samples.read("日期,金额,付款人\n2024-01-01,3,甲")
    }
  }

  @Test("A missing key column is named with the header that is likeliest a slip for it")
  func noKey() {
    #expect {
      try Samples.read("台账,,\n文 导,成文日期,涉密\n1号,2024-01-01,否")
    } throws: { error in
      guard case .noKeyHeader(2, ["文号", "标题"], let found, "文 导") = error as? LedgerProblem.Reason else { return false }
      return found == ["文 导", "成文日期", "涉密"]
    }
  }

  @Test("An empty file holds no table", arguments: ["", " \n\n", "\u{FEFF}"])
  func empty(text: String) {
    #expect(throws: LedgerProblem.Reason.noTable) { try Samples.read(text) }
  }

  @Test("Two header rows are one: a group and what stands below it")
  func groups() throws {
    let ledger = try Samples.read(
      "编号,征求意见,,人员,\n,开始,结束,姓名,到岗日期\n1,2024-01-01,2024-01-31,甲,2023-01-01", as: Samples.people)
    #expect(ledger.headers.count == 5 && ledger.rows.count == 1)
    #expect(ledger.values("征求意见结束") == [date("2024-01-31")] && ledger.values("姓名") == [.text("甲")])
  }

  @Test("What stands where no header is is told, and the row stays")
  func stray() throws {
    let ledger = try Samples.read("文号,标题\n1号,关于甲,乙的通知\n2号,丙,\n3号,丁,,13812345678")
    #expect(ledger.rows.count == 3 && ledger.rejected.map(\.row) == [2, 4])
    #expect(ledger.rejected.map(\.value) == ["乙的通知", "138****5678"] && ledger.rejected.allSatisfy { $0.column == nil })
  }

  @Test("Cells that a spreadsheet was made to keep as text lose the trick")
  func textTricks() throws {
    let ledger = try Samples.read("文号,标题\n\"=\"\"001\"\"\",'=1+1\n'002,'甲'")
    #expect(ledger.rows.map(\.key) == ["001", "002"])
    #expect(ledger.values("标题") == [.text("=1+1"), .text("'甲'")])
  }

  @Test("The charset is found out", arguments: ["utf8", "utf8-bom", "utf16le", "utf16be", "gb18030", "spoilt"])
  func charsets(name: String) throws {
    let text = "文号,标题\n示府〔2024〕1号,促进小微企业发展的若干规定\n"
    var bytes: [UInt8]
    switch name {
    case "utf8-bom": bytes = [0xEF, 0xBB, 0xBF] + Array(text.utf8)
    case "utf16le": bytes = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    case "utf16be": bytes = [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    case "gb18030":
      bytes = [
        0xCE, 0xC4, 0xBA, 0xC5, 0x2C, 0xB1, 0xEA, 0xCC, 0xE2, 0x0A, 0xCA, 0xBE, 0xB8, 0xAE, 0xA1, 0xB2, 0x32, 0x30,
        0x32, 0x34, 0xA1, 0xB3, 0x31, 0xBA, 0xC5, 0x2C, 0xB4, 0xD9, 0xBD, 0xF8, 0xD0, 0xA1, 0xCE, 0xA2, 0xC6, 0xF3,
        0xD2, 0xB5, 0xB7, 0xA2, 0xD5, 0xB9, 0xB5, 0xC4, 0xC8, 0xF4, 0xB8, 0xC9, 0xB9, 0xE6, 0xB6, 0xA8, 0x0A,
      ]
    default: bytes = Array(text.utf8)
    }
    if name == "spoilt" { bytes += Array("2号,坏".utf8) + [0xFF] }
    let ledger = try LedgerFile.read(bytes, path: "a.csv", schema: Samples.documents)
    #expect(ledger.rows.first?.key == "示府〔2024〕1号")
    #expect(ledger.values("标题").first == .text("促进小微企业发展的若干规定"))
    #expect(ledger.rejected.count == (name == "spoilt" ? 1 : 0), "the spoilt cell is told, the rest read")
  }

  @Test("No bytes crash the reader")
  func hostile() {
    var numbers = SeededNumbers(seed: 9)
    let words = [
      "文号", "标题", ",", "\n", "\"", ";", "\t", "2024-05-21", "无", "<table>", "<td>", "{", "[", "\u{0}", "PK", "合计",
    ]
    for _ in 0..<1500 {
      let text = (0..<Int.random(in: 0...30, using: &numbers)).compactMap { _ in words.randomElement(using: &numbers) }
        .joined()
      for path in ["a.csv", "a.json", "a.xls", "a.xlsx"] { _ = try? Samples.read(text, path: path) }
      let noise = (0..<40).map { _ in UInt8.random(in: 0...255, using: &numbers) }
      _ = try? LedgerFile.read(noise, path: "a.csv", schema: Samples.documents)
    }
  }

  @Test("sums and remarks in whatever words are told and are no rows; a number like them is a row")
  func sumsAndRemarks() throws {
    let rows = [
      "合计：2件,,,", "本季度合计,2,,", "本页小计,2,,", "共 5 条,,,", "以上共3篇,,,", "总计2,,,", "小计（件）,3,,", "本季度无,,,", "零报告,,,",
      "注1.以上为本季度,,,",
      "以上数据截至9月30日，由办公室填报,,,", "填表人：张三,审核人：李四,日期：2024-10-08,", "（此页无正文）,,,",
    ]
    let ledger = try Samples.read("文号,标题,成文日期,收到条数\n1号,甲,2024-01-02,1\n" + rows.joined(separator: "\n"))
    #expect(ledger.rows.map(\.key) == ["1号"] && ledger.rejected.isEmpty && ledger.unnamed.isEmpty)
    #expect(ledger.notes.count == rows.count && ledger.notes.allSatisfy { $0.contains("不是数据") })
    let near = try Samples.read(
      "文号,标题,成文日期,收到条数\n合计001,甲,2024-01-02,1\n2号,,,\n合计（试行）,关于合计的办法,2024-01-02,\n无,关于无偿献血的通知,,\n")
    #expect(near.rows.map(\.key) == ["合计001", "2号", "合计（试行）", "关于无偿献血的通知"])
    let headed = try Samples.read(
      "文号,标题,成文日期\n一、政府文件,,\n甲府〔2024〕1号,甲,2024-01-02\n（二）办公室文件,,\n7月份,,\n第三季度,,\n2024年,,\n"
        + "一府〔2024〕2号,,\n三、办〔2024〕3号,乙,2024-01-02\n7月1号,,\n")
    #expect(headed.rows.map(\.key) == ["甲府〔2024〕1号", "一府〔2024〕2号", "三、办〔2024〕3号", "7月1号"])
    #expect(headed.notes.count == 5)
  }

  @Test("headers repeated without their numbers or remarks are no row, and one other word makes it a row")
  func repeatedHeaders() throws {
    let ledger = try Samples.read(
      "1.文号,2.标题（必填）,3.成文日期\n1号,甲,2024-01-02\n文号,标题,成文日期\n文号,标题二,\n2号,乙,2024-01-03")
    #expect(ledger.rows.map(\.key) == ["1号", "文号", "2号"])
    #expect(ledger.rejected.isEmpty)
  }

  @Test("words beside the table are told, a running number alone is not")
  func beside() throws {
    let ledger = try Samples.read("序号,文号,标题\n1,1号,甲\n2,,\n三、,,\n以下略,,\n")
    #expect(
      ledger.rows.count == 1 && ledger.notes.filter { $0.contains("不是数据") }.map { String($0.suffix(3)) } == ["以下略"])
  }

  @Test("of a row that nothing names, whose it is stays known")
  func namelessOwner() throws {
    let schema = LedgerSchema(
      name: "i", chineseName: "解读台账",
      columns: [.init(header: "解读标题"), .init(header: "政策文号", type: .list), .init(header: "发布日期", type: .date)])
    let ledger = try Samples.read("解读标题,政策文号,发布日期\n甲,1号,2024-01-02\n,2号,2024-01-03\n,,2024-01-04\n", as: schema)
    #expect(
      ledger.unnamed == [
        .init(number: 3, key: "第3行", values: ["政策文号": .list(["2号"])], unreadable: ["解读标题", "发布日期"]),
        .init(number: 4, key: "第4行", values: [:], unreadable: ledger.headers),
      ])
  }
}
