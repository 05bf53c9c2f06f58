/// What running text shows on the way through: 文号 of documents that it cites, and grave slips of the pen.
struct TextSigns {
  private(set) var citations: [String] = []
  private(set) var slips: [String] = []

  private static let most = 16

  /// Words that no office may print, each with the unit at which it is told: the rarest. Beside every one of them
  /// there is nothing that rightly looks the same; 学习进平台 and 香港国际 would.
  private static let words: [(text: String, at: Int)] = [
    ("人民政俯", 3), ("人民政付", 3), ("人民正府", 2), ("人名政府", 1), ("国物院", 1), ("国务员办公厅", 2), ("社会注义", 2), ("刁近平", 0),
    ("中华人民共合国", 5), ("中华人名共和国", 3), ("台湾共和国", 1),
  ]
  private static let slips: [Slip] = words.map { Slip(units: Array($0.text.utf16), at: $0.at, text: $0.text) }

  private struct Slip {
    let units: [UInt16]
    let at: Int
    let text: String
  }

  private static let bracket: UInt16 = 0x3014

  /// Whether anything is told at a unit.
  static func mayTell(_ unit: UInt16) -> Bool { unit == bracket || slips.contains { $0.units[$0.at] == unit } }

  mutating func look(at index: Int, in text: Units) {
    let unit = text[index]
    if unit == Self.bracket { return cite(at: index, in: text) }
    for slip in Self.slips where slip.units[slip.at] == unit {
      let start = index - slip.at
      guard start >= 0, start + slip.units.count <= text.count, slips.count < Self.most, !slips.contains(slip.text),
        slip.units.indices.allSatisfy({ text[start + $0] == slip.units[$0] })
      else { continue }
      slips.append(slip.text)
    }
  }

  /// Takes `沪府规〔2023〕5号` with the Han characters before it, of which the last are the 机关代字.
  private mutating func cite(at index: Int, in text: Units) {
    var end = index + 1
    while end < text.count, Units.isDigit(text[end]) { end += 1 }
    guard end - index == 5, end < text.count, text[end] == 0x3015 else { return }
    let number = end + 1
    end = number
    while end < text.count, Units.isDigit(text[end]) { end += 1 }
    guard (1...4).contains(end - number), end < text.count, text[end] == 0x53F7 else { return }
    var start = index
    while start > 0, index - start < 12, Units.isHan(text[start - 1]) { start -= 1 }
    guard index - start >= 2, citations.count < Self.most else { return }
    let cited = text.slice(start..<end + 1).string
    if !citations.contains(cited) { citations.append(cited) }
  }
}
