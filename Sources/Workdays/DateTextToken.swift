/// The parts of a date as typed: runs of digits, and what stands between them. Spaces, brackets and weekdays are gone.
enum DateTextToken: Equatable {
  case number(String)
  case mark(String)

  /// Longer texts hold no date alone.
  private static let limit = 64
  private static let words = ["上午", "下午", "晚上", "中午", "凌晨", "早上", "AM", "PM"]

  static func tokens(of text: some StringProtocol) -> [DateTextToken] {
    let scalars = text.unicodeScalars.prefix(limit + 1)
    guard scalars.count <= limit else { return [] }
    var rest = scalars.map(plain)[...]
    var tokens: [DateTextToken] = []
    while let character = rest.first {
      if let (digits, count) = digits(at: rest) {
        tokens.append(.number(digits))
        rest = rest.dropFirst(count)
      } else if let count = weekday(at: rest) {
        rest = rest.dropFirst(count)
      } else if let word = words.first(where: { rest.starts(with: $0) }) {
        tokens.append(.mark(word))
        rest = rest.dropFirst(word.count)
      } else {
        if character != " " { tokens.append(.mark(String(character))) }
        rest = rest.dropFirst()
      }
    }
    return tokens
  }

  /// Half width, upper case, one kind of colon, hyphen and space.
  private static func plain(_ scalar: Unicode.Scalar) -> Character {
    switch scalar.value {
    case 0xFF0E, 0x3002: return "."
    case 0xFF01...0xFF5E: return plain(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
    case 0x2236, 0xFE55, 0xFE13: return ":"
    case 0x2010...0x2015, 0x2212: return "-"
    case 0x3000, 0x00A0, 0x200B...0x200F, 0xFEFF, 0x2060: return " "
    case 0x61...0x7A: return Character(Unicode.Scalar(scalar.value - 0x20) ?? scalar)
    default: return scalar.properties.isWhitespace ? " " : Character(scalar)
    }
  }

  /// ASCII digits, or the numerals of 二〇二四年五月二十一日 turned into them.
  private static func digits(at text: ArraySlice<Character>) -> (String, count: Int)? {
    let ascii = text.prefix { $0.isASCII && $0.isNumber }
    if !ascii.isEmpty { return (String(ascii), ascii.count) }
    let numerals = text.prefix { numeral($0) != nil || $0 == "十" }
    guard !numerals.isEmpty else { return nil }
    guard let ten = numerals.firstIndex(of: "十") else {
      return (numerals.compactMap { numeral($0).map(String.init) }.joined(), numerals.count)
    }
    let (tens, ones) = (numerals[..<ten], numerals[(ten + 1)...])
    guard tens.count <= 1, ones.count <= 1, !ones.contains("十") else { return nil }
    let value = (tens.first.flatMap(numeral) ?? 1) * 10 + (ones.first.flatMap(numeral) ?? 0)
    return (String(value), numerals.count)
  }

  /// 二○二四 is typed with many kinds of circle.
  private static let numerals: [Character: Int] = [
    "〇": 0, "○": 0, "◯": 0, "零": 0, "O": 0, "Ο": 0, "О": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6,
    "七": 7, "八": 8, "九": 9,
  ]

  private static func numeral(_ character: Character) -> Int? { numerals[character] }

  /// The length of 星期二, 周二, （周二）, 礼拜天 at the start of the text.
  private static func weekday(at text: ArraySlice<Character>) -> Int? {
    let opening = text.first == "(" ? 1 : 0
    let inner = text.dropFirst(opening).drop { $0 == " " }
    for name in ["星期", "礼拜", "周"] where inner.starts(with: name) {
      let after = inner.dropFirst(name.count)
      guard let day = after.first, "一二三四五六日天".contains(day) else { continue }
      let closing = after.dropFirst().first == ")" ? 1 : 0
      guard opening == closing else { return nil }
      return after.startIndex + 1 + closing - text.startIndex
    }
    return nil
  }
}
