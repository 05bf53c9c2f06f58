import Markup

/// What a word or phrase on a page may mean. Whether it does is decided where it stands.
enum Meaning: Hashable {
  /// A label of a field. Of two labels for one field the lower rank goes first.
  case label(PageField, rank: UInt8)
  /// A label of something else: it ends the value before it, and its own value is nobody's.
  case otherLabel
  /// What stands beside a value without being one: 打印, 字号, 浏览次数.
  case stop
  case breadcrumb
  case icp, police, siteCode
  case secrecy(isGrade: Bool)
  case related
  case openly(Openness)
  case validUntil
  case repeal
  case function(UInt8)
  case service
  case homeAddress
}

/// What a text says about its own disclosure. No `String`, so that a hit costs nothing to copy.
enum Openness: UInt8 {
  case open, onRequest, closed

  var words: String {
    switch self {
    case .open: "主动公开"
    case .onRequest: "依申请公开"
    case .closed: "不予公开"
    }
  }
}

/// The words that are looked for in every block of text, found in one pass.
struct Vocabulary: Sendable {
  struct Hit {
    let meaning: Meaning
    let start: Int
    let end: Int
  }

  /// A phrase's units within `units`.
  private struct Phrase: Sendable {
    let start: Int
    let count: Int
    let meaning: Meaning
  }

  /// Phrases that share their first unit, the longest first.
  private struct Group: Sendable {
    let first: Int
    let end: Int
  }

  /// For each unit, one more than the index of the phrases that begin with it; 0 for nearly all.
  private let firsts: LastingTable<UInt8>
  private let groups: LastingTable<Group>
  private let phrases: LastingTable<Phrase>
  private let units: LastingTable<UInt16>
  /// A bit for each pair of units that any phrase begins with, by a hash: nearly no other text passes it.
  private let pairs: LastingTable<UInt64>
  /// The same for three units, and for the pairs that are phrases already: much begins with 政策 or 公开.
  private let triples: LastingTable<UInt64>

  init(_ words: [(word: String, meaning: Meaning)]) {
    var byFirst: [UInt16: [(units: [UInt16], meaning: Meaning)]] = [:]
    for (word, meaning) in words {
      let units = word.utf16.map(Units.fold)
      guard let first = units.first else { continue }
      byFirst[first, default: []].append((units, meaning))
    }
    var firsts = [UInt8](repeating: 0, count: 65_536)
    var pairs = [UInt64](repeating: 0, count: 256)
    var triples = pairs
    var (groups, phrases, units): ([Group], [Phrase], [UInt16]) = ([], [], [])
    for (first, group) in byFirst.sorted(by: { $0.key < $1.key }) {
      let start = phrases.count
      for phrase in group.sorted(by: { $0.units.count > $1.units.count }) {
        phrases.append(Phrase(start: units.count, count: phrase.units.count, meaning: phrase.meaning))
        units += phrase.units
        let bit = Self.pair(first, phrase.units.count > 1 ? phrase.units[1] : 0)
        pairs[bit / 64] |= 1 << UInt64(bit % 64)
        let next = phrase.units.count > 2 ? Self.triple(bit, phrase.units[2]) : bit
        triples[next / 64] |= 1 << UInt64(next % 64)
      }
      groups.append(Group(first: start, end: phrases.count))
      firsts[Int(first)] = UInt8(groups.count)
    }
    self.firsts = LastingTable(firsts)
    self.groups = LastingTable(groups)
    self.phrases = LastingTable(phrases)
    self.units = LastingTable(units)
    (self.pairs, self.triples) = (LastingTable(pairs), LastingTable(triples))
  }

  @inline(__always)
  private static func pair(_ first: UInt16, _ second: UInt16) -> Int {
    Int((UInt32(first) &* 0x9E37 ^ UInt32(second) &* 0x79B1) >> 3 & 0x3FFF)
  }

  /// Whether any phrase begins with a unit.
  @inline(__always)
  func mayBegin(_ unit: UInt16) -> Bool { firsts[Int(unit)] != 0 }

  @inline(__always)
  private static func triple(_ pair: Int, _ third: UInt16) -> Int {
    Int(truncatingIfNeeded: (UInt32(truncatingIfNeeded: pair) &* 0x85EB ^ UInt32(third) &* 0xC2B2) >> 2 & 0x3FFF)
  }

  @inline(__always)
  private static func holds(_ bits: LastingTable<UInt64>, _ bit: Int) -> Bool {
    bits[bit / 64] >> UInt64(bit % 64) & 1 == 1
  }

  /// The next unit that is no blank from `start` on, or the end.
  @inline(__always)
  private static func next(in text: Units, from start: Int) -> Int {
    var at = start
    while at < text.count, text[at] <= 0x20, text[at] != TextBlock.Mark.lineBreak { at += 1 }
    return at
  }

  /// Finds the phrases in a block, the longest at each place, none within another.
  func find(in block: borrowing TextBlock, into hits: inout [Hit]) {
    hits.removeAll(keepingCapacity: true)
    let text = block.all
    var next = 0
    for index in 0..<block.beginningCount {
      let at = Int(block.beginnings[index])
      guard at >= next else { continue }
      let second = Self.next(in: text, from: at + 1)
      guard second < text.count else { return }
      let pair = Self.pair(text[at], Units.fold(text[second]))
      guard Self.holds(pairs, pair) else { continue }
      if !Self.holds(triples, pair) {
        let third = Self.next(in: text, from: second + 1)
        guard third < text.count, Self.holds(triples, Self.triple(pair, Units.fold(text[third]))) else { continue }
      }
      guard let hit = match(groups[Int(firsts[Int(text[at])]) - 1], in: text, at: at) else { continue }
      hits.append(hit)
      next = hit.end
    }
  }

  private func match(_ group: Group, in text: Units, at start: Int) -> Hit? {
    for number in group.first..<group.end {
      let phrase = phrases[number]
      var at = start + 1
      var matched = true
      for index in 1..<max(phrase.count, 1) {
        // Labels are padded to one width: 索 引 号, 标　　题.
        var skipped = 0
        while at < text.count, text[at] <= 0x20, text[at] != TextBlock.Mark.lineBreak, skipped < 8 {
          at += 1
          skipped += 1
        }
        guard at < text.count, Units.fold(text[at]) == units[phrase.start + index] else {
          matched = false
          break
        }
        at += 1
      }
      if matched { return Hit(meaning: phrase.meaning, start: start, end: at) }
    }
    return nil
  }

  /// The meaning of a text that is exactly one phrase.
  func meaning(of text: Units) -> Meaning? {
    let whole = text.trimmed(":[]()|-*#.")
    guard whole.count > 0, whole.count <= 40 else { return nil }
    var (start, end) = (0, whole.count)
    // 【索引号】, 〖文号〗
    if isBracket(whole[0]) { start = 1 }
    if end > start, isBracket(whole[end - 1]) { end -= 1 }
    let inner = whole.slice(start..<end).trimmed(":")
    guard inner.count > 0 else { return nil }
    let group = firsts[Int(inner[0])]
    guard group != 0, let hit = match(groups[Int(group) - 1], in: inner, at: 0), hit.end == inner.count else {
      return nil
    }
    return hit.meaning
  }

  private func isBracket(_ unit: UInt16) -> Bool {
    unit == 0x3010 || unit == 0x3011 || unit == 0x3016 || unit == 0x3017
  }
}
