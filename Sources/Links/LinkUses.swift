/// Which page links to which targets, four bytes a distinct pair.
struct LinkUses: Sendable {
  /// The numbers of the pages' targets, one page behind the other.
  private let targets: [Int32]
  /// For each page in order, where its targets begin, and at last where all end.
  private let starts: [Int32]
  /// For each number, the target's place in the report (-1: counted under its fragments only) and in the site's entries
  /// (-1: none of the site's files).
  private let places: [(link: Int32, entry: Int32)]

  init(_ pages: HarvestedPages, _ collections: [LinkCollection], report: LinkReport) {
    let links = Dictionary(
      report.links.enumerated().map { ($1.url, Int32($0)) }, uniquingKeysWith: { first, _ in first })
    var numbers: [String: Int32] = [:]
    var places: [(link: Int32, entry: Int32)] = []
    let maps = collections.map { collection in
      collection.targets.map { target, _ in
        if let known = numbers[target.url] { return known }
        numbers[target.url] = Int32(places.count)
        places.append((links[target.url] ?? -1, Int32(target.entry ?? -1)))
        return Int32(places.count - 1)
      }
    }
    var targets: [Int32] = []
    targets.reserveCapacity(pages.reduce(0) { $0 + $1.links.targets.count })
    var starts: [Int32] = [0]
    starts.reserveCapacity(pages.count + 1)
    for index in pages.indices {
      let map = maps[pages.worker(at: index)]
      for target in pages[index].links.targets { targets.append(map[Int(target)]) }
      starts.append(Int32(targets.count))
    }
    (self.targets, self.starts) = (targets, starts)
    self.places = places
  }

  private func targets(of page: Int) -> ArraySlice<Int32> { targets[Int(starts[page])..<Int(starts[page + 1])] }

  /// Places in the report's links of what a page links to, sorted.
  func links(of page: Int) -> [Int] {
    targets(of: page).map { Int(places[Int($0)].link) }.filter { $0 >= 0 }.sorted()
  }

  /// Entries of the site that a page links to, sorted.
  func entries(of page: Int) -> [Int] {
    targets(of: page).map { Int(places[Int($0)].entry) }.filter { $0 >= 0 }.sorted()
  }

  func links(_ page: Int, to entries: Set<Int32>) -> Bool {
    targets(of: page).contains { entries.contains(places[Int($0)].entry) }
  }
}
