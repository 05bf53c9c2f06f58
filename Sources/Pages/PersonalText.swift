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

  /// Whether there are eleven digits at all, which hardly any text has.
  private static func mayHold(_ text: String) -> Bool {
    var count = 0
    for byte in text.utf8 where (0x30...0x39).contains(byte) || (0x90...0x99).contains(byte) {
      count += 1
      if count == 11 { return true }
    }
    return false
  }
}
