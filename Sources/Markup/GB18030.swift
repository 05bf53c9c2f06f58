import CLibXML2

/// GB18030 to UTF-8. The tables are taken from the C library's converter once; its call per page would be slower and
/// stops at the first bad byte.
struct GB18030: Sendable {
  /// 126 leads by 190 trails, each a BMP character.
  private let pairs: [UInt16]
  /// The BMP characters of four bytes, by their linear index from 0x81308130.
  private let quadruples: [UInt16]

  /// What the tables are when the C library lacks the converter: then no character is known.
  static let shared = GB18030()

  private init() {
    var sequences: [[UInt8]] = []
    for lead in UInt8(0x81)...0xFE {
      for trail in UInt8(0x40)...0xFE where trail != 0x7F { sequences.append([lead, trail]) }
    }
    pairs = Self.characters(sequences)
    // 0x81308130 to 0x8431A439 in linear order.
    quadruples = Self.characters(
      (0..<39_420).map { index in
        let (first, rest) = index.quotientAndRemainder(dividingBy: 12_600)
        let (second, tail) = rest.quotientAndRemainder(dividingBy: 1260)
        let (third, fourth) = tail.quotientAndRemainder(dividingBy: 10)
        return [UInt8(0x81 + first), UInt8(0x30 + second), UInt8(0x81 + third), UInt8(0x30 + fourth)]
      })
  }

  private static func characters(_ sequences: [[UInt8]]) -> [UInt16] {
    guard let converter = IconvConverter(from: "GB18030", to: "UTF-16LE") else {
      return [UInt16](repeating: 0xFFFD, count: sequences.count)
    }
    return sequences.map { sequence in
      let bytes = converter.convert(sequence)
      return bytes.count == 2 ? UInt16(bytes[0]) | UInt16(bytes[1]) << 8 : 0xFFFD
    }
  }

  /// The text in UTF-8, and how many bad sequences became U+FFFD.
  func decode(_ source: UnsafeBufferPointer<UInt8>) -> (text: [UInt8], bad: Int) {
    var bad = 0
    // One bad byte becomes three; what is reserved and not written costs nothing.
    let text = [UInt8](unsafeUninitializedCapacity: source.count * 3 + 16) { target, written in
      var (offset, end) = (0, 0)
      while offset < source.count {
        let ascii = UTF8Bytes.endOfASCII(source, from: offset)
        if ascii > offset, let from = source.baseAddress, let to = target.baseAddress {
          (to + end).initialize(from: from + offset, count: ascii - offset)
          end += ascii - offset
          offset = ascii
          continue
        }
        let (scalar, length) = character(source, at: offset)
        if scalar == 0xFFFD { bad += 1 }
        end += Self.write(scalar, to: target, at: end)
        offset += length
      }
      written = end
    }
    return (text, bad)
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
      let index = Int(lead - 0x81) * 190 + Int(trail) - (trail > 0x7F ? 0x41 : 0x40)
      return (UInt32(pairs[index]), 2)
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
