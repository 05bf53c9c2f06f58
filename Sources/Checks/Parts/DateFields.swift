import Evidence
import Settings
import Workdays

/// The date of an event: the first of several fields that is filled in (成文日期, else 审签日期).
struct DateFields: Sendable, Hashable {
  let names: [String]

  enum Reading: Sendable, Hashable {
    case date(CivilDate, minute: Int?, field: String)
    case empty
    case unreadable(String)
  }

  init(_ fields: inout Fields, key: String) throws(SettingError) {
    names = try fields.strings(key)
    if names.isEmpty { throw SettingError("缺少“\(key)”：写日期所在的字段。", at: fields.place) }
  }

  init(names: [String]) {
    self.names = names
  }

  func read(_ record: Record) -> Reading {
    for name in names {
      if record.unreadable.contains(name) { return .unreadable(name) }
      if case .date(let date, let minute)? = record[name] { return .date(date, minute: minute, field: name) }
    }
    return .empty
  }

  /// Refuses a table that keeps none of the fields.
  func require(in table: Table) throws(EvidenceGap) {
    guard !names.contains(where: { table.fields.contains($0) }) else { return }
    throw EvidenceGap("《\(table.chineseName)》没有“\(names.joined(separator: "”或“"))”一列。")
  }
}

extension CheckContext {
  /// The last day whose events count: nothing after `as_of` has happened yet.
  var horizon: CivilDate { min(period.lastDay, asOf) }

  /// Whether a subject belongs to the period: its event or its due day lies in it and not after `as_of`, or it is
  /// still open past its due day (contract, section 4).
  func isInPopulation(start: CivilDate, due: CivilDate, isOpen: Bool) -> Bool {
    guard start <= asOf else { return false }
    let window = period.firstDay...max(period.firstDay, horizon)
    if window.contains(start) || window.contains(due) { return true }
    return isOpen && due < period.firstDay
  }

  /// Whether an event without a due day belongs to the period.
  func isInPeriod(_ date: CivilDate) -> Bool { period.firstDay <= date && date <= horizon }
}

extension Limit {
  /// 5个工作日, 30日, 1个月, 当日.
  var chineseName: String {
    if count == 0 { return "当日" }
    return switch unit {
    case .workday: "\(count)个工作日"
    case .day: "\(count)日"
    case .month: "\(count)个月"
    }
  }

  /// 应在发布日期2024-09-11起5个工作日内（截至2024-09-19）完成; 应在发布日期2024-09-11当日完成.
  func demand(_ act: String, from start: String, until due: CivilDate) -> String {
    let last = start.hasSuffix(due.description) ? "" : "（截至\(due)）"
    return "应在\(start)\(count == 0 ? chineseName : "起\(chineseName)内")\(last)\(act)"
  }

  init(_ fields: inout Fields) throws(SettingError) {
    let count = try fields.integer("within")
    guard (0...3660).contains(count) else { throw SettingError("“within”应在0到3660之间。", at: fields.place) }
    let unit: Unit = try fields.choice("unit", default: .workday)
    self.init(count, unit)
  }
}
