import Evidence
import Settings
import Workdays

/// When a record can be asked for what it must state: once something has happened (`after: [答复日期]`), or, where it
/// has not, once its time has run out (`within: 20` of `from: [收到日期]`, or the whole clock of a request with
/// `statutory: true`: an extension told in time and a pause push it back).
struct Ripeness: Sendable, Hashable {
  private let after: DateFields
  private let from: DateFields?
  private let limit: Limit?
  private let isStatutory: Bool

  /// Reads `ripe: {after: [...], from: [...], within: 20, unit: workday}`; nil where it is not written.
  init?(_ options: inout Fields) throws(SettingError) {
    guard var inner = try options.optionalFields("ripe") else { return nil }
    after = try DateFields(&inner, key: "after")
    let names = try inner.strings("from")
    from = names.isEmpty ? nil : DateFields(names: names)
    isStatutory = try inner.flag("statutory")
    limit = from == nil || isStatutory ? nil : try Limit(&inner)
    try inner.finish()
  }

  func isRipe(_ record: Record, _ context: CheckContext) -> Bool {
    if case .date(let date, _, _) = after.read(record), date <= context.asOf { return true }
    return isOverdue(record, context)
  }

  /// Whether it has not happened although its time has run out.
  func isOverdue(_ record: Record, _ context: CheckContext) -> Bool {
    if case .date(let date, _, _) = after.read(record), date <= context.asOf { return false }
    guard case .date(let start, _, _)? = from?.read(record) else { return false }
    if isStatutory {
      return RequestClock(record, received: start, in: context).due.map { context.asOf >= $0 } ?? false
    }
    guard let limit else { return false }
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
