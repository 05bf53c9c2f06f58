import Foundation

/// Text of cells, cleaned of what people neither see nor mean.
enum CellText {
  /// Without white space at the ends and without invisible characters.
  static func trimmed(_ text: String) -> String {
    let visible =
      text.unicodeScalars.contains(where: isInvisible)
      ? String(String.UnicodeScalarView(text.unicodeScalars.filter { !isInvisible($0) })) : text
    guard let first = visible.first, let last = visible.last, first.isWhitespace || last.isWhitespace else {
      return visible
    }
    let start = visible.firstIndex { !$0.isWhitespace } ?? visible.endIndex
    let end = visible.lastIndex { !$0.isWhitespace }.map { visible.index(after: $0) } ?? start
    return String(visible[start..<end])
  }

  /// On one line: a line break between Chinese characters goes, any other run of white space is one space.
  static func singleLine(_ text: String) -> String {
    let text = trimmed(text)
    guard text.contains(where: \.isNewline) else { return text }
    let lines = text.split(whereSeparator: \.isNewline).map { trimmed(String($0)) }.filter { !$0.isEmpty }
    return lines.reduce(into: "") { result, line in
      if let last = result.last, let first = line.first, last.isASCII, first.isASCII { result += " " }
      result += line
    }
  }

  /// In half width and without any white space, for words that are compared and not kept.
  static func compact(_ text: String) -> String {
    // Most cells are nothing but plain Chinese, digits and letters.
    if text.unicodeScalars.allSatisfy({ (0x21...0x7E).contains($0.value) || (0x4E00...0x9FFF).contains($0.value) }) {
      return text
    }
    let folded = text.precomposedStringWithCompatibilityMapping
    // By scalars: `✔` may have a sign for its colour behind it.
    return String(
      String.UnicodeScalarView(folded.unicodeScalars.filter { !$0.properties.isWhitespace && !isInvisible($0) }))
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200B...0x200F, 0x202A...0x202E, 0x2060, 0xFE00...0xFE0F, 0xFEFF, 0...0x8, 0xB, 0xC, 0xE...0x1F, 0x7F: true
    default: false
    }
  }
}
