#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The addresses in a style sheet, a `style` element or a `style` attribute.
public enum CSSReferences {
  /// Calls `visit` with the range of each address within `bytes` (without quotes, escapes not decoded), in order.
  /// Comments are skipped, and `url()` within strings is none. `url(#shade)` names something that the page draws with, or
  /// a behaviour of the browser (`#default#VML`), and leads nowhere.
  public static func scan(
    _ bytes: UnsafeBufferPointer<UInt8>, _ visit: (_ address: Range<Int>, _ isImport: Bool) -> Void
  ) {
    // Nearly every style attribute has no parenthesis and no at sign.
    guard let base = bytes.baseAddress, bytes.count > 0,
      memchr(base, 0x28, bytes.count) != nil || memchr(base, 0x40, bytes.count) != nil
    else { return }
    var at = 0
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "/") where at + 1 < bytes.count && bytes[at + 1] == UInt8(ascii: "*"):
        at = endOfComment(bytes, from: at + 2)
      case Ascii.quote, Ascii.apostrophe:
        at = endOfString(bytes, from: at + 1, quote: bytes[at]) + 1
      case UInt8(ascii: "@") where matches(bytes, at + 1, "import"):
        at = scanImport(bytes, from: at + 7, visit)
      case UInt8(ascii: "@") where matches(bytes, at + 1, "namespace"):
        // Its address is a name and leads nowhere.
        at = endOfStatement(bytes, from: at + 10)
      case UInt8(ascii: "u"), UInt8(ascii: "U"):
        if matches(bytes, at, "url("), at == 0 || !Ascii.isLetter(bytes[at - 1]) && bytes[at - 1] != Ascii.dash {
          at = scanURL(bytes, from: at + 4, isImport: false, visit)
        } else {
          at += 1
        }
      default: at += 1
      }
    }
  }

  private static func scanImport(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ visit: (Range<Int>, Bool) -> Void
  ) -> Int {
    var at = start
    while at < bytes.count, Ascii.isSpace(bytes[at]) { at += 1 }
    guard at < bytes.count else { return at }
    if matches(bytes, at, "url(") { return scanURL(bytes, from: at + 4, isImport: true, visit) }
    guard bytes[at] == Ascii.quote || bytes[at] == Ascii.apostrophe else { return at }
    let end = endOfString(bytes, from: at + 1, quote: bytes[at])
    visit((at + 1)..<end, true)
    return end + 1
  }

  private static func scanURL(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, isImport: Bool, _ visit: (Range<Int>, Bool) -> Void
  ) -> Int {
    var at = start
    while at < bytes.count, Ascii.isSpace(bytes[at]) { at += 1 }
    guard at < bytes.count else { return at }
    if bytes[at] == Ascii.quote || bytes[at] == Ascii.apostrophe {
      let end = endOfString(bytes, from: at + 1, quote: bytes[at])
      if end > at + 1, bytes[at + 1] != UInt8(ascii: "#") { visit((at + 1)..<end, isImport) }
      return end + 1
    }
    // `url(&quot;…&quot;)`: a style attribute may quote by reference.
    let begin = at
    while at < bytes.count, bytes[at] != UInt8(ascii: ")"), bytes[at] != 0x0A {
      at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
    }
    at = min(at, bytes.count)
    var end = at
    while end > begin, Ascii.isSpace(bytes[end - 1]) { end -= 1 }
    if end > begin, bytes[begin] != UInt8(ascii: "#") { visit(begin..<end, isImport) }
    return at + 1
  }

  private static func endOfStatement(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var at = start
    while at < bytes.count, bytes[at] != UInt8(ascii: ";"), bytes[at] != UInt8(ascii: "}") {
      let isQuote = bytes[at] == Ascii.quote || bytes[at] == Ascii.apostrophe
      at = isQuote ? endOfString(bytes, from: at + 1, quote: bytes[at]) + 1 : at + 1
    }
    return min(at, bytes.count)
  }

  /// An address without its escapes (`\20`, `\(`), as browsers read it; nil where it has none.
  public static func unescaped(_ address: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard let base = address.baseAddress, memchr(base, 0x5C, address.count) != nil else { return nil }
    var result: [UInt8] = []
    var rest = Array(address)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\") else {
        result.append(byte)
        continue
      }
      let digits = rest.prefix(6).prefix { hexDigit($0) != nil }
      if digits.isEmpty {
        // A line that goes on, or a character that only stands for itself.
        guard let next = rest.popFirst() else { continue }
        if next == 0x0D, rest.first == 0x0A { rest.removeFirst() }
        if next != 0x0A, next != 0x0D, next != 0x0C { result.append(next) }
        continue
      }
      rest = rest.dropFirst(digits.count)
      let code = digits.reduce(UInt32(0)) { $0 << 4 | UInt32(hexDigit($1) ?? 0) }
      let scalar = Unicode.Scalar(code).flatMap { $0.value == 0 ? nil : $0 } ?? "\u{FFFD}"
      result += Array(String(scalar).utf8)
      // One white space ends the number and is no part of the address.
      if rest.first == 0x0D, rest.dropFirst().first == 0x0A { rest.removeFirst() }
      if let space = rest.first, Ascii.isSpace(space) { rest.removeFirst() }
    }
    return result
  }

  private static func hexDigit(_ byte: UInt8) -> UInt8? {
    if Ascii.isDigit(byte) { return byte - 0x30 }
    let letter = (byte | 0x20) &- 0x61
    return letter < 6 ? letter + 10 : nil
  }

  private static func endOfComment(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var at = start
    while at + 1 < bytes.count {
      if bytes[at] == UInt8(ascii: "*"), bytes[at + 1] == UInt8(ascii: "/") { return at + 2 }
      at += 1
    }
    return bytes.count
  }

  /// A string ends with its quote, or unclosed with its line.
  private static func endOfString(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, quote: UInt8) -> Int {
    var at = start
    while at < bytes.count, bytes[at] != quote, bytes[at] != 0x0A {
      at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(at, bytes.count)
  }

  private static func matches(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ word: StaticString) -> Bool {
    guard start + word.utf8CodeUnitCount <= bytes.count else { return false }
    for index in 0..<word.utf8CodeUnitCount where bytes[start + index] | 0x20 != word.utf8Start[index] | 0x20 {
      return false
    }
    return true
  }
}
