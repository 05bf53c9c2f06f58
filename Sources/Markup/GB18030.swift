import CLibXML2

/// GB18030 to UTF-8. The tables are taken from the C library's converter once; its call per page would be slower and
/// stops at the first bad byte.
struct GB18030: Sendable {
  /// 126 leads by 190 trails, each a BMP character as its UTF-8 bytes from the lowest on, with their number on top.
  private let pairs: LastingTable<UInt32>
  /// The BMP characters of four bytes, by their linear index from 0x81308130.
  private let quadruples: LastingTable<UInt16>
  private static let unknown = packed(0xFFFD)

  /// What the tables are when the C library lacks the converter: then no character is known.
  static let shared = GB18030()

  private init() {
    var lines: [UInt8] = []
    lines.reserveCapacity(39_420 * 5)
    for lead in UInt8(0x81)...0xFE {
      for trail in UInt8(0x40)...0xFE where trail != 0x7F {
        lines.append(lead)
        lines.append(trail)
        lines.append(0x0A)
      }
    }
    pairs = LastingTable(Self.characters(lines, count: 126 * 190).map { Self.packed(UInt32($0)) })
    // 0x81308130 to 0x8431A439 in linear order.
    lines.removeAll(keepingCapacity: true)
    for index in 0..<39_420 {
      let (first, rest) = index.quotientAndRemainder(dividingBy: 12_600)
      lines.append(UInt8(0x81 + first))
      lines.append(UInt8(0x30 + rest / 1260))
      lines.append(UInt8(0x81 + rest % 1260 / 10))
      lines.append(UInt8(0x30 + rest % 10))
      lines.append(0x0A)
    }
    quadruples = LastingTable(Self.characters(lines, count: 39_420))
  }

  /// Converts all sequences, a line each, at once: a call for each would take longer than reading a thousand pages.
  private static func characters(_ lines: [UInt8], count: Int) -> [UInt16] {
    var characters = [UInt16](repeating: 0xFFFD, count: count)
    guard let converter = IconvConverter(from: "GB18030", to: "UTF-16LE") else { return characters }
    let units = lines.withUnsafeBufferPointer { converter.convert($0, replacement: [0xFD, 0xFF]).text }
    var (line, start) = (0, 0)
    for at in stride(from: 0, to: units.count - 1, by: 2) where units[at] == 0x0A && units[at + 1] == 0 {
      if at == start + 2, characters.indices.contains(line) {
        characters[line] = UInt16(units[start]) | UInt16(units[start + 1]) << 8
      }
      (line, start) = (line + 1, at + 2)
    }
    return characters
  }

  private static func packed(_ scalar: UInt32) -> UInt32 {
    if scalar < 0x80 { return scalar | 1 << 24 }
    if scalar < 0x800 { return 0xC0 | scalar >> 6 | (0x80 | scalar & 0x3F) << 8 | 2 << 24 }
    return 0xE0 | scalar >> 12 | (0x80 | scalar >> 6 & 0x3F) << 8 | (0x80 | scalar & 0x3F) << 16 | 3 << 24
  }

  /// Room that `decode` needs for so many bytes: one bad byte becomes three.
  static func room(for count: Int) -> Int { count * 3 + 16 }

  /// Writes the text in UTF-8; how long it is, and how many bad sequences became U+FFFD.
  func decode(
    _ source: UnsafeBufferPointer<UInt8>, to target: UnsafeMutableBufferPointer<UInt8>
  ) -> (count: Int, bad: Int) {
    guard let from = source.baseAddress, let to = target.baseAddress,
      target.count >= Self.room(for: source.count)
    else { return (0, 0) }
    let count = source.count
    var (offset, end, bad) = (0, 0, 0)
    while offset < count {
      // Eight bytes are written for as many as are ASCII; what is too much is written over.
      while offset &+ 8 <= count {
        let word = UnsafeRawPointer(from + offset).loadUnaligned(as: UInt64.self)
        UnsafeMutableRawPointer(to + end).storeBytes(of: word, as: UInt64.self)
        let high = word & 0x8080_8080_8080_8080
        let length = high == 0 ? 8 : UInt64(littleEndian: high).trailingZeroBitCount / 8
        offset &+= length
        end &+= length
        if high != 0 { break }
      }
      while offset &+ 1 < count {
        let (lead, trail) = (from[offset], from[offset &+ 1])
        guard lead &- 0x81 < 0x7E, trail >= 0x40, trail != 0x7F, trail != 0xFF else { break }
        let bytes = pairs[(Int(lead) &- 0x81) &* 190 &+ Int(trail) &- (trail > 0x7F ? 0x41 : 0x40)]
        if bytes == Self.unknown { bad &+= 1 }
        UnsafeMutableRawPointer(to + end).storeBytes(of: bytes.littleEndian, as: UInt32.self)
        end &+= Int(bytes >> 24)
        offset &+= 2
      }
      // What neither was: the last few bytes, sequences of four, bad bytes.
      guard offset < count, from[offset] >= 0x80 || offset &+ 8 > count else { continue }
      let (scalar, length) = character(source, at: offset)
      if scalar == 0xFFFD { bad += 1 }
      end += Self.write(scalar, to: target, at: end)
      offset += length
    }
    return (end, bad)
  }

