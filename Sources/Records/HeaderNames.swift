import Foundation

/// Which column of a schema a header means, however an office writes it.
struct HeaderNames {
  /// A column that a header may mean; the lower the rank, the surer.
  struct Meaning: Hashable {
    let column: Int
    let rank: Int
  }

  private let meanings: [String: [Meaning]]

  init(_ schema: LedgerSchema) {
    var meanings: [String: [Meaning]] = [:]
    for (index, column) in schema.columns.enumerated() {
      meanings[Self.folded(column.header), default: []].append(Meaning(column: index, rank: 0))
      for (order, alias) in column.aliases.enumerated() {
        meanings[Self.folded(alias), default: []].append(Meaning(column: index, rank: Self.aliasRank + order))
      }
    }
    // Offices write 签发日期 and 签发时间 for one thing; a name that some column has of its own stays that column's.
    let told = meanings
    for (index, column) in schema.columns.enumerated() where column.type == .date {
      for (order, name) in ([column.header] + column.aliases).enumerated() {
        guard let twin = Self.twin(ofDay: Self.folded(name)), told[twin] == nil else { continue }
        meanings[twin, default: []].append(Meaning(column: index, rank: Self.twinRank + order))
      }
    }
    self.meanings = meanings
  }

  /// An alias is always less sure than a header of the contract.
  private static let aliasRank = 10_000
  /// A name that nobody has written down is less sure than any alias.
  private static let twinRank = 20_000

  /// 签发时间 for 签发日期, and the other way round; nil for a name that ends with neither.
  private static func twin(ofDay name: String) -> String? {
    for (ending, other) in [("日期", "时间"), ("时间", "日期")] where name.hasSuffix(ending) {
      return name.dropLast(ending.count) + other
    }
    return nil
  }

  func knows(_ header: String) -> Bool { !self.meanings(of: [header]).isEmpty }

  /// The columns that any of these readings of one header may mean, the first reading preferred.
  func meanings(of readings: [String]) -> [Meaning] {
    readings.enumerated().flatMap { order, reading in
      Self.variants(of: reading).enumerated().flatMap { step, name in
        (meanings[name] ?? []).map { Meaning(column: $0.column, rank: $0.rank + order * 1000 + step * 100) }
      }
    }
  }

  /// In bytes: some hundred letters, far beyond any column's name with its remarks.
  private static let longest = 600

  /// As written; without what stands in brackets; without a number before it.
  static func variants(of header: String) -> [String] {
    // A text so long is the content of a cell.
    guard header.utf8.count <= longest else { return [] }
    let plain = folded(header)
    guard !plain.isEmpty else { return [] }
    let bare = withoutBrackets(plain)
    let unnumbered = String(bare.drop { $0.isNumber || ".、)".contains($0) })
    var result: [String] = []
    for variant in [plain, bare, unnumbered] where !variant.isEmpty && !result.contains(variant) {
      result.append(variant)
    }
    return result
  }

  /// Half width, lower case, without white space, asterisks, a colon at the end and 必填 in brackets.
  static func folded(_ header: String) -> String {
    var text = CellText.compact(header).lowercased()
    if text.utf8.contains(UInt8(ascii: "*")) { text.removeAll { $0 == "*" } }
    // Hardly a header has such a mark, and seeking each of them takes long.
    if text.unicodeScalars.contains("填") {
      for mark in ["(必填)", "(选填)", "(必填项)", "(选填项)", "[必填]", "[选填]", "【必填】", "【选填】"] {
        text = text.replacing(mark, with: "")
      }
    }
    while let last = text.last, ":;.,。".contains(last) { text.removeLast() }
    return text
  }

  private static func withoutBrackets(_ text: String) -> String {
    var (result, depth) = ("", 0)
    for character in text {
      if "([【〔".contains(character) {
        depth += 1
      } else if ")]】〕".contains(character) {
        depth = max(0, depth - 1)
      } else if depth == 0 {
        result.append(character)
      }
    }
    return result
  }

  /// The header that is likeliest a slip of the pen for `wanted`; nil where none is near. Where nothing is known to be
  /// amiss, `strictly` asks for at most one wrong character in a name of three or more.
  static func nearest(to wanted: String, in found: [String], strictly: Bool = false) -> String? {
    let target = folded(wanted)
    if strictly && target.count < 3 { return nil }
    let limit = strictly ? 1 : max(1, target.count / 2)
    let ranked = found.map { ($0, distance(folded($0), target)) }.filter { $0.1 <= limit }
    return ranked.min { $0.1 < $1.1 }?.0
  }

  /// Levenshtein's, over the first 64 characters.
  private static func distance(_ one: String, _ other: String) -> Int {
    let (one, other) = (Array(one.prefix(64)), Array(other.prefix(64)))
    var previous = Array(0...other.count)
    for (row, left) in one.enumerated() {
      var current = [row + 1]
      for (column, right) in other.enumerated() {
        current.append(min(previous[column] + (left == right ? 0 : 1), previous[column + 1] + 1, current[column] + 1))
      }
      previous = current
    }
    return previous[other.count]
  }
}
