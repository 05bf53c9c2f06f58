import Markup

/// Icons 办 that are no links: an element with this character and no other, or an image of this name.
extension PageScan {
  /// 办, the only character between two tags. Editors part words between tags as well: 暂行<b>办</b>法.
  mutating func readIconText(_ range: Range<Int>) {
    var at = block.count - 1
    while at >= 0, block.units[at] <= TextBlock.Mark.space { at -= 1 }
    guard at >= 0, block.units[at] == 0x529E else { return }
    let standsApart = (
      block.beginsWord(at, behind: anchorEnd), Self.endsWord(UnsafeBufferPointer(rebasing: text[range.upperBound...]))
    )
    // In running text both sides must be free; beside a title or a row's link one tells enough.
    let isIcon = roles.contains(.content) ? standsApart.0 && standsApart.1 : standsApart.0 || standsApart.1
    if isIcon { readIcon(at: range.lowerBound) }
  }

  mutating func readIcon(at offset: Int) {
    marks.readIcon(
      at: offset, roles: roles, isAfterContent: sawRunningText && !roles.contains(.content), titleSeen: titles.isFound)
  }

  /// A row of a list ends what was said of the one before; a block does so where it is no part of a row.
  mutating func beginRow(_ tag: HTMLTag) {
    switch tag {
    case .li, .dt, .tr, .p: marks.beginRow()
    case .div where marks.isInRow && !lists.isInItem: marks.beginRow()
    default: break
    }
  }

  /// Whether the text, inline tags apart, begins with no Chinese character; a link or a block is none.
  private static func endsWord(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var at = 0
    while at < text.count, text[at] == UInt8(ascii: "<") {
      var name = at + 1
      if name < text.count, text[name] == UInt8(ascii: "/") { name += 1 }
      var stop = name
      while stop < text.count, text[stop] | 0x20 &- 0x61 < 26 { stop += 1 }
      let tag = String(decoding: UnsafeBufferPointer(rebasing: text[name..<stop]), as: UTF8.self).lowercased()
      guard inlineTags.contains(tag), let close = text[stop...].firstIndex(of: UInt8(ascii: ">")) else {
        return true
      }
      at = close + 1
    }
    return at >= text.count || !(0xE4...0xE9).contains(text[at])
  }

  private static let inlineTags: Set<String> = ["span", "b", "strong", "i", "em", "font", "u"]
}

extension TextBlock {
  /// Whether no word runs up to a place, edges of inline elements apart; a link that ended at `edge` is none.
  func beginsWord(_ place: Int, behind edge: Int) -> Bool {
    var at = place - 1
    while at >= edge, units[at] == Mark.open || units[at] == Mark.close { at -= 1 }
    return at < edge || !Units.isWord(units[at])
  }
}
