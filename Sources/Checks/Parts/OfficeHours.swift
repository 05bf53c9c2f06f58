import Settings
import Workdays

/// When an office stops receiving: what arrives later, or on a day off, arrives on the next working day.
struct OfficeHours: Sendable, Hashable {
  /// Minutes since midnight.
  let end: Int

  /// Reads `office_hours: "17:30"`; nil where it is not written.
  init?(_ fields: inout Fields) throws(SettingError) {
    guard let setting = fields.take("office_hours") else { return nil }
    let parts = try setting.string("office_hours").split(separator: ":").compactMap { Int($0) }
    guard parts.count == 2, (0...23).contains(parts[0]), (0...59).contains(parts[1]) else {
      throw SettingError("“office_hours”应写作 \"17:30\"。", at: setting.place)
    }
    end = parts[0] * 60 + parts[1]
  }

  func arrival(_ date: CivilDate, minute: Int?, in calendar: WorkdayCalendar) -> CivilDate {
    let isLate = (minute ?? 0) > end
    guard isLate || !calendar.isWorkday(date) else { return date }
    return calendar.rollingForward(date.adding(days: 1))
  }
}
