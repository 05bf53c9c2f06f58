import Markup
import Pages

/// The addresses in a style sheet file: every `url()` and `@import`; nothing from comments.
enum StyleSheetScanner {
  /// Calls `take` for each address in the order of the source; returns the places of those it wants kept.
  static func read(
    _ bytes: UnsafeRawBufferPointer, transport: String?, take: (LinkBytes) -> Bool
  ) -> [LinkReference] {
    var kept: [LinkReference] = []
    let page = DecodedPage(bytes.bindMemory(to: UInt8.self), transport: transport)
    page.withUTF8 { text in
      var scanner = Scanner(text: text)
      while let found = scanner.next() {
        let value = trimmed(UnsafeBufferPointer(rebasing: text[found.value]))
        guard take(LinkBytes(source: found.source, value: value, base: nil)) else { continue }
        let place = page.place(of: found.start)
        kept.append(
          LinkReference(
            source: found.source, value: String(decoding: value, as: UTF8.self), line: place.line,
            column: place.column, text: ""))
      }
    }
    return kept
  }

  private static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var range = bytes.startIndex..<bytes.endIndex
    while let first = range.first, bytes[first] <= 0x20 { range.removeFirst() }
    while let last = range.last, bytes[last] <= 0x20 { range.removeLast() }
    return UnsafeBufferPointer(rebasing: bytes[range])
  }

  private struct Scanner {
    let text: UnsafeBufferPointer<UInt8>
    var at = 0
    /// Whether the last word was `@import`, after which a bare string is an address.
    var afterImport = false

    mutating func next() -> (source: LinkSource, value: Range<Int>, start: Int)? {
      while at < text.count {
        let start = at
        switch text[at] {
        case UInt8(ascii: "/") where follows("*", at: at + 1):
          at += 2
          while at < text.count, !(text[at] == UInt8(ascii: "*") && follows("/", at: at + 1)) { at += 1 }
          at += 2
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
          let value = string()
          if afterImport {
            afterImport = false
            return (.styleImport, value, start)
          }
        case UInt8(ascii: "@") where matches("@import", at: at):
          at += 7
          afterImport = true
        case UInt8(ascii: "u"), UInt8(ascii: "U"):
          guard matches("url(", at: at), !isName(before: at) else {
            at += 1
            continue
          }
          at += 4
          let source: LinkSource = afterImport ? .styleImport : .styleURL
          afterImport = false
          return (source, address(), start)
        case UInt8(ascii: ";"), UInt8(ascii: "{"), UInt8(ascii: "}"):
          afterImport = false
          at += 1
        default: at += 1
        }
      }
      return nil
    }

    /// The content of the quotes at hand; an unclosed string ends with its line.
    private mutating func string() -> Range<Int> {
      let quote = text[at]
      let start = at + 1
      at = start
      while at < text.count, text[at] != quote, text[at] != 10 {
        at += text[at] == UInt8(ascii: "\\") ? 2 : 1
      }
      let end = min(at, text.count)
      at = end + 1
      return start..<end
    }

    private mutating func address() -> Range<Int> {
      while at < text.count, text[at] <= 0x20 { at += 1 }
      if at < text.count, text[at] == UInt8(ascii: "\"") || text[at] == UInt8(ascii: "'") { return string() }
      let start = at
      while at < text.count, text[at] != UInt8(ascii: ")"), text[at] != UInt8(ascii: "}"),
        text[at] != UInt8(ascii: ";") || isData(start)
      { at += 1 }
      return start..<at
    }

    private func isData(_ start: Int) -> Bool { matches("data:", at: start) }

    private func follows(_ character: Unicode.Scalar, at index: Int) -> Bool {
      index < text.count && text[index] == UInt8(ascii: character)
    }

    private func matches(_ word: StaticString, at index: Int) -> Bool {
      word.withUTF8Buffer { word in
        guard index + word.count <= text.count else { return false }
        for offset in word.indices {
          let byte = text[index + offset]
          let lower = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
          if lower != word[offset] { return false }
        }
        return true
      }
    }

    private func isName(before index: Int) -> Bool {
      guard index > 0 else { return false }
      let byte = text[index - 1]
      return (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z") || byte == UInt8(ascii: "-")
    }
  }
}
