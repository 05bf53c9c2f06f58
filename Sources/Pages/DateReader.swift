import Workdays

/// Dates as pages write them.
enum DateReader {
  struct Found {
    let date: CivilDate
    let start: Int
    let end: Int
    /// Written with 年月日 rather than with strokes or points.
    let isChinese: Bool
  }

  /// The first date in a text: `2024-05-11`, `2024/5/1`, `2024.5.1`, `2024年01月27日`, `二〇二四年五月一日`, `20240511`.
  static func first(in text: Units, from start: Int = 0) -> Found? {
    var at = start
    while at < text.count {
      let unit = text[at]
      if Units.isDigit(unit), at == 0 || !continuesNumber(text[at - 1]) {
        if let found = numeric(in: text, at: at) ?? compact(in: text, at: at) { return found }
        while at < text.count, Units.isDigit(text[at]) { at += 1 }
        continue
      }
      // Years of this and the last century begin with 一 or 二.
      if unit == 0x4E00 || unit == 0x4E8C, at == 0 || numeral(text[at - 1]) == nil,
        let found = chinese(in: text, at: at)
      {
        return found
      }
      at += 1
    }
    return nil
  }

  static func last(in text: Units) -> Found? {
    var (found, at): (Found?, Int) = (nil, 0)
    while let next = first(in: text, from: at) { (found, at) = (next, next.end) }
    return found
  }

  private static func continuesNumber(_ unit: UInt16) -> Bool {
    let folded = Units.fold(unit)
    return Units.isDigit(unit) || folded == 0x2E
  }

  private static func numeric(in text: Units, at start: Int) -> Found? {
    var at = start
    guard let year = number(in: text, at: &at, digits: 4...4), (1900...2099).contains(year) else { return nil }
    skipBlanks(text, &at)
    guard at < text.count else { return nil }
    let separator = Units.fold(text[at])
    let isChinese = separator == 0x5E74
    guard
      isChinese || separator == 0x2D || separator == 0x2F || separator == 0x2E || separator == 0x2010
        || separator == 0x2013 || separator == 0x2014 || separator == 0x2212
    else { return nil }
    at += 1
    skipBlanks(text, &at)
    guard let month = number(in: text, at: &at, digits: 1...2) else { return nil }
    skipBlanks(text, &at)
    guard at < text.count, Units.fold(text[at]) == (isChinese ? 0x6708 : separator) else { return nil }
    at += 1
    skipBlanks(text, &at)
    guard let day = number(in: text, at: &at, digits: 1...2), at >= text.count || !Units.isDigit(text[at]) else {
      return nil
    }
    if isChinese {
      var end = at
      skipBlanks(text, &end)
      guard end < text.count, text[end] == 0x65E5 || text[end] == 0x53F7 else { return nil }
      at = end + 1
    }
    return CivilDate(year: year, month: month, day: day).map {
      Found(date: $0, start: start, end: at, isChinese: isChinese)
    }
  }

  /// Eight digits in a row.
  private static func compact(in text: Units, at start: Int) -> Found? {
    var at = start
    guard let digits = number(in: text, at: &at, digits: 8...8), at >= text.count || !Units.isDigit(text[at]) else {
      return nil
    }
    guard (1949...2099).contains(digits / 10_000) else { return nil }
    return CivilDate(year: digits / 10_000, month: digits / 100 % 100, day: digits % 100).map {
      Found(date: $0, start: start, end: at, isChinese: false)
    }
  }

  /// 20240511101230: a date with its time as some systems store them; only a label tells such from other numbers.
  static func stamp(_ text: Units) -> CivilDate? {
    let value = text.trimmed()
    guard value.count == 12 || value.count == 14, (0..<value.count).allSatisfy({ Units.isDigit(value[$0]) }) else {
      return nil
    }
    return compact(in: value.slice(0..<8), at: 0)?.date
  }

