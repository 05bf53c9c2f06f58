import Pages

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

// Texts by their bytes. Swift compares and searches by characters and their canonical forms, and Foundation turns a text
// into UTF-16 first: both cost many times as much, and tell words apart only where a combining mark follows.

extension String {
  /// The text's UTF-8, lent.
  @inlinable @inline(__always)
  public func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if let result = utf8.withContiguousStorageIfAvailable(body) { return result }
    // No text of Linux is kept otherwise.
    return Array(utf8).withUnsafeBufferPointer(body)
  }

  /// Whether the text begins with a word, byte by byte.
  public func begins(with word: String) -> Bool { withBytes { text in word.withBytes { text.starts(with: $0) } } }

  /// Where the text stands in some bytes first.
  func firstPlace(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    withBytes { bytes.place(of: $0) }
  }

  /// Where the text stands in some bytes last.
  func lastPlace(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    withBytes { word in
      guard let last = word.last, word.count <= bytes.count else { return nil }
      var end = bytes.count
      while end >= word.count {
        if bytes[end - 1] == last, bytes[(end - word.count)..<end].elementsEqual(word) { return end - word.count }
        end -= 1
      }
      return nil
    }
  }

  /// Whether two texts are the same, byte by byte.
  public func isSame(as other: String) -> Bool {
    guard utf8.count == other.utf8.count else { return false }
    return withBytes { own in
      other.withBytes { other in
        guard let one = own.baseAddress, let two = other.baseAddress else { return true }
        return memcmp(one, two, own.count) == 0
      }
    }
  }
}

extension Sequence<String> {
  /// Whether one of the texts is this one, byte by byte.
  @inlinable
  public func has(_ text: String) -> Bool { contains { $0.isSame(as: text) } }
}
