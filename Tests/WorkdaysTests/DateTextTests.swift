import Testing
import Workdays

@Suite("Dates as people type them")
struct DateTextTests {
  @Test(
    "Every form that clerks use gives the day",
    arguments: [
      "2024-05-21", "2024-5-21", "2024/5/21", "2024/05/21", "2024.5.21", "2024.05.21", "2024年5月21日", "2024年05月21日",
      "20240521", " 2024-05-21 ", "2024 年 5 月 21 日", "2024. 5. 21", "２０２４－０５－２１", "２０２４年５月２１日",
      "２０２４．５．２１", "2024．5．21", "2024／5／21", "2024–05–21", "2024年5月21", "2024年5月21号", "2024.5.21.", "2024.05-21",
      "2024-05-21\u{00A0}", "\u{FEFF}2024-05-21", "2024-05-21\n", "2024　年5月21日", "2024年5月21日（星期二）",
      "2024-05-21 周二", "2024年5月21日 星期二", "2024/5/21 礼拜二", "2024-05-21(周二)", "2024-05-21 00:00:00",
      "2024/5/21 0:00", "2024、5、21", "2024，5，21", "2024。5。21", "'2024-05-21", "’2024/5/21", "二〇二四年五月二十一日",
      "二○二四年五月二十一日", "二零二四年五月廿一日".replacing("廿", with: "二十"),
    ])
  func day(text: String) throws {
    let read = try DateText(text)
    #expect(read.date.description == "2024-05-21")
    #expect(read.minute == nil)
  }

  @Test(
    "A time gives minutes since midnight",
    arguments: [
      ("2024-05-21 10:08", 608), ("2024-05-21 10:08:33", 608), ("2024-05-21T10:08:33", 608),
      ("2024-05-21T10:08:33.250Z", 608), ("2024-05-21 10:08:33+08:00", 608), ("2024/5/21 9:05", 545),
      ("2024-05-21 10∶08", 608), ("2024-05-21 10：08", 608), ("2024年5月21日10时08分", 608), ("2024年5月21日 10时", 600),
      ("2024年5月21日10点整", 600), ("2024年5月21日 10时8分5秒", 608), ("20240521 10:08", 608), ("20240521100833", 608),
      ("202405211008", 608), ("2024-05-21 上午10:08", 608), ("2024-05-21 下午3:20", 920), ("2024-05-21 下午15:20", 920),
      ("2024/5/21 3:20 PM", 920), ("2024/5/21 12:05 am", 5), ("2024/5/21 12:05 PM", 725), ("2024-05-21 中午12:30", 750),
      ("2024-05-21 周二 17:30", 1050), ("２０２４－０５－２１　１７：３０", 1050), ("2024-05-21 24:00", 1439),
      ("2024-05-21 23:59:59", 1439),
    ])
  func time(text: String, minute: Int) throws {
    let read = try DateText(text)
    #expect(read.date.description == "2024-05-21")
    #expect(read.minute == minute)
  }

  @Test(
    "Days and times that do not exist are refused with what is wrong",
    arguments: [
      ("2024-02-30", DateTextError.noSuchDay(year: 2024, month: 2, day: 30)),
      ("2023.2.29", .noSuchDay(year: 2023, month: 2, day: 29)),
      ("2024年13月1日", .noSuchDay(year: 2024, month: 13, day: 1)),
      ("20241301", .noSuchDay(year: 2024, month: 13, day: 1)),
      ("2024-00-10", .noSuchDay(year: 2024, month: 0, day: 10)),
      ("二〇二四年二月三十日", .noSuchDay(year: 2024, month: 2, day: 30)), ("2024-05-21 25:00", .noSuchTime),
      ("2024-05-21 10:70", .noSuchTime), ("2024-05-21 24:01", .noSuchTime), ("2024-05", .noDay), ("2024、5", .noDay),
      ("2024年5月", .noDay),
      ("24-05-21", .shortYear), ("24.5.21", .shortYear), ("0204-05-21", .unlikelyYear(204)),
      ("2924-05-21", .unlikelyYear(2924)),
    ])
  func impossible(text: String, error: DateTextError) {
    #expect(throws: error) { try DateText(text) }
    #expect(!error.description.isEmpty)
  }

  @Test(
    "What is more, less or other than one day is refused",
    arguments: [
      "", " ", "无", "待定", "2024", "长期", "2024-05-21至2024-05-25", "2024-05-21-25", "2024.5.21-5.25", "2024-05-21前",
      "约2024-05-21", "2024-05-21（补）", "5/21/2024", "21-May-2024", "2024521", "2024--05-21", "2024-05-21 10",
      "2024-05-21 15:30-17:00", "45433", "2024年第二季度", "2024-05-21 10:08 10:09", "202405-21", "2024-05-211",
      "第20240521号", "2024-05-21、2024-05-22", "2024、5、21、22", "2024-05-21'", "年月日", "二十二十",
      String(repeating: "2024-05-21 ", count: 1000),
    ])
  func refused(text: String) {
    #expect(throws: DateTextError.notADate) { try DateText(text) }
  }

  @Test("9999-12-31 stands for no end")
  func forever() throws {
    #expect(try DateText("9999-12-31").date.description == "9999-12-31")
  }

  @Test("Any day written in any form is read back")
  func everyForm() throws {
    var numbers = SeededNumbers(seed: 4)
    for _ in 0..<500 {
      let date = CivilDate(dayNumber: .random(in: -25_567...80_000, using: &numbers))
      let (year, month, day) = date.components
      for text in [
        "\(date)", "\(year)/\(month)/\(day)", "\(year).\(month).\(day)", "\(year)年\(month)月\(day)日",
        "\(date)".replacing("-", with: ""),
      ] {
        #expect(try DateText(text).date == date, "\(text)")
      }
    }
  }

  @Test("No text makes the reader crash")
  func hostile() {
    var numbers = SeededNumbers(seed: 5)
    let alphabet = Array("2024年5月21日 -/.:：∶十二〇O上午PMTZ+（周二）\u{0}\u{301}🇨🇳９")
    for _ in 0..<5000 {
      let text = String(
        (0..<Int.random(in: 0...24, using: &numbers)).compactMap { _ in alphabet.randomElement(using: &numbers) })
      _ = try? DateText(text)
    }
  }
}
