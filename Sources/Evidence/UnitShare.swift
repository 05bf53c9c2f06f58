public import Pages

/// Which pages of the district's site are a town's: those that name it as publisher, or lie below its paths.
public struct UnitShare: Sendable, Hashable {
  public let publishers: [String]
  public let patterns: [String]
  private let compiled: [PathPattern]

  public init(publishers: [String], patterns: [String]) {
    self.publishers = publishers.map(Folding.key)
    self.patterns = patterns
    compiled = patterns.map { PathPattern($0) }
  }

  public var isEmpty: Bool { publishers.isEmpty && patterns.isEmpty }

  public func covers(_ page: PageFacts) -> Bool {
    covers(path: page.path, publisher: page.publisher.map(Folding.key))
  }

  /// - Parameter publisher: folded.
  func covers(path: String, publisher: String?) -> Bool {
    if let publisher, publishers.contains(publisher) { return true }
    return compiled.contains { $0.matches(path) }
  }
}

/// The pages of a site parted between those who claim a share; made once for all units.
public struct SharedPages: Sendable {
  private let places: [UnitShare: [Int]]
  private let unclaimed: [Int]

  public init(_ pages: [PageFacts], shares: [UnitShare]) {
    let shares = Set(shares)
    var places: [UnitShare: [Int]] = [:]
    var unclaimed: [Int] = []
    var folded: [String: String] = [:]
    for place in pages.indices {
      var publisher: String?
      if let name = pages[place].publisher {
        publisher = folded[name] ?? Folding.key(name)
        folded[name] = publisher
      }
      var isClaimed = false
      for share in shares where share.covers(path: pages[place].path, publisher: publisher) {
        places[share, default: []].append(place)
        isClaimed = true
      }
      if !isClaimed { unclaimed.append(place) }
    }
    (self.places, self.unclaimed) = (places, unclaimed)
  }

  /// The places among the pages of those of a share; of those that nobody claims where it is nil.
  public func pages(of share: UnitShare?) -> [Int] { share.map { places[$0] ?? [] } ?? unclaimed }
}

/// `/jz/**` and the like: `*` is any part of one name, `**` any number of names, `?` one character.
public struct PathPattern: Sendable, Hashable {
  private let bytes: [UInt8]
  /// How much of it stands before the first sign that means several things.
  private let literal: Int

  public init(_ pattern: String) {
    bytes = Array(pattern.utf8)
    literal = bytes.firstIndex { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") } ?? bytes.count
  }

  public static func matches(_ pattern: String, _ path: String) -> Bool { PathPattern(pattern).matches(path) }

  public func matches(_ path: String) -> Bool {
    var path = path
    return path.withUTF8 { path in
      guard path.count >= literal, path[..<literal].elementsEqual(bytes[..<literal]) else { return false }
      return Self.match(bytes[literal...], path[literal...])
    }
  }

  private static func match(_ pattern: ArraySlice<UInt8>, _ path: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard let first = pattern.first else { return path.isEmpty }
    if first == UInt8(ascii: "*") {
      let isDeep = pattern.dropFirst().first == UInt8(ascii: "*")
      let rest = pattern.dropFirst(isDeep ? 2 : 1)
      var tail = path
      while true {
        if match(rest, tail) { return true }
        guard let next = tail.first, isDeep || next != UInt8(ascii: "/") else { return false }
        tail = tail.dropFirst()
      }
    }
    guard let head = path.first else { return false }
    if head == first { return match(pattern.dropFirst(), path.dropFirst()) }
    guard first == UInt8(ascii: "?"), head != UInt8(ascii: "/") else { return false }
    return match(pattern.dropFirst(), path.dropFirst(head < 0x80 ? 1 : head < 0xe0 ? 2 : head < 0xf0 ? 3 : 4))
  }
}
