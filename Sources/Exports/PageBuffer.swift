/// One worker's growing store for the bytes of the entry in hand; never shared between tasks.
public final class PageBuffer {
  private var storage: UnsafeMutableRawBufferPointer
  public private(set) var count = 0
  /// Of the file whose bytes these are, where it is one that had been at rest; nil else.
  public internal(set) var identity: FileIdentity?

  public init(capacity: Int = 256 << 10) {
    storage = .allocate(byteCount: capacity, alignment: 16)
  }

  deinit { storage.deallocate() }

  /// Valid until the next read into this buffer.
  public var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: storage[..<count]) }

  func clear() { (count, identity) = (0, nil) }

  /// Room for at least `length` bytes after those that are there.
  func room(_ length: Int) -> UnsafeMutableRawBufferPointer {
    if storage.count - count < length {
      let larger = UnsafeMutableRawBufferPointer.allocate(
        byteCount: max(storage.count * 2, count + length), alignment: 16)
      larger.copyMemory(from: bytes)
      storage.deallocate()
      storage = larger
    }
    return UnsafeMutableRawBufferPointer(rebasing: storage[count...])
  }

  /// Tells that `length` bytes were written into the room.
  func advance(_ length: Int) { count += length }

  func append(_ more: UnsafeRawBufferPointer) {
    guard !more.isEmpty else { return }
    room(more.count).copyMemory(from: more)
    count += more.count
  }

  func removeFirst(_ length: Int) {
    guard length > 0, let base = storage.baseAddress else { return }
    base.copyMemory(from: base + length, byteCount: count - length)
    count -= length
  }

  func replace(with bytes: [UInt8]) {
    clear()
    bytes.withUnsafeBytes { append($0) }
  }
}
