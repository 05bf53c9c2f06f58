/// Which page links to which targets, a byte or two a distinct pair.
struct LinkUses: Sendable {
  /// What the pages of one worker link to.
  private let uses: [TargetLists]
  /// For each target by its number, its place in the report (-1: counted under its fragments only) and in the site's
  /// entries (-1: none of the site's files).
  private let places: [(link: Int32, entry: Int32)]
  /// For each page in order, where its targets stand.
  private let pages: [Page]

  /// Where the targets of a page stand: its worker, and from where to where.
  struct Page: Sendable {
    let worker: Int32
    let start: Int32
    let end: Int32

    init(worker: Int, range: Range<Int>) {
      (self.worker, start, end) = (Int32(worker), Int32(range.lowerBound), Int32(range.upperBound))
    }
  }

  /// - Parameters:
  ///   - reported: for each target by its number, its place in the report; -1 for none.
  ///   - entries: and in the site's entries; -1 for none.
  init(_ pages: [Page], _ uses: [TargetLists], reported: [Int32], entries: [Int32]) {
    (self.pages, self.uses) = (pages, uses)
    places = zip(reported, entries).map { ($0, $1) }
  }

  private func targets(of page: Int) -> [(link: Int32, entry: Int32)] {
    let page = pages[page]
    return uses[Int(page.worker)].numbers(in: Int(page.start)..<Int(page.end)).map { places[Int($0)] }
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
