import Glibc

/// Remembers what a value means in a folder, so that the navigation links which every page repeats are resolved once.
///
/// Keys are bytes with a context number; a look-up makes no `String` and no allocation.
struct LinkMemo: ~Copyable {
  private struct Cell {
    var hash: UInt64 = 0
    var offset: Int32 = 0
    var length: Int32 = 0
    var context: Int32 = 0
    /// -1 for an empty cell.
    var slot: Int32 = -1
    var value: Int32 = -1
  }

  /// What is remembered of a value: its target, and its number in the cache's table.
  struct Hit {
    let slot: Int32
    let value: Int32
  }

  private var cells: UnsafeMutableBufferPointer<Cell>
  private var count = 0
  private var arena = UnsafeMutablePointer<UInt8>.allocate(capacity: 1 << 16)
  private var arenaCount = 0
  private var arenaCapacity = 1 << 16
  /// Beyond this the memo starts anew: it is only a memory, and memory must not grow with the bytes read.
  private static let arenaLimit = 16 << 20

  init() {
    cells = .allocate(capacity: 1 << 12)
    cells.initialize(repeating: Cell())
  }

  deinit {
    cells.deallocate()
    arena.deallocate()
  }

  static func hash(_ bytes: UnsafeBufferPointer<UInt8>, context: Int32) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: bytes.count) &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(UInt32(bitPattern: context))
    guard let base = bytes.baseAddress else { return mix(hash) }
    let raw = UnsafeRawPointer(base)
    var at = 0
    while at &+ 8 <= bytes.count {
      hash = mix(hash ^ raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      at &+= 8
    }
    var tail: UInt64 = 0
    while at < bytes.count {
      tail = tail << 8 | UInt64(base[at])
      at &+= 1
    }
    return mix(hash ^ tail)
  }

  @inline(__always)
  private static func mix(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return product.high ^ product.low
  }

  func find(_ bytes: UnsafeBufferPointer<UInt8>, context: Int32, hash: UInt64) -> Hit? {
    var index = Int(truncatingIfNeeded: hash) & (cells.count - 1)
    while true {
      let cell = cells[index]
      if cell.slot < 0 { return nil }
      if cell.hash == hash, cell.context == context, Int(cell.length) == bytes.count,
        let base = bytes.baseAddress, memcmp(arena + Int(cell.offset), base, bytes.count) == 0
      {
        return Hit(slot: cell.slot, value: cell.value)
      }
      index = (index + 1) & (cells.count - 1)
    }
  }

  mutating func insert(_ bytes: UnsafeBufferPointer<UInt8>, context: Int32, hash: UInt64, hit: Hit) {
    guard bytes.count <= 4096, let base = bytes.baseAddress else { return }
    if arenaCount + bytes.count > Self.arenaLimit {
      arenaCount = 0
      cells.update(repeating: Cell())
      count = 0
    }
    if count * 2 >= cells.count { grow() }
    if arenaCount + bytes.count > arenaCapacity { growArena() }
    (arena + arenaCount).update(from: base, count: bytes.count)
    let cell = Cell(
      hash: hash, offset: Int32(arenaCount), length: Int32(bytes.count), context: context, slot: hit.slot,
      value: hit.value)
    arenaCount += bytes.count
    put(cell)
    count += 1
  }

  /// Twice the room, which is more than any value is long.
  private mutating func growArena() {
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: arenaCapacity * 2)
    larger.update(from: arena, count: arenaCount)
    arena.deallocate()
    (arena, arenaCapacity) = (larger, arenaCapacity * 2)
  }

  private func put(_ cell: Cell) {
    var index = Int(truncatingIfNeeded: cell.hash) & (cells.count - 1)
    while cells[index].slot >= 0 { index = (index + 1) & (cells.count - 1) }
    cells[index] = cell
  }

  private mutating func grow() {
    let old = cells
    cells = .allocate(capacity: old.count * 2)
    cells.initialize(repeating: Cell())
    for cell in old where cell.slot >= 0 { put(cell) }
    old.deallocate()
  }
}
