/// Reads a day, then perhaps a time, from tokens; whatever is left over makes the whole no date.
struct DateTextReader {
  private let tokens: [DateTextToken]
  private var index = 0

  init(_ tokens: [DateTextToken]) {
    self.tokens = tokens
  }

  mutating func read() throws(DateTextError) -> (CivilDate, minute: Int?) {
    let (date, minute) = try readDate()
    // 0:00 is what a spreadsheet adds to a day that has no time.
    return (date, minute == 0 ? nil : minute)
  }

  private var next: DateTextToken? { index < tokens.count ? tokens[index] : nil }

  /// Steps over one of these marks, and says whether it was there.
  private mutating func skip(_ marks: String...) -> Bool {
    guard case .mark(let mark) = next, marks.contains(mark) else { return false }
    index += 1
    return true
  }

  private mutating func number() -> String? {
    guard case .number(let digits) = next else { return nil }
    index += 1
    return digits
  }

  private mutating func readDate() throws(DateTextError) -> (CivilDate, minute: Int?) {
    // A spreadsheet's mark of text, which an export keeps.
    _ = skip("'", "’", "‘")
    guard let first = number() else { throw .notADate }
    if [8, 12, 14].contains(first.count) {
      let date = try day(first.prefix(4), first.dropFirst(4).prefix(2), first.dropFirst(6).prefix(2))
      let time = first.dropFirst(8)
      if time.isEmpty { return (date, try readTime()) }
      guard next == nil else { throw .notADate }
      return (date, try clock(time.prefix(2), time.dropFirst(2).prefix(2), time.dropFirst(4)))
    }
    guard skip("-", "/", ".", "年", "、", ","), let month = number(), month.count <= 2 else { throw .notADate }
    guard skip("-", "/", ".", "月", "、", ","), next != nil else {
      guard next == nil, first.count == 4, let value = Int(month), (1...12).contains(value) else { throw .notADate }
      throw .noDay
    }
    guard let dayOfMonth = number(), dayOfMonth.count <= 2 else { throw .notADate }
    guard first.count == 4 else {
      throw first.count == 2 ? .shortYear : .notADate
    }
    _ = skip("日", "号", ".")
    let date = try day(first[...], month[...], dayOfMonth[...])
    return (date, try readTime())
  }

  private func day(_ year: Substring, _ month: Substring, _ day: Substring) throws(DateTextError) -> CivilDate {
    guard let year = Int(year), let month = Int(month), let day = Int(day) else { throw .notADate }
    guard let date = CivilDate(year: year, month: month, day: day) else {
      throw .noSuchDay(year: year, month: month, day: day)
    }
    guard (1900...2199).contains(year) || (year, month, day) == (9999, 12, 31) else { throw .unlikelyYear(year) }
    return date
  }

  private mutating func readTime() throws(DateTextError) -> Int? {
    if next == nil { return nil }
    _ = skip("T", ",", "-")
    let before = readHalf()
    guard let hour = number(), hour.count <= 2 else { throw .notADate }
    var (minute, second): (Substring, Substring) = ("0", "0")
    if skip(":", "时", "点") {
      if let digits = number() { minute = digits[...] } else { _ = skip("整") }
      if skip(":", "分"), let digits = number() {
        second = digits[...]
        _ = skip("秒")
        // Fractions of a second.
        if skip("."), number() == nil { throw .notADate }
      }
    } else if !before.isStated {
      throw .notADate
    }
    let half = before.isStated ? before : readHalf()
    try readZone()
    guard next == nil else { throw .notADate }
    return half.applied(to: try clock(hour[...], minute, second))
  }

  private func clock(_ hour: Substring, _ minute: Substring, _ second: Substring) throws(DateTextError) -> Int {
    guard let hour = Int(hour), let minute = Int(minute), let second = second.isEmpty ? 0 : Int(second),
      hour <= 24, minute <= 59, second <= 59
    else { throw .noSuchTime }
    // 24:00 is the end of that same day.
    if hour == 24 {
      if minute > 0 || second > 0 { throw .noSuchTime }
      return 24 * 60 - 1
    }
    return hour * 60 + minute
  }

  /// A zone is stepped over: the clock on the page is the office's own.
  private mutating func readZone() throws(DateTextError) {
    if skip("Z") { return }
    guard skip("+") else { return }
    guard let hours = number(), hours.count == 2 || hours.count == 4 else { throw .notADate }
    if skip(":"), number() == nil { throw .notADate }
  }

  private mutating func readHalf() -> HalfOfDay {
    if skip("上午", "凌晨", "早上", "AM") { return .morning }
    if skip("下午", "晚上", "PM") { return .afternoon }
    if skip("中午") { return .noon }
    return .unstated
  }
}

/// 上午 or 下午, where a clock of twelve hours is used.
private enum HalfOfDay {
  case unstated, morning, noon, afternoon

  var isStated: Bool { self != .unstated }

  func applied(to minute: Int) -> Int {
    switch self {
    case .morning: minute >= 720 && minute < 780 ? minute - 720 : minute
    case .afternoon: minute < 720 ? minute + 720 : minute
    case .noon: minute < 180 ? minute + 720 : minute
    case .unstated: minute
    }
  }
}
