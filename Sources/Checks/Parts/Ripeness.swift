import Evidence
import Settings
import Workdays

/// When a record can be asked for what it must state: once something has happened (`after: [答复日期]`), or, where it
/// has not, once its time has run out (`or_within: 20` of `from: [收到日期]`).
struct Ripeness: Sendable, Hashable {
  private let after: DateFields
  private let from: DateFields?
  private let limit: Limit?

  /// Reads `ripe: {after: [...], from: [...], within: 20, unit: workday}`; nil where it is not written.
  init?(_ options: inout Fields) throws(SettingError) {
    guard var inner = try options.optionalFields("ripe") else { return nil }
    after = try DateFields(&inner, key: "after")
    let names = try inner.strings("from")
    from = names.isEmpty ? nil : DateFields(names: names)
    limit = from == nil ? nil : try Limit(&inner)
    try inner.finish()
  }

  func isRipe(_ record: Record, _ context: CheckContext) -> Bool {
    if case .date(let date, _, _) = after.read(record), date <= context.asOf { return true }
    return isOverdue(record, context)
  }

  /// Whether it has not happened although its time has run out.
  func isOverdue(_ record: Record, _ context: CheckContext) -> Bool {
    if case .date(let date, _, _) = after.read(record), date <= context.asOf { return false }
    guard let limit, case .date(let start, _, _)? = from?.read(record) else { return false }
    return context.asOf >= context.calendar.deadline(limit, from: start).date
  }

  func happenedInPeriod(_ record: Record, _ context: CheckContext) -> Bool {
    if case .date(let date, _, _) = after.read(record) { return context.isInPeriod(date) }
    return false
  }

  func unreadable(_ record: Record) -> String? {
    if case .unreadable(let name) = after.read(record) { return name }
    return nil
  }
}
