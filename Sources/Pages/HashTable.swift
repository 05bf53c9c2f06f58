/// Values by numbers that are hashes already: made once, read in every page's inner loops without hashing again.
struct HashTable<Value: Sendable>: Sendable {
  private var keys: [UInt64]
  private var values: [Value]
  private let mask: Int
  private let absent: Value

  init(_ entries: [UInt64: Value], absent: Value) {
    var size = 64
    while size < entries.count * 4 { size *= 2 }
    keys = [UInt64](repeating: 0, count: size)
    values = [Value](repeating: absent, count: size)
    (mask, self.absent) = (size - 1, absent)
    for (key, value) in entries.sorted(by: { $0.key < $1.key }) {
      var slot = self.slot(key)
      while keys[slot] != 0 { slot = (slot + 1) & mask }
      (keys[slot], values[slot]) = (key, value)
    }
  }

  @inline(__always)
  private func slot(_ key: UInt64) -> Int { Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask }

  @inline(__always)
  subscript(_ key: UInt64) -> Value {
    var slot = slot(key)
    while keys[slot] != 0 {
      if keys[slot] == key { return values[slot] }
      slot = (slot + 1) & mask
    }
    return absent
  }
}
