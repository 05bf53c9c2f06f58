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
    guard at >= start, "〕]】）)﹞］".contains(text[at]) else { return nil }
    at -= 1
    skipSpace()
    guard skip(isDigit) == 4 else { return nil }
    skipSpace()
    return at >= start && "〔[【（(﹝［".contains(text[at]) ? at : nil
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
