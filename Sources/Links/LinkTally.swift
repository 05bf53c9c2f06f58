import Pages

/// Where on its page a link stands, and its words. Small: of each target ten are remembered.
struct LinkSpot: Sendable {
  private let shortLine: Int32
  private let shortColumn: Int32
  let text: String

  var line: Int { Int(shortLine) }
  var column: Int { Int(shortColumn) }

  init(line: Int, column: Int, text: String) {
    (shortLine, shortColumn, self.text) = (Int32(clamping: line), Int32(clamping: column), text)
  }

  init(_ link: LinkReference) { self.init(line: link.line, column: link.column, text: link.text) }
}

/// How often a target is linked, and its first places; places are few, counts are all.
struct LinkTally: Sendable {
  static let placeLimit = 10

  struct Place: Sendable {
    /// Of the page or style sheet, in `Site.entries`, which are sorted by path.
    let entry: Int32
    /// How many links come before it there.
    let ordinal: Int32
    /// nil where a page from the cache does not know it.
    var spot: LinkSpot?

    static func < (left: Place, right: Place) -> Bool {
      (left.entry, left.ordinal) < (right.entry, right.ordinal)
    }
  }

  var count = 0
  /// At most ten, the smallest, in no order while they are gathered.
  private(set) var places: [Place] = []
  /// No entry beyond this one can be among the ten any more.
  private(set) var last = Int32.max

  /// Counts one link on a page; true where its place is wanted.
  @inline(__always)
  mutating func hit(on entry: Int32) -> Bool {
    count += 1
    return places.count < Self.placeLimit || entry <= last
  }

  mutating func add(_ place: Place) {
    if places.count < Self.placeLimit {
      // Many have as many as there may be; a growing array would have room for sixteen.
      if places.count == 4 { places.reserveCapacity(Self.placeLimit) }
      places.append(place)
    } else if let worst = places.indices.max(by: { places[$0] < places[$1] }), place < places[worst] {
      places[worst] = place
    }
    if places.count == Self.placeLimit { last = places.reduce(Int32.min) { max($0, $1.entry) } }
  }

  mutating func merge(_ other: LinkTally) {
    count += other.count
    for place in other.places { add(place) }
  }

  /// Gives the places that are not known their spots.
  mutating func fill(_ spots: (_ entry: Int32, _ ordinal: Int32) -> LinkSpot?) {
    for index in places.indices where places[index].spot == nil {
      places[index].spot = spots(places[index].entry, places[index].ordinal)
    }
  }

  /// Takes out the places whose spots are known, by path, line and column; entries are sorted by path.
  mutating func takePlaces() -> [Place] {
    var told: [Place] = []
    swap(&told, &places)
    // Nearly always none; places that are sorted where they lie are not counted anew.
    if told.contains(where: { $0.spot == nil }) { told.removeAll { $0.spot == nil } }
    told.sort { left, right in
      if left.entry != right.entry { return left.entry < right.entry }
      guard let one = left.spot, let other = right.spot else { return false }
      return (one.line, one.column, one.text) < (other.line, other.column, other.text)
    }
    return told
  }
}
