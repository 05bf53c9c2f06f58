/// Which page links to which targets, four bytes a distinct pair.
struct LinkUses: Sendable {
  /// For each page in order, the numbers of its targets.
  private let targets: [[Int32]]
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
    targets = pages.indices.map { index in
      let map = maps[pages.worker(at: index)]
      return pages[index].links.targets.map { map[Int($0)] }
    }
    self.places = places
  }

  /// Places in the report's links of what a page links to, sorted.
  func links(of page: Int) -> [Int] {
    targets[page].map { Int(places[Int($0)].link) }.filter { $0 >= 0 }.sorted()
  }

  /// Entries of the site that a page links to, sorted.
  func entries(of page: Int) -> [Int] {
    targets[page].map { Int(places[Int($0)].entry) }.filter { $0 >= 0 }.sorted()
  }

  func links(_ page: Int, to entries: Set<Int32>) -> Bool {
    targets[page].contains { entries.contains(places[Int($0)].entry) }
  }
}
