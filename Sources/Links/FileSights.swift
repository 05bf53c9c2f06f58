import Exports

/// What a run saw of each file that it read or recognised.
struct FileSights: Sendable {
  struct Sight: Sendable {
    /// Of the bytes.
    let digest: ContentDigest
    /// nil where there is no file, or one that may have been written again unseen.
    let identity: FileIdentity?
  }

  private var sights: [Sight] = []
  /// For each entry of the site, its place in `sights`; -1 for none.
  private var places: [Int32]

  /// - Parameters:
  ///   - seen: by each worker.
  ///   - entries: how many the site has.
  init(_ seen: [[(entry: Int32, sight: Sight)]], entries: Int) {
    places = Array(repeating: -1, count: entries)
    sights.reserveCapacity(seen.reduce(0) { $0 + $1.count })
    for (entry, sight) in seen.joined() {
      places[Int(entry)] = Int32(sights.count)
      sights.append(sight)
    }
  }

  subscript(entry: Int) -> Sight? { places[entry] < 0 ? nil : sights[Int(places[entry])] }
}
