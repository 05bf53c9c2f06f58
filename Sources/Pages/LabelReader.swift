/// Reads `label：value` within one block of text.
struct LabelReader {
  let text: Units
  let hits: [Vocabulary.Hit]

  /// A label with what stands behind it in its own block.
  struct Pair {
    let field: PageField
    let rank: UInt8
    let start: Int
    let value: Range<Int>
    let hasColon: Bool
    /// Label and value are elements of their own: `<span>来源</span><span>…</span>`.
    let isElement: Bool
  }

  /// The block's pairs in order; a label with nothing behind it gives an empty range.
  func pairs() -> [Pair] {
    var found: [Pair] = []
    for (index, hit) in hits.enumerated() {
      guard case .label(let field, let rank) = hit.meaning, beginsWord(hit.start) else { continue }
      guard let behind = valueStart(hit) else { continue }
      let end = valueEnd(from: behind.start, after: index)
      let isElement = !behind.hasColon && (hit.end..<behind.start).contains { text[$0] == TextBlock.Mark.open }
      found.append(
        Pair(
          field: field, rank: rank, start: hit.start, value: behind.start..<max(end, behind.start),
          hasColon: behind.hasColon, isElement: isElement))
    }
    return found
  }

  /// Whether a word can begin here: after nothing, white space, punctuation, or an element's edge.
  func beginsWord(_ start: Int) -> Bool {
    guard start > 0 else { return true }
    let before = text[start - 1]
    return before <= 0x20 || !Units.isWord(before)
  }

  /// Where the value of a label begins: behind its colon, or behind the element that holds only the label.
  private func valueStart(_ hit: Vocabulary.Hit) -> (start: Int, hasColon: Bool)? {
    var at = hit.end
    var closes = false
    while at < text.count, text[at] <= 0x20, text[at] != TextBlock.Mark.lineBreak {
      if text[at] == TextBlock.Mark.close { closes = true }
      at += 1
    }
    guard at < text.count else { return nil }
    if Units.isColon(text[at]) { return (at + 1, true) }
    // 【发布日期】2024-05-11
    if text[at] == 0x3011 || Units.fold(text[at]) == 0x5D {
      at += 1
      while at < text.count, text[at] <= 0x20 { at += 1 }
      return at < text.count && Units.isColon(text[at]) ? (at + 1, true) : (at, true)
    }
    guard closes, hit.start > 0, text[hit.start - 1] <= 0x20, opensBefore(hit.start) else { return nil }
    return (at, false)
  }

  private func opensBefore(_ start: Int) -> Bool {
    var at = start - 1
    while at >= 0, text[at] <= 0x20 {
      if text[at] == TextBlock.Mark.open { return true }
      at -= 1
    }
    return false
  }

  /// The value ends at the next label, at what is no value, at a gap, or where the element ends that it began in.
  private func valueEnd(from start: Int, after index: Int) -> Int {
    var limit = text.count
    for hit in hits[(index + 1)...] where endsValue(hit) {
      if hit.start >= start {
        limit = hit.start
        break
      }
    }
    var depth = 0
    var brackets = 0
    var begun = false
    var at = start
    while at < limit {
      let unit = text[at]
      switch unit {
      case TextBlock.Mark.open: depth += 1
      case TextBlock.Mark.close:
        depth -= 1
        if begun, depth < 0, !continuesNumber(at) { return at }
      case TextBlock.Mark.lineBreak, TextBlock.Mark.gap:
        if begun { return at }
      case TextBlock.Mark.space: break
      case 0x3010 where begun && bracketsYear(at): brackets += 1
      case 0x7C, 0xFF5C, 0x3010, 0x3016, 0x2502:
        if begun { return at }
      case 0x5B, 0xFF3B:
        begun = true
        brackets += 1
      case 0x5D, 0xFF3D, 0x3011:
        // [来源：…] closes around label and value.
        if brackets == 0 { return at }
        brackets -= 1
      default:
        if !begun {
          begun = true
          depth = 0
        } else if Units.isColon(unit), let label = unknownLabel(endingAt: at, from: start) {
          return label
        }
      }
      at += 1
    }
    return at
  }

  /// 府规【2024】3号: the wrong brackets around the year are the number's own.
  private func bracketsYear(_ open: Int) -> Bool {
    guard open + 5 < text.count, text[open + 5] == 0x3011 else { return false }
    return (1...4).allSatisfy { Units.isDigit(text[open + $0]) }
  }

  /// A 文号 or date that an editor has cut into elements goes on behind the edge.
  private func continuesNumber(_ close: Int) -> Bool {
    var (before, after) = (close - 1, close + 1)
    while before >= 0, text[before] <= 2 { before -= 1 }
    while after < text.count, text[after] <= 2 { after += 1 }
    guard before >= 0, after < text.count, text[before] > 0x20, text[after] > 0x20 else { return false }
    let (left, right) = (text[before], text[after])
    return Units.isDigit(left) && (Units.isDigit(right) || isNumberPart(right))
      || isNumberPart(left) && Units.isDigit(right)
      || right == 0x3014 || Units.fold(right) == 0x5B
  }

  private func isNumberPart(_ unit: UInt16) -> Bool {
    switch Units.fold(unit) {
    case 0x3014, 0x3015, 0x5B, 0x5D, 0x2D, 0x2F, 0x2E, 0x5E74, 0x6708, 0x65E5, 0x53F7, 0x7B2C: true
    default: false
    }
  }

  private func endsValue(_ hit: Vocabulary.Hit) -> Bool {
    guard beginsWord(hit.start) else { return false }
    switch hit.meaning {
    case .stop: return endsWord(hit.end)
    case .label, .otherLabel:
      var at = hit.end
      while at < text.count, text[at] <= 0x20 { at += 1 }
      return at < text.count && Units.isColon(text[at])
    default: return false
    }
  }

  private func endsWord(_ end: Int) -> Bool { end >= text.count || text[end] <= 0x20 || !Units.isHan(text[end]) }

  /// Where a label begins that we do not know: two to eight Chinese characters before a colon, after a blank or edge.
  private func unknownLabel(endingAt colon: Int, from start: Int) -> Int? {
    var at = colon - 1
    while at > start, text[at] <= 0x20 { at -= 1 }
    var length = 0
    while at > start, Units.isHan(text[at]), length <= 8 {
      length += 1
      at -= 1
    }
    guard length >= 2, length <= 8, text[at] <= 0x20 else { return nil }
    return at
  }
}
