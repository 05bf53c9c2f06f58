import Workdays

/// Days as spreadsheets count them.
enum ExcelSerial {
  /// Between 1950 and 2100: other numbers in a date's column are likelier a slip than a day.
  static func isPlausible(_ number: Double) -> Bool { (18_264..<73_416).contains(number) }

  /// The day, with minutes where the number has a fraction. Nil for what is no day: before the first, after 9999, and
  /// 60, the 29 February 1900 that Excel counts though there was none.
  static func date(_ number: Double, from1904: Bool) -> (CivilDate, minute: Int?)? {
    guard number.isFinite, number >= (from1904 ? 0 : 1), number < 2_958_466 else { return nil }
    var whole = Int(number)
    var seconds = Int(((number - Double(whole)) * 86_400).rounded())
    if seconds == 86_400 { (whole, seconds) = (whole + 1, 0) }
    let minute = seconds < 60 ? nil : seconds / 60
    if from1904 { return (CivilDate(dayNumber: whole - 24_107), minute) }
    if whole == 60 { return nil }
    // Day 1 is 1900-01-01; from March on one day more is counted than there was.
    return (CivilDate(dayNumber: whole - (whole < 60 ? 25_568 : 25_569)), minute)
  }
}
