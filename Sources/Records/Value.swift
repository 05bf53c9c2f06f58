public import Workdays

/// What a ledger's column holds.
public enum ValueType: String, Sendable, Hashable, CaseIterable, Codable {
  case text, date, flag, number, list
}

/// One value of a record, read from a ledger's cell, a page or a rule's example.
public enum Value: Sendable, Hashable {
  case text(String)
  /// A day, with the minutes since midnight where the source gave a time.
  case date(CivilDate, minute: Int?)
  case flag(Bool)
  case number(Double)
  /// Several values of one cell, in order, none empty.
  case list([String])
}

extension Value: CustomStringConvertible {
  /// As a person writes it in a ledger.
  public var description: String {
    switch self {
    case .text(let text): return text
    case .date(let date, let minute):
      guard let minute else { return date.description }
      let (hour, rest) = (minute / 60, minute % 60)
      return "\(date) \(hour < 10 ? "0" : "")\(hour):\(rest < 10 ? "0" : "")\(rest)"
    case .flag(let flag): return flag ? "是" : "否"
    case .number(let number):
      if number == number.rounded(), abs(number) < 1e15 { return String(Int(number)) }
      return String(number)
    case .list(let items): return items.joined(separator: "；")
    }
  }
}
