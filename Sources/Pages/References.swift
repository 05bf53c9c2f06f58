import Markup

/// Character references in text, the commonest without a look-up.
enum References {
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> (scalar: UInt32, length: Int)? {
    if offset + 5 < bytes.count, bytes[offset + 1] == 0x6E, bytes[offset + 2] == 0x62, bytes[offset + 3] == 0x73,
      bytes[offset + 4] == 0x70, bytes[offset + 5] == 0x3B
    {
      return (0xA0, 6)
    }
    return Entities.decode(bytes, at: offset)
  }
}
