/// The working days of the State Council's yearly notices (国务院办公厅关于节假日安排的通知).
///
/// 工作日 are weekdays less holidays plus 调休 days. A year without a notice counts plain weekdays, and every
/// result that needed such a year says so.
public struct WorkdayCalendar: Sendable, Hashable {
  /// One year's notice. Its days may lie in the year before or after (2019's notice moves days of December 2018).
  public struct Notice: Sendable, Hashable {
    public let year: Int
    /// The notice's own number or address, for reports.
    public let source: String
    public let daysOff: [CivilDate]
    /// Saturdays and Sundays that are worked (调休).
    public let daysWorked: [CivilDate]

    public init(year: Int, source: String, daysOff: [CivilDate], daysWorked: [CivilDate]) {
      (self.year, self.source, self.daysOff, self.daysWorked) = (year, source, daysOff, daysWorked)
    }
  }

  public let notices: [Notice]
  /// What the notices say of each day from the first that one names to the last, by day number.
  private let marks: [Mark]
  private let firstMarked: Int
  private let known: Set<Int>

  private enum Mark: UInt8 {
    case asUsual, off, worked
  }

  public init(notices: [Notice]) {
    self.notices = notices.sorted { $0.year < $1.year }
    let (off, worked) = (notices.flatMap(\.daysOff), notices.flatMap(\.daysWorked))
    let days = (off + worked).map(\.dayNumber)
    firstMarked = days.min() ?? 0
    var marks = [Mark](repeating: .asUsual, count: (days.max() ?? -1) - firstMarked + 1)
    for day in worked { marks[day.dayNumber - firstMarked] = .worked }
    for day in off { marks[day.dayNumber - firstMarked] = .off }
    self.marks = marks
    known = Set(notices.map(\.year))
  }

  /// Whether the year's notice is at hand; where not, weekends alone are counted as days off.
  public func knows(year: Int) -> Bool { known.contains(year) }

  public func isWorkday(_ date: CivilDate) -> Bool {
    let place = date.dayNumber - firstMarked
    return switch marks.indices.contains(place) ? marks[place] : .asUsual {
    case .off: false
    case .worked: true
    case .asUsual: date.weekday <= 5
    }
  }

  /// The `count`-th working day after `start`; `start` itself is day 0 and never counts (民法典第201条).
  public func adding(workdays count: Int, to start: CivilDate) -> CivilDate {
    var (date, left) = (start, count)
    while left > 0 {
      date = date.adding(days: 1)
      if isWorkday(date) { left -= 1 }
    }
    return date
  }

  /// The date itself where it is a working day, else the next one (民法典第203条).
  public func rollingForward(_ date: CivilDate) -> CivilDate {
    var date = date
    while !isWorkday(date) { date = date.adding(days: 1) }
    return date
  }

  /// Working days after `start`, up to and including `end`; 0 where `end` is not after `start`.
  public func workdays(after start: CivilDate, through end: CivilDate) -> Int {
    guard end > start else { return 0 }
    return ((start.dayNumber + 1)...end.dayNumber).count { isWorkday(CivilDate(dayNumber: $0)) }
  }

  /// The day by which something that began on `start` must be done.
  public func deadline(_ limit: Limit, from start: CivilDate) -> Deadline {
    let date: CivilDate
    switch limit.unit {
    case .workday: date = adding(workdays: limit.count, to: start)
    // 当天 is that very day; only a period that runs is moved on from a day off.
    case .day: date = limit.count == 0 ? start : rollingForward(start.adding(days: limit.count))
    case .month: date = limit.count == 0 ? start : rollingForward(start.adding(months: limit.count))
    }
    // A span of no days reads no calendar; any other reads every year it touches.
    let missing = date == start ? nil : (start.year...date.year).first { !knows(year: $0) }
    return Deadline(date: date, missingYear: missing)
  }
}

/// A length of time as the documents write it: 5个工作日, 30日, 1个月, 当天 (0 days).
public struct Limit: Sendable, Hashable {
  public enum Unit: String, Sendable, Hashable, CaseIterable, Codable {
    case workday, day, month
  }

  public let count: Int
  public let unit: Unit

  public init(_ count: Int, _ unit: Unit) {
    (self.count, self.unit) = (count, unit)
  }
}

/// The last day on which a duty is met in time.
public struct Deadline: Sendable, Hashable {
  public let date: CivilDate
  /// The first year whose notice is not known but was needed: the deadline is then provisional (暂定).
  public let missingYear: Int?

  public init(date: CivilDate, missingYear: Int? = nil) {
    (self.date, self.missingYear) = (date, missingYear)
  }

  public var isProvisional: Bool { missingYear != nil }
}
