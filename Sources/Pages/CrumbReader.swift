/// Reads the trail of a page (当前位置：首页 > 政务公开 > …).
struct CrumbReader {
  private(set) var pieces: [String] = []
  private(set) var offset = 0
  private var hasLabel = false
  private var hasLink = false
  /// Set while the trail's label stands alone and its links are still to come, within this depth.
  private var openDepth: Int?

  private static let mostPieces = 12
  private static let longestPiece = 120

  /// Whether a block at this depth still belongs to a trail whose label came before.
  func isOpen(at depth: Int) -> Bool { openDepth.map { depth >= $0 } ?? false }

  mutating func close(to depth: Int) {
    if let open = openDepth, depth < open { openDepth = nil }
  }

  /// Reads a block that is part of a trail, or bears the trail's label.
  mutating func read(
    _ text: Units, hits: [Vocabulary.Hit], offset: Int, hasLink: Bool, parentDepth: Int, vocabulary: Vocabulary
  ) {
    if pieces.isEmpty { self.offset = offset }
    var start = 0
    for hit in hits where hit.meaning == .breadcrumb && !hasLabel {
      hasLabel = true
      start = hit.end
    }
    if hasLink { self.hasLink = true }
    let before = pieces.count
    split(text.slice(start..<text.count), vocabulary)
    if start > 0, pieces.count == before { openDepth = parentDepth }
  }

  private mutating func split(_ text: Units, _ vocabulary: Vocabulary) {
    var start = 0
    // A title in the trail keeps its title marks, which elsewhere part its pieces.
    var isQuoted = false
    for at in 0...text.count {
      if at < text.count {
        if text[at] == 0x300A { isQuoted = true }
        guard separates(text[at]) else { continue }
        if text[at] == 0x300B, isQuoted {
          isQuoted = false
          continue
        }
      }
      let piece = text.slice(start..<at).trimmed(":>-")
      start = at + 1
      guard piece.count > 0, piece.count <= Self.longestPiece, pieces.count < Self.mostPieces else { continue }
      if vocabulary.meaning(of: piece) == .breadcrumb { continue }
      let string = piece.string
      if !string.isEmpty, string != pieces.last { pieces.append(string) }
    }
  }

  private func separates(_ unit: UInt16) -> Bool {
    switch unit {
    case TextBlock.Mark.open, TextBlock.Mark.close, TextBlock.Mark.lineBreak, TextBlock.Mark.gap: true
    case 0x3E, 0xFF1E, 0x203A, 0xBB, 0x2F, 0x2192, 0x7C, 0xFF5C, 0x25B8, 0x25B6, 0x2F0F, 0x226B, 0x276F, 0x27A4, 0xFE65,
      0x3009, 0x300B, 0xE60B, 0x5C:
      true
    default: false
    }
  }

  /// The trail without the page's own title and words that only say "here"; empty where it was no trail.
  func trail(without title: String?) -> [String] {
    var trail = pieces
    let isTrail =
      hasLabel || trail.first.map { $0.hasSuffix("首页") || $0 == "主页" } ?? false || hasLink && trail.count >= 2
    guard isTrail else { return [] }
    let titleUnits = title?.compactUnits ?? []
    while let last = trail.last {
      let units = last.compactUnits
      let repeatsTitle =
        !titleUnits.isEmpty
        && (units == titleUnits
          || units.count >= 8 && titleUnits.starts(with: units.prefix { $0 != 0x2026 && $0 != 0x2E }))
      guard repeatsTitle || Self.placeholders.contains(last) else { break }
      trail.removeLast()
    }
    return trail
  }

  private static let placeholders: Set<String> = [
    "正文", "内容", "详情", "详细信息", "信息详情", "文章详情", "内容详情", "浏览文章", "详细内容", "查看", "当前页面", "文章正文", "内容页", "详情页",
  ]
}
