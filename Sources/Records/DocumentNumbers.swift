/// The numbers of documents in one cell, however a clerk parted them: `甲府〔2024〕3号，甲府〔2024〕5号`,
/// `《示例办法》（甲府〔2024〕3号）`, `甲府〔2024〕3号 示例办法`.
enum DocumentNumbers {
  private static let joints = "，,/:：；;《》（）() "

  /// The numbers, in order; the text itself where it holds none that stands by itself, such as a title that cites one.
  static func parted(_ text: String) -> [String] {
    let characters = Array(text)
    var numbers: [String] = []
    var start = 0
    for end in characters.indices where characters[end] == "号" {
      guard let open = openingBracket(of: end, in: characters, from: start) else { continue }
      let first = beginning(before: open, in: characters, from: start)
      let after = end + 1 < characters.count ? characters[end + 1] : " "
      // Another number may follow at once: 和甲府〔2024〕5号.
      guard first < open, first == start || isJoint(characters[first - 1]) || isAnd(characters[first - 1]),
        isJoint(after) || isAnd(after)
      else { return [text] }
      numbers.append(String(characters[first...end]))
      start = end + 1
    }
    return numbers.isEmpty ? [text] : numbers
  }

  /// The numbers of a cell that holds nothing but a series in which later ones are abbreviated: 甲府〔2024〕22、23号,
  /// 甲府〔2024〕3号和〔2023〕5号; nil where it is none.
  static func series(_ text: String) -> [String]? {
    guard text.last == "号" else { return nil }
    var numbers: [String] = []
    var (office, year) = ("", "")
    var isAbbreviated = false
    for piece in pieces(Array(text)) {
      var number = piece[...]
      if number.last == "号" { number.removeLast() }
      let digits = number.reversed().prefix(while: isDigit).reversed()
      guard !digits.isEmpty else { return nil }
      number.removeLast(digits.count)
      if number.last == "第" { number.removeLast() }
      if let (letters, bracketed) = head(number) {
        if letters.isEmpty || piece.last != "号" { isAbbreviated = true }
        if !letters.isEmpty { office = letters }
        year = bracketed
      } else {
        guard number.isEmpty else { return nil }
        isAbbreviated = true
      }
      guard !office.isEmpty, !year.isEmpty else { return nil }
      numbers.append(office + year + String(digits) + "号")
    }
    return isAbbreviated && numbers.count > 1 ? numbers : nil
  }

  /// What stands between the joints of a series. 和 parts only before a numeral or a bracket: 和政 is an office.
  private static func pieces(_ text: [Character]) -> [[Character]] {
    var pieces: [[Character]] = [[]]
    for (index, character) in text.enumerated() {
      let next = index + 1 < text.count ? text[index + 1] : " "
      if "、，,；;/".contains(character) || character.isNewline || isAnd(character) && (isDigit(next) || isOpening(next)) {
        pieces.append([])
      } else if !character.isWhitespace {
        pieces[pieces.count - 1].append(character)
      }
    }
    return pieces.filter { !$0.isEmpty }
  }

  /// The office's letters and the year in its brackets, where these are all of a text.
  private static func head(_ text: ArraySlice<Character>) -> (letters: String, year: String)? {
    guard text.count >= 6, let last = text.last, isClosing(last) else { return nil }
    let year = text.suffix(6)
    guard let first = year.first, isOpening(first), year.dropFirst().dropLast().allSatisfy(isDigit) else { return nil }
    let letters = text.dropLast(6)
    guard letters.allSatisfy(\.isLetter) else { return nil }
    return (String(letters), String(year))
  }

  private static func isOpening(_ character: Character) -> Bool { "〔[【（(﹝［".contains(character) }

  private static func isClosing(_ character: Character) -> Bool { "〕]】）)﹞］".contains(character) }

  private static func isJoint(_ character: Character) -> Bool { joints.contains(character) || character.isWhitespace }

  private static func isAnd(_ character: Character) -> Bool { "和与及".contains(character) }

  /// The place of the bracket that opens the year of the number that ends with this 号.
  private static func openingBracket(of end: Int, in text: [Character], from start: Int) -> Int? {
    var at = end - 1
    func skip(_ isSkipped: (Character) -> Bool) -> Int {
      let before = at
      while at >= start, isSkipped(text[at]) { at -= 1 }
      return before - at
    }
    func skipSpace() { _ = skip(\.isWhitespace) }
    skipSpace()
    guard skip(isDigit) > 0 else { return nil }
    skipSpace()
    _ = skip { $0 == "第" }
    skipSpace()
    guard at >= start, isClosing(text[at]) else { return nil }
    at -= 1
    skipSpace()
    guard skip(isDigit) == 4 else { return nil }
    skipSpace()
    return at >= start && isOpening(text[at]) ? at : nil
  }

  /// Where the letters of the office begin, which stand before the year.
  private static func beginning(before open: Int, in text: [Character], from start: Int) -> Int {
    var first = open
    while first > start, text[first - 1].isWhitespace { first -= 1 }
    let end = first
    while first > start, !isJoint(text[first - 1]) { first -= 1 }
    // 和政〔2024〕1号 is an office's own; 和 right behind another number is none of the next.
    if first == start, start > 0, first < end, isAnd(text[first]) { first += 1 }
    return first == end ? open : first
  }

  private static func isDigit(_ character: Character) -> Bool {
    character.wholeNumberValue.map { (0...9).contains($0) } ?? false && !character.isLetter
  }
}
