import Pages

/// The pages of all workers in the order of the site's entries, without a second copy of them.
struct HarvestedPages: RandomAccessCollection {
  private var workers: [PagePieces]
  /// For each page in order, its worker and its place there.
  private let order: [Place]
  /// For each entry of the site, its page's place in `order`; -1 where it was not read.
  private let places: [Int32]

  private struct Place {
    let worker: Int32
    let index: Int32
  }

  /// - Parameter entries: how many the site has.
  init(_ workers: [PagePieces], entries: Int) {
    self.workers = workers
    var read = [Place?](repeating: nil, count: entries)
    for worker in workers.indices {
      for index in 0..<workers[worker].count {
        read[Int(workers[worker][index].entry)] = Place(worker: Int32(worker), index: Int32(index))
      }
    }
    order = read.compactMap(\.self)
    var next: Int32 = 0
    places = read.map { place in
      guard place != nil else { return -1 }
      next += 1
      return next - 1
    }
  }

  var startIndex: Int { 0 }
  var endIndex: Int { order.count }

  /// Lent, not copied: a page has some forty fields to be counted.
  subscript(position: Int) -> WorkerHarvest.Page {
    _read { yield workers[Int(order[position].worker)][Int(order[position].index)] }
  }

  /// All facts in order, taken out page by page: what is left of the pages is given back on the way.
  ///
  /// - Parameter complete: adds what is known of a page of an entry only now.
  mutating func takeFacts(_ complete: (_ entry: Int, _ facts: inout PageFacts) -> Void) -> [PageFacts] {
    let empty = PageFacts(path: "")
    return order.map { place in
      let entry = Int(workers[Int(place.worker)][Int(place.index)].entry)
      var facts = workers[Int(place.worker)].takeFacts(at: Int(place.index), leaving: empty)
      complete(entry, &facts)
      return facts
    }
  }

  /// Which worker read the page.
  func worker(at position: Int) -> Int { Int(order[position].worker) }

  /// The position of the page at a place of the site's entries; nil where it was not read.
  func position(ofEntry entry: Int) -> Int? { places[entry] < 0 ? nil : Int(places[entry]) }
}
