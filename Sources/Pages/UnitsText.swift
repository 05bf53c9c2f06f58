extension String {
  /// A text of UTF-16 units, as `String(decoding:as:)` makes it, which takes many times as long for Chinese.
  init(units: [UInt16]) {
    // Three bytes of UTF-8 are enough for any unit; a half of a pair makes two of the pair's four.
    let utf8 = [UInt8](unsafeUninitializedCapacity: units.count * 3) { bytes, count in
      var index = 0
      while index < units.count {
        let unit = UInt32(units[index])
        index += 1
        switch unit {
        case 0..<0x80:
          bytes[count] = UInt8(truncatingIfNeeded: unit)
          count += 1
        case 0x80..<0x800:
          bytes[count] = UInt8(truncatingIfNeeded: 0xC0 | unit >> 6)
          bytes[count + 1] = UInt8(truncatingIfNeeded: 0x80 | unit & 0x3F)
          count += 2
        case 0xD800..<0xE000:
          // A broken pair is left to the standard library.
          guard unit < 0xDC00, index < units.count, units[index] >> 10 == 0x37 else {
            count = 0
            return
          }
          let scalar = 0x10000 + (unit & 0x3FF) << 10 + UInt32(units[index]) & 0x3FF
          index += 1
          bytes[count] = UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18)
          bytes[count + 1] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F)
          bytes[count + 2] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F)
          bytes[count + 3] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
          count += 4
        default:
          bytes[count] = UInt8(truncatingIfNeeded: 0xE0 | unit >> 12)
          bytes[count + 1] = UInt8(truncatingIfNeeded: 0x80 | unit >> 6 & 0x3F)
          bytes[count + 2] = UInt8(truncatingIfNeeded: 0x80 | unit & 0x3F)
          count += 3
        }
      }
    }
    self = utf8.isEmpty ? String(decoding: units, as: UTF16.self) : String(decoding: utf8, as: UTF8.self)
  }
}
