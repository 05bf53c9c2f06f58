/// Words that are written out: numbers that are personal are hidden but for their first and last digits.
///
/// The same finder judges as on pages, so that file names, addresses, codes and case numbers stay as they are.
public enum PersonalText {
  public static func masked(_ text: String) -> String {
    guard mayHold(text) else { return text }
    let units = Array(text.utf16)
    let offsets = [Int32](repeating: 0, count: units.count + 1)
    let signs = units.withUnsafeBufferPointer { units in
      offsets.withUnsafeBufferPointer { offsets in
        guard let base = offsets.baseAddress else { return [PersonalDataFinder.Sign]() }
        return PersonalDataFinder.find(in: Units(units, 0..<units.count), offsets: base, introduction: nil)
      }
    }
    guard !signs.isEmpty else { return text }
    var masked: [UInt16] = []
    var at = 0
    for sign in signs {
      masked += units[at..<sign.range.lowerBound] + Array(sign.masked.utf16)
      at = sign.range.upperBound
    }
    return String(units: masked + units[at...])
  }

  /// Whether there are eleven digits without a letter among them, in half or full width, which hardly any text has: a
  /// letter ends every number (/202401/t000123.html).
  private static func mayHold(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var count = 0
      for (place, byte) in bytes.enumerated() {
        // ０ to ９ are EF BC 90 to EF BC 99.
        let isWide = byte &- 0x90 < 10 && place > 1 && bytes[place - 1] == 0xBC && bytes[place - 2] == 0xEF
        if (byte | 0x20) &- 0x61 < 26 { count = 0 }
        guard byte &- 0x30 < 10 || isWide else { continue }
        count += 1
        if count == 11 { return true }
      }
      return false
    }
  }
}
