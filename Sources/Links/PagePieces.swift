import Pages

/// One worker's pages, in pieces: a growing array would copy them all, and would give none back before all are done.
struct PagePieces: Sendable {
  private struct Piece {
    var pages: [WorkerHarvest.Page] = []
    /// Of how many the facts have not been taken out.
    var left = 0
  }

  private var pieces: [Piece] = []
  private(set) var count = 0
  private static let length = 256

  mutating func append(_ page: WorkerHarvest.Page) {
    if count % Self.length == 0 {
      pieces.append(Piece())
      pieces[pieces.count - 1].pages.reserveCapacity(Self.length)
    }
    pieces[pieces.count - 1].pages.append(page)
    pieces[pieces.count - 1].left += 1
    count += 1
  }

  /// Lent, not copied: a page has some forty fields to be counted.
  subscript(index: Int) -> WorkerHarvest.Page {
    _read { yield pieces[index / Self.length].pages[index % Self.length] }
  }

  /// Takes a page's facts out, each once; with the last one of a piece the piece is given back.
  mutating func takeFacts(at index: Int, leaving empty: PageFacts) -> PageFacts {
    let (piece, place) = (index / Self.length, index % Self.length)
    var facts = empty
    swap(&facts, &pieces[piece].pages[place].facts)
    pieces[piece].left -= 1
    if pieces[piece].left == 0 { pieces[piece].pages = [] }
    return facts
  }
}
