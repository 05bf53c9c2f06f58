import Foundation
import Markup

/// Words that rules seek in articles, sought all at once while a page is read: whether a text tells of its 依据 is then
/// known of every page without reading any again.
///
/// Width, case, white space and quotation marks do not count. The opening title mark does: 根据《 tells of a basis where
/// 根据 alone does not.
public struct CueWords: Sendable, Hashable {
  /// Sorted, each once.
  public let words: [String]
  private let folded: [[UInt16]]
  /// The places of the words that begin with a unit, the longest first.
  private let byFirst: [UInt16: [Int]]
  /// A bit a unit: whether any word begins with it.
  private let firsts: [UInt64]
  /// A bit for each pair of units that any word begins with, by a hash: many words begin as common ones do. A word of
  /// one unit is told by that unit twice.
  private let pairs: [UInt64]

  public init(_ words: some Sequence<String>) {
    var known: [(word: String, folded: [UInt16])] = []
    for word in Set(words).sorted() {
      let folded = Self.folded(Array(word.utf16))
      if !folded.isEmpty { known.append((word, folded)) }
    }
    (self.words, folded) = (known.map(\.word), known.map(\.folded))
    var firsts = [UInt64](repeating: 0, count: 1024)
    byFirst = Dictionary(grouping: known.indices) { known[$0].folded[0] }
    for unit in byFirst.keys { firsts[Int(unit >> 6)] |= 1 << UInt64(unit & 63) }
    var pairs = [UInt64](repeating: 0, count: 256)
    for word in folded {
      let pair = Self.pair(word[0], word.count > 1 ? word[1] : word[0])
      pairs[pair >> 6] |= 1 << UInt64(pair & 63)
    }
    (self.firsts, self.pairs) = (firsts, pairs)
  }

  /// Which of the words stand in a text.
  public func found(in text: String) -> CueSet { found(in: Array(text.utf16)) }

  func found(in units: [UInt16]) -> CueSet {
    var found = CueSet(count: words.count)
    guard !words.isEmpty else { return found }
    Self.folded(units).withUnsafeBufferPointer { text in
      firsts.withUnsafeBufferPointer { firsts in
        for start in text.indices {
          let unit = text[start]
          guard firsts[Int(unit >> 6)] >> UInt64(unit & 63) & 1 == 1 else { continue }
          let next = start + 1 < text.count ? text[start + 1] : unit
          let (pair, single) = (Self.pair(unit, next), Self.pair(unit, unit))
          let mayBegin = pairs[pair >> 6] >> UInt64(pair & 63) | pairs[single >> 6] >> UInt64(single & 63)
          guard mayBegin & 1 == 1, let places = byFirst[unit] else { continue }
          for place in places where !found[place] && Self.begins(text, start, with: folded[place]) {
            found.insert(place)
          }
        }
      }
    }
    return found
  }

  @inline(__always)
  private static func pair(_ first: UInt16, _ second: UInt16) -> Int {
    Int(truncatingIfNeeded: (UInt32(first) &* 0x9E37 ^ UInt32(second) &* 0x79B1) >> 3 & 0x3FFF)
  }

  private static func begins(_ text: UnsafeBufferPointer<UInt16>, _ start: Int, with word: [UInt16]) -> Bool {
    guard start + word.count <= text.count else { return false }
    for offset in word.indices where text[start + offset] != word[offset] { return false }
    return true
  }

  /// Whether a word is among those found; nil where it was not sought.
  public func has(_ word: String, in found: CueSet) -> Bool? {
    var (low, high) = (0, words.count)
    while low < high {
      let middle = (low + high) / 2
      if words[middle] < word { low = middle + 1 } else { high = middle }
    }
    guard low < words.count, words[low] == word else { return nil }
    return found[low]
  }

  private static func folded(_ units: [UInt16]) -> [UInt16] {
    var units = units
    // Radicals and compatibility forms, as texts copied out of a PDF have them.
    if units.contains(where: { (0x2E80...0x2FDF).contains($0) || (0xF900...0xFAFF).contains($0) }) {
      units = Array(String(units: units).precomposedStringWithCompatibilityMapping.utf16)
    }
    return [UInt16](unsafeUninitializedCapacity: units.count) { kept, count in
      for unit in units {
        let folded = Self.foldedUnits[Int(unit)]
        kept[count] = folded
        count += folded == 0 ? 0 : 1
      }
    }
  }

  /// What each unit is folded to; 0 where it does not count.
  private static let foldedUnits = LastingTable<UInt16>(
    (0...UInt16.max).map { unit in
      let narrow = Units.fold(unit)
      switch narrow {
      case 0...0x20, 0x22, 0x27, 0xA0, 0x2002...0x200F, 0x2018...0x201F, 0xFEFF, 0x3000, 0x3008, 0x3009,
        0x300B...0x300F:
        return 0
      case 0x300A: return 0x3C
      case 0x41...0x5A: return narrow + 0x20
      default: return narrow
      }
    })
}

/// Which of some `CueWords` stand in a text, a bit a word.
public struct CueSet: Sendable, Hashable {
  /// For keeping it in a cache.
  public private(set) var bits: [UInt64]

  public init(bits: [UInt64]) { self.bits = bits }

  init(count: Int) { bits = Array(repeating: 0, count: (count + 63) / 64) }

  subscript(_ place: Int) -> Bool {
    place >> 6 < bits.count && bits[place >> 6] >> UInt64(place & 63) & 1 == 1
  }

  mutating func insert(_ place: Int) { bits[place >> 6] |= 1 << UInt64(place & 63) }
}
