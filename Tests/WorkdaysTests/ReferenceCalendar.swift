import Foundation
import Workdays

/// The notices of 2019–2026, read from the reference data beside the project; nil where they are not at hand.
enum ReferenceCalendar {
  struct File: Decodable {
    struct Day: Decodable {
      let date: CivilDate
      let isOffDay: Bool
    }
    let year: Int
    let papers: [String]
    let days: [Day]
  }

  static let files: [File]? = {
    let folder = URL(filePath: #filePath).appending(path: "../../../../shared/calendars").standardized
    let files = (2019...2026).compactMap { year -> File? in
      guard let data = try? Data(contentsOf: folder.appending(path: "\(year).json")) else { return nil }
      return try? JSONDecoder().decode(File.self, from: data)
    }
    return files.count == 8 ? files : nil
  }()

  static var isAtHand: Bool { files != nil }

  static var calendar: WorkdayCalendar {
    WorkdayCalendar(
      notices: (files ?? []).map { file in
        WorkdayCalendar.Notice(
          year: file.year, source: file.papers.joined(separator: " "),
          daysOff: file.days.filter(\.isOffDay).map(\.date),
          daysWorked: file.days.filter { !$0.isOffDay }.map(\.date))
      })
  }
}

/// A day of a test, written `YYYY-MM-DD`; a slip of the pen falls on a day no test expects.
func day(_ text: String) -> CivilDate { CivilDate(iso: text) ?? CivilDate(dayNumber: .min / 2) }

/// Numbers that differ from each other but not from run to run.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
