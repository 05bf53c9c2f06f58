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
