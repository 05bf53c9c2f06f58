import Evidence

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Whether one text stands in another, byte by byte. The standard library compares character by character, which costs
/// a hundred times as much and tells words apart only where a combining mark follows.
extension String {
  func contains(_ word: String) -> Bool {
    withBytes { text in word.withBytes { text.holds($0) } }
  }

  /// The text without a word, wherever it stands.
  func without(_ word: String) -> String {
    withBytes { text in
      word.withBytes { word -> String? in
        guard !word.isEmpty, var found = text.place(of: word) else { return nil }
        var (left, start): ([UInt8], Int) = ([], 0)
        left.reserveCapacity(text.count)
        while true {
          left += text[start..<found]
          start = found + word.count
          guard let next = text.place(of: word, from: start) else { break }
          found = next
        }
        left += text[start...]
        return String(decoding: left, as: UTF8.self)
      }
    } ?? self
  }

  /// What follows the scheme of an absolute address: its host and its path.
  var withoutScheme: Substring? {
    guard let mark = withBytes({ text in "://".withBytes { text.place(of: $0) } }) else { return nil }
    return self[utf8.index(utf8.startIndex, offsetBy: mark + 3)...]
  }

  /// The path of an absolute address with its slash; nil where it has none.
  var pathBehindHost: Substring? {
    guard let rest = withoutScheme, let slash = rest.utf8.firstIndex(of: UInt8(ascii: "/")) else { return nil }
    return rest[slash...]
  }
}

extension UnsafeBufferPointer<UInt8> {
  func holds(_ word: UnsafeBufferPointer<UInt8>) -> Bool { word.isEmpty || place(of: word) != nil }

  /// Where a word stands first. Seeks its last byte: the first one begins nearly every Chinese character.
  func place(of word: UnsafeBufferPointer<UInt8>, from start: Int = 0) -> Int? {
    guard let text = baseAddress, let wanted = word.baseAddress, let last = word.last else { return nil }
    let before = word.count - 1
    var at = start + before
    while at < count, let found = memchr(text + at, Int32(last), count - at) {
      at = UnsafeRawPointer(found) - UnsafeRawPointer(text)
      if memcmp(text + (at - before), wanted, before) == 0 { return at - before }
      at += 1
    }
    return nil
  }
}
