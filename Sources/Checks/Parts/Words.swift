import Foundation

/// Words sought in titles, columns and texts, whatever their width, spaces and quotation marks; `预算+公开` wants both.
struct Words: Sendable, Hashable {
  /// Each word as its pieces, folded.
  let patterns: [[[UInt8]]]

  init(_ words: [String]) {
    patterns = words.map { word in word.split(separator: "+").map { FoldedText(String($0)).bytes } }
      .filter { !$0.isEmpty }
  }

  var isEmpty: Bool { patterns.isEmpty }

  func matchAny(_ text: FoldedText) -> Bool { patterns.contains { $0.allSatisfy(text.contains) } }

  /// The same of texts one behind the other, without keeping what is folded: of thousands hardly any matches.
  func matchAny(joined texts: [String]) -> Bool {
    let isMatched: Bool? = withUnsafeTemporaryAllocation(
      of: UInt8.self, capacity: max(texts.reduce(0) { $0 + $1.utf8.count }, 1)
    ) { room in
      var count = 0
      for text in texts {
        let room = UnsafeMutableBufferPointer(rebasing: room[count...])
        guard let length = text.withBytes({ FoldedText.fold($0, into: room) }) else { return nil }
        count += length
      }
      let folded = UnsafeBufferPointer(rebasing: room[..<count])
      return patterns.contains { $0.allSatisfy { piece in piece.withUnsafeBufferPointer { folded.holds($0) } } }
    }
    return isMatched ?? matchAny(FoldedText(texts.joined()))
  }

  func matchAll(_ text: FoldedText) -> Bool { patterns.allSatisfy { $0.allSatisfy(text.contains) } }
}

/// A text in the form in which words are compared: narrow, lower-case, without spaces and quotation marks.
struct FoldedText: Sendable, Hashable {
  let bytes: [UInt8]

  /// All bytes at once: an array hashes one after the other.
  func hash(into hasher: inout Hasher) { bytes.withUnsafeBytes { hasher.combine(bytes: $0) } }

  init(_ text: String) {
    var text = text
    bytes =
      text.withUTF8 { Self.folded($0) }
      ?? {
        var mapped = text.precomposedStringWithCompatibilityMapping
        return mapped.withUTF8 { Self.folded($0, isMapped: true) ?? [] }
      }()
  }

  /// Nil where only the full mapping will do.
  private static func folded(_ text: UnsafeBufferPointer<UInt8>, isMapped: Bool = false) -> [UInt8]? {
    var needsMapping = false
    let folded = [UInt8](unsafeUninitializedCapacity: text.count) { folded, count in
      guard let length = fold(text, into: folded, isMapped: isMapped) else {
        needsMapping = true
        return
      }
      count = length
    }
    return needsMapping ? nil : folded
  }

  /// Folds byte by byte, since a check folds the titles of all pages, into room for as many bytes; tells how many it
  /// became, or nil where only the full mapping will do.
  static func fold(
    _ text: UnsafeBufferPointer<UInt8>, into folded: UnsafeMutableBufferPointer<UInt8>, isMapped: Bool = false
  ) -> Int? {
    var (index, count) = (0, 0)
    while index < text.count {
      let byte = text[index]
      if byte < 0x80 {
        index += 1
        switch byte {
        case 0x09...0x0d, 0x20, 0x22, 0x27: continue
        case 0x41...0x5a: folded[count] = byte + 0x20
        default: folded[count] = byte
        }
        count += 1
        continue
      }
      let length = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
      defer { index += length }
      let value = scalar(text, at: index, length)
      switch value {
      case 0xa0, 0x3000, 0x200b...0x200f, 0xfeff, 0x2002...0x200a, 0x2018...0x201f, 0x3008...0x300f: continue
      case 0xff01...0xff5e:
        let narrow = UInt8(truncatingIfNeeded: value - 0xfee0)
        if narrow == 0x22 || narrow == 0x27 { continue }
        folded[count] = (0x41...0x5a).contains(narrow) ? narrow + 0x20 : narrow
        count += 1
        continue
      // Radicals, enclosed letters and compatibility forms, which only the full mapping unites.
      case 0x2e80...0x2fdf, 0x3200...0x33ff, 0xf900...0xfb06, 0x2460...0x24ff: if !isMapped { return nil }
      default: break
      }
      for offset in 0..<length { folded[count + offset] = text[index + offset] }
      count += length
    }
    return count
  }

  /// The scalar whose UTF-8 begins there; the text of a `String` is always whole.
  private static func scalar(_ text: UnsafeBufferPointer<UInt8>, at index: Int, _ length: Int) -> UInt32 {
    var value = UInt32(text[index]) & (length == 2 ? 0x1f : length == 3 ? 0x0f : 0x07)
    for offset in 1..<length { value = value << 6 | UInt32(text[index + offset] & 0x3f) }
    return value
  }

  func contains(_ word: [UInt8]) -> Bool {
    guard word.count <= bytes.count else { return word.isEmpty }
    return bytes.withUnsafeBufferPointer { text in word.withUnsafeBufferPointer { text.holds($0) } }
  }

  /// Whether it bears a year, in digits or in Chinese: 2024, 二〇二四, 二○二四 and not the head of 20240101.
  func bears(year: Int) -> Bool {
    let digits = Array(String(year).utf8)
    var start = 0
    while start + digits.count <= bytes.count {
      let end = start + digits.count
      if bytes[start..<end].elementsEqual(digits), !isDigit(start - 1), !isDigit(end) { return true }
      start += 1
    }
    let numerals = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    let places = digits.map { Int($0) - 0x30 }
    // Hardly any title has a numeral in it.
    guard let first = places.first, contains(Array(numerals[first].utf8)) else { return false }
    return ["〇", "○", "零", "Ｏ"].contains { zero in
      contains(FoldedText(places.map { $0 == 0 ? zero : numerals[$0] }.joined()).bytes)
    }
  }

  private func isDigit(_ index: Int) -> Bool {
    bytes.indices.contains(index) && (0x30...0x39).contains(bytes[index])
  }
}
