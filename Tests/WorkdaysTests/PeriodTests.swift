import Testing
import Workdays

@Suite("Periods")
struct PeriodTests {
  @Test(
    "The four written forms are read and written back",
    arguments: [
      ("2024", "2024-01-01", "2024-12-31", "2024年"), ("2024H1", "2024-01-01", "2024-06-30", "2024年上半年"),
      ("2024H2", "2024-07-01", "2024-12-31", "2024年下半年"), ("2024Q3", "2024-07-01", "2024-09-30", "2024年第3季度"),
      ("2024-02", "2024-02-01", "2024-02-29", "2024年2月"), ("2023-12", "2023-12-01", "2023-12-31", "2023年12月"),
    ])
  func forms(text: String, first: String, last: String, chinese: String) throws {
    let period = try #require(Period(text))
    #expect(period.description == text)
    #expect(period.chineseName == chinese)
    #expect((period.firstDay, period.lastDay) == (day(first), day(last)))
    #expect(period.contains(day(first)) && period.contains(day(last)))
    #expect(!period.contains(day(first).adding(days: -1)) && !period.contains(day(last).adding(days: 1)))
    #expect(period.next.previous == period)
    #expect(period.next.firstDay == period.lastDay.adding(days: 1))
  }

  @Test(
    "Anything else is refused",
    arguments: [
      "", "24Q3", "2024Q5", "2024Q0", "2024H3", "2024-13", "2024-00", "2024-1", "2024-+1", "2024Q+", "2024-08-01",
      "+024", "２０２４", "2024年",
    ])
  func refused(text: String) {
    #expect(Period(text) == nil)
  }

  @Test("A quarter has three months and one half; a year two halves, four quarters, twelve months")
  func parts() throws {
    let quarter = try #require(Period("2024Q3"))
    #expect(quarter.periods(of: .month).map(\.description) == ["2024-07", "2024-08", "2024-09"])
    #expect(quarter.periods(of: .half).map(\.description) == ["2024H2"])
    let year = try #require(Period("2024"))
    #expect(Period.Length.allCases.map { year.periods(of: $0).count } == [12, 4, 2, 1])
  }

  @Test("Every day lies in exactly one period of each length")
  func containing() {
    for offset in 0..<800 {
      let date = day("2023-12-01").adding(days: offset)
      for length in Period.Length.allCases {
        let period = Period(length, containing: date)
        #expect(period.contains(date) && !period.next.contains(date) && !period.previous.contains(date))
      }
    }
  }
}
