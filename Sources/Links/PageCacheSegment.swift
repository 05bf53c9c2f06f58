import Crypto
import Exports
import Pages

typealias LinkSpots = [(ordinal: Int32, spot: LinkSpot)]

/// One part of the cache's file, whole in itself: the pages of a run, the values of their links, and the new identities
/// of files whose pages stand in segments before.
///
/// A class, since what it reads from is large and its closures would each be lent a copy.
final class PageCacheSegment {
  static let magic = Array("gongkai pages\n".utf8)

  /// What a run read.
  struct Reading {
    let site: Site
    let pages: HarvestedPages
    let sights: FileSights
    /// Spots of links that were read later, by entry and ordinal.
    let refreshed: [Int32: [Int32: LinkSpot]]
    /// The values that each worker's numbers stand for.
    let values: [LinkValues]
    let table: LinkTable
  }

  let key: String
  let reading: Reading
  let known: PageCacheContents?

  init(key: String, reading: Reading, known: PageCacheContents?) {
    (self.key, self.reading, self.known) = (key, reading, known)
  }

  /// Pages of known content whose files were known by another identity, or by none.
  func moved(in known: PageCacheContents) -> [Int] {
    reading.pages.indices.filter { place in
      let page = reading.pages[place]
      guard page.isFromCache, let identity = reading.sights[Int(page.entry)]?.identity else { return false }
      return !known.isSeen(Int(page.entry), as: identity)
    }
  }

  /// Hands over the segment in pieces.
  ///
  /// - Parameters:
  ///   - pages: places in the run's pages, to be written.
  ///   - moved: those of which only the identity is.
  func write(pages: [Int], moved: [Int], _ take: ([UInt8]) -> Void) {
    var sum = SHA256()
    func put(_ bytes: [UInt8]) {
      sum.update(data: bytes)
      take(bytes)
    }
    var numbers = ValueNumbers(sources: reading.values.count + (known?.segmentCount ?? 0))
    var common = CommonNumbers()
    var packer = Packer()
    packer.put(raw: Self.magic)
    packer.put(key as String?)
    packer.put(UInt64(pages.count))
    var record = Packer()
    for place in pages {
      let entry = reading.pages[place].entry
      record.removeAll()
      pack(place, &numbers, &common, into: &record)
      packer.put(reading.site.entries[Int(entry)].path)
      packer.put(raw: identity(of: entry))
      packer.put(UInt64(record.bytes.count))
      packer.put(raw: record.bytes)
      guard packer.bytes.count > 1 << 20 else { continue }
      put(packer.bytes)
      packer.removeAll()
    }
    packer.put(numbers.kept.contexts) { $0.put($1) }
    packer.put(numbers.kept.values) { packer, value in
      packer.put(Int(value.context))
      packer.put(value.text)
    }
    packer.put(common.texts) { $0.put($1) }
    packer.put(common.frames) { $0.put($1) }
    packer.put(UInt64(moved.count))
    for place in moved {
      let entry = reading.pages[place].entry
      packer.put(reading.site.entries[Int(entry)].path)
      packer.put(raw: identity(of: entry))
    }
    put(packer.bytes)
    take(Array(sum.finalize()))
  }

  /// Zeros where the file may have been written again unseen.
  private func identity(of entry: Int32) -> [UInt8] {
    reading.sights[Int(entry)]?.identity?.bytes ?? [UInt8](repeating: 0, count: FileIdentity.length)
  }

  private func pack(
    _ place: Int, _ numbers: inout ValueNumbers, _ common: inout CommonNumbers, into record: inout Packer
  ) {
    let page = reading.pages[place]
    let more = reading.refreshed[page.entry] ?? [:]
    let entry = reading.site.entries[Int(page.entry)]
    reading.sights[Int(page.entry)]?.digest.withUnsafeBytes { record.put(raw: $0) }
    record.put(reading.site.url(of: entry))
    record.put(entry.transportCharset)
    record.put(reading.table.savedFolder(of: entry.path))
    var body = Packer()
    body.put(page.facts, &common)
    body.put(digests: page.anchors.digests)
    body.put(page.base)
    record.put(UInt64(body.bytes.count))
    record.put(raw: body.bytes)
    if page.isFromCache, let known, let links = known.links(ofPageAt: Int(page.entry)) {
      put(links.values, &record) { link in
        numbers.number(source: reading.values.count + links.segment, link) {
          known.value(Int(link), inSegment: links.segment)
        }
      }
      put(links.spots, more, &common, &record)
      return
    }
    let worker = reading.pages.worker(at: place)
    let values = reading.values[worker]
    put(page.links.captured, &record) { link in
      numbers.number(source: worker, link) { values[link] }
    }
    put(page.links.spots, more, &common, &record)
  }

  private func put(_ links: [Int32], _ record: inout Packer, _ number: (Int32) -> Int32) {
    var body = Packer()
    var last: Int32 = 0
    for link in links {
      let next = number(link)
      body.put(Int(next) - Int(last))
      last = next
    }
    record.put(UInt64(body.bytes.count))
    record.put(raw: body.bytes)
  }

  private func put(
    _ spots: LinkSpots, _ more: [Int32: LinkSpot], _ common: inout CommonNumbers, _ record: inout Packer
  ) {
    var all = spots
    if !more.isEmpty {
      let known = Set(spots.map(\.ordinal))
      all += more.filter { !known.contains($0.key) }.map { ($0.key, $0.value) }
      all.sort { $0.ordinal < $1.ordinal }
    }
    record.put(all) { packer, item in
      packer.put(UInt64(item.ordinal))
      packer.put(item.spot.line)
      packer.put(item.spot.column)
      packer.put(UInt64(common.number(item.spot.text)))
    }
  }
}

/// Numbers of links' values in a segment, given in the order in which they are met; those of several workers come to one
/// where they mean the same.
private struct ValueNumbers {
  private(set) var kept = LinkValues()
  private var contexts: [String: Int32] = [:]
  private var numbers: [Value: Int32] = [:]
  /// For each source of numbers, what they are here; 0 while that is open.
  private var known: [[Int32]]

  private struct Value: Hashable {
    let context: Int32
    let text: String
  }

  init(sources: Int) { known = Array(repeating: [], count: sources) }

  mutating func number(source: Int, _ link: Int32, value: () -> (context: String?, text: String)) -> Int32 {
    guard link > 0 else { return 0 }
    let place = Int(link)
    if known[source].count <= place {
      known[source] += [Int32](repeating: 0, count: max(place + 1, known[source].count * 2) - known[source].count)
    }
    if known[source][place] == 0 {
      known[source][place] = number(of: value())
    }
    return known[source][place]
  }

  private mutating func number(of value: (context: String?, text: String)) -> Int32 {
    guard let name = value.context else { return kept.add(value.text, context: LinkValues.ownPage) }
    let context = contexts[name] ?? kept.addContext(name)
    contexts[name] = context
    let key = Value(context: context, text: value.text)
    if let number = numbers[key] { return number }
    let number = kept.add(value.text, context: context)
    numbers[key] = number
    return number
  }
}

/// Numbers of links' values as a record has them: the steps from one to the next.
enum LinkNumbers {
  @inline(__always)
  static func each(_ bytes: UnsafeRawBufferPointer, _ take: (Int32) -> Void) {
    var it = Unpacker(bytes)
    var last = 0
    while let step = try? it.int() {
      last &+= step
      take(Int32(truncatingIfNeeded: last))
    }
  }
}
