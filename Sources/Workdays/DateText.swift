/// A day as a person types it: 2024-05-21, 2024/5/21, 2024.5.21, 2024年5月21日, 20240521, 二〇二四年五月二十一日,
/// 2024、5、21 as a Chinese keyboard gives it, with or without a weekday and a time, in half or full width, with stray spaces.
public struct DateText: Sendable, Hashable {
  public let date: CivilDate
  /// Minutes since midnight; nil where no time stands there, or where it is 0:00, as spreadsheets add to every day.
  public let minute: Int?

  public init(_ text: some StringProtocol) throws(DateTextError) {
    var reader = DateTextReader(DateTextToken.tokens(of: text))
    (date, minute) = try reader.read()
  }
}

/// Why a text is no day.
public enum DateTextError: Error, Sendable, Hashable {
  case notADate
  /// Such as 2024年2月30日.
  case noSuchDay(year: Int, month: Int, day: Int)
  /// Such as 25:00.
  case noSuchTime
  /// A year and a month without a day.
  case noDay
  /// A year of two digits.
  case shortYear
  /// Before 1900 or after 2199, but for 9999-12-31, which stands for 长期.
  case unlikelyYear(Int)
}

extension DateTextError: CustomStringConvertible {
  /// In Chinese: what is wrong, and what is wanted.
  public var description: String {
    switch self {
    case .notADate: "不是日期，请写成 2024-05-21 的样子"
    case .noSuchDay(let year, let month, let day): "没有\(year)年\(month)月\(day)日这一天，请核对"
    case .noSuchTime: "没有这个时刻，请写成 2024-05-21 09:30 的样子"
    case .noDay: "只有年和月，请补上日，写成 2024-05-21 的样子"
    case .shortYear: "年份不足四位，请写成 2024-05-21 的样子"
    case .unlikelyYear(let year): "\(year)年不合情理，请核对年份"
    }
  }
}
