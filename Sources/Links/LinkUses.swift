/// Which page links to which targets, four bytes a distinct pair.
struct LinkUses: Sendable {
  /// The numbers of the pages' targets, one page behind the other.
  private let targets: [Int32]
  /// For each page in order, where its targets begin, and at last where all end.
  private let starts: [Int32]
  /// For each number, the target's place in the report (-1: counted under its fragments only) and in the site's entries
  /// (-1: none of the site's files).
  private let places: [(link: Int32, entry: Int32)]

  /// - Parameters:
  ///   - reported: for each number of `links`, the target's place in the report; -1 for none.
  init(_ pages: HarvestedPages, _ links: SiteLinks, reported: [Int32]) {
    places = reported.indices.map { (reported[$0], Int32(links.entry(ofNumber: $0) ?? -1)) }
    var targets: [Int32] = []
    targets.reserveCapacity(pages.indices.reduce(0) { $0 + pages[$1].links.targets.count })
    var starts: [Int32] = [0]
    starts.reserveCapacity(pages.count + 1)
    for index in pages.indices {
      let numbers = links.numbers[pages.worker(at: index)]
      for target in pages[index].links.targets { targets.append(numbers[Int(target)]) }
      starts.append(Int32(targets.count))
    }
    (self.targets, self.starts) = (targets, starts)
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

  func links(_ page: Int, to entry: Int32) -> Bool {
    targets(of: page).contains { places[Int($0)].entry == entry }
  }
}
