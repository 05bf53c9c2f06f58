import Synchronization

/// The distinct targets of a site, each with one number for all workers: what one of them has resolved the other finds,
/// and nothing has to be looked for when their links are put together.
///
/// Which number a target gets depends on the workers' timing; nothing that leaves the module may.
final class TargetNumbers: Sendable {
  /// A target's number, and its place in the site's entries: -1 where it is none of the site's files.
  struct Known {
    let number: Int32
    let entry: Int32
  }

  private struct State {
    var targets: ContiguousArray<LinkTarget> = []
    var numbers: [String: Int32] = [:]
  }

  private let state = Mutex(State())
  private let ofValues: [ValueTargets]
  let firstPlaces = FirstPlaces()

  init(_ cache: PageCacheContents?) {
    ofValues = (0..<(cache?.segmentCount ?? 0)).map { ValueTargets(count: cache?.valueCount(inSegment: $0) ?? 0) }
  }

  func known(_ target: LinkTarget) -> Known {
    let number = state.withLock { state in
      if let number = state.numbers[target.url] { return number }
      let number = Int32(state.targets.count)
      state.targets.append(target)
      state.numbers[target.url] = number
      return number
    }
    return Known(number: number, entry: target.entry.map(Int32.init) ?? -1)
  }

  /// What a value of the cache means, where a worker has resolved it.
  func known(value: Int, inSegment segment: Int) -> Known? { ofValues[segment][value] }

  /// Tells the others what a value of the cache means.
  func note(_ known: Known, value: Int, inSegment segment: Int) { ofValues[segment][value] = known }

  /// All targets by number, once no worker asks any more.
  func takeTargets() -> ContiguousArray<LinkTarget> {
    state.withLock { state in
      var targets: ContiguousArray<LinkTarget> = []
      swap(&targets, &state.targets)
      state.numbers = [:]
      return targets
    }
  }
}

/// The targets of one segment's values, each told by whoever has resolved it first. Read at every new value by every
/// worker.
private struct ValueTargets: Sendable {
  private let cells: AtomicCells
  private static let unknown = UInt64.max

  init(count: Int) { cells = AtomicCells(count: count, Self.unknown) }

  subscript(value: Int) -> TargetNumbers.Known? {
    get {
      let cell = cells[value]
      guard cell != Self.unknown else { return nil }
      return TargetNumbers.Known(
        number: Int32(truncatingIfNeeded: cell >> 32), entry: Int32(truncatingIfNeeded: cell & 0xFFFF_FFFF))
    }
    nonmutating set {
      guard let newValue else { return }
      cells[value] = UInt64(UInt32(bitPattern: newValue.number)) << 32 | UInt64(UInt32(bitPattern: newValue.entry))
    }
  }
}
