import Exports
import Pages

/// Reads pages once more for the places of all their links: the few whose links came to be among the first ten of a
/// target although they were not when the cache was written.
struct SpotReader {
  let site: Site

  /// By entry and by the link's ordinal there.
  func spots(of wanted: Set<Int32>) -> [Int32: [Int32: LinkSpot]] {
    guard !wanted.isEmpty else { return [:] }
    var found: [Int32: [Int32: LinkSpot]] = [:]
    let indexes = Set(wanted.map { site.entries[Int($0)].path })
    let cursor = SiteCursor(site) { indexes.contains($0.path) }
    let (buffer, reader) = (PageBuffer(), PageReader())
    while let reading = cursor.next(into: buffer) {
      guard case .read(let index) = reading else { continue }
      let entry = site.entries[index]
      let links = reader.read(buffer.bytes, path: entry.path, transportCharset: entry.transportCharset) { _ in true }
        .links
      found[Int32(index)] = Dictionary(
        links.enumerated().map { (Int32($0), LinkSpot($1)) }, uniquingKeysWith: { first, _ in first })
    }
    return found
  }
}
