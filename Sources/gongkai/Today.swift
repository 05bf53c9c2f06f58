import Foundation
import Workdays

/// The clock's day in China, whatever the machine's zone is; asked only where nothing else states a day.
enum Today {
  static func inChina() -> CivilDate {
    let seconds = Date().timeIntervalSince1970 + 8 * 3600
    return CivilDate(dayNumber: Int((seconds / 86_400).rounded(.down)))
  }
}
