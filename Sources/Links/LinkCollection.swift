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

  var targets: [(target: LinkTarget, tally: LinkTally)]
  var fragments: [Anchor: LinkTally]
  /// The distinct values met, for the page cache.
  var values: [String] = []

  /// Whether a page has the anchor, as written or percent-decoded.
  static func has(_ fragment: String, in anchors: AnchorSet) -> Bool {
    anchors.contains(fragment) || anchors.contains(SitePath.decoded(fragment))
  }

}

/// The links of a whole site, on the way to a report.
struct SiteLinks {
  private var merged: [String: (target: LinkTarget, tally: LinkTally)] = [:]

  /// - Parameter anchors: of an entry; nil where its page was not read, and then nothing is said of its fragments.
  init(_ collections: [LinkCollection], anchors: (Int) -> AnchorSet?) {
    for collection in collections {
      for (target, tally) in collection.targets { put(target, tally) }
      for (anchor, tally) in collection.fragments {
        let target = collection.targets[Int(anchor.slot)].target
        guard let entry = target.entry, let known = anchors(entry),
          !LinkCollection.has(anchor.fragment, in: known)
        else {
          put(target, tally)
          continue
        }
        let name = SitePath.decoded(anchor.fragment)
        put(
          LinkTarget(
            url: target.url + "#" + LinkTable.asWritten(anchor.fragment), state: .fragment,
            reason: "页面存在，但没有名为“\(name)”的锚点", entry: entry), tally)
      }
    }
  }

  private mutating func put(_ target: LinkTarget, _ tally: LinkTally) {
    guard tally.count > 0 else { return }
    merged[target.url, default: (target, LinkTally())].tally.merge(tally)
  }

  /// Takes the final state of targets that are there but look like an error page or empty.
  ///
  /// - Parameter suspicion: why an entry looks so.
  mutating func doubt(_ suspicion: (Int) -> String?) {
    for (url, link) in merged {
      guard link.target.state == .ok, let entry = link.target.entry, let reason = suspicion(entry) else { continue }
      merged[url]?.target = LinkTarget(
        url: url, state: .suspect, reason: reason, status: link.target.status, entry: entry)
    }
  }

  /// Forgets the places of links that are in order.
  mutating func forgetWorkingPlaces() {
    for (url, link) in merged where link.target.state.isInOrder { merged[url]?.tally.forgetPlaces() }
  }

  /// Entries with places among the first ten whose spots are not known.
  var incomplete: Set<Int32> {
    var entries: Set<Int32> = []
    for (_, tally) in merged.values {
      for place in tally.places where place.spot == nil { entries.insert(place.entry) }
    }
    return entries
  }

  mutating func fill(_ spots: (_ entry: Int32, _ ordinal: Int32) -> LinkSpot?) {
    for key in merged.keys { merged[key]?.tally.fill(spots) }
  }

  func report(_ table: LinkTable, on day: CivilDate) -> LinkReport {
    let links = merged.values.map { target, tally in
      LinkReport.Link(
        url: target.url, state: target.state, reason: target.reason, status: target.status, count: tally.count,
        from: tally.report(table.entries))
    }
    return LinkReport(checkedOn: day, links: links.sorted { $0.url < $1.url })
  }
}
