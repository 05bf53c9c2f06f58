/// A calendar month, quarter, half-year or year, written `2024-08`, `2024Q3`, `2024H2`, `2024`.
public struct Period: Sendable, Hashable, Comparable {
  public enum Length: String, Sendable, Hashable, CaseIterable, Codable {
    case month, quarter, half, year

    var months: Int {
      switch self {
      case .month: 1
      case .quarter: 3
      case .half: 6
      case .year: 12
      }
    }
  }

  public let year: Int
  public let length: Length
  /// Which one of its length in the year, from 1.
  public let ordinal: Int

  public init?(year: Int, length: Length, ordinal: Int) {
    guard (1...9999).contains(year), (1...(12 / length.months)).contains(ordinal) else { return nil }
    (self.year, self.length, self.ordinal) = (year, length, ordinal)
  }

  /// Reads the four written forms; nil for anything else.
  public init?(_ text: some StringProtocol) {
    let text = text.uppercased()
    let rest = text.dropFirst(4)
    func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }
    // `Int` would also take a sign.
    guard let year = Int(text.prefix(4)), text.prefix(4).allSatisfy(isDigit), text.prefix(4).count == 4,
      rest.dropFirst().allSatisfy(isDigit)
    else { return nil }
    if rest.isEmpty {
      self.init(year: year, length: .year, ordinal: 1)
    } else if rest.first == "Q", rest.count == 2, let ordinal = Int(rest.dropFirst()) {
      self.init(year: year, length: .quarter, ordinal: ordinal)
    } else if rest.first == "H", rest.count == 2, let ordinal = Int(rest.dropFirst()) {
      self.init(year: year, length: .half, ordinal: ordinal)
    } else if rest.first == "-", rest.count == 3, let ordinal = Int(rest.dropFirst()) {
      self.init(year: year, length: .month, ordinal: ordinal)
    } else {
      return nil
    }
  }

  /// The period of that length in which the day lies.
  public init(_ length: Length, containing date: CivilDate) {
    year = date.year
    self.length = length
    ordinal = (date.month - 1) / length.months + 1
  }

  public var firstDay: CivilDate { Period.day(year, (ordinal - 1) * length.months + 1, 1) }

  public var lastDay: CivilDate {
    let month = ordinal * length.months
    return Period.day(year, month, CivilDate.days(inMonth: month, of: year))
  }

  public func contains(_ date: CivilDate) -> Bool { firstDay <= date && date <= lastDay }

  /// The next period of the same length.
  public var next: Period { Period(length, containing: lastDay.adding(days: 1)) }

  /// The previous period of the same length.
  public var previous: Period { Period(length, containing: firstDay.adding(days: -1)) }

  /// The periods of a length that share a day with this one, in order: a quarter's three months, its one half.
  public func periods(of length: Length) -> [Period] {
    var result = [Period(length, containing: firstDay)]
    while let last = result.last, last.lastDay < lastDay { result.append(last.next) }
    return result
  }

  public static func < (left: Period, right: Period) -> Bool {
    (left.firstDay, left.lastDay) < (right.firstDay, right.lastDay)
  }

  /// Only for days that exist by construction.
  private static func day(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
    CivilDate(year: year, month: month, day: day) ?? CivilDate(dayNumber: 0)
  }
}

extension Period: CustomStringConvertible {
  public var description: String {
    switch length {
    case .year: "\(year)"
    case .half: "\(year)H\(ordinal)"
    case .quarter: "\(year)Q\(ordinal)"
    case .month: "\(year)-\(ordinal < 10 ? "0" : "")\(ordinal)"
    }
  }

  /// 2024年8月, 2024年第3季度, 2024年下半年, 2024年.
  public var chineseName: String {
    switch length {
    case .year: "\(year)年"
    case .half: "\(year)年\(ordinal == 1 ? "上" : "下")半年"
    case .quarter: "\(year)年第\(ordinal)季度"
    case .month: "\(year)年\(ordinal)月"
    }
  }
}
