/// Which page links to which targets, a byte or two a distinct pair.
struct LinkUses: Sendable {
  /// Each worker's targets of its pages, by its own numbers.
  private let uses: [TargetLists]
  /// For each worker's number of a target, the target's place in the report (-1: counted under its fragments only) and
  /// in the site's entries (-1: none of the site's files).
  private let places: [[(link: Int32, entry: Int32)]]
  /// For each page in order, its worker and where its targets stand there.
  private let pages: [(worker: Int32, start: Int32, end: Int32)]

  /// - Parameter reported: for each number of `links`, the target's place in the report; -1 for none.
  init(_ pages: HarvestedPages, _ collections: [LinkCollection], _ links: SiteLinks, reported: [Int32]) {
    uses = collections.map(\.uses)
    places = links.numbers.map { numbers in
      numbers.map { (reported[Int($0)], Int32(links.entry(ofNumber: Int($0)) ?? -1)) }
    }
    self.pages = pages.indices.map { index in
      let targets = pages[index].links.targets
      return (Int32(pages.worker(at: index)), Int32(targets.lowerBound), Int32(targets.upperBound))
    }
  }

  private func targets(of page: Int) -> [(link: Int32, entry: Int32)] {
    let (worker, start, end) = pages[page]
    let places = places[Int(worker)]
    return uses[Int(worker)].numbers(in: Int(start)..<Int(end)).map { places[Int($0)] }
  }

  /// Places in the report's links of what a page links to, sorted.
  func links(of page: Int) -> [Int] {
    targets(of: page).map { Int($0.link) }.filter { $0 >= 0 }.sorted()
  }

  /// Entries of the site that a page links to, sorted.
  ///
  /// - Parameter isWanted: which of them.
  func entries(of page: Int, _ isWanted: (Int) -> Bool = { _ in true }) -> [Int] {
    targets(of: page).compactMap { $0.entry >= 0 && isWanted(Int($0.entry)) ? Int($0.entry) : nil }.sorted()
  }

  func links(_ page: Int, to entry: Int32) -> Bool { targets(of: page).contains { $0.entry == entry } }
}
