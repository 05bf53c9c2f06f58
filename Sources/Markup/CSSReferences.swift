#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The addresses in a style sheet, a `style` element or a `style` attribute.
public enum CSSReferences {
  /// Calls `visit` with the range of each address within `bytes` (without quotes, escapes not decoded), in order.
  /// Comments are skipped, and `url()` within strings is none.
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
      if end > at + 1 { visit((at + 1)..<end, isImport) }
      return end + 1
    }
    // `url(&quot;…&quot;)`: a style attribute may quote by reference.
    let begin = at
    while at < bytes.count, bytes[at] != UInt8(ascii: ")"), bytes[at] != 0x0A { at += 1 }
    var end = at
    while end > begin, Ascii.isSpace(bytes[end - 1]) { end -= 1 }
    if end > begin { visit(begin..<end, isImport) }
    return at + 1
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
