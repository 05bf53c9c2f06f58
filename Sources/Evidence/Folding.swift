/// Texts under which names and titles are held equal: width, space and case of letters do not matter.
public enum Folding {
  public static func key(_ text: String) -> String {
    var text = text
    return text.withUTF8 { fold($0) } ?? mapped(text)
  }

  private static func mapped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x20, 0x3000, 0xA0, 0x09, 0x0A, 0x0D, 0x200B, 0xFEFF: continue
      case 0xFF01...0xFF5E: if let narrow = Unicode.Scalar(scalar.value - 0xFEE0) { result.append(narrow) }
      default: result.append(scalar)
      }
    }
    return String(result).lowercased()
  }

  /// The same byte by byte; nil where a letter of another script may have a small form.
  private static func fold(_ text: UnsafeBufferPointer<UInt8>) -> String? {
    var isStrange = false
    let folded = String(unsafeUninitializedCapacity: text.count) { folded in
      var (count, index) = (0, 0)
      while index < text.count {
        let byte = text[index]
        if byte < 0x80 {
          index += 1
          if [0x20, 0x09, 0x0A, 0x0D].contains(byte) { continue }
          folded[count] = (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
          count += 1
          continue
        }
        let length = byte < 0xE0 ? 2 : 3
        switch byte {
        case 0xC2: break
        case 0xE2 where text[index + 1] == 0x80, 0xE3...0xE9: break
        case 0xEF where text[index + 1] == 0xBB || text[index + 1] == 0xBC || text[index + 1] == 0xBD: break
        default:
          isStrange = true
          return 0
        }
        let second = UInt32(text[index + 1] & 0x3F)
        let value =
          length == 2
          ? UInt32(byte & 0x1F) << 6 | second
          : UInt32(byte & 0x0F) << 12 | second << 6 | UInt32(text[index + 2] & 0x3F)
        defer { index += length }
        switch value {
        case 0x3000, 0xA0, 0x200B, 0xFEFF: continue
        case 0xFF01...0xFF5E:
          let narrow = UInt8(truncatingIfNeeded: value - 0xFEE0)
          folded[count] = (0x41...0x5A).contains(narrow) ? narrow + 0x20 : narrow
          count += 1
        default:
          for offset in 0..<length { folded[count + offset] = text[index + offset] }
          count += length
        }
      }
      return count
    }
    return isStrange ? nil : folded
  }
}
