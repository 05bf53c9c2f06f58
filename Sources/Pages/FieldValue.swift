import Workdays

/// What stands behind a label, read as its field asks.
enum FieldValue: Hashable {
  case text(String)
  case date(CivilDate)
  /// How long something holds (5年) where its last day is wanted: it is shown, but is no day.
  case span(String)
  /// Nothing, or a word that says so (无, —).
  case empty
  /// Something that is no date where a date is wanted.
  case noDate(String)

  /// Reads the units behind a label.
  init(_ field: PageField, _ raw: Units) {
    let value = Self.withoutOpening(raw.trimmed(":;,|"))
    guard value.count > 0, !Self.saysNothing(value) else {
      self = .empty
      return
    }
    switch field {
    case .writtenOn, .publishedOn:
      if let date = DateReader.first(in: value)?.date ?? DateReader.stamp(value) {
        self = .date(date)
      } else {
        self = .noDate(value.string)
      }
    case .validUntil:
      // 有效期 may hold its beginning too, or only a length; neither is a day.
      if let found = DateReader.last(in: value), !Self.begins(value.slice(found.end..<value.count)) {
        self = .date(found.date)
      } else {
        self = Self.span(value).map { .span($0) } ?? .empty
      }
    case .documentNumber: self = value.hasNumeral ? .text(Self.documentNumber(value).string) : .empty
    case .indexNumber: self = .text(Self.firstPiece(value).string)
    case .validity: self = Self.validity(value)
    case .disclosure: self = .text(Self.firstPiece(value).trimmed(".").string)
    case .source, .publisher: self = .text(Self.name(value).string)
    default: self = .text(value.string)
    }
    if case .text(let text) = self, text.isEmpty || text.utf16.count > Self.longest(field) { self = .empty }
  }

  /// A body's name, without the brackets all around it, nor the date that follows it on its line.
  private static func name(_ value: Units) -> Units {
    var name = value
    if let date = DateReader.first(in: name), date.start > 1, name[date.start - 1] <= 0x20 {
      let rest = name.slice(date.end..<name.count)
      let isLast = !(0..<rest.count).contains { Units.isHan(rest[$0]) }
      if isLast { name = name.slice(0..<date.start).trimmed(":;,|(") }
    }
    while name.count > 2, isWrapped(name) { name = name.slice(1..<(name.count - 1)).trimmed() }
    return name
  }

  private static func isWrapped(_ value: Units) -> Bool {
    switch (Units.fold(value[0]), Units.fold(value[value.count - 1])) {
    case (0x5B, 0x5D), (0x3010, 0x3011): true
    default: false
    }
  }

  /// 甲局 [收藏]: the bracket before what is no value is none of it either.
  private static func withoutOpening(_ value: Units) -> Units {
    var rest = value
    while rest.count > 0, opens(rest[rest.count - 1]) { rest = rest.slice(0..<(rest.count - 1)).trimmed(":;,|") }
    return rest
  }

  private static func opens(_ unit: UInt16) -> Bool {
    switch Units.fold(unit) {
    case 0x28, 0x5B, 0x3010, 0x3014, 0x3016, 0x300C: true
    default: false
    }
  }

  private static func longest(_ field: PageField) -> Int {
    switch field {
    case .title: 300
    case .validity: 12
    case .disclosure: 20
    case .indexNumber, .documentNumber, .source: 80
    default: 120
    }
  }

  /// 无, —, / and what scripts leave where there is no value.
  static func saysNothing(_ value: Units) -> Bool {
    // Nearly every value begins with something else.
    guard let first = (0..<value.count).first(where: { value[$0] > 0x20 }) else { return true }
    switch Units.fold(value[first]) {
    case 0x2D, 0x2014, 0x2F, 0x2A, 0x2015, 0x2500, 0x2E, 0x65E0, 0x6682, 0x28, 0x6CA1, 0x7A7A, 0x672A, 0x4E, 0x6E, 0x55,
      0x75:
      break
    default: return false
    }
    let text = value.compacted()
    if text.allSatisfy({
      $0 == 0x2D || $0 == 0x2014 || $0 == 0x2F || $0 == 0x2A || $0 == 0x2015 || $0 == 0x2500 || $0 == 0x2E
    }) {
      return true
    }
    guard text.count <= 9 else { return false }
    switch String(decoding: text, as: UTF16.self).lowercased() {
    case "无", "暂无", "(无)", "没有", "空", "null", "undefined", "none", "n/a", "nan", "无文号", "未标注", "无。": return true
    default: return false
    }
  }

