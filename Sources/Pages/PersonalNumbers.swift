import Workdays

/// Tells which runs of digits are personal data. Pure arithmetic on digits, so that it can be tested by itself.
enum PersonalNumbers {
  /// 18 characters after GB 11643: a region, a birth date that can be, a sequence, the check digit.
  static func isResidentID(_ digits: ArraySlice<UInt8>) -> Bool {
    guard digits.count == 18 else { return false }
    let number = Array(digits)
    guard regions.contains(value(number[0..<2])) else { return false }
    // No county has the code 00, nor 六位 that end so for people born there.
    guard value(number[2..<4]) > 0 || number[0] >= 8 else { return false }
    let (year, month, day) = (value(number[6..<10]), value(number[10..<12]), value(number[12..<14]))
    guard (1900...2030).contains(year), CivilDate(year: year, month: month, day: day) != nil else { return false }
    guard number[17] == 10 || number[17] < 10 else { return false }
    var sum = 0
    for index in 0..<17 {
      guard number[index] < 10 else { return false }
      sum += Int(number[index]) * weights[index]
    }
    return checkDigits[sum % 11] == number[17]
  }

  private static let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  /// 10 stands for X.
  private static let checkDigits: [UInt8] = [1, 0, 10, 9, 8, 7, 6, 5, 4, 3, 2]
  /// GB/T 2260's provinces, and 81–83 for residence permits of Hong Kong, Macao and Taiwan.
  private static let regions: Set<Int> = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63,
    64,
    65, 71, 81, 82, 83,
  ]

  /// 16 to 19 digits with the beginning of a card issued here and a right Luhn digit.
  static func isBankCard(_ digits: ArraySlice<UInt8>) -> Bool {
    guard (16...19).contains(digits.count), hasIssuer(Array(digits.prefix(6)), length: digits.count) else {
      return false
    }
    var sum = 0
    for (index, digit) in digits.reversed().enumerated() {
      guard digit < 10 else { return false }
      let doubled = index % 2 == 1 ? Int(digit) * 2 : Int(digit)
      sum += doubled > 9 ? doubled - 9 : doubled
    }
    return sum % 10 == 0
  }

  private static func hasIssuer(_ six: [UInt8], length: Int) -> Bool {
    let (two, four) = (value(six[0..<2]), value(six[0..<4]))
    if two == 62 { return true }
    switch length {
    case 16: return six[0] == 4 || (51...55).contains(two) || (3528...3589).contains(four) || four == 6011
    case 17: return four == 6013
    case 18: return four == 6858
    case 19: return [9558, 6013, 6033, 6858, 6907, 6908, 9400, 9666, 9688, 9843, 9988].contains(four)
    default: return false
    }
  }

  /// Eleven digits in a segment that has been given out for mobile telephones.
  static func isMobile(_ digits: ArraySlice<UInt8>) -> Bool {
    guard digits.count == 11, digits.allSatisfy({ $0 < 10 }) else { return false }
    let number = Array(digits)
    guard number[0] == 1 else { return false }
    switch (number[1], number[2]) {
    case (3, _), (8, _): break
    case (4, 4...9): break
    case (5, 0...3), (5, 5...9): break
    case (6, 2), (6, 5...7): break
    case (7, 0...8): break
    case (9, 0...3), (9, 5...9): break
    default: return false
    }
    // 13800000000, 13888888888 in forms are examples, nobody's.
    return Set(number[3...]).count > 1
  }

  private static func value(_ digits: ArraySlice<UInt8>) -> Int { digits.reduce(0) { $0 * 10 + Int($1) } }

  /// How much of a number may be shown: of an ID the first three and last four, of a card and a telephone three or four.
  static func masked(_ digits: ArraySlice<UInt8>, as kind: PersonalSignKind) -> String {
    let text = digits.map { $0 == 10 ? "X" : String($0) }
    let (head, tail) = kind == .bankCard ? (4, 4) : (3, 4)
    return text.prefix(head).joined() + String(repeating: "*", count: max(0, text.count - head - tail))
      + text.suffix(tail).joined()
  }
}
