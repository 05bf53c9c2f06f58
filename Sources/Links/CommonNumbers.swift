import Pages

/// What the pages of a segment have in common, each once: the words of links, which stand in menus, in lists and beside
/// their neighbours; titles, names of offices and headings; and frames.
struct CommonNumbers {
  private(set) var texts: [String] = []
  private(set) var frames: [PageFrame] = []
  private var ofTexts: [TextKey: Int32] = [:]
  private var ofFrames: [ObjectIdentifier: Int32] = [:]

  private struct TextKey: Hashable {
    let text: String

    static func == (left: TextKey, right: TextKey) -> Bool { TextPool.areSame(left.text, right.text) }

    func hash(into hasher: inout Hasher) { TextPool.feed(text, to: &hasher) }
  }

  /// Its place among the texts.
  mutating func number(_ text: String) -> Int32 {
    if let number = ofTexts[TextKey(text: text)] { return number }
    let number = Int32(texts.count)
    texts.append(text)
    ofTexts[TextKey(text: text)] = number
    return number
  }

  /// Its place among the frames, which the caller keeps alive: most are one object for all pages of a column that a
  /// worker has read.
  mutating func number(_ frame: Apart<PageFrame>) -> Int32 {
    if let number = ofFrames[frame.object] { return number }
    let number = Int32(frames.count)
    frames.append(frame.value)
    ofFrames[frame.object] = number
    return number
  }
}
