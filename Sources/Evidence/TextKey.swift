#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A text as a key that is equal to another where their bytes are.
///
/// Swift's own hash and equality bring whatever is not ASCII into its canonical form first, at five times the cost.
/// That tells nothing apart or together in the names of columns, in site paths and in keys that were folded by us.
public struct TextKey: Sendable, Hashable {
  public let text: String

  public init(_ text: String) {
    self.text = text
  }

  public static func == (left: TextKey, right: TextKey) -> Bool { left.text.isSame(as: right.text) }

  public func hash(into hasher: inout Hasher) { text.withBytes { hasher.combine(bytes: UnsafeRawBufferPointer($0)) } }
}

extension String {
  /// The text's UTF-8, lent.
  @inline(__always)
  public func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if let result = utf8.withContiguousStorageIfAvailable(body) { return result }
    // No text of Linux is kept otherwise.
    return Array(utf8).withUnsafeBufferPointer(body)
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

extension [String] {
  /// Whether one of the texts is this one, byte by byte.
  public func has(_ text: String) -> Bool { contains { $0.isSame(as: text) } }
}
