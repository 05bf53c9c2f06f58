import Foundation
import RuleFiles
import Testing
import Workdays

@Suite("The shipped calendars")
struct CalendarFilesTests {
  private static let root = URL(filePath: #filePath).appending(path: "../../..").standardized
  private static let reference = root.appending(path: "../shared/calendars").standardized

  private let calendar: WorkdayCalendar

  init() throws {
    calendar = try RuleBook(folder: Self.root.appending(path: "Rules")).calendar
  }

  @Test("There is one for each year from 2019 to 2026, with its notice's number, and the years count rightly")
  func years() throws {
    #expect(calendar.notices.map(\.year) == Array(2019...2026))
    #expect(calendar.notices.allSatisfy { $0.source.hasPrefix("国办发明电〔\($0.year - 1)〕") })
    let counts = try (2019...2026).map { year in
      let last = try #require(CivilDate(year: year, month: 12, day: 31))
      return calendar.workdays(after: try #require(CivilDate(year: year - 1, month: 12, day: 31)), through: last)
    }
    #expect(counts == [250, 249, 250, 249, 249, 251, 248, 248])
  }

  @Test("No day is both off and worked, and each worked day is of a weekend, but for the Monday that 2020's states")
  func sound() {
    let off = Set(calendar.notices.flatMap(\.daysOff))
    let worked = calendar.notices.flatMap(\.daysWorked)
    #expect(off.isDisjoint(with: worked) && Set(worked).count == worked.count)
    #expect(worked.filter { $0.weekday <= 5 }.map(\.description) == ["2020-02-03"])
  }

  private struct Reference: Decodable {
    struct Day: Decodable {
      let date: CivilDate
      let isOffDay: Bool
    }
    let days: [Day]
  }

  @Test(
    "Every day that the reference calendars name is the same here",
    .enabled(if: FileManager.default.fileExists(atPath: reference.path), "the calendars are not beside this clone"),
    arguments: 2019...2026)
  func agrees(year: Int) throws {
    let data = try Data(contentsOf: Self.reference.appending(path: "\(year).json"))
    let days = try JSONDecoder().decode(Reference.self, from: data).days
    let notice = try #require(calendar.notices.first { $0.year == year })
    #expect(Set(notice.daysOff) == Set(days.filter(\.isOffDay).map(\.date)))
    #expect(Set(notice.daysWorked) == Set(days.filter { !$0.isOffDay }.map(\.date)))
  }
}
