import Exports
import Pages
import Workdays

/// The distinct targets that one worker met, and those of several put together.
struct LinkCollection: Sendable {
  /// A fragment of a target.
  struct Anchor: Hashable, Sendable {
    let slot: Int32
    /// As written, without `#`.
    let fragment: String
  }

  struct Target: Sendable {
    var target: LinkTarget
    var tally = LinkTally()
  }

  var targets: ContiguousArray<Target> = []
  /// The places in `targets` by address.
  var numbers: [String: Int32] = [:]
  /// The places in `targets` of what each page links to.
  var uses = TargetLists()
  var fragments: [Anchor: LinkTally] = [:]
  /// The distinct values met, for the page cache.
  var values: [String] = []

  /// Whether a page has the anchor, as written or percent-decoded.
  static func has(_ fragment: String, in anchors: AnchorSet) -> Bool {
    anchors.contains(fragment) || anchors.contains(SitePath.decoded(fragment))
  }
}

/// The links of a whole site, on the way to a report.
struct SiteLinks {
  /// Each distinct target under its number; a count of 0 where it is counted under its fragments only.
  private var links: ContiguousArray<LinkCollection.Target>
  private var numberByURL: [String: Int32]
  /// For each worker, the numbers of its targets.
  private(set) var numbers: [[Int32]] = []

  /// - Parameters:
  ///   - collections: their targets are taken out of them.
  ///   - anchors: of an entry; nil where its page was not read, and then nothing is said of its fragments.
  init(_ collections: inout [LinkCollection], anchors: (Int) -> AnchorSet?) {
    (links, numberByURL) = ([], [:])
    for worker in collections.indices {
      var targets: ContiguousArray<LinkCollection.Target> = []
      swap(&targets, &collections[worker].targets)
      var own: [Int32] = []
      if links.isEmpty {
        // The first worker's targets are put nowhere: the others' come to them.
        own = (0..<Int32(targets.count)).map(\.self)
        swap(&links, &targets)
        swap(&numberByURL, &collections[worker].numbers)
      } else {
        own.reserveCapacity(targets.count)
        for place in targets.indices {
          var tally = LinkTally()
          swap(&tally, &targets[place].tally)
          own.append(put(targets[place].target, tally))
        }
        collections[worker].numbers = [:]
      }
      for (anchor, tally) in collections[worker].fragments where tally.count > 0 {
        let target = links[Int(own[Int(anchor.slot)])].target
        guard let entry = target.entry, let known = anchors(entry),
          !LinkCollection.has(anchor.fragment, in: known)
        else {
          links[Int(own[Int(anchor.slot)])].tally.merge(tally)
          continue
        }
        let name = SitePath.decoded(anchor.fragment)
        _ = put(
          LinkTarget(
            url: target.url + "#" + LinkTable.asWritten(anchor.fragment), state: .fragment,
            reason: "页面存在，但没有名为“\(name)”的锚点", entry: entry), tally)
      }
      numbers.append(own)
    }
  }

  private mutating func put(_ target: LinkTarget, _ tally: LinkTally) -> Int32 {
    if let known = numberByURL[target.url] {
      links[Int(known)].tally.merge(tally)
      return known
    }
    let number = Int32(links.count)
    numberByURL[target.url] = number
    links.append(LinkCollection.Target(target: target, tally: tally))
    return number
  }

  /// For each entry of the site the plainest address by which links lead to it; nil where none do.
  func addresses(entries: Int) -> [String?] {
    var addresses = [String?](repeating: nil, count: entries)
    for link in links {
      guard let entry = link.target.entry else { continue }
      // With a query or a fragment it is longer.
      if let known = addresses[entry], known.utf8.count <= link.target.url.utf8.count { continue }
      addresses[entry] = link.target.url
    }
    return addresses
  }

  func entry(ofNumber number: Int) -> Int? { links[number].target.entry }

  /// Takes the final state of targets that are there but look like an error page or empty.
  ///
  /// - Parameter suspicion: why an entry looks so.
  mutating func doubt(_ suspicion: (Int) -> String?) {
    for number in links.indices where links[number].target.state == .ok {
      guard let entry = links[number].target.entry, let reason = suspicion(entry) else { continue }
      let target = links[number].target
      links[number].target = LinkTarget(
        url: target.url, state: .suspect, reason: reason, status: target.status, entry: entry)
    }
  }

  /// The files to which links lead that are in order so far.
  var sound: [Int] { links.compactMap { $0.target.state == .ok ? $0.target.entry : nil } }

  /// Entries with places among the first ten whose spots are not known.
  var incomplete: Set<Int32> {
    var entries: Set<Int32> = []
    for number in links.indices {
      for place in links[number].tally.places where place.spot == nil { entries.insert(place.entry) }
    }
    return entries
  }

  mutating func fill(_ spots: (_ entry: Int32, _ ordinal: Int32) -> LinkSpot?) {
    for number in links.indices { links[number].tally.fill(spots) }
  }

  /// The report, and for each number its target's place there (-1: counted under its fragments only). The places of
  /// links are given back on the way.
  mutating func report(_ table: LinkTable, on day: CivilDate) -> (report: LinkReport, places: [Int32]) {
    let order = links.indices.filter { links[$0].tally.count > 0 }.map { (url: links[$0].target.url, number: $0) }
      .sorted { $0.url < $1.url }
    var places = [Int32](repeating: -1, count: links.count)
    for (place, target) in order.enumerated() { places[target.number] = Int32(place) }
    var pooled = PooledPlaces(table.entries, capacity: links.reduce(0) { $0 + $1.tally.places.count })
    let ranges = order.map { pooled.add(links[$0.number].tally.takePlaces()) }
    let pool = LinkPlacePool(pooled)
    let told = zip(order, ranges).map { order, range in
      let target = links[order.number].target
      return LinkReport.Link(
        url: order.url, state: target.state, reason: target.reason, status: target.status,
        count: links[order.number].tally.count,
        from: LinkPlaces(pool, range))
    }
    return (LinkReport(checkedOn: day, links: told), places)
  }
}