  /// 05-11, 2024-05, [05-11], 5月11日, or the day in large type over or under its month: how rows of lists are dated,
  /// where nothing else stands beside it.
  static func isShort(_ text: Units) -> Bool {
    let value = text.trimmed("[]()")
    guard (4...16).contains(value.count) else { return false }
    var groups: [Int] = [0]
    for at in 0..<value.count {
      let unit = Units.fold(value[at])
      if Units.isDigit(unit) {
        groups[groups.count - 1] += 1
      } else if unit <= 0x20 {
        if groups.last != 0 { groups.append(0) }
      } else if groups.last != 0, unit == 0x2D || unit == 0x2F || unit == 0x2E || unit == 0x6708 || unit == 0x5E74 {
        groups.append(0)
      } else if at < value.count - 1 || unit != 0x65E5 {
        return false
      }
    }
    let endsAsDay = value[value.count - 1] == 0x65E5
    return [[2, 2], [4, 2], [4, 1], [2, 4, 2]].contains(groups) || endsAsDay && groups.count == 2
  }

  /// Reads digits; the run may not be longer than allowed.
  private static func number(in text: Units, at: inout Int, digits: ClosedRange<Int>) -> Int? {
    var (value, count) = (0, 0)
    while at < text.count, count <= digits.upperBound {
      let unit = text[at]
      if Units.isDigit(unit) {
        if count == digits.upperBound { return nil }
        value = value * 10 + Int(Units.fold(unit) - 0x30)
        count += 1
        at += 1
      } else if unit == TextBlock.Mark.open || unit == TextBlock.Mark.close, count > 0 {
        // Word parts a date into spans anywhere.
        var next = at
        while next < text.count, text[next] <= 2 { next += 1 }
        guard next < text.count, Units.isDigit(text[next]) else { break }
        at = next
      } else {
        break
      }
    }
    return digits.contains(count) ? value : nil
  }

  private static func skipBlanks(_ text: Units, _ at: inout Int) {
    while at < text.count, text[at] <= 0x20, text[at] != TextBlock.Mark.lineBreak { at += 1 }
  }

  static func numeral(_ unit: UInt16) -> Int? {
    switch unit {
    case 0x3007, 0x96F6, 0x25CB, 0x041E, 0x039F: 0
    case 0x4E00: 1
    case 0x4E8C: 2
    case 0x4E09: 3
    case 0x56DB: 4
    case 0x4E94: 5
    case 0x516D: 6
    case 0x4E03: 7
    case 0x516B: 8
    case 0x4E5D: 9
    default: nil
    }
  }

  private static func chinese(in text: Units, at start: Int) -> Found? {
    var at = start
    var year = 0
    for _ in 0..<4 {
      while at < text.count, text[at] <= 0x20 { at += 1 }
      guard at < text.count, let digit = numeral(text[at]) else { return nil }
      year = year * 10 + digit
      at += 1
    }
    guard (1949...2099).contains(year), at < text.count, text[at] == 0x5E74 else { return nil }
    at += 1
    guard let month = tens(in: text, at: &at), at < text.count, text[at] == 0x6708 else { return nil }
    at += 1
    guard let day = tens(in: text, at: &at), at < text.count, text[at] == 0x65E5 else { return nil }
    return CivilDate(year: year, month: month, day: day).map {
      Found(date: $0, start: start, end: at + 1, isChinese: true)
    }
  }

  /// 一 to 三十一.
  private static func tens(in text: Units, at: inout Int) -> Int? {
    var value = 0
    var seen = false
    while at < text.count {
      let unit = text[at]
      if unit == 0x5341 {
        value = max(value, 1) * 10
      } else if let digit = numeral(unit) {
        value += digit
      } else if unit > 0x20 {
        break
      }
      if unit > 0x20 { seen = true }
      at += 1
    }
    return seen ? value : nil
  }

  /// The first date in a string.
  static func first(in text: String) -> CivilDate? {
    Array(text.utf16).withUnsafeBufferPointer { units in
      units.baseAddress.flatMap { first(in: Units(base: $0, count: units.count))?.date }
    }
  }
}