  /// 起, 起施行, 开始: what a date before it begins.
  private static func begins(_ text: Units) -> Bool {
    let rest = text.trimmed()
    return rest.count > 0 && [0x8D77, 0x5F00, 0x65BD, 0x5B9E, 0x751F].contains(rest[0])
  }

  /// 5年, 为五年, 自印发之日起18个月, 长期: a length at the beginning.
  static func span(_ value: Units) -> String? {
    var text = Substring(value.string.filter { !$0.isWhitespace })
    while let first = text.first, "：:为是".contains(first) { text.removeFirst() }
    if text.hasPrefix("自"), let start = text.firstIndex(of: "起") { text = text[text.index(after: start)...] }
    if text.hasPrefix("长期") { return "长期" }
    let number = text.prefix { $0.isNumber || "一二两三四五六七八九十〇".contains($0) }
    guard (1...3).contains(number.count) else { return nil }
    let unit = ["个月", "年"].first { text.dropFirst(number.count).hasPrefix($0) }
    return unit.map { number + $0 }
  }

  /// A 文号 ends with its 号 (also where the year's brackets are set apart); without one it is the first piece.
  private static func documentNumber(_ value: Units) -> Units {
    var end = 0
    while end < value.count, end < 60 {
      if value[end] == 0x53F7 {
        // 第3号公告 names itself to its end; 府规〔2024〕3号 ends with its 号.
        let isNamed = end + 1 < value.count && Units.isHan(value[end + 1]) && !hasBracket(value, before: end)
        if isNamed { return firstPiece(value) }
        // 国务院令（第711号） closes behind it.
        let closes = end + 1 < value.count && Units.fold(value[end + 1]) == 0x29 && isOpen(value, before: end)
        return value.slice(0..<(closes ? end + 2 : end + 1))
      }
      if value[end] == TextBlock.Mark.gap || value[end] == TextBlock.Mark.lineBreak { break }
      end += 1
    }
    return firstPiece(value)
  }

  /// Whether a round bracket is open there.
  private static func isOpen(_ value: Units, before end: Int) -> Bool {
    var depth = 0
    for at in 0..<end {
      if Units.fold(value[at]) == 0x28 { depth += 1 }
      if Units.fold(value[at]) == 0x29 { depth -= 1 }
    }
    return depth > 0
  }

  private static func hasBracket(_ value: Units, before end: Int) -> Bool {
    (0..<end).contains { at in
      let unit = Units.fold(value[at])
      return unit == 0x5B || unit == 0x28 || unit == 0x3010 || unit == 0x3014 || unit == 0xFE5D
    }
  }

  private static func firstPiece(_ value: Units) -> Units {
    var end = 0
    while end < value.count, value[end] > 0x20 || value[end] <= 2 { end += 1 }
    return value.slice(0..<end)
  }

  private static func validity(_ value: Units) -> FieldValue {
    let whole = firstPiece(value).trimmed("()")
    // 有效（自2024年6月1日起）
    let bracket = (0..<whole.count).first { Units.fold(whole[$0]) == 0x28 }
    let piece = bracket.map { whole.slice(0..<$0).trimmed().string } ?? whole.string
    switch piece {
    case "是", "有": return .text("有效")
    case "否": return .text("失效")
    default: return .text(piece)
    }
  }
}

/// One reading of a field somewhere on the page; which one counts is decided when the page is known whole.
struct Candidate {
  let field: PageField
  let value: FieldValue
  /// The label's rank among the field's labels.
  let rank: UInt8
  let origin: FieldReading.Origin
  let offset: Int
  /// Where the label stands: the main content's running text counts less than the page's own tables and lines.
  let isInContent: Bool
  /// It stands in a row of a list and says something about the listed item.
  var isRow = false
}

extension Units {
  /// A digit, or a numeral in Chinese: 第三号.
  var hasNumeral: Bool {
    (0..<count).contains { Units.isDigit(self[$0]) || self[$0] == 0x5341 || DateReader.numeral(self[$0]) != nil }
  }
}
