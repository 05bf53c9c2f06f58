import Foundation
import Testing
import Workdays

@Suite("Civil dates")
struct CivilDateTests {
  @Test("Every day from 1900 to 2200 is made of its own year, month and day, and follows the day before")
  func roundTrip() throws {
    var date = try #require(CivilDate(year: 1900, month: 1, day: 1))
    var (weekday, previous) = (1, (year: 1899, month: 12, day: 31))
    #expect(date.dayNumber == -25_567)
    while date.year <= 2200 {
      let now = date.components
      #expect(CivilDate(year: now.year, month: now.month, day: now.day) == date)
      #expect(CivilDate(iso: date.description) == date)
      #expect(date.weekday == weekday)
      let follows = now.day == previous.day + 1 && now.month == previous.month || now.day == 1
      #expect(follows, "\(date)")
      (previous, weekday, date) = (now, weekday % 7 + 1, date.adding(days: 1))
    }
  }

  @Test(
    "Days that do not exist are refused",
    arguments: [
      (2023, 2, 29), (1900, 2, 29), (2024, 4, 31), (2024, 13, 1), (2024, 0, 1), (2024, 1, 0), (0, 1, 1), (10_000, 1, 1),
    ])
  func impossible(year: Int, month: Int, day: Int) {
    #expect(CivilDate(year: year, month: month, day: day) == nil)
  }

  @Test("Leap days exist where they do", arguments: [2024, 2000, 2400])
  func leapDays(year: Int) {
    #expect(CivilDate(year: year, month: 2, day: 29) != nil)
  }

  @Test(
    "Only YYYY-MM-DD is an ISO day",
    arguments: ["2024-5-21", "2024/05/21", "2024-05-21 ", "+024-05-21", "２０２４-05-21", "2024-05-2x", ""])
  func notISO(text: String) {
    #expect(CivilDate(iso: text) == nil)
  }

  @Test("A month later is the same day, or the month's last where that day is missing, across years both ways")
  func months() {
    #expect(day("2024-01-31").adding(months: 1) == day("2024-02-29"))
    #expect(day("2024-12-31").adding(months: 2) == day("2025-02-28"))
    #expect(day("2024-01-15").adding(months: -1) == day("2023-12-15"))
    #expect(day("2024-05-31").adding(months: 12) == day("2025-05-31"))
  }

  @Test("A date is coded as its ISO text, and a bad text is refused")
  func coding() throws {
    let coded = try JSONEncoder().encode([day("2024-05-21")])
    #expect(String(decoding: coded, as: UTF8.self) == "[\"2024-05-21\"]")
    #expect(try JSONDecoder().decode([CivilDate].self, from: coded) == [day("2024-05-21")])
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([CivilDate].self, from: Data("[\"2024-02-30\"]".utf8))
    }
  }
}
