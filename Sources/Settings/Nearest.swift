/// The known name that a mistyped one most resembles.
public enum Nearest {
  /// The nearest name within a third of its length in edits, or nil.
  public static func name(to text: String, in names: some Sequence<String>) -> String? {
    let limit = max(1, text.count / 3)
    let ranked = names.map { (distance(text, $0), $0) }.filter { $0.0 <= limit }
    return ranked.min { $0 < $1 }?.1
  }

  /// “是否想写“x”？”, or nothing.
  public static func hint(_ text: String, _ names: some Sequence<String>) -> String {
    guard let name = name(to: text, in: names) else { return "" }
    return "是否想写“\(name)”？"
  }

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
