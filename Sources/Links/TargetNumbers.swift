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
    /// For each segment of the cache, the targets of its values as far as somebody has resolved them; -1 for none.
    var ofValues: [[Int32]]
  }

  private let state: Mutex<State>

  init(_ cache: PageCacheContents?) {
    let segments = cache.map { cache in (0..<cache.segmentCount).map { cache.valueCount(inSegment: $0) } } ?? []
    state = Mutex(State(ofValues: segments.map { [Int32](repeating: -1, count: $0) }))
  }

  func known(_ target: LinkTarget) -> Known { state.withLock { Self.known(target, &$0) } }

  /// What a value of the cache means, where a worker has resolved it.
  func known(value: Int, inSegment segment: Int) -> Known? {
    state.withLock { state in
      let number = state.ofValues[segment][value]
      return number < 0 ? nil : Self.known(number, state)
    }
  }

  /// Tells the others what a value of the cache means.
  func note(_ known: Known, value: Int, inSegment segment: Int) {
    state.withLock { $0.ofValues[segment][value] = known.number }
  }

  /// All targets by number, once no worker asks any more.
  func takeTargets() -> ContiguousArray<LinkTarget> {
    state.withLock { state in
      var targets: ContiguousArray<LinkTarget> = []
      swap(&targets, &state.targets)
      (state.numbers, state.ofValues) = ([:], [])
      return targets
    }
  }

  private static func known(_ target: LinkTarget, _ state: inout State) -> Known {
    if let number = state.numbers[target.url] { return known(number, state) }
    let number = Int32(state.targets.count)
    state.targets.append(target)
    state.numbers[target.url] = number
    return known(number, state)
  }

  private static func known(_ number: Int32, _ state: borrowing State) -> Known {
    Known(number: number, entry: state.targets[Int(number)].entry.map(Int32.init) ?? -1)
  }
}
