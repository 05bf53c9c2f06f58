/// The charset that a page declares in a `<meta>`.
enum MetaCharset {
  /// Browsers look at 1,024 bytes; saved pages carry more than that before their head, so we look further.
  private static let window = 65_536

  static func declared(_ bytes: UnsafeBufferPointer<UInt8>) -> Charset? {
    var scanner = HTMLScanner(UnsafeBufferPointer(rebasing: bytes.prefix(window)))
    while true {
      switch scanner.next() {
      case .end: return nil
      case .startTag:
        if scanner.tag == .body { return nil }
        guard scanner.tag == .meta, let found = charset(of: scanner) else { continue }
        return found
      default: continue
      }
    }
  }

  private static func charset(of scanner: borrowing HTMLScanner) -> Charset? {
    if let value = scanner.attribute(.charset) {
      return Charset(label: String(decoding: scanner.bytes(value), as: UTF8.self))
    }
    guard let kind = scanner.attribute(.httpEquiv), let content = scanner.attribute(.content),
      scanner.bytes(kind).equalsIgnoringCase("content-type")
    else { return nil }
    let text = String(decoding: scanner.bytes(content), as: UTF8.self).lowercased()
    guard let name = text.range(ofASCII: "charset") else { return nil }
    let rest = text[name.upperBound...].drop { $0.isWhitespace }
    guard rest.first == "=" else { return nil }
    let value = rest.dropFirst().drop { $0.isWhitespace || $0 == "\"" || $0 == "'" }
    return Charset(label: value.prefix { $0 != ";" && $0 != "\"" && $0 != "'" && !$0.isWhitespace })
  }
}

extension String {
  /// The first occurrence of an ASCII word.
  func range(ofASCII word: String) -> Range<String.Index>? {
    let (text, wanted) = (utf8, Array(word.utf8))
    var start = text.startIndex
    while start != text.endIndex {
      if text[start...].starts(with: wanted) {
        return start..<text.index(start, offsetBy: wanted.count)
      }
      start = text.index(after: start)
    }
    return nil
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether these are the bytes of an ASCII word given in lower case.
  public func equalsIgnoringCase(_ lowercase: StaticString) -> Bool {
    guard count == lowercase.utf8CodeUnitCount else { return false }
    for index in 0..<count {
      let byte = self[index]
      let folded = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
      if folded != lowercase.utf8Start[index] { return false }
    }
    return true
  }
}
