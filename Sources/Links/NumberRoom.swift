/// Room for the numbers of one page, kept for the next: nobody shares it, so that nothing is asked at each number.
struct NumberRoom: ~Copyable {
  private var room = UnsafeMutableBufferPointer<Int32>.allocate(capacity: 512)
  private(set) var count = 0

  deinit { room.deallocate() }

  mutating func removeAll() { count = 0 }

  /// Makes room for so many more.
  mutating func reserve(_ more: Int) {
    guard count + more > room.count else { return }
    let larger = UnsafeMutableBufferPointer<Int32>.allocate(capacity: max(count + more, room.count * 2))
    _ = larger.update(fromContentsOf: room[..<count])
    room.deallocate()
    room = larger
  }

  @inline(__always)
  mutating func append(_ number: Int32) {
    if count == room.count { reserve(1) }
    room[count] = number
    count += 1
  }

  @inline(__always)
  subscript(place: Int) -> Int32 { room[place] }

  /// Lent until the next change.
  var all: UnsafeBufferPointer<Int32> { UnsafeBufferPointer(rebasing: room[..<count]) }
}
