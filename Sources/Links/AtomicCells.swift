import Synchronization

/// Numbers that all workers load and store without a lock.
// @unchecked Sendable because its cells are only loaded, stored and exchanged as atomics.
final class AtomicCells: @unchecked Sendable {
  private let cells: UnsafeMutableBufferPointer<Atomic<UInt64>>

  init(count: Int, _ initial: UInt64) {
    cells = .allocate(capacity: count)
    for place in 0..<count { cells.initializeElement(at: place, to: Atomic(initial)) }
  }

  deinit {
    cells.deinitialize()
    cells.deallocate()
  }

  subscript(place: Int) -> UInt64 {
    get { cells[place].load(ordering: .relaxed) }
    set { cells[place].store(newValue, ordering: .relaxed) }
  }

  /// Changes a cell as one step; nil leaves it as it is.
  ///
  /// - Returns: what the cell has then.
  func update(_ place: Int, _ change: (UInt64) -> UInt64?) -> UInt64 {
    var known = self[place]
    while let changed = change(known) {
      let (isExchanged, original) = cells[place].weakCompareExchange(
        expected: known, desired: changed, ordering: .relaxed)
      if isExchanged { return changed }
      known = original
    }
    return known
  }
}
