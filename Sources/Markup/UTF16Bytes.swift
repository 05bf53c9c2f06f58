/// UTF-16 to UTF-8.
enum UTF16Bytes {
  /// The text, and how many lone surrogates and odd bytes became U+FFFD.
  static func decode(_ source: UnsafeBufferPointer<UInt8>, bigEndian: Bool) -> (text: [UInt8], bad: Int) {
    var bad = 0
    let text = [UInt8](unsafeUninitializedCapacity: source.count * 2 + 16) { target, written in
      var (offset, end) = (0, 0)
      func unit(_ at: Int) -> UInt32 {
        bigEndian ? UInt32(source[at]) << 8 | UInt32(source[at + 1]) : UInt32(source[at + 1]) << 8 | UInt32(source[at])
      }
      while offset + 1 < source.count {
        var scalar = unit(offset)
        offset += 2
        if (0xD800...0xDFFF).contains(scalar) {
          if scalar < 0xDC00, offset + 1 < source.count, (0xDC00...0xDFFF).contains(unit(offset)) {
            scalar = 0x1_0000 + (scalar - 0xD800) << 10 + unit(offset) - 0xDC00
            offset += 2
          } else {
            scalar = 0xFFFD
            bad += 1
          }
        }
        end += GB18030.write(scalar, to: target, at: end)
      }
      if offset < source.count {
        end += GB18030.write(0xFFFD, to: target, at: end)
        bad += 1
      }
      written = end
    }
    return (text, bad)
  }
}
