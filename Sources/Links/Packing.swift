import Workdays

/// Values put one behind the other into bytes, for the page cache.
struct Packer {
  private(set) var bytes: [UInt8] = []

  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  mutating func put(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// Small numbers of either sign in few bytes.
  mutating func put(_ value: Int) { put(UInt64(bitPattern: Int64(value << 1 ^ value >> 63))) }
  mutating func put(_ value: Bool) { bytes.append(value ? 1 : 0) }

  mutating func put(_ value: String) {
    put(UInt64(value.utf8.count))
    bytes.append(contentsOf: value.utf8)
  }

  mutating func put(_ value: String?) {
    put(value != nil)
    if let value { put(value) }
  }

  mutating func put(_ value: CivilDate?) { put(value.map { $0.dayNumber } ?? Int(Int32.min)) }

  mutating func put(raw: some Sequence<UInt8>) { bytes.append(contentsOf: raw) }

  /// Numbers of which any is as likely as another.
  mutating func put(digests: [UInt64]) {
    put(UInt64(digests.count))
    for digest in digests { withUnsafeBytes(of: digest.littleEndian) { bytes.append(contentsOf: $0) } }
  }

  mutating func put<Element>(_ values: [Element], _ each: (inout Packer, Element) -> Void) {
    put(UInt64(values.count))
    for value in values { each(&self, value) }
  }
}

/// The way back. Damage is thrown, never trapped: the bytes come from a file.
struct Unpacker {
  struct Damaged: Error {}

  private let bytes: UnsafeRawBufferPointer
  private(set) var at: Int

  init(_ bytes: UnsafeRawBufferPointer, at: Int = 0) { (self.bytes, self.at) = (bytes, at) }

  mutating func unsigned() throws(Damaged) -> UInt64 {
    var (value, shift): (UInt64, UInt64) = (0, 0)
    while at < bytes.count, shift < 64 {
      let byte = bytes[at]
      at += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    throw Damaged()
  }

  mutating func int() throws(Damaged) -> Int {
    let value = try unsigned()
    return Int(truncatingIfNeeded: value >> 1) ^ -Int(truncatingIfNeeded: value & 1)
  }

  mutating func bool() throws(Damaged) -> Bool { try raw(1)[0] != 0 }

  mutating func raw(_ length: Int) throws(Damaged) -> UnsafeRawBufferPointer {
    guard length >= 0, length <= bytes.count - at else { throw Damaged() }
    at += length
    return UnsafeRawBufferPointer(rebasing: bytes[at - length..<at])
  }

  mutating func count() throws(Damaged) -> Int {
    let value = try unsigned()
    // Nothing has more parts than there are bytes left.
    guard value <= UInt64(bytes.count - at) else { throw Damaged() }
    return Int(value)
  }

  mutating func string() throws(Damaged) -> String { String(decoding: try raw(try count()), as: UTF8.self) }
  mutating func optionalString() throws(Damaged) -> String? { try bool() ? try string() : nil }

  /// Whether an optional text is this one; it is passed over.
  mutating func isString(_ text: String?) throws(Damaged) -> Bool {
    guard try bool() else { return text == nil }
    let bytes = try raw(try count())
    return text.map { TextPool.isSame($0, bytes) } ?? false
  }

  mutating func digests() throws(Damaged) -> [UInt64] {
    let count = try count()
    guard count <= (bytes.count - at) / 8 else { throw Damaged() }
    let all = try raw(count * 8)
    return (0..<count).map { UInt64(littleEndian: all.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self)) }
  }

  /// - Parameters:
  ///   - text: the words of a link by their number.
  ///   - isWanted: of which links, asked in their order.
  mutating func spots(
    text: (_ number: Int) -> String, where isWanted: (_ ordinal: Int32) -> Bool = { _ in true }
  ) throws(Damaged) -> LinkSpots {
    var spots: LinkSpots = []
    for _ in 0..<(try count()) {
      let ordinal = Int32(truncatingIfNeeded: try unsigned())
      let (line, column, number) = (try int(), try int(), try unsigned())
      guard isWanted(ordinal) else { continue }
      spots.append((ordinal, LinkSpot(line: line, column: column, text: text(Int(clamping: number)))))
    }
    return spots
  }

  mutating func date() throws(Damaged) -> CivilDate? {
    let day = try int()
    return day == Int(Int32.min) ? nil : CivilDate(dayNumber: day)
  }

  mutating func array<Element>(
    _ each: (inout Unpacker) throws(Damaged) -> Element
  ) throws(Damaged) -> [Element] {
    let count = try count()
    var values: [Element] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(try each(&self)) }
    return values
  }

  mutating func raw<Value: RawRepresentable>(_ type: Value.Type) throws(Damaged) -> Value
  where Value.RawValue == UInt8 {
    guard let value = Value(rawValue: try raw(1)[0]) else { throw Damaged() }
    return value
  }

  mutating func named<Value: RawRepresentable>(
    _ type: Value.Type
  ) throws(Damaged) -> Value where Value.RawValue == String {
    guard let value = Value(rawValue: try string()) else { throw Damaged() }
    return value
  }
}
