/// Room for one page's decoded text, used again for the next page. One buffer belongs to one task.
public final class TextBuffer {
  private var storage = UnsafeMutableBufferPointer<UInt8>(start: nil, count: 0)

  public init() {}

  deinit { storage.deallocate() }

  /// At least so many bytes; what was there before is lost.
  func room(_ count: Int) -> UnsafeMutableBufferPointer<UInt8> {
    // An empty page, too, needs a place to stand at.
    if storage.baseAddress == nil || storage.count < count {
      storage.deallocate()
      storage = .allocate(capacity: max(count, 64 << 10))
    }
    return storage
  }

  func keep(_ text: [UInt8]) -> UnsafeBufferPointer<UInt8> {
    let room = room(text.count)
    _ = room.update(fromContentsOf: text)
    return UnsafeBufferPointer(rebasing: room[..<text.count])
  }
}
