/// Many short texts in which words are sought again and again: the titles of a site, the names of its columns.
///
/// Where each pair of neighbouring characters stands is noted once, so that a word is compared with the few texts that
/// have its rarest pair; and what was found for a word is kept.
final class TextBank: Sendable {
  let texts: [FoldedText]
  private let pairs = Once<PairIndex>()
  private let found = Memo<FoldedText, [Int32]>()

  init(_ texts: [FoldedText]) {
    self.texts = texts
  }

  /// Notes the pairs before anybody asks.
  func prepare() { _ = pairs.answer { PairIndex(texts) } }

  /// The places of the texts that contain a folded word, rising.
  func places(of word: [UInt8]) -> [Int32] {
    found.answer(to: FoldedText(bytes: word)) {
      let candidates = pairs.answer { PairIndex(texts) }.candidates(for: word) ?? Array(0..<Int32(texts.count))
      return candidates.filter { texts[Int($0)].contains(word) }
    }
  }

  /// The places of the texts that one of the words matches, rising.
  func places(ofAny words: Words) -> [Int32] {
    words.patterns.reduce(into: []) { $0 = Places.union($0, places(of: $1)) }
  }

  /// The places of the texts that all of the words match, rising; all places where there are no words.
  func places(ofAll words: Words) -> [Int32] {
    guard let first = words.patterns.first else { return Array(0..<Int32(texts.count)) }
    return words.patterns.dropFirst().reduce(places(of: first)) { Places.intersection($0, places(of: $1)) }
  }

  /// The texts with all pieces of a word such as `预算+公开`.
  private func places(of pieces: [[UInt8]]) -> [Int32] {
    guard let first = pieces.first else { return [] }
    return pieces.dropFirst().reduce(places(of: first)) { Places.intersection($0, places(of: $1)) }
  }
}

/// Sets of places as rising lists.
enum Places {
  static func union(_ left: [Int32], _ right: [Int32]) -> [Int32] {
    if left.isEmpty { return right }
    if right.isEmpty { return left }
    var result: [Int32] = []
    result.reserveCapacity(left.count + right.count)
    var (one, other) = (0, 0)
    while one < left.count, other < right.count {
      let next = min(left[one], right[other])
      result.append(next)
      if left[one] == next { one += 1 }
      if right[other] == next { other += 1 }
    }
    result += left[one...]
    result += right[other...]
    return result
  }

  static func intersection(_ left: [Int32], _ right: [Int32]) -> [Int32] {
    var result: [Int32] = []
    var (one, other) = (0, 0)
    while one < left.count, other < right.count {
      if left[one] == right[other] {
        result.append(left[one])
        one += 1
        other += 1
      } else if left[one] < right[other] {
        one += 1
      } else {
        other += 1
      }
    }
    return result
  }
}

/// In which texts each pair of neighbouring characters stands.
private struct PairIndex: Sendable {
  /// Pairs of UTF-8 characters, up to eight bytes, by number.
  private var numbers: [UInt64: Int32] = [:]
  /// The texts of pair `n` are `places[starts[n]..<starts[n + 1]]`, rising.
  private var starts: [Int32] = [0]
  private var places: [Int32] = []

  init(_ texts: [FoldedText]) {
    var (occurrences, ends, counts, last): ([Int32], [Int], [Int32], [Int32]) = ([], [], [], [])
    for (place, text) in texts.enumerated() {
      PairIndex.forEachPair(in: text.bytes) { pair in
        let number: Int32
        if let known = numbers[pair] {
          number = known
        } else {
          number = Int32(counts.count)
          numbers[pair] = number
          counts.append(0)
          last.append(-1)
        }
        guard last[Int(number)] != Int32(place) else { return }
        last[Int(number)] = Int32(place)
        counts[Int(number)] += 1
        occurrences.append(number)
      }
      ends.append(occurrences.count)
    }
    for count in counts { starts.append((starts.last ?? 0) + count) }
    places = Array(repeating: 0, count: occurrences.count)
    var next = starts
    var index = 0
    for (place, end) in ends.enumerated() {
      while index < end {
        let number = Int(occurrences[index])
        places[Int(next[number])] = Int32(place)
        next[number] += 1
        index += 1
      }
    }
  }

  /// The texts that may contain a word; nil where the word is too short to say.
  func candidates(for word: [UInt8]) -> [Int32]? {
    var best: Range<Int>?
    var isAbsent = false
    PairIndex.forEachPair(in: word) { pair in
      guard let number = numbers[pair] else {
        isAbsent = true
        return
      }
      let range = Int(starts[Int(number)])..<Int(starts[Int(number) + 1])
      if best.map({ range.count < $0.count }) ?? true { best = range }
    }
    if isAbsent { return [] }
    return best.map { Array(places[$0]) }
  }

  private static func forEachPair(in bytes: [UInt8], _ body: (UInt64) -> Void) {
    var (previous, index): (UInt64, Int) = (0, 0)
    while index < bytes.count {
      let byte = bytes[index]
      let length = byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
      var scalar: UInt64 = 0
      for offset in index..<min(index + length, bytes.count) { scalar = scalar << 8 | UInt64(bytes[offset]) }
      if index > 0 { body(previous << 32 | scalar) }
      previous = scalar
      index += length
    }
  }
}
