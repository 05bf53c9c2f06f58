/// The known name that a mistyped one most resembles.
public enum Nearest {
  /// The nearest name within a third of its length in edits, or nil. Of several, the one that begins alike: a slip is
  /// seldom made at once, and 1aa is rather 1a than 10a.
  public static func name(to text: String, in names: some Sequence<String>) -> String? {
    let limit = max(1, text.count / 3)
    let ranked = names.map { (distance(text, $0), -alike(text, $0), $0) }.filter { $0.0 <= limit }
    return ranked.min { $0 < $1 }?.2
  }

  /// “是否想写“x”？”, or nothing.
  public static func hint(_ text: String, _ names: some Sequence<String>) -> String {
    guard let name = name(to: text, in: names) else { return "" }
    return "是否想写“\(name)”？"
  }

  /// How many characters two names begin with in common.
  private static func alike(_ left: String, _ right: String) -> Int { zip(left, right).prefix { $0 == $1 }.count }

  /// Levenshtein's distance in characters.
  static func distance(_ left: String, _ right: String) -> Int {
    let other = Array(right)
    var row = Array(0...other.count)
    for (index, character) in left.enumerated() {
      var previous = row[0]
      row[0] = index + 1
      for column in other.indices {
        let cost = previous + (character == other[column] ? 0 : 1)
        previous = row[column + 1]
        row[column + 1] = min(cost, row[column] + 1, previous + 1)
      }
    }
    return row[other.count]
  }
}
