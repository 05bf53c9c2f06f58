import Exports

/// The first places that lead to a target.
///
/// A site has ten of them a page, so that those of one reading lie side by side as numbers; their paths and words are
/// looked up when somebody asks.
public struct LinkPlaces: RandomAccessCollection, Sendable {
  private enum Store: Sendable {
    case own([LinkReport.Place])
    case pooled(LinkPlacePool, start: Int32, count: Int32)
  }

  private let store: Store

  public init(_ places: [LinkReport.Place]) { store = .own(places) }

  init(_ pool: LinkPlacePool, _ range: Range<Int>) {
    store = .pooled(pool, start: Int32(range.lowerBound), count: Int32(range.count))
  }

  public var startIndex: Int { 0 }

  public var endIndex: Int {
    switch store {
    case .own(let places): places.count
    case .pooled(_, _, let count): Int(count)
    }
  }

  public subscript(position: Int) -> LinkReport.Place {
    switch store {
    case .own(let places): places[position]
    case .pooled(let pool, let start, _): pool[Int(start) + position]
    }
  }
}

extension LinkPlaces: ExpressibleByArrayLiteral {
  public init(arrayLiteral places: LinkReport.Place...) { self.init(places) }
}

extension LinkPlaces: Hashable {
  public static func == (left: LinkPlaces, right: LinkPlaces) -> Bool { left.elementsEqual(right) }

  public func hash(into hasher: inout Hasher) { hasher.combine(Array(self)) }
}

extension LinkPlaces: Codable {
  public init(from decoder: any Decoder) throws { self.init(try [LinkReport.Place](from: decoder)) }

  public func encode(to encoder: any Encoder) throws { try Array(self).encode(to: encoder) }
}

/// The places of all targets of a site, while they are gathered.
struct PooledPlaces: Sendable {
  private struct Packed {
    let entry: Int32
    let line: Int32
    let column: Int32
    let text: Int32
  }

  private let entries: [SiteEntry]
  private var places: [Packed] = []
  private var texts: [String] = []

  /// - Parameters:
  ///   - entries: of the site, by whose numbers places name their pages.
  ///   - capacity: how many places there will be at most.
  init(_ entries: [SiteEntry], capacity: Int) {
    self.entries = entries
    places.reserveCapacity(capacity)
  }

  /// Takes a target's places; tells where they stand.
  mutating func add(_ target: [LinkTally.Place]) -> Range<Int> {
    // The words of one target are mostly the same.
    let (first, own) = (places.count, texts.count)
    for place in target {
      guard let spot = place.spot else { continue }
      let text = texts[own...].firstIndex { TextPool.areSame($0, spot.text) } ?? texts.count
      if text == texts.count { texts.append(spot.text) }
      places.append(
        Packed(entry: place.entry, line: Int32(spot.line), column: Int32(spot.column), text: Int32(text)))
    }
    return first..<places.count
  }

  subscript(position: Int) -> LinkReport.Place {
    let place = places[position]
    return LinkReport.Place(
      path: entries[Int(place.entry)].path, line: Int(place.line), column: Int(place.column),
      text: texts[Int(place.text)])
  }
}

/// The places of all targets of a site, for all of them to refer to.
final class LinkPlacePool: Sendable {
  private let places: PooledPlaces

  init(_ places: PooledPlaces) { self.places = places }

  subscript(position: Int) -> LinkReport.Place { places[position] }
}
