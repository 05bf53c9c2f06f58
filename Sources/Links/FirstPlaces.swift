import Synchronization

/// How far the first places of targets reach, as far as all workers together have found them: once there are ten, no
/// worker needs to keep a place on a page beyond.
///
/// Workers take pages in their order, so that one alone would find ten places of its own where the ten of both are known
/// long before.
final class FirstPlaces: Sendable {
  private static let chunk = 4096
  private static let full = UInt64(LinkTally.placeLimit)

  /// By the targets' numbers, so many to a chunk: how many places are known, and the last page of them.
  private let chunks = Mutex<[AtomicCells]>([])

  /// What one worker knows of them.
  struct View {
    private let places: FirstPlaces
    private var chunks: [AtomicCells] = []

    init(_ places: FirstPlaces) { self.places = places }

    /// Makes room for a target.
    mutating func reserve(_ number: Int) {
      if number / FirstPlaces.chunk >= chunks.count { chunks = places.chunks(holding: number) }
    }

    /// The last page on which a place can be among the first ten, as far as is known.
    func last(of number: Int) -> Int32 {
      FirstPlaces.last(chunks[number / FirstPlaces.chunk][number % FirstPlaces.chunk])
    }

    /// Tells the others of a place on a page; answers as `last(of:)`.
    func add(_ page: Int32, to number: Int) -> Int32 {
      FirstPlaces.last(
        chunks[number / FirstPlaces.chunk].update(number % FirstPlaces.chunk) { cell in
          let count = cell >> 32
          guard count < FirstPlaces.full else { return nil }
          return (count + 1) << 32 | max(cell & 0xFFFF_FFFF, UInt64(UInt32(bitPattern: page)))
        })
    }
  }

  private static func last(_ cell: UInt64) -> Int32 {
    cell >> 32 < full ? .max : Int32(truncatingIfNeeded: cell & 0xFFFF_FFFF)
  }

  private func chunks(holding number: Int) -> [AtomicCells] {
    chunks.withLock { chunks in
      while chunks.count <= number / Self.chunk { chunks.append(AtomicCells(count: Self.chunk, 0)) }
      return chunks
    }
  }
}
