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
  private var arena: ContiguousArray<UInt8> = []
  /// Beyond this the memo starts anew: it is only a memory, and memory must not grow with the bytes read.
  private static let arenaLimit = 16 << 20

  init() {
    cells = .allocate(capacity: 1 << 12)
    cells.initialize(repeating: Cell())
  }

  deinit { cells.deallocate() }

  static func hash(_ bytes: UnsafeBufferPointer<UInt8>, context: Int32) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: bytes.count) &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(UInt32(bitPattern: context))
    var rest = UnsafeRawBufferPointer(bytes)
    while rest.count >= 8 {
      hash = mix(hash ^ rest.loadUnaligned(as: UInt64.self))
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(8))
    }
    var tail: UInt64 = 0
    for byte in rest { tail = tail << 8 | UInt64(byte) }
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
        arena.withUnsafeBufferPointer({ arena in
          UnsafeBufferPointer(rebasing: arena[Int(cell.offset)..<Int(cell.offset) + bytes.count]).elementsEqual(bytes)
        })
      {
        return Hit(slot: cell.slot, value: cell.value)
      }
      index = (index + 1) & (cells.count - 1)
    }
  }

  mutating func insert(_ bytes: UnsafeBufferPointer<UInt8>, context: Int32, hash: UInt64, hit: Hit) {
    guard bytes.count <= 4096 else { return }
    if arena.count + bytes.count > Self.arenaLimit {
      arena.removeAll(keepingCapacity: true)
      cells.update(repeating: Cell())
      count = 0
    }
    if count * 2 >= cells.count { grow() }
    let cell = Cell(
      hash: hash, offset: Int32(arena.count), length: Int32(bytes.count), context: context, slot: hit.slot,
      value: hit.value)
    arena.append(contentsOf: bytes)
    put(cell)
    count += 1
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
