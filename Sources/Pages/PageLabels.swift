/// The labelled values of a page as they are met: in a line, under a label of their own, in tables.
struct PageLabels {
  /// A label that stood alone; the next block beside it is its value.
  private struct Pending {
    let field: PageField
    let rank: UInt8
    let hasColon: Bool
    /// The label's parent; when it closes there is no value any more.
    let depth: Int
    let isInContent: Bool
  }

  private(set) var candidates: [Candidate] = []
  private var pending: Pending?

  private static let mostCandidates = 200
  /// Blocks that may stand between the labels of one group.
  private static let groupWidth = 4

  /// Blocks met so far, and the one that held the last label that is a label wherever it stands.
  private var blocks = 0
  private var lastSure: Int?
  /// A 时间 that may announce an event, or belong to the labels that follow it.
  private var doubtful: (candidate: Candidate, block: Int)?

  mutating func beginBlock() { blocks += 1 }

  /// Whether the block at hand stands among the page's own labels.
  var isInGroup: Bool { lastSure.map { blocks - $0 <= Self.groupWidth } ?? false }

  /// Keeps a reading that counts only if a sure label follows soon.
  mutating func doubt(_ candidate: Candidate) { if doubtful == nil { doubtful = (candidate, blocks) } }

  var count: Int { candidates.count }

  mutating func add(_ candidate: Candidate) {
    if candidates.count < Self.mostCandidates { candidates.append(candidate) }
    guard candidate.rank == 0, candidate.field != .title, candidate.origin == .visible, !candidate.isInContent else {
      return
    }
    lastSure = blocks
    if let (kept, block) = doubtful {
      doubtful = nil
      if blocks - block <= Self.groupWidth { candidates.append(kept) }
    }
  }

  mutating func markRows(from first: Int) {
    guard first < candidates.count else { return }
    for index in first..<candidates.count { candidates[index].isRow = true }
  }

  mutating func close(to depth: Int) {
    if let open = pending, depth < open.depth { pending = nil }
  }

  /// Takes a block that is nothing but a label.
  mutating func await(_ field: PageField, rank: UInt8, hasColon: Bool, depth: Int, isInContent: Bool) {
    pending = Pending(field: field, rank: rank, hasColon: hasColon, depth: depth, isInContent: isInContent)
  }

  /// Whether a label with a colon waits for its value.
  func awaits(_ field: PageField) -> Bool { pending.map { $0.field == field && $0.hasColon } ?? false }

  mutating func forget() { pending = nil }

  /// Gives a block to the label before it, if one waits.
  mutating func take(_ text: Units, at offset: Int, isInContent: Bool) {
    guard let label = pending else { return }
    pending = nil
    guard text.count <= 200 else { return }
    // 来源： without a value, and then the article begins.
    if label.field != .title, text.hasSentence, isInContent || text.count > 40 { return }
    let value = FieldValue(label.field, text)
    // Without a colon only what cannot be anything else is a value.
    if !label.hasColon {
      switch (label.field, value) {
      case (_, .date): break
      case (.documentNumber, .text), (.indexNumber, .text), (.publisher, .text), (.validity, .text),
        (.disclosure, .text), (.topic, .text):
        break
      case (.source, .text): guard !label.isInContent, text.count <= 40, !text.hasSentence else { return }
      default: return
      }
    }
    add(
      Candidate(
        field: label.field, value: value, rank: label.rank, origin: .visible, offset: offset,
        isInContent: label.isInContent))
  }
}
