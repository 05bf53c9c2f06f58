import Evidence
import Workdays

/// The period that a plan is for by its own title: 第四季度走进园区计划 adopted in September is the fourth quarter's.
enum NamedPeriod {
  /// - Returns: the named period, else the one in which the day lies.
  static func of(_ text: String, dated day: CivilDate, _ length: Period.Length) -> Period {
    let plain = String(text.filter { !$0.isWhitespace })
    let years = (day.year - 1...day.year + 1).filter { FoldedText(plain).bears(year: $0) }
    switch length {
    case .year:
      let year = years.contains(day.year) ? day.year : years.last ?? day.year
      return Period(year: year, length: .year, ordinal: 1) ?? Period(length, containing: day)
    case .quarter: return nearest(ordinal(in: plain, quarters), years, day, length)
    case .half: return nearest(ordinal(in: plain, halves), years, day, length)
    case .month: return Period(length, containing: day)
    }
  }

  private static let quarters = [
    ["一季度", "1季度", "Q1", "首季度"], ["二季度", "2季度", "Q2"], ["三季度", "3季度", "Q3"], ["四季度", "4季度", "Q4"],
  ]
  private static let halves = [["上半年"], ["下半年"]]

  /// The only one that is named; a text that names several is for none of them.
  private static func ordinal(in text: String, _ names: [[String]]) -> Int? {
    let named = names.indices.filter { index in names[index].contains { text.contains($0) } }
    return named.count == 1 ? named[0] + 1 : nil
  }

  /// Where no year is named: the one that lies nearest to the day.
  private static func nearest(_ ordinal: Int?, _ years: [Int], _ day: CivilDate, _ length: Period.Length) -> Period {
    guard let ordinal else { return Period(length, containing: day) }
    let candidates = (years.isEmpty ? [day.year - 1, day.year, day.year + 1] : years)
      .compactMap { Period(year: $0, length: length, ordinal: ordinal) }
    func distance(_ period: Period) -> Int { abs(period.firstDay.dayNumber - day.dayNumber) }
    return candidates.min { (distance($0), $0) < (distance($1), $1) } ?? Period(length, containing: day)
  }
}
