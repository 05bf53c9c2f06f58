import Testing
import Workdays

@testable import Records

@Suite("Cells are read as their column wants them")
struct CellReaderTests {
  private func read(_ text: String, _ type: ValueType, _ change: (inout LedgerSchema.Column) -> Void = { _ in })
    -> CellReader.Outcome
  {
    var column = LedgerSchema.Column(header: "列", type: type)
    change(&column)
    return CellReader(column).read(.text(text))
  }

  private func isRejected(_ outcome: CellReader.Outcome) -> Bool {
    if case .rejected(let reason) = outcome { return !reason.isEmpty }
    return false
  }

  @Test(
    "无, a dash and their like are empty in every type",
    arguments: ["", " ", "　", "无", "—", "——", "-", "－", "/", "空", "\u{FEFF}"])
  func empty(text: String) {
    for type in [ValueType.text, .date, .number, .list] { #expect(read(text, type) == .empty, "\(type)") }
    if text != "无" { #expect(read(text, .flag) == .empty) }
  }

  @Test("Numbers of documents in one cell are parted however they stand; a title that cites one stays whole")
  func documentNumbers() {
    func numbers(_ text: String) -> CellReader.Outcome { read(text, .list) { $0.header = "政策文号" } }
    for text in [
      "甲府〔2024〕3号，和政〔2024〕5号", "甲府〔2024〕3号 和政〔2024〕5号", "甲府〔2024〕3号/和政〔2024〕5号", "甲府〔2024〕3号和和政〔2024〕5号",
      "《示例办法》（甲府〔2024〕3号）；和政〔2024〕5号", "甲府〔2024〕3号 示例办法、和政〔2024〕5号《规定》", "甲府〔2024〕3号\n和政〔2024〕5号",
    ] {
      #expect(numbers(text) == .value(.list(["甲府〔2024〕3号", "和政〔2024〕5号"])), "\(text)")
    }
    for text in ["关于贯彻甲府〔2024〕3号文件的通知", "甲府〔2024〕3", "示例办法", "2024年第3号", "甲府 [2024] 第 3 号", "甲府（２０２４）３号"] {
      #expect(numbers(text) == .value(.list([text])), "\(text)")
    }
    for text in ["甲府〔2024〕3、5号", "甲府〔2024〕3号、5号", "甲府〔2024〕3号和5号", "甲府〔2024〕3 号，第 5 号", "甲府〔2024〕3号、〔2024〕5号"] {
      #expect(numbers(text) == .value(.list(["甲府〔2024〕3号", "甲府〔2024〕5号"])), "\(text)")
    }
    #expect(numbers("甲府〔2024〕3、5号；乙府〔2023〕7、9号") == numbers("甲府〔2024〕3号；甲府〔2024〕5号；乙府〔2023〕7号；乙府〔2023〕9号"))
    for (text, items) in [
      ("甲府〔2024〕3号，甲府〔2024〕5号", ["甲府〔2024〕3号", "甲府〔2024〕5号"]), ("甲府〔2024〕3、5号", ["甲府〔2024〕3号", "甲府〔2024〕5号"]),
      ("https://www.example.gov.cn/a,b.html", ["https://www.example.gov.cn/a,b.html"]),
      ("/zc/3号.html", ["/zc/3号.html"]),
    ] {
      #expect(read(text, .list) { $0.header = "文号或网址" } == .value(.list(items)), "\(text)")
    }
    for (text, items) in [("甲府〔2024〕3号、5月", ["甲府〔2024〕3号", "5月"]), ("示例办法、5号", ["示例办法", "5号"])] {
      #expect(numbers(text) == .value(.list(items)), "\(text)")
    }
    #expect(read("甲府〔2024〕3号，和政〔2024〕5号", .list) == .value(.list(["甲府〔2024〕3号，和政〔2024〕5号"])))
  }

  @Test("What only resembles an empty word is a value", arguments: ["无锡", "空港", "—甲", "0"])
  func notEmpty(text: String) {
    #expect(read(text, .text) == .value(.text(text)))
  }

  @Test("Flags are read however an office ticks them")
  func flags() {
    for text in ["是", "有", "√", "✓", "✔\u{FE0F}", "☑", "Y", "y", "Yes", "TRUE", "1", "１", " 是 ", "对", "列"] {
      #expect(read(text, .flag) == .value(.flag(true)), "\(text)")
    }
    for text in ["否", "无", "×", "✗", "N", "no", "False", "0", "x", "不列", "未列", "非列"] {
      #expect(read(text, .flag) == .value(.flag(false)), "\(text)")
    }
    for text in ["不详", "2", "是否", "√×", "待定"] { #expect(isRejected(read(text, .flag)), "\(text)") }
    for text in ["2人", "市民代表3名", "５位"] { #expect(read(text, .flag) == .value(.flag(true)), "\(text)") }
    #expect(read("0人", .flag) == .value(.flag(false)))
    #expect(isRejected(read("未邀请2人", .flag)) && isRejected(read("若干人", .flag)))
    #expect(read("秘密", .flag) { $0.yesWords = ["秘密"] } == .value(.flag(true)))
    #expect(CellReader(.init(header: "列", type: .flag)).read(.flag(false)) == .value(.flag(false)))
    #expect(CellReader(.init(header: "列", type: .flag)).read(.number(1)) == .value(.flag(true)))
  }

  @Test("Numbers are read in full width, with separators and a counting word")
  func numbers() {
    for (text, number) in [
      ("12", 12.0), ("１２", 12), ("1,234", 1234), ("１，２３４", 1234), ("12条", 12), ("12 件", 12), ("2024年", 2024),
      ("2024年度", 2024), ("-3", -3), ("0", 0), ("3.50", 3.5), ("1,234,567.5", 1_234_567.5),
    ] { #expect(read(text, .number) == .value(.number(number)), "\(text)") }
    for text in ["约12", "十二", "1,23", "12.", ".5", "1e5", "0x10", "nan", "12-13", "5%", "12条3件", "条", "1 万"] {
      #expect(isRejected(read(text, .number)), "\(text)")
    }
  }

  @Test("Lists are parted by 、 and both semicolons, and empty parts fall away")
  func lists() {
    #expect(read("甲；乙;丙、丁", .list) == .value(.list(["甲", "乙", "丙", "丁"])))
    #expect(read("甲；；无； ", .list) == .value(.list(["甲"])))
    #expect(read("甲\n乙", .list) == .value(.list(["甲", "乙"])))
    #expect(read("甲，乙", .list) == .value(.list(["甲，乙"])), "a comma stands within names")
    #expect(read("；、", .list) == .empty)
  }

  @Test("A choice takes its values and their synonyms and tells everything else")
  func choices() {
    func chosen(_ text: String) -> CellReader.Outcome {
      read(text, .text) {
        $0.choices = ["有效", "失效"]
        $0.synonyms = ["现行有效": "有效"]
      }
    }
    #expect(chosen(" 有 效 ") == .value(.text("有效")))
    #expect(chosen("现行有效") == .value(.text("有效")))
    #expect(chosen("有效？").self == .rejected("不在可填的值之内，请填“有效”“失效”之一"))
    let both = read("线上线下", .list) {
      $0.choices = ["线上", "线下"]
      $0.synonyms = ["线上线下": "线上；线下"]
    }
    #expect(both == .value(.list(["线上", "线下"])))
    #expect(isRejected(read("线上；云端", .list) { $0.choices = ["线上", "线下"] }))
    #expect(read("甲", .text) { $0.suggestions = ["乙"] } == .value(.text("甲")), "a suggestion binds nobody")
  }

  @Test("Dates are read as text, as serial numbers and as plain digits")
  func dates() {
    for text in ["2024-05-21", "2024.5.21", "２０２４年５月２１日", "20240521", "45433", "45433.0"] {
      #expect(read(text, .date) == .value(date("2024-05-21")), "\(text)")
    }
    #expect(read("2024-05-21 17:31", .date) == .value(date("2024-05-21", 1051)))
    #expect(read("45433.75", .date) == .value(date("2024-05-21", 1080)))
    for text in ["2024-02-30", "2024年5月", "待定", "2024", "12", "99999", "长期"] {
      #expect(isRejected(read(text, .date)), "\(text)")
    }
    #expect(read("长期有效", .date) { $0.isOpenEnded = true } == .value(date("9999-12-31")))
    let column = CellReader(.init(header: "列", type: .date))
    #expect(column.read(.number(45_433)) == .value(date("2024-05-21")))
    #expect(column.read(.number(20_240_521)) == .value(date("2024-05-21")))
    #expect(isRejected(column.read(.number(2024))) && isRejected(column.read(.number(20_240_230))))
  }

  @Test("Excel's days: its first, the day it invents, its leap year slip, minutes, and the count from 1904")
  func serials() {
    func day(_ number: Double, _ from1904: Bool = false) -> String? {
      ExcelSerial.date(number, from1904: from1904).map { "\(Value.date($0.0, minute: $0.minute))" }
    }
    #expect(day(1) == "1900-01-01")
    #expect(day(59) == "1900-02-28")
    #expect(day(60) == nil)
    #expect(day(61) == "1900-03-01")
    #expect(day(45_433.5) == "2024-05-21 12:00")
    #expect(day(45_433.999999) == "2024-05-22")
    #expect(day(43_971, true) == "2024-05-21")
    #expect(day(0) == nil && day(-1) == nil && day(.nan) == nil && day(3e6) == nil && day(.infinity) == nil)
  }

  @Test("Error values, mojibake and endless text are told, in every type")
  func faults() {
    for type in ValueType.allCases {
      let reader = CellReader(.init(header: "列", type: type))
      #expect(reader.read(.fault("#N/A")) == .rejected("单元格是错误值“#N/A”，请改为实际内容"))
      #expect(isRejected(reader.read(.text("2024\u{FFFD}"))))
      #expect(isRejected(reader.read(.text(String(repeating: "长", count: 50_000)))))
    }
  }

  @Test("Line breaks in a text go, between Chinese characters without a trace")
  func lineBreaks() {
    #expect(read("示例区\n若干规定", .text) == .value(.text("示例区若干规定")))
    #expect(read("open\r\ndata", .text) == .value(.text("open data")))
  }
}
