/// Finds personal data in a block of visible text.
struct PersonalDataFinder {
  /// A sign with the offset of its first character in the page.
  struct Sign {
    let kind: PersonalSignKind
    let masked: String
    let digest: UInt64
    let offset: Int
    /// Its characters in the block.
    let range: Range<Int>
  }

  /// Digits that stand together; blanks, gaps and hyphens part groups, element edges do not.
  private struct Group {
    /// Into `digits`.
    let range: Range<Int>
    let start: Int
    let end: Int
  }

  private let text: Units
  private let offsets: UnsafePointer<Int32>
  private var digits: [UInt8] = []
  private var groups: [Group] = []
  private(set) var signs: [Sign] = []
  /// What the table around says of a number that fills the cell.
  private let introduction: CellIntroduction?

  init(_ text: Units, offsets: UnsafePointer<Int32>, introduction: CellIntroduction?) {
    (self.text, self.offsets, self.introduction) = (text, offsets, introduction)
  }

  static func find(in text: Units, offsets: UnsafePointer<Int32>, introduction: CellIntroduction?) -> [Sign] {
    guard mayHold(text) else { return [] }
    var finder = PersonalDataFinder(text, offsets: offsets, introduction: introduction)
    finder.run()
    return finder.signs
  }

  /// Whether eleven digits stand together as widely as they may: most blocks with many digits are lists of dates.
  private static func mayHold(_ text: Units) -> Bool {
    var run = 0
    for index in 0..<text.count {
      let unit = text[index]
      if Units.isDigit(unit) {
        run += 1
        if run == 11 { return true }
      } else if unit > 0x20, !isStroke(unit) {
        run = 0
      }
    }
    return false
  }

  private mutating func run() {
    var at = 0
    while at < text.count {
      guard Units.isDigit(text[at]) else {
        at += 1
        continue
      }
      at = readGroups(from: at)
      judgeGroups()
    }
  }

  /// Reads groups that only blanks and hyphens part, and returns where they end.
  private mutating func readGroups(from start: Int) -> Int {
    digits.removeAll(keepingCapacity: true)
    groups.removeAll(keepingCapacity: true)
    var at = start
    while true {
      let (first, groupStart) = (digits.count, at)
      var end = at
      while at < text.count {
        let unit = text[at]
        if Units.isDigit(unit) {
          digits.append(UInt8(Units.fold(unit) - 0x30))
          at += 1
          end = at
        } else if unit == TextBlock.Mark.open || unit == TextBlock.Mark.close {
          at += 1
        } else {
          break
        }
      }
      groups.append(Group(range: first..<digits.count, start: groupStart, end: end))
      // One separator, or blanks, may join the next group; anything else ends them all.
      var next = end
      var strokes = 0
      while next < text.count, next - end <= 4, isJoint(text[next]) {
        if text[next] > 0x20 { strokes += 1 }
        next += 1
      }
      guard next > end, strokes <= 1, next < text.count, Units.isDigit(text[next]), digits.count < 400 else {
        return max(end, start + 1)
      }
      at = next
    }
  }

  private func isJoint(_ unit: UInt16) -> Bool {
    unit <= 0x20 ? unit != TextBlock.Mark.lineBreak : Self.isStroke(unit)
  }

  private static func isStroke(_ unit: UInt16) -> Bool {
    let folded = Units.fold(unit)
    return folded == 0x2D || folded == 0x2010 || folded == 0x2013 || folded == 0x2014 || folded == 0x2212
  }

  private mutating func judgeGroups() {
    var index = 0
    while index < groups.count {
      index = judge(from: index) ?? index + 1
    }
  }

  /// Judges what begins with a group; the index behind it where it is personal data.
  private mutating func judge(from first: Int) -> Int? {
    var last = first
    while last < groups.count, last - first < 6 {
      let range = groups[first].range.lowerBound..<groups[last].range.upperBound
      if range.count > 19 { return nil }
      if range.count >= 11 || range.count == 17, let kind = kind(first, last, range) {
        var found = digits[range]
        if kind == .residentID, range.count == 17 { found.append(10) }
        let text = found.map { $0 == 10 ? "X" : String($0) }.joined()
        signs.append(
          Sign(
            kind: kind, masked: PersonalNumbers.masked(kind == .mobile ? found.suffix(11) : found, as: kind),
            digest: PersonalSign.digest(of: kind == .mobile ? String(text.suffix(11)) : text),
            offset: Int(offsets[groups[first].start]), range: groups[first].start..<end(of: last, digits: range.count)))
        return last + 1
      }
      last += 1
    }
    return nil
  }

