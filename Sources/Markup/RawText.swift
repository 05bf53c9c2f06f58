#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Where the content of `script`, `style`, `title` and the like ends.
enum RawText {
  /// The offset of the `</` of the element's own end tag, or nil where the page ends before it.
  static func end(of owner: HTMLTag, from start: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    let count = bytes.count
    // Within `<!-- … -->` of a script, `<script` hides the next `</script` from the page.
    var (isEscaped, isDoubleEscaped) = (false, false)
    var at = start
    while at < count, let found = memchr(base + at, Int32(Ascii.less), count - at) {
      let less = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      if isEscaped, closesComment(from: at, to: less, base) { (isEscaped, isDoubleEscaped) = (false, false) }
      at = less + 1
      guard at < count else { return nil }
      if base[at] == Ascii.slash, names(owner, at: at + 1, bytes) {
        if !isDoubleEscaped { return less }
        isDoubleEscaped = false
      } else if owner == .script {
        if base[at] == Ascii.exclamation, at + 2 < count, base[at + 1] == Ascii.dash, base[at + 2] == Ascii.dash {
          isEscaped = true
          at += 1
        } else if isEscaped, names(owner, at: at, bytes) {
          isDoubleEscaped = true
        }
      }
    }
    // A comment that a script leaves open may have swallowed the rest; then its first end tag is the honest one.
    return isEscaped ? firstEnd(of: owner, from: start, bytes) : nil
  }

  private static func firstEnd(of owner: HTMLTag, from start: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var at = start
    while at + 1 < bytes.count {
      if bytes[at] == Ascii.less, bytes[at + 1] == Ascii.slash, names(owner, at: at + 2, bytes) { return at }
      at += 1
    }
    return nil
  }

  private static func closesComment(from start: Int, to end: Int, _ base: UnsafePointer<UInt8>) -> Bool {
    var at = start
    while at + 2 < end {
      if base[at] == Ascii.dash, base[at + 1] == Ascii.dash, base[at + 2] == Ascii.greater { return true }
      at += 1
    }
    return false
  }

  /// Whether the element's name stands here, ended as a tag's name is.
  private static func names(_ owner: HTMLTag, at start: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = bytes.baseAddress else { return false }
    var at = start
    while at < bytes.count, at - start <= 8, Ascii.isLetter(base[at]) { at += 1 }
    guard at > start, at < bytes.count, Ascii.endsName(base[at]) else { return false }
    return NameTable.tags.value(packedName(base + start, at - start)) == owner.rawValue
  }
}
