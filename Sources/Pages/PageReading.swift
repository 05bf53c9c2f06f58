/// What one reading of a page gives: its facts, the links that the caller asked to keep, and its anchors.
public struct PageReading: Sendable {
  public var facts: PageFacts
  /// The links for which the caller's closure returned true, in the order of the source.
  public var links: [LinkReference]
  public var anchors: AnchorSet
  /// `<base href>` as written, decoded from entities.
  public var base: String?

  public init(facts: PageFacts, links: [LinkReference] = [], anchors: AnchorSet = AnchorSet(), base: String? = nil) {
    (self.facts, self.links, self.anchors, self.base) = (facts, links, anchors, base)
  }

  /// Why the page was not read whole, or nil where it was.
  public var unreadableReason: String? { facts.problems.first(where: \.isUnreadable)?.message }
}

/// The places of a page that a fragment can name: every `id`, and `name` of `a`. Eight bytes an anchor.
public struct AnchorSet: Sendable, Hashable {
  /// Sorted; for keeping a set in a cache.
  public private(set) var digests: [UInt64]

  public init() { digests = [] }

  /// Made once from all digests of a page.
  public init(digests: [UInt64]) {
    self.digests = digests.sorted()
  }

  public var count: Int { digests.count }

  /// Whether an element bears this `id` or `name`: the fragment decoded from percent-encoding, without `#`.
  public func contains(_ fragment: some StringProtocol) -> Bool {
    contains(digest: Self.digest(fragment.utf8))
  }

  func contains(digest: UInt64) -> Bool {
    var (low, high) = (0, digests.count)
    while low < high {
      let middle = (low + high) / 2
      if digests[middle] < digest { low = middle + 1 } else { high = middle }
    }
    return low < digests.count && digests[low] == digest
  }

  static func digest(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash
  }
}
