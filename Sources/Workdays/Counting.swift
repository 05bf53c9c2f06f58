extension WorkdayCalendar {
  /// The days of a limit counted one by one, for people who want to check: `第1个工作日 2024-09-12` and so on.
  public func counting(_ limit: Limit, from start: CivilDate) -> [String] {
    let end = deadline(limit, from: start).date
    guard limit.unit == .workday, limit.count > 0 else { return ["期限：\(end)"] }
    var (lines, count, date) = ([String](), 0, start)
    while date < end {
      date = date.adding(days: 1)
      if isWorkday(date) {
        count += 1
        lines.append("第\(count)个工作日 \(date)\(date.weekday > 5 ? "（调休上班）" : "")")
      } else {
        lines.append("不计 \(date)（\(date.weekday > 5 ? "周末" : "节假日")）")
      }
    }
    return lines
  }
}
