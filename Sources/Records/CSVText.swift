/// Rows and fields of delimited text after RFC 4180, forgiving what spreadsheets and people get wrong.
///
/// Written by hand: the CSV package at hand gives up a whole file for one stray quote, ends rows at U+2028 and vertical
/// tabs, and trims fields, so that it failed the tests that stand beside this.
struct CSVText {
  /// Fields by record. An empty line is a record with one empty field.
  private(set) var records: [[String]] = []
  /// Records, from 1, where a quote opened and nothing closed it; it was read as a plain character.
  private(set) var openQuotes: [Int] = []

  private static let quote = UInt8(ascii: "\"")
  private static let (carriageReturn, lineFeed) = (UInt8(ascii: "\r"), UInt8(ascii: "\n"))
  /// After so many unclosed quotes the file's quotes mean nothing.
  private static let toleratedQuotes = 20

  /// Reads at most `limit` records.
  init(_ bytes: [UInt8], delimiter: UInt8, limit: Int = .max) {
    var index = 0
    var fields: [String] = []
    while index < bytes.count, records.count < limit {
      let (field, next) = field(in: bytes, from: index, delimiter: delimiter)
      fields.append(field)
      index = next
      if index < bytes.count, bytes[index] == delimiter {
        index += 1
        // A delimiter at the very end has an empty field behind it.
        if index < bytes.count { continue }
        fields.append("")
      } else if index < bytes.count {
        index +=
          bytes[index] == Self.carriageReturn && index + 1 < bytes.count && bytes[index + 1] == Self.lineFeed ? 2 : 1
      }
      records.append(fields)
      fields = []
    }
  }

  /// The field that begins at `start`, and the place of what ends it.
  private mutating func field(in bytes: [UInt8], from start: Int, delimiter: UInt8) -> (String, Int) {
    if bytes[start] == Self.quote, openQuotes.count < Self.toleratedQuotes {
      if let quoted = Self.quoted(in: bytes, from: start + 1, delimiter: delimiter) { return quoted }
      openQuotes.append(records.count + 1)
    }
    let end = Self.plainEnd(in: bytes, from: start, delimiter: delimiter)
    return (String(decoding: bytes[start..<end], as: UTF8.self), end)
  }

  private static func plainEnd(in bytes: [UInt8], from start: Int, delimiter: UInt8) -> Int {
    var index = start
    while index < bytes.count, bytes[index] != delimiter, bytes[index] != carriageReturn, bytes[index] != lineFeed {
      index += 1
    }
    return index
  }

  /// Nil where no quote closes it. What stands between the closing quote and the delimiter is kept.
  private static func quoted(in bytes: [UInt8], from start: Int, delimiter: UInt8) -> (String, Int)? {
    var (content, index) = ([UInt8](), start)
    while index < bytes.count {
      guard bytes[index] == quote else {
        content.append(bytes[index])
        index += 1
        continue
      }
      if index + 1 < bytes.count, bytes[index + 1] == quote {
        content.append(quote)
        index += 2
        continue
      }
      let end = plainEnd(in: bytes, from: index + 1, delimiter: delimiter)
      // A quote that closes beyond the line and before more text opens the next quoted field: this one was never closed.
      if end > index + 1, content.contains(where: { $0 == lineFeed || $0 == carriageReturn }) { return nil }
      content += bytes[(index + 1)..<end]
      return (String(decoding: content, as: UTF8.self), end)
    }
    return nil
  }
}
