import Markup

/// The text of the link that is being read, also where it spans several blocks.
struct AnchorText: ~Copyable {
  private let units = UnsafeMutablePointer<UInt16>.allocate(capacity: Self.longest + 1)
  private var length = 0
  private var blockStart = 0
  private var image = ""
  private(set) var target: Range<Int>?
  private(set) var names: Range<Int>?
  private(set) var title: Range<Int>?
  private(set) var offset = 0
  private(set) var isOpen = false

  private static let longest = 80

  deinit { units.deallocate() }

  var hasTarget: Bool { target != nil }
  /// Units of visible text.
  private(set) var count = 0
  /// Whether 办 or 申 is among them.
  private(set) var mayBeService = false
  /// Whether 办 stands by itself: the mark before or behind an item's name, or an icon of that name.
  private(set) var hasOwnMark = false

  /// The link stands behind a label's colon: it is that label's value, not an item of a list.
  private(set) var isValue = false

  mutating func begin(_ element: HTMLStartTag, in block: borrowing TextBlock) {
    if !image.isEmpty { image = "" }
    (length, blockStart, isOpen) = (0, block.count, true)
    var before = block.count - 1
    while before >= 0, block.units[before] <= 0x20 { before -= 1 }
    isValue = before >= 0 && Units.isColon(block.units[before])
    offset = element.offset
    (target, names, title) = (element.attribute(.href), element.attribute(.class), element.attribute(.title))
  }

  mutating func addImage(_ alt: String) {
    if image.isEmpty { image = alt }
  }

  /// Takes what the block holds of the link before the block is let go.
  mutating func take(_ block: borrowing TextBlock, isEnd: Bool) {
    guard isOpen else { return }
    if block.count > blockStart, length < Self.longest {
      let taken = min(block.count - blockStart, Self.longest - length)
      (units + length).update(from: block.units + blockStart, count: taken)
      length += taken
    }
    blockStart = 0
    var (count, isService, isHandled) = (0, false, false)
    for index in 0..<length {
      let unit = units[index]
      count += unit > 0x20 ? 1 : 0
      isHandled = isHandled || unit == 0x529E
      isService = isService || unit == 0x7533
    }
    (self.count, mayBeService) = (count, isHandled || isService)
    guard isEnd else {
      if length < Self.longest {
        units[length] = TextBlock.Mark.space
        length += 1
      }
      return
    }
    hasOwnMark = isHandled && standsAlone(0x529E) || image == "办"
    if count == 0, !image.isEmpty { mayBeService = image.contains("办") || image.contains("申") }
    isOpen = false
  }

  /// Whether a character has no letter, digit or Chinese character next to it.
  private func standsAlone(_ unit: UInt16) -> Bool {
    func isWord(_ index: Int) -> Bool {
      guard index >= 0, index < length else { return false }
      switch units[index] {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x3400...0x9FFF: return true
      default: return false
      }
    }
    return (0..<length).contains { units[$0] == unit && !isWord($0 - 1) && !isWord($0 + 1) }
  }

  /// Whether it leads to another page rather than calling a script or this page.
  static func leadsAway(_ target: Range<Int>?, in page: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let target, target.count > 1 else { return false }
    let first = page[target.lowerBound]
    if first == UInt8(ascii: "#") { return false }
    return first != UInt8(ascii: "j") && first != UInt8(ascii: "J")
      || !UnsafeBufferPointer(rebasing: page[target].prefix(11)).equalsIgnoringCase("javascript:")
  }

  /// 更多 leads to no article.
  var leadsToMore: Bool {
    var at = 0
    while at < length, units[at] <= 0x20 { at += 1 }
    guard at < length, units[at] == 0x66F4 else { return false }
    at += 1
    // An element's edge between the two is not seen, white space is.
    while at < length, units[at] < TextBlock.Mark.lineBreak { at += 1 }
    return at < length && units[at] == 0x591A
  }

  /// The visible text, else its image's description.
  var text: String {
    let text = Units(base: UnsafePointer(units), count: length).string
    return text.isEmpty ? image : text
  }
}
