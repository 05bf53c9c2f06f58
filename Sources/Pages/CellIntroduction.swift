/// What a cell of a table says about the numbers beside or below it: 统一社会信用代码 has eighteen digits as an identity
/// number has, and 家庭住址 makes an address personal that alone is anyone's.
enum CellIntroduction: Hashable {
  case companyCode, otherNumber, homeAddress

  private static let longest = 24

  init?(_ text: Units, _ vocabulary: Vocabulary) {
    guard text.count >= 2, text.count <= Self.longest, Self.mayName(text) else { return nil }
    if vocabulary.meaning(of: text) == .homeAddress {
      self = .homeAddress
      return
    }
    let units = text.compacted()
    if Self.holds(units, PersonalDataFinder.personalNumbers) { return nil }
    if Self.holds(units, PersonalDataFinder.companyCodes) {
      self = .companyCode
    } else if Self.holds(units, PersonalDataFinder.otherNumbers) {
      self = .otherNumber
    } else {
      return nil
    }
  }

  /// Nearly every cell has none of 号, 码, 址, 票 and is done with.
  private static func mayName(_ text: Units) -> Bool {
    (0..<text.count).contains { at in
      switch text[at] {
      case 0x53F7, 0x7801, 0x5740, 0x7968: true
      default: false
      }
    }
  }

  private static func holds(_ units: [UInt16], _ words: [[UInt16]]) -> Bool {
    words.contains { word in
      units.count >= word.count
        && (0...(units.count - word.count)).contains { units[$0..<($0 + word.count)].elementsEqual(word) }
    }
  }
}
