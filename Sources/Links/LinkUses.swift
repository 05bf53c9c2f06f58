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

  /// Hands over what a page links to, as long as more is wanted.
  @inline(__always)
  private func each(of page: Int, _ take: (_ link: Int32, _ entry: Int32) -> Bool) {
    let page = pages[page]
    places.withUnsafeBufferPointer { places in
      uses[Int(page.worker)].each(in: Int(page.start)..<Int(page.end)) { number in
        take(places[Int(number)].link, places[Int(number)].entry)
      }
    }
  }

  /// Places in the report's links of what a page links to, sorted.
  func links(of page: Int) -> [Int] {
    var links: [Int] = []
    each(of: page) { link, _ in
      if link >= 0 { links.append(Int(link)) }
      return true
    }
    return links.sorted()
  }

  /// Entries of the site that a page links to, sorted.
  ///
  /// - Parameter isWanted: which of them.
  func entries(of page: Int, _ isWanted: (Int) -> Bool = { _ in true }) -> [Int] {
    var entries: [Int] = []
    each(of: page) { _, entry in
      if entry >= 0, isWanted(Int(entry)) { entries.append(Int(entry)) }
      return true
    }
    return entries.sorted()
  }

  func links(_ page: Int, to entry: Int32) -> Bool {
    var isFound = false
    each(of: page) { _, other in
      isFound = other == entry
      return !isFound
    }
    return isFound
  }
}