  /// Where a number ends whose last group this is, with the X behind seventeen digits.
  private func end(of last: Int, digits: Int) -> Int {
    let end = groups[last].end
    return digits == 17 ? closingX(end).map { $0 + 1 } ?? end : end
  }

  private func kind(_ first: Int, _ last: Int, _ range: Range<Int>) -> PersonalSignKind? {
    guard beginsNumber(groups[first].start) else { return nil }
    let found = digits[range]
    let end = groups[last].end
    let isWhole = first == last
    switch range.count {
    case 17:
      guard let behind = closingX(end), !continues(behind + 1) else { return nil }
      return PersonalNumbers.isResidentID(found + [10]) && !isCompanyCode(groups[first].start) ? .residentID : nil
    case 11, 13:
      // +86 and 0086 before a number are read with it.
      let number = range.count == 13 ? found.dropFirst(2) : found
      guard range.count == 11 || found.starts(with: [8, 6]) else { return nil }
      guard !continues(end), !isAmount(end), PersonalNumbers.isMobile(number),
        isWhole || groupsAsTelephone(first, last)
      else { return nil }
      return isOtherNumber(groups[first].start) ? nil : .mobile
    default:
      guard range.count >= 16, !continues(end) else { return nil }
      if range.count == 18, PersonalNumbers.isResidentID(found) {
        return isCompanyCode(groups[first].start) ? nil : .residentID
      }
      guard PersonalNumbers.isBankCard(found), isWhole || groupsAsCard(first, last) else { return nil }
      return isOtherNumber(groups[first].start) ? nil : .bankCard
    }
  }

  /// 13812345678元, 13812345678号
  private func isAmount(_ end: Int) -> Bool {
    var at = end
    while at < text.count, text[at] <= 0x20 { at += 1 }
    guard at < text.count else { return false }
    switch text[at] {
    case 0x5143, 0x4E07, 0x4EBF, 0x5428, 0x80A1, 0x5343, 0x53F7: return true
    default: return false
    }
  }

  /// An X behind 17 digits, also set apart by a joint or an element's edge.
  private func closingX(_ end: Int) -> Int? {
    var at = end
    while at < text.count, at - end < 4, isJoint(text[at]) { at += 1 }
    guard at < text.count else { return nil }
    let folded = Units.fold(text[at])
    return folded == 0x58 || folded == 0x78 || folded == 0xD7 ? at : nil
  }

  /// 138 1234 5678
  private func groupsAsTelephone(_ first: Int, _ last: Int) -> Bool {
    let lengths = groups[first...last].map(\.range.count)
    return lengths == [3, 4, 4] || lengths == [2, 3, 4, 4] || lengths == [2, 11] || lengths == [3, 8]
      || lengths == [7, 4]
  }

  /// 6222 0212 3456 7890 123
  private func groupsAsCard(_ first: Int, _ last: Int) -> Bool {
    let lengths = groups[first...last].map(\.range.count)
    return lengths.dropLast().allSatisfy { $0 == 4 } && (1...4).contains(lengths[lengths.count - 1])
      || lengths == [6, 13] || lengths == [6, 10]
  }

  /// No part of a longer word or number: not behind a letter, a decimal point, or within an address.
  private func beginsNumber(_ start: Int) -> Bool {
    var at = start - 1
    while at >= 0, text[at] == TextBlock.Mark.open || text[at] == TextBlock.Mark.close { at -= 1 }
    guard at >= 0 else { return true }
    let before = Units.fold(text[at])
    if Units.isLetter(before) || Units.isDigit(before) { return false }
    switch before {
    case 0x2E, 0x5F, 0x3D, 0x26, 0x25, 0x23, 0x40, 0x2A, 0x24, 0xA5: return false
    case 0x2F where isNumberBefore(at): return true
    case 0x2F, 0x3F, 0x2D:
      // In 张三/310… a stroke parts two words; in an address or a file name it joins them.
      var behind = at - 1
      while behind >= 0, text[behind] <= 2 { behind -= 1 }
      guard behind >= 0 else { return true }
      return !Units.isLetter(text[behind]) && !Units.isDigit(text[behind])
    default: return true
    }
  }

