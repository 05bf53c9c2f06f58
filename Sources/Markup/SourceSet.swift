/// The addresses in a `srcset`.
public enum SourceSet {
  /// Calls `visit` with the range of each candidate's address, in order, as the HTML standard splits them: an address
  /// may hold commas but neither begin nor end with one.
  public static func scan(_ bytes: UnsafeBufferPointer<UInt8>, _ visit: (Range<Int>) -> Void) {
    var at = 0
    let count = bytes.count
    while at < count {
      while at < count, Ascii.isSpace(bytes[at]) || bytes[at] == UInt8(ascii: ",") { at += 1 }
      guard at < count else { return }
      let start = at
      while at < count, !Ascii.isSpace(bytes[at]) { at += 1 }
      var end = at
      while end > start, bytes[end - 1] == UInt8(ascii: ",") { end -= 1 }
      if end > start { visit(start..<end) }
      guard end == at else { continue }
      // The descriptor (`2x`, `640w`) runs to the next comma that stands in no parentheses.
      var depth = 0
      while at < count, depth > 0 || bytes[at] != UInt8(ascii: ",") {
        if bytes[at] == UInt8(ascii: "(") { depth += 1 }
        if bytes[at] == UInt8(ascii: ")") { depth = max(0, depth - 1) }
        at += 1
      }
    }
  }
}
