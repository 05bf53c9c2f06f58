/// A document's number (文号), 机关代字〔年份〕N号.
public enum DocumentNumber {
  /// A form under which the ways people write one number are equal: brackets, width and spaces do not matter, nor do 第
  /// and noughts before the number, nor 《》 around a title.
  ///
  /// Any text that is no number is only folded in width and spaces, so that it may serve as a key too.
  public static func matchingKey(_ text: String) -> String {
    text.withBytes { isPlain($0) ? nil : folded($0) } ?? text
  }

  /// The same as a key.
  public static func key(_ text: String) -> TextKey { TextKey(matchingKey(text)) }

  /// Whether a text is written as it is compared, which numbers mostly are.
  private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x09, 0x0a, 0x0d, 0x28, 0x29, 0x5b, 0x5d: return false
      // The blocks of no-break and zero-width spaces, and of full-width letters.
      case 0xc2, 0xe2, 0xef: return false
      case 0xe3 where bytes[index + 1] == 0x80:
        switch bytes[index + 2] {
        case 0x81...0x89, 0x8b, 0x94: break
        // 《 around the whole.
        case 0x8a: if index == 0 { return false }
        case 0x95:
          // 〕 before 第 or a nought.
          if index + 3 < bytes.count, bytes[index + 3] == 0x30 || bytes[index + 3] == 0xe7 { return false }
        default: return false
        }
      default: break
      }
      index += 1
    }
    return true
  }

  private static func folded(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    // A bracket of one byte becomes one of three.
    let brackets = bytes.count { $0 == 0x28 || $0 == 0x29 || $0 == 0x5b || $0 == 0x5d }
    return String(unsafeUninitializedCapacity: bytes.count + 2 * brackets) { result in
      var (count, index, isBehindYear) = (0, 0, false)
      while index < bytes.count {
        let lead = bytes[index]
        if !isBehindYear, !mayFold(lead) {
          var end = index + 1
          while end < bytes.count, !mayFold(bytes[end]) { end += 1 }
          _ = UnsafeMutableBufferPointer(rebasing: result[count...]).update(fromContentsOf: bytes[index..<end])
          count += end - index
          index = end
          continue
        }
        let length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
        let scalar = scalar(bytes, at: index, length)
        defer { index += length }
        if isBehindYear {
          // 第, 0, ０
          if scalar == 0x7b2c || scalar == 0x30 || scalar == 0xff10 || isSpace(scalar) { continue }
          isBehindYear = false
        }
        switch scalar {
        // [ ［ 【 （ ( ﹝ 「 〔 〖
        case 0x5b, 0xff3b, 0x3010, 0xff08, 0x28, 0xfe5d, 0x300c, 0x3014, 0x3016:
          for (offset, byte) in "〔".utf8.enumerated() { result[count + offset] = byte }
          count += 3
        // ] ］ 】 ） ) ﹞ 」 〕 〗
        case 0x5d, 0xff3d, 0x3011, 0xff09, 0x29, 0xfe5e, 0x300d, 0x3015, 0x3017:
          for (offset, byte) in "〕".utf8.enumerated() { result[count + offset] = byte }
          count += 3
          isBehindYear = true
        case 0x20, 0x3000, 0xa0, 0x09, 0x0a, 0x0d, 0x200b, 0xfeff: break
        case 0xff01...0xff5e:
          result[count] = UInt8(truncatingIfNeeded: scalar - 0xfee0)
          count += 1
        default:
          for offset in 0..<length { result[count + offset] = bytes[index + offset] }
          count += length
        }
      }
      return stripQuotes(result, count)
    }
  }

  /// Whether a character may be folded that begins so; the later bytes of a character never do.
  @inline(__always)
  private static func mayFold(_ lead: UInt8) -> Bool {
    switch lead {
    case 0x09, 0x0a, 0x0d, 0x20, 0x28, 0x29, 0x5b, 0x5d, 0xc2, 0xe2, 0xe3, 0xef: true
    default: false
    }
  }

  /// The text of a `String` is always whole.
  private static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int, _ length: Int) -> UInt32 {
    guard length > 1 else { return UInt32(bytes[index]) }
    var value = UInt32(bytes[index]) & (length == 2 ? 0x1f : length == 3 ? 0x0f : 0x07)
    for offset in 1..<length { value = value << 6 | UInt32(bytes[index + offset] & 0x3f) }
    return value
  }

  private static func isSpace(_ scalar: UInt32) -> Bool {
    Unicode.Scalar(scalar)?.properties.isWhitespace ?? false
  }

  /// Takes 《》 off that stand around the whole; the number of bytes that are left.
  private static func stripQuotes(_ text: UnsafeMutableBufferPointer<UInt8>, _ count: Int) -> Int {
    func isQuote(_ last: UInt8, at index: Int) -> Bool {
      text[index] == 0xe3 && text[index + 1] == 0x80 && text[index + 2] == last
    }
    guard count > 6, isQuote(0x8a, at: 0), isQuote(0x8b, at: count - 3),
      !(3..<(count - 3)).contains(where: { isQuote(0x8a, at: $0) })
    else { return count }
    for index in 3..<(count - 3) { text[index - 3] = text[index] }
    return count - 6
  }
}