  /// The character at `offset` and the bytes it takes; U+FFFD for what is none.
  @inline(__always)
  func character(_ source: UnsafeBufferPointer<UInt8>, at offset: Int) -> (scalar: UInt32, length: Int) {
    let lead = source[offset]
    if lead < 0x80 { return (UInt32(lead), 1) }
    // 0x80 is the euro sign in code page 936.
    if lead == 0x80 { return (0x20AC, 1) }
    guard lead != 0xFF, offset + 1 < source.count else { return (0xFFFD, 1) }
    let trail = source[offset + 1]
    if trail >= 0x40, trail != 0x7F, trail != 0xFF {
      let bytes = pairs[Int(lead - 0x81) * 190 + Int(trail) - (trail > 0x7F ? 0x41 : 0x40)]
      return (Self.scalar(bytes), 2)
    }
    if trail >= 0x30, trail <= 0x39, offset + 3 < source.count {
      let (third, fourth) = (source[offset + 2], source[offset + 3])
      if third >= 0x81, third <= 0xFE, fourth >= 0x30, fourth <= 0x39 {
        let linear =
          ((Int(lead) - 0x81) * 10 + Int(trail) - 0x30) * 1260 + (Int(third) - 0x81) * 10 + Int(fourth) - 0x30
        if linear < quadruples.count { return (UInt32(quadruples[linear]), 4) }
        let supplementary = linear - 189_000
        if supplementary >= 0, supplementary < 0x10_0000 { return (UInt32(0x1_0000 + supplementary), 4) }
        return (0xFFFD, 4)
      }
    }
    // An ASCII byte after a bad lead is kept: it may be the `<` of the next tag.
    return (0xFFFD, trail < 0x80 ? 1 : 2)
  }

  @inline(__always)
  private static func scalar(_ packed: UInt32) -> UInt32 {
    switch packed >> 24 {
    case 1: packed & 0x7F
    case 2: (packed & 0x1F) << 6 | packed >> 8 & 0x3F
    default: (packed & 0x0F) << 12 | (packed >> 8 & 0x3F) << 6 | packed >> 16 & 0x3F
    }
  }

  /// Writes one character as UTF-8 and returns its length.
  @inline(__always)
  static func write(_ scalar: UInt32, to target: UnsafeMutableBufferPointer<UInt8>, at offset: Int) -> Int {
    switch scalar {
    case 0..<0x80:
      target[offset] = UInt8(scalar)
      return 1
    case 0x80..<0x800:
      target[offset] = UInt8(0xC0 | scalar >> 6)
      target[offset + 1] = UInt8(0x80 | scalar & 0x3F)
      return 2
    case 0x800..<0x1_0000:
      target[offset] = UInt8(0xE0 | scalar >> 12)
      target[offset + 1] = UInt8(0x80 | scalar >> 6 & 0x3F)
      target[offset + 2] = UInt8(0x80 | scalar & 0x3F)
      return 3
    default:
      target[offset] = UInt8(0xF0 | scalar >> 18)
      target[offset + 1] = UInt8(0x80 | scalar >> 12 & 0x3F)
      target[offset + 2] = UInt8(0x80 | scalar >> 6 & 0x3F)
      target[offset + 3] = UInt8(0x80 | scalar & 0x3F)
      return 4
    }
  }
}
