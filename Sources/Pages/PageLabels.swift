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

  var count: Int { candidates.count }

  mutating func add(_ candidate: Candidate) {
    if candidates.count < Self.mostCandidates { candidates.append(candidate) }
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

  mutating func forget() { pending = nil }

  /// Gives a block to the label before it, if one waits.
  mutating func take(_ text: Units, at offset: Int) {
    guard let label = pending else { return }
    pending = nil
    guard text.count <= 200 else { return }
    let value = FieldValue(label.field, text)
    // Without a colon only what cannot be anything else is a value.
    if !label.hasColon {
      switch (label.field, value) {
      case (_, .date): break
      case (.documentNumber, .text), (.indexNumber, .text), (.publisher, .text), (.validity, .text),
        (.disclosure, .text):
        break
      default: return
      }
    }
    add(
      Candidate(
        field: label.field, value: value, rank: label.rank, origin: .visible, offset: offset,
        isInContent: label.isInContent))
  }
}
