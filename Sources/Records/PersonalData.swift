/// Personal data in ledgers, hidden in whatever is written out.
public enum PersonalData {
  /// The text with resident IDs, bank cards and mobile numbers hidden but for their first three and last four digits.
  public static func masked(_ text: String) -> String {
    let characters = Array(text)
    var result: [Character] = []
    var index = 0
    while index < characters.count {
      guard digit(characters[index]) != nil else {
        result.append(characters[index])
        index += 1
        continue
      }
      var end = index
      while end < characters.count, digit(characters[end]) != nil { end += 1 }
      var run = end - index
      // The last place of an ID may be an X.
      if run == 17, end < characters.count, "xXＸｘ".contains(characters[end]) { (run, end) = (18, end + 1) }
      result += isPersonal(characters[index..<end]) ? hidden(characters[index..<end]) : Array(characters[index..<end])
      index = end
    }
    return String(result)
  }

  /// All but the first character, for a column that is personal by itself.
  public static func hidden(_ text: String) -> String {
    text.count <= 1 ? (text.isEmpty ? "" : "*") : "\(text.prefix(1))***"
  }

  /// Whether a column that the schema does not know holds personal data, going by its header.
  public static func isPersonalHeader(_ header: String) -> Bool {
    let name = HeaderNames.folded(header)
    let words = [
      "申请人", "身份证", "证件号", "手机", "电话", "联系方式", "住址", "家庭地址", "联系地址", "通讯地址", "通信地址", "邮寄地址",
      "邮箱", "银行卡", "银行账", "留言人", "来信人", "咨询人", "信访人", "当事人", "微信号",
    ]
    return name == "姓名" || name == "地址" || words.contains(where: name.contains)
  }

  private static func digit(_ character: Character) -> Int? {
    guard let value = character.wholeNumberValue, character.unicodeScalars.count == 1 else { return nil }
    let scalar = character.unicodeScalars.first?.value ?? 0
    return scalar < 0x80 || (0xFF10...0xFF19).contains(scalar) ? value : nil
  }

  private static func isPersonal(_ run: ArraySlice<Character>) -> Bool {
    if (15...19).contains(run.count) { return true }
    guard run.count == 11, let first = run.first, let second = run.dropFirst().first else { return false }
    return digit(first) == 1 && (digit(second) ?? 0) >= 3
  }

  private static func hidden(_ run: ArraySlice<Character>) -> [Character] {
    Array(run.prefix(3)) + Array(repeating: "*", count: run.count - 7) + Array(run.suffix(4))
  }
}
