import Testing
import Workdays

@Suite(
  "Working days against the State Council's notices",
  .enabled(if: ReferenceCalendar.isAtHand, "the reference calendars are not beside this clone"))
struct NoticedWorkdaysTests {
  private let calendar = ReferenceCalendar.calendar

  @Test(
    "The twentieth working day after an event is the one the domain names",
    arguments: [
      ("2024-09-11", "2024-10-15"), ("2024-09-26", "2024-10-29"), ("2025-01-20", "2025-02-21"),
      ("2026-02-06", "2026-03-12"), ("2026-09-18", "2026-10-22"),
    ])
  func twentyDays(start: String, end: String) {
    #expect(calendar.adding(workdays: 20, to: day(start)) == day(end))
    #expect(calendar.deadline(Limit(20, .workday), from: day(start)) == Deadline(date: day(end)))
    #expect(calendar.workdays(after: day(start), through: day(end)) == 20)
  }

  @Test(
    "The fifth working day after an event is the one the domain names",
    arguments: [("2024-09-11", "2024-09-19"), ("2026-02-06", "2026-02-13")])
  func fiveDays(start: String, end: String) {
    #expect(calendar.adding(workdays: 5, to: day(start)) == day(end))
  }

  @Test("Each year has as many working days as the domain counts")
  func yearTotals() {
    let counts = (2019...2026).map { year in
      calendar.workdays(after: day("\(year - 1)-12-31"), through: day("\(year)-12-31"))
    }
    #expect(counts == [250, 249, 250, 249, 249, 251, 248, 248])
  }

  @Test("Every day from 2019 to 2026 is a working day or not as the notices say, weekdays filling the rest")
  func everyDay() throws {
    let listed = try #require(ReferenceCalendar.files).flatMap(\.days)
    let stated = Dictionary(listed.map { ($0.date, !$0.isOffDay) }, uniquingKeysWith: { $1 })
    #expect(stated.count == listed.count, "no day stands in two notices")
    var (date, seen) = (day("2019-01-01"), 0)
    while date <= day("2026-12-31") {
      #expect(calendar.isWorkday(date) == stated[date] ?? (date.weekday <= 5), "\(date)")
      (date, seen) = (date.adding(days: 1), seen + 1)
    }
    #expect(seen == 2922)
  }

  @Test("Days of December that the next year's notice moves are counted")
  func decemberOfTheYearBefore() {
    #expect(calendar.isWorkday(day("2018-12-29")), "a Saturday worked for 元旦 2019")
    #expect(!calendar.isWorkday(day("2018-12-31")), "a Monday off")
    #expect(!calendar.isWorkday(day("2022-12-31")))
  }

  @Test(
    "A period of days or months that ends on a day off rolls to the next working day, one that does not stays",
    arguments: [
      // 30 days after 2024-09-01 is 1 October; the holiday lasts until the 7th.
      ("2024-09-01", 30, Limit.Unit.day, "2024-10-08"),
      // A Saturday that is worked keeps the deadline.
      ("2024-09-12", 30, .day, "2024-10-12"),
      // A plain Saturday does not.
      ("2024-07-13", 14, .day, "2024-07-29"), ("2024-07-12", 14, .day, "2024-07-26"),
      ("2024-01-31", 1, .month, "2024-02-29"), ("2024-04-01", 1, .month, "2024-05-06"),
      ("2024-03-31", 1, .month, "2024-04-30"),
    ])
  func rolling(start: String, count: Int, unit: Limit.Unit, end: String) {
    #expect(calendar.deadline(Limit(count, unit), from: day(start)) == Deadline(date: day(end)))
  }

  @Test("On the day itself means that very day, on a holiday too")
  func sameDay() {
    for unit in Limit.Unit.allCases {
      #expect(calendar.deadline(Limit(0, unit), from: day("2024-10-01")) == Deadline(date: day("2024-10-01")))
      #expect(!calendar.deadline(Limit(0, unit), from: day("2031-10-01")).isProvisional)
    }
  }

  @Test("A deadline that reaches past the last notice is provisional and names the year; one before it is not")
  func provisional() {
    let late = calendar.deadline(Limit(20, .workday), from: day("2026-12-15"))
    #expect(late.isProvisional && late.missingYear == 2027)
    let inTime = calendar.deadline(Limit(5, .workday), from: day("2026-12-15"))
    #expect(inTime == Deadline(date: day("2026-12-22"), missingYear: nil))
    let month = calendar.deadline(Limit(1, .month), from: day("2026-12-15"))
    #expect(month.missingYear == 2027)
    // It begins before the first notice.
    #expect(calendar.deadline(Limit(5, .workday), from: day("2018-12-27")).missingYear == 2018)
    #expect(!calendar.knows(year: 2027) && calendar.knows(year: 2026))
  }
}

@Suite("Laws of counting working days")
struct WorkdayLawsTests {
  /// Works without reference data: a year with a long holiday in the middle and weekends worked around it.
  private let calendar = WorkdayCalendar(notices: [
    .init(
      year: 2024, source: "test", daysOff: (1...7).map { day("2024-10-0\($0)") },
      daysWorked: [day("2024-09-29"), day("2024-10-12")])
  ])

  @Test("Adding n working days and counting them again gives n; the day reached is worked")
  func addingThenCounting() {
    var numbers = SeededNumbers(seed: 1)
    for _ in 0..<500 {
      let start = day("2024-08-01").adding(days: .random(in: 0...120, using: &numbers))
      let count = Int.random(in: 1...60, using: &numbers)
      let end = calendar.adding(workdays: count, to: start)
      #expect(calendar.isWorkday(end))
      #expect(calendar.workdays(after: start, through: end) == count, "\(start) + \(count)")
    }
  }

  @Test("A later start or a longer limit never ends earlier")
  func monotone() {
    var numbers = SeededNumbers(seed: 2)
    for unit in Limit.Unit.allCases {
      for _ in 0..<200 {
        let start = day("2024-08-01").adding(days: .random(in: 0...120, using: &numbers))
        let count = Int.random(in: 0...40, using: &numbers)
        let end = calendar.deadline(Limit(count, unit), from: start).date
        #expect(calendar.deadline(Limit(count, unit), from: start.adding(days: 1)).date >= end)
        #expect(calendar.deadline(Limit(count + 1, unit), from: start).date >= end)
        #expect(end >= start)
      }
    }
  }

  @Test("Counting is additive and nothing lies between a day and itself or an earlier one")
  func additive() {
    var numbers = SeededNumbers(seed: 3)
    for _ in 0..<200 {
      let days = (0..<3).map { _ in day("2024-08-01").adding(days: .random(in: 0...120, using: &numbers)) }.sorted()
      let (first, middle, last) = (days[0], days[1], days[2])
      let parts = calendar.workdays(after: first, through: middle) + calendar.workdays(after: middle, through: last)
      #expect(parts == calendar.workdays(after: first, through: last))
      #expect(calendar.workdays(after: last, through: first) == 0)
    }
  }

  @Test("Without any notice, weekends alone are days off")
  func noNotice() {
    let plain = WorkdayCalendar(notices: [])
    #expect(plain.adding(workdays: 5, to: day("2024-09-27")) == day("2024-10-04"))
    #expect(plain.deadline(Limit(5, .workday), from: day("2024-09-27")).missingYear == 2024)
  }
}
