import Exports
import Pages
import Workdays

/// The links that one worker met.
struct LinkCollection: Sendable {
  /// A fragment of a target.
  struct Anchor: Hashable, Sendable {
    /// The target's number.
    let slot: Int32
    /// As written, without `#`.
    let fragment: String
  }

  /// By the targets' numbers, as far as the worker has met any.
  var tallies: ContiguousArray<LinkTally> = []
  /// The numbers of what each page links to.
  var uses = TargetLists()
  var fragments: [Anchor: LinkTally] = [:]
  /// The distinct values met, for the page cache.
  var values = LinkValues()

  /// Whether a page has the anchor, as written or percent-decoded.
  static func has(_ fragment: String, in anchors: AnchorSet) -> Bool {
    anchors.contains(fragment) || anchors.contains(SitePath.decoded(fragment))
  }
}

/// How often the targets are linked, of all workers together.
struct MergedTallies: Sendable {
  /// By the targets' numbers.
  fileprivate(set) var tallies: ContiguousArray<LinkTally> = []
  /// Anchors that their pages lack.
  fileprivate(set) var fragments: [(target: LinkTarget, tally: LinkTally)] = []

  /// - Parameters:
  ///   - targets: by their numbers.
  ///   - collections: of all workers; what is put together is taken out of them.
  ///   - anchors: of an entry; nil where its page was not read, and then nothing is said of its fragments.
  init(
    _ targets: ContiguousArray<LinkTarget>, _ collections: inout [LinkCollection], anchors: (Int) -> AnchorSet?
  ) {
    for worker in collections.indices {
      var own: ContiguousArray<LinkTally> = []
      swap(&own, &collections[worker].tallies)
      // The others' come to the first worker's.
      if worker == 0 { swap(&own, &tallies) }
      let missing = targets.count - tallies.count
      if missing > 0 { tallies.append(contentsOf: repeatElement(LinkTally(), count: missing)) }
      for number in own.indices where own[number].count > 0 { tallies[number].merge(own[number]) }
    }
    var places: [String: Int] = [:]
    for worker in collections.indices {
      for (anchor, tally) in collections[worker].fragments where tally.count > 0 {
        let target = targets[Int(anchor.slot)]
        guard let entry = target.entry, let known = anchors(entry),
          !LinkCollection.has(anchor.fragment, in: known)
        else {
          tallies[Int(anchor.slot)].merge(tally)
          continue
        }
        let url = target.url + "#" + LinkTable.asWritten(anchor.fragment)
        if let place = places[url] {
          fragments[place].tally.merge(tally)
          continue
        }
        places[url] = fragments.count
        let name = SitePath.decoded(anchor.fragment)
        fragments.append(
          (LinkTarget(url: url, state: .fragment, reason: "页面存在，但没有名为“\(name)”的锚点", entry: entry), tally))
      }
      collections[worker].fragments = [:]
    }
    fragments.sort { $0.target.url < $1.target.url }
  }
}

/// The links of a whole site, on the way to a report.
struct SiteLinks: Sendable {
  /// Each distinct target under its number; fragments come last.
  private var targets: ContiguousArray<LinkTarget>
  /// Beside `targets`; a count of 0 where one is counted under its fragments only.
  private var tallies: ContiguousArray<LinkTally>
  /// All numbers in the order of their addresses.
  private let order: [Int32]

  /// - Parameters:
  ///   - targets: by their numbers.
  ///   - order: these numbers in the order of the targets' addresses.
  init(_ targets: consuming ContiguousArray<LinkTarget>, order: [Int32], _ merged: consuming MergedTallies) {
    let first = targets.count
    (self.targets, tallies) = (targets, merged.tallies)
    for (target, tally) in merged.fragments {
      self.targets.append(target)
      tallies.append(tally)
    }
    var (all, next) = ([Int32](), first)
    all.reserveCapacity(self.targets.count)
    for number in order {
      while next < self.targets.count, self.targets[next].url < self.targets[Int(number)].url {
        all.append(Int32(next))
        next += 1
      }
      all.append(number)
    }
    self.order = all + (Int32(next)..<Int32(self.targets.count))
  }

  /// The numbers of targets in the order of their addresses.
  static func order(of targets: ContiguousArray<LinkTarget>) -> [Int32] {
    targets.indices.map { (url: targets[$0].url, number: Int32($0)) }.sorted { $0.url < $1.url }.map(\.number)
  }

  /// For each entry of the site the plainest address by which links lead to it; nil where none do.
  func addresses(entries: Int) -> [String?] {
    var addresses = [String?](repeating: nil, count: entries)
    for target in targets {
      guard let entry = target.entry else { continue }
      // With a query or a fragment it is longer.
      if let known = addresses[entry], known.utf8.count <= target.url.utf8.count { continue }
      addresses[entry] = target.url
    }
    return addresses
  }

  /// The entry of each target by its number; -1 for none.
  var entries: [Int32] { targets.map { $0.entry.map(Int32.init) ?? -1 } }

  /// Takes the final state of targets that are there but look like an error page or empty.
  ///
  /// - Parameter suspicion: why an entry looks so.
  mutating func doubt(_ suspicion: (Int) -> String?) {
    for number in targets.indices where targets[number].state == .ok {
      guard let entry = targets[number].entry, let reason = suspicion(entry) else { continue }
      let target = targets[number]
      targets[number] = LinkTarget(
        url: target.url, state: .suspect, reason: reason, status: target.status, entry: entry)
    }
  }

  /// Entries with places among the first ten whose spots are not known.
  var incomplete: Set<Int32> {
    var entries: Set<Int32> = []
    for tally in tallies {
      for place in tally.places where place.spot == nil { entries.insert(place.entry) }
    }
    return entries
  }

  mutating func fill(_ spots: (_ entry: Int32, _ ordinal: Int32) -> LinkSpot?) {
    for number in tallies.indices { tallies[number].fill(spots) }
  }

  /// The report, and for each number its target's place there (-1: counted under its fragments only). The places of
  /// links are given back on the way.
  mutating func report(_ table: LinkTable, on day: CivilDate) -> (report: LinkReport, places: [Int32]) {
    let order = order.filter { tallies[Int($0)].count > 0 }.map(Int.init)
    var places = [Int32](repeating: -1, count: targets.count)
    for (place, number) in order.enumerated() { places[number] = Int32(place) }
    var pooled = PooledPlaces(table.entries, capacity: tallies.reduce(0) { $0 + $1.places.count })
    let ranges = order.map { pooled.add(tallies[$0].takePlaces()) }
    let pool = LinkPlacePool(pooled)
    let told = zip(order, ranges).map { number, range in
      let target = targets[number]
      return LinkReport.Link(
        url: target.url, state: target.state, reason: target.reason, status: target.status,
        count: tallies[number].count, from: LinkPlaces(pool, range))
    }
    return (LinkReport(checkedOn: day, links: told), places)
  }
}
