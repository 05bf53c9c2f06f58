import CLibXML2

/// Character references (`&nbsp;`, `&#20013;`, `&#x4E2D;`).
public enum Entities {
  /// The character that a reference beginning at `offset` (its `&`) stands for, and the reference's length; nil where
  /// the `&` is just one.
  public static func decode(
    _ bytes: UnsafeBufferPointer<UInt8>, at offset: Int, inAttribute: Bool = false
  ) -> (scalar: UInt32, length: Int)? {
    guard offset + 2 < bytes.count else { return nil }
    if bytes[offset + 1] == UInt8(ascii: "#") { return numeric(bytes, at: offset) }
    return named(bytes, at: offset, inAttribute: inAttribute)
  }

  private static func numeric(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> (UInt32, Int)? {
    var at = offset + 2
    let isHexadecimal = bytes[at] | 0x20 == UInt8(ascii: "x")
    if isHexadecimal { at += 1 }
    let first = at
    var value: UInt32 = 0
    while at < bytes.count, let digit = digit(bytes[at], isHexadecimal) {
      value = min(value, 0x11_0000) * (isHexadecimal ? 16 : 10) + digit
      at += 1
    }
    guard at > first else { return nil }
    if at < bytes.count, bytes[at] == UInt8(ascii: ";") { at += 1 }
    return (valid(value), at - offset)
  }

  private static func digit(_ byte: UInt8, _ isHexadecimal: Bool) -> UInt32? {
    if Ascii.isDigit(byte) { return UInt32(byte - 0x30) }
    guard isHexadecimal, (0x61...0x66).contains(byte | 0x20) else { return nil }
    return UInt32((byte | 0x20) - 0x61 + 10)
  }

  /// Browsers read 128 to 159 as code page 1252.
  private static let codePage1252: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D, 0x8F,
    0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E,
    0x178,
  ]

  private static func valid(_ value: UInt32) -> UInt32 {
    if value == 0 || value > 0x10_FFFF || (0xD800...0xDFFF).contains(value) { return 0xFFFD }
    if (0x80...0x9F).contains(value) { return codePage1252[Int(value - 0x80)] }
    return value
  }

  private static func named(
    _ bytes: UnsafeBufferPointer<UInt8>, at offset: Int, inAttribute: Bool
  ) -> (UInt32, Int)? {
    var end = offset + 1
    while end < bytes.count, end - offset <= 8, Ascii.isLetter(bytes[end]) || Ascii.isDigit(bytes[end]) { end += 1 }
    let length = end - offset - 1
    guard length >= 2 else { return nil }
    let isClosed = end < bytes.count && bytes[end] == UInt8(ascii: ";")
    if isClosed { return lookUp(bytes, offset + 1, length).map { ($0, length + 2) } }
    // Without its semicolon only the old Latin-1 names count, the longest that fits; `&copy=1` in an address is none.
    let next = end < bytes.count ? bytes[end] : 0
    for shorter in stride(from: length, through: 2, by: -1) {
      guard let scalar = lookUp(bytes, offset + 1, shorter), scalar < 0x100 else { continue }
      if inAttribute, shorter < length || next == Ascii.equals { return nil }
      return (scalar, shorter + 1)
    }
    return nil
  }

  private static func lookUp(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ length: Int) -> UInt32? {
    var key: UInt64 = 0
    for index in 0..<length { key = key << 7 | UInt64(bytes[start + index] & 0x7F) }
    return names[key]
  }

  /// libxml2's table of the names of HTML 4, which it searches from one end to the other, by the packed name.
  private static let names: [UInt64: UInt32] = {
    var names: [UInt64: UInt32] = [:]
    for value in UInt32(0x22)...0x2666 {
      guard let entity = htmlEntityValueLookup(value), let name = entity.pointee.name else { continue }
      var key: UInt64 = 0
      for byte in String(cString: name).utf8 { key = key << 7 | UInt64(byte & 0x7F) }
      names[key] = value
    }
    return names
  }()

  /// A value with its references decoded, in UTF-8.
  public static func decoded(_ bytes: UnsafeBufferPointer<UInt8>, inAttribute: Bool = true) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var offset = 0
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == Ascii.ampersand, let found = decode(bytes, at: offset, inAttribute: inAttribute) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4) { piece in
          let length = GB18030.write(found.scalar, to: piece, at: 0)
          text.append(contentsOf: piece[..<length])
        }
        offset += found.length
      } else {
        text.append(byte)
        offset += 1
      }
    }
    return text
  }
}