  /// 13812345678/13912345678: a stroke between two long numbers parts them.
  private func isNumberBefore(_ stroke: Int) -> Bool {
    var at = stroke - 1
    while at >= 0, text[at] <= 2 { at -= 1 }
    let end = at
    while at >= 0, Units.isDigit(text[at]) || text[at] <= 2 { at -= 1 }
    guard end - at >= 7, at >= 0 else { return end - at >= 7 }
    let before = Units.fold(text[at])
    return !Units.isLetter(before) && before != 0x2F && before != 0x2E && before != 0x3D
  }

  private func isNumberBehind(_ stroke: Int) -> Bool {
    var at = stroke + 1
    while at < text.count, text[at] <= 2 { at += 1 }
    let start = at
    while at < text.count, Units.isDigit(text[at]) { at += 1 }
    guard at - start >= 7, at < text.count else { return at - start >= 7 }
    let next = Units.fold(text[at])
    return !Units.isLetter(next) && next != 0x2F && next != 0x2E && next != 0x5F
  }

  private func continues(_ end: Int) -> Bool {
    var at = end
    while at < text.count, text[at] == TextBlock.Mark.open || text[at] == TextBlock.Mark.close { at += 1 }
    guard at < text.count else { return false }
    let next = Units.fold(text[at])
    if next == 0x2F, isNumberBehind(at) { return false }
    if Units.isLetter(next) || Units.isDigit(next) || next == 0x2A || next == 0x5F { return true }
    // A decimal fraction or a file name goes on behind its point.
    guard next == 0x2E || next == 0x2F || next == 0x25, at + 1 < text.count else { return next == 0x25 }
    return Units.isDigit(text[at + 1]) || Units.isLetter(text[at + 1])
  }

  /// Whether the number is introduced as one of another kind: 订单号, 流水号, 案号 …
  private func isOtherNumber(_ start: Int) -> Bool {
    if introduction == .otherNumber || introduction == .companyCode, fillsCell(start) { return true }
    return isIntroduced(start, by: Self.otherNumbers)
  }

  /// 统一社会信用代码 has 18 characters as well, and the number of an order may; 信用代码/身份证号 leaves it open.
  private func isCompanyCode(_ start: Int) -> Bool {
    if introduction == .companyCode, fillsCell(start) { return true }
    return isIntroduced(start, by: Self.companyCodes + Self.orderNumbers)
      && !isIntroduced(start, by: Self.personalNumbers)
  }

  /// Nothing stands before the number in its cell.
  private func fillsCell(_ start: Int) -> Bool { text.slice(0..<start).trimmed().count == 0 }

  private func isIntroduced(_ start: Int, by words: [[UInt16]]) -> Bool {
    var before: [UInt16] = []
    var at = start - 1
    // Only what leads to this number: back to the last other number, mark of punctuation, or ten characters.
    while at >= 0, before.count < 14 {
      let unit = Units.fold(text[at])
      if unit > 0x20 {
        if unit == 0x3002 || unit == 0xFF0C || unit == 0x2C || unit == 0x3B || unit == 0x3001 || Units.isDigit(unit) {
          break
        }
        before.append(unit)
      } else if unit == TextBlock.Mark.lineBreak {
        break
      }
      at -= 1
    }
    let reversed = before
    return words.contains { word in
      guard reversed.count >= word.count else { return false }
      return (0...(reversed.count - word.count)).contains { offset in
        reversed[offset..<(offset + word.count)].elementsEqual(word.reversed())
      }
    }
  }

  private static func units(_ words: String) -> [[UInt16]] { words.split(separator: " ").map { Array($0.utf16) } }

  static let personalNumbers = units("身份证 身份号码 证件号 手机 电话 银行卡 卡号 账号 帐号")
  static let companyCodes = units("信用代码 机构代码 税务登记 纳税人识别 组织代码")
  private static let orderNumbers = units("订单号 订单编号 流水号 快递单号 运单号 发票号 条形码 序列号")
  static let otherNumbers = units(
    "订单 流水号 单号 编号 代码 案号 文号 证号码段 备案 条码 条形码 运单号 ICP备 批号 批准文号 标识码 索引号 QQ 邮编 邮政编码 信用代码 项目号 登记号 受理号 合同号 发票 序列号 许可证 坐标 群号")
}
