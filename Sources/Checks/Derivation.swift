public import Workdays

/// The steps that led to a verdict. Hardly anybody asks for them, so they are written out when somebody does.
public enum Derivation: Sendable, Hashable {
  case none
  case lines([String])
  /// What began on a day that a field states.
  case began(field: String, on: CivilDate)
  indirect case counted(DayCount)

  /// A time that ran from an event, day by day.
  public struct DayCount: Sendable, Hashable {
    let field: String
    let event: CivilDate
    /// The day from which it was counted, where that is another.
    let begun: CivilDate
    let limit: Limit
    let missingYear: Int?
    let calendar: WorkdayCalendar
  }

  var lines: [String] {
    switch self {
    case .none: return []
    case .lines(let lines): return lines
    case .began(let field, let event): return ["起算：\(field) \(event)"]
    case .counted(let count):
      var steps = ["起算：\(count.field) \(count.event)（当日不计）"]
      if count.begun != count.event { steps.append("顺延：收到时间在工作时间之外，视为 \(count.begun) 收到") }
      steps += count.calendar.counting(count.limit, from: count.begun)
      if let year = count.missingYear { steps.append("暂定：\(year)年放假安排尚未收录") }
      return steps
    }
  }
}
