public import Settings
public import Workdays

/// A day of the year in which a document binds: `by: "10-31"`.
public struct YearDay: Sendable, Hashable {
  public let month: Int
  public let day: Int

  public init?(_ fields: inout Fields, key: String = "by") throws(SettingError) {
    guard let setting = fields.take(key) else { return nil }
    let parts = try setting.string(key).split(separator: "-").compactMap { Int($0) }
    guard parts.count == 2, CivilDate(year: 2024, month: parts[0], day: parts[1]) != nil else {
      throw SettingError("“\(key)”应写作 \"10-31\"（月-日）。", at: setting.place)
    }
    (month, day) = (parts[0], parts[1])
  }

  /// 29 February is the month's last day in other years.
  public func date(in year: Int) -> CivilDate {
    let last = CivilDate.days(inMonth: month, of: year)
    return CivilDate(year: year, month: month, day: min(day, last)) ?? CivilDate(dayNumber: 0)
  }
}
