import Markup

/// Values by numbers that are hashes already: made once, read in every page's inner loops without hashing again.
struct HashTable<Value: Sendable>: Sendable {
  private let keys: LastingTable<UInt64>
  private let values: LastingTable<Value>
  private let mask: Int
  private let absent: Value

  init(_ entries: [UInt64: Value], absent: Value) {
    var size = 64
    while size < entries.count * 4 { size *= 2 }
    var keys = [UInt64](repeating: 0, count: size)
    var values = [Value](repeating: absent, count: size)
    (mask, self.absent) = (size - 1, absent)
    for (key, value) in entries.sorted(by: { $0.key < $1.key }) {
      var slot = Self.slot(key) & mask
      while keys[slot] != 0 { slot = (slot + 1) & mask }
      (keys[slot], values[slot]) = (key, value)
    }
    (self.keys, self.values) = (LastingTable(keys), LastingTable(values))
  }

  @inline(__always)
  private static func slot(_ key: UInt64) -> Int { Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) }

  @inline(__always)
  subscript(_ key: UInt64) -> Value {
    var slot = Self.slot(key) & mask
    while keys[slot] != 0 {
      if keys[slot] == key { return values[slot] }
      slot = (slot + 1) & mask
    }
    return absent
  }
}
