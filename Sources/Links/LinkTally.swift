import Exports

/// How often a target is linked, and its first places; places are few, counts are all.
struct LinkTally: Sendable {
  static let placeLimit = 10

  struct Place: Sendable {
    /// Of the page or style sheet, in `Site.entries`, which are sorted by path.
    let entry: Int32
    let line: Int32
    let column: Int32
    let text: String

    static func < (left: Place, right: Place) -> Bool {
      (left.entry, left.line, left.column, left.text) < (right.entry, right.line, right.column, right.text)
    }
  }

  private(set) var count = 0
  /// At most ten, the smallest, in no order while they are gathered.
  private(set) var places: [Place] = []
  /// No entry beyond this one can be among the ten any more.
  private var last = Int32.max

  /// Counts one link on a page; true where its place is wanted.
  @inline(__always)
  mutating func hit(on entry: Int32) -> Bool {
    count += 1
    return places.count < Self.placeLimit || entry <= last
  }

  mutating func add(_ place: Place) {
    if places.count < Self.placeLimit {
      places.append(place)
    } else if let worst = places.indices.max(by: { places[$0] < places[$1] }), place < places[worst] {
      places[worst] = place
    }
    if places.count == Self.placeLimit { last = places.map(\.entry).max() ?? last }
  }

  mutating func merge(_ other: LinkTally) {
    count += other.count
    for place in other.places { add(place) }
  }

  func report(_ entries: [SiteEntry]) -> [LinkReport.Place] {
    places.sorted { $0 < $1 }.map {
      LinkReport.Place(path: entries[Int($0.entry)].path, line: Int($0.line), column: Int($0.column), text: $0.text)
    }
  }
}
