/// The one name under which the ways people write a thing are counted: 图解, 一图读懂 and 长图 are 图示图解.
///
/// A list of the vocabulary holds the names; a list of each name holds the words that mean it.
struct CanonicalNames: Sendable, Hashable {
  /// Longest words first, so that 在线访谈 is not taken for 访谈.
  private let words: [(word: FoldedText, name: String)]
  private let exact: [FoldedText: String]
  let known: [String]

  init(list: String, in vocabulary: Vocabulary) {
    known = vocabulary.lists[list] ?? []
    var words: [(word: String, name: String)] = []
    for name in known {
      words.append((name, name))
      for word in vocabulary.lists[name] ?? [] { words.append((word, name)) }
    }
    let ordered = words.sorted { ($1.word.count, $0.word) < ($0.word.count, $1.word) }
    self.words = ordered.map { (FoldedText($0.word), $0.name) }
    exact = Dictionary(self.words) { first, _ in first }
  }

  /// The names of the values of one cell, each once; a value that no list knows stands for itself.
  func names(in items: [String]) -> [String] {
    var seen: Set<String> = []
    return items.flatMap(Self.parts).map { name(of: $0) ?? $0 }.filter { !$0.isEmpty && seen.insert($0).inserted }
  }

  private static func parts(_ item: String) -> [String] {
    // Most cells name one form: nothing in them is ASCII, full-width or a space.
    let isOne = item.withBytes { $0.allSatisfy { $0 >= 0x80 && ![0xc2, 0xe1, 0xe2, 0xef].contains($0) } }
    if isOne, !item.contains("\u{3000}") { return [item] }
    return item.split(whereSeparator: { "+＋/／,，&".contains($0) }).map { String($0.filter { !$0.isWhitespace }) }
  }

  /// The name that a word means: the word itself, else the longest known word in it; nil for an unknown one.
  func name(of text: String) -> String? {
    let text = FoldedText(text)
    return exact[text] ?? words.first { text.contains($0.word.bytes) }?.name
  }

  static func == (left: CanonicalNames, right: CanonicalNames) -> Bool {
    left.known == right.known && left.words.map(\.word) == right.words.map(\.word)
  }

  func hash(into hasher: inout Hasher) { hasher.combine(known) }
}
