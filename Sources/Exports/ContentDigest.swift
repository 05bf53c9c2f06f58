import Crypto

/// The SHA-256 of a file's bytes, held without a memory of its own.
public struct ContentDigest: Sendable, Hashable {
  private let words: SIMD4<UInt64>

  /// Bytes of one that was stored.
  public static let length = 32

  /// Of bytes, which are digested.
  public init(of bytes: UnsafeRawBufferPointer) {
    words = SHA256.hash(data: bytes).withUnsafeBytes { $0.loadUnaligned(as: SIMD4<UInt64>.self) }
  }

  /// As it was stored; nil where there are too few bytes.
  public init?(stored bytes: UnsafeRawBufferPointer) {
    guard bytes.count == Self.length else { return nil }
    words = bytes.loadUnaligned(as: SIMD4<UInt64>.self)
  }

  public func withUnsafeBytes<Result>(_ use: (UnsafeRawBufferPointer) -> Result) -> Result {
    Swift.withUnsafeBytes(of: words, use)
  }
}
