import Foundation

/// Words sought in titles, columns and texts, whatever their width, spaces and quotation marks; `预算+公开` wants both.
struct Words: Sendable, Hashable {
  private let patterns: [[[UInt8]]]

  init(_ words: [String]) {
    patterns = words.map { word in word.split(separator: "+").map { FoldedText(String($0)).bytes } }
      .filter { !$0.isEmpty }
  }

  var isEmpty: Bool { patterns.isEmpty }

  func matchAny(_ text: FoldedText) -> Bool { patterns.contains { $0.allSatisfy(text.contains) } }

  func matchAll(_ text: FoldedText) -> Bool { patterns.allSatisfy { $0.allSatisfy(text.contains) } }
}

/// A text in the form in which words are compared: narrow, lower-case, without spaces and quotation marks.
struct FoldedText: Sendable, Hashable {
  let bytes: [UInt8]

  init(_ text: String) {
    let needsMapping = text.unicodeScalars.contains { scalar in
      // Radicals, enclosed letters and compatibility forms, which only the full mapping unites.
      (0x2e80...0x2fdf).contains(scalar.value) || (0x3200...0x33ff).contains(scalar.value)
        || (0xf900...0xfb06).contains(scalar.value) || (0x2460...0x24ff).contains(scalar.value)
    }
    let source = needsMapping ? text.precomposedStringWithCompatibilityMapping : text
    var folded: [UInt8] = []
    folded.reserveCapacity(source.utf8.count)
    for scalar in source.unicodeScalars {
      var value = scalar.value
      if (0xff01...0xff5e).contains(value) { value -= 0xfee0 }
      switch value {
      case 0x09...0x0d, 0x20, 0x22, 0x27, 0xa0, 0x3000, 0x200b...0x200f, 0xfeff: continue
      case 0x2002...0x200a, 0x2018...0x201f, 0x3008...0x300f: continue
      case 0x41...0x5a: folded.append(UInt8(value + 0x20))
      case 0..<0x80: folded.append(UInt8(value))
      default:
        if let mapped = Unicode.Scalar(value) { folded += Array(String(Character(mapped)).utf8) }
      }
    }
    bytes = folded
  }

  func contains(_ word: [UInt8]) -> Bool {
    guard let first = word.first, word.count <= bytes.count else { return word.isEmpty }
    return bytes.withUnsafeBufferPointer { text in
      word.withUnsafeBufferPointer { word in
        var start = 0
        let last = text.count - word.count
        while start <= last {
          if text[start] == first {
            var length = 1
            while length < word.count, text[start + length] == word[length] { length += 1 }
            if length == word.count { return true }
          }
          start += 1
        }
        return false
      }
    }
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
    let numerals = [["〇", "○", "零", "Ｏ"], ["一"], ["二"], ["三"], ["四"], ["五"], ["六"], ["七"], ["八"], ["九"]]
    let zeros = numerals[0]
    return zeros.contains { zero in
      let name = String(year).compactMap { Int(String($0)) }.map { $0 == 0 ? zero : numerals[$0][0] }.joined()
      return contains(FoldedText(name).bytes)
    }
  }

  private func isDigit(_ index: Int) -> Bool {
    bytes.indices.contains(index) && (0x30...0x39).contains(bytes[index])
  }
}
