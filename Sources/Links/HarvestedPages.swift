/// The pages of all workers in the order of the site's entries, without a second copy of them.
struct HarvestedPages: RandomAccessCollection {
  private let harvests: [WorkerHarvest]
  /// For each page in order, its worker and its place there.
  private let order: [(worker: Int32, index: Int32)]

  init(_ harvests: [WorkerHarvest]) {
    self.harvests = harvests
    let all = harvests.indices.flatMap { worker in
      harvests[worker].pages.indices.map { (worker: Int32(worker), index: Int32($0)) }
    }
    order = all.sorted {
      harvests[Int($0.worker)].pages[Int($0.index)].entry < harvests[Int($1.worker)].pages[Int($1.index)].entry
    }
  }

  var startIndex: Int { 0 }
  var endIndex: Int { order.count }

  subscript(position: Int) -> WorkerHarvest.Page {
    harvests[Int(order[position].worker)].pages[Int(order[position].index)]
  }

  /// Which worker read the page.
  func worker(at position: Int) -> Int { Int(order[position].worker) }

  /// The page at a place of the site's entries; nil where it was not read.
  subscript(entry entry: Int) -> WorkerHarvest.Page? {
    var (low, high) = (0, order.count)
    while low < high {
      let middle = (low + high) / 2
      let (worker, index) = order[middle]
      if harvests[Int(worker)].pages[Int(index)].entry < Int32(entry) { low = middle + 1 } else { high = middle }
    }
    guard low < order.count, self[low].entry == Int32(entry) else { return nil }
    return self[low]
  }
}
