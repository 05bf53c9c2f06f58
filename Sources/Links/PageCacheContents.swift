import Crypto
import Exports
import Glibc
import Pages

/// A cache that was read, beside the entries of a site; one for all workers. For whom it was written is told by its key,
/// which `PageCache` compares.
public final class PageCacheContents: Sendable {
  /// A page as it was read. An object, since its facts have some forty fields to be counted at every copy.
  final class Page {
    /// Who keeps the page takes them.
    var facts: PageFacts
    let anchors: AnchorSet
    let base: String?
    let digest: ContentDigest
    /// Where its record stands, for its links and their spots.
    fileprivate let record: Record

    fileprivate init(
      facts: consuming PageFacts, anchors: AnchorSet, base: String?, digest: ContentDigest, record: Record
    ) {
      (self.anchors, self.base, self.digest, self.record) = (anchors, base, digest, record)
      self.facts = facts
    }
  }

  /// What a page is read under, beside its bytes.
  struct Circumstances: Equatable {
    let url: String?
    let charset: String?
    /// See `LinkTable.Context`.
    let savedFolder: String?
  }

  fileprivate struct Record {
    let segment: Int32
    /// Where the identity of its file stands that was seen last.
    var identity: Int
    /// Behind the path: the digest and what follows.
    let bytes: Range<Int>
  }

  /// Of all segments.
  let key: String
  let bytes: [UInt8]
  let inode: UInt64
  /// Where the last whole segment ends.
  let end: Int
  /// How much of all records is of use: the last one of each page that the site has.
  let use: Double
  /// Where each segment's values of links stand, and from where they count.
  private let values: [[Int32]]
  private let contexts: [[String]]
  /// Where each segment's texts and frames stand.
  private let texts: [[Int32]]
  private let frames: [[Int32]]
  private let entries: [SiteEntry]
  private let records: [Record?]

  var segmentCount: Int { values.count }
  /// Pages of the site that are known.
  var count: Int { records.count { $0 != nil } }

  /// A cache as it was found in its file, of whatever site: it may be read while the site is being opened.
  public struct Found: Sendable {
    fileprivate let bytes: [UInt8]
    fileprivate let inode: UInt64
    fileprivate let segments: [Segment]

    /// The cache in a file, as far as it is whole; nil for nothing.
    init?(_ file: String) {
      guard let stream = fopen(file, "rb") else { return nil }
      defer { fclose(stream) }
      var status = stat()
      guard fstat(fileno(stream), &status) == 0, status.st_size > 0 else { return nil }
      let size = Int(status.st_size)
      bytes = [UInt8](unsafeUninitializedCapacity: size) { room, count in
        count = fread(room.baseAddress, 1, size, stream)
      }
      inode = UInt64(status.st_ino)
      segments = bytes.withUnsafeBytes { all in
        var segments: [Segment] = []
        while let segment = try? Segment(all, at: segments.last?.end ?? 0),
          segment.key == segments.first?.key ?? segment.key
        {
          segments.append(segment)
        }
        return segments
      }
      if segments.isEmpty { return nil }
    }
  }

  /// What of it are pages of a site.
  init(_ found: Found, entries: [SiteEntry]) {
    var places = EntryPlaces(entries)
    var records = [Record?](repeating: nil, count: entries.count)
    var (values, contexts, texts, frames): ([[Int32]], [[String]], [[Int32]], [[Int32]]) = ([], [], [], [])
    var written = 0
    found.bytes.withUnsafeBytes { all in
      for segment in found.segments {
        for record in segment.records {
          written += record.bytes.count
          guard let entry = places.place(of: UnsafeRawBufferPointer(rebasing: all[record.path])) else { continue }
          records[entry] = Record(segment: Int32(values.count), identity: record.identity, bytes: record.bytes)
        }
        for move in segment.moved {
          guard let entry = places.place(of: UnsafeRawBufferPointer(rebasing: all[move.path])) else { continue }
          records[entry]?.identity = move.identity
        }
        values.append(segment.values)
        contexts.append(segment.contexts)
        texts.append(segment.texts)
        frames.append(segment.frames)
      }
    }
    use = Double(records.reduce(0) { $0 + ($1?.bytes.count ?? 0) }) / Double(max(written, 1))
    (key, end) = (found.segments.last?.key ?? "", found.segments.last?.end ?? 0)
    (bytes, inode) = (found.bytes, found.inode)
    (self.values, self.contexts, self.texts, self.frames) = (values, contexts, texts, frames)
    (self.entries, self.records) = (entries, records)
  }

  /// The page, where its file is known to be the one that was read, and was read under the same circumstances.
  ///
  /// - Parameter common: what the asking worker has met of the same cache.
  func page(
    _ entry: Int, identity: FileIdentity, _ circumstances: @autoclosure () -> Circumstances, _ common: CachedParts
  ) -> Page? {
    guard let record = records[entry], isSeen(record, as: identity) else { return nil }
    return page(record, entry, circumstances(), common)
  }

  /// The page, where it was read from the same bytes under the same circumstances.
  func page(
    _ entry: Int, digest: ContentDigest, _ circumstances: @autoclosure () -> Circumstances, _ common: CachedParts
  ) -> Page? {
    guard let record = records[entry], digest.withUnsafeBytes({ bytes[record.bytes].starts(with: $0) }) else {
      return nil
    }
    return page(record, entry, circumstances(), common)
  }

  /// Whether the page's file is known by this identity.
  func isSeen(_ entry: Int, as identity: FileIdentity) -> Bool {
    records[entry].map { isSeen($0, as: identity) } ?? false
  }

  private func isSeen(_ record: Record, as identity: FileIdentity) -> Bool {
    bytes.withUnsafeBytes { all in
      FileIdentity(UnsafeRawBufferPointer(rebasing: all[record.identity..<record.identity + FileIdentity.length]))
        == identity
    }
  }

  private func page(
    _ record: Record, _ entry: Int, _ circumstances: Circumstances, _ common: CachedParts
  ) -> Page? {
    bytes.withUnsafeBytes { all in
      var it = Unpacker(UnsafeRawBufferPointer(rebasing: all[..<record.bytes.upperBound]), at: record.bytes.lowerBound)
      do throws(Unpacker.Damaged) {
        let digest = ContentDigest(stored: try it.raw(ContentDigest.length))
        guard let digest, try it.isString(circumstances.url), try it.isString(circumstances.charset),
          try it.isString(circumstances.savedFolder)
        else { return nil }
        _ = try it.count()
        let facts = try it.facts(path: entries[entry].path, common.ofSegment(Int(record.segment)))
        let anchors = try it.digests()
        return Page(
          facts: facts, anchors: AnchorSet(digests: anchors), base: try it.optionalString(), digest: digest,
          record: record)
      } catch {
        return nil
      }
    }
  }

  /// The segment that a page stands in; numbers of links' values count there.
  func segment(of page: Page) -> Int { Int(page.record.segment) }

  /// How many values a segment has; 0 is none of them, and stands for a link without a value.
  func valueCount(inSegment segment: Int) -> Int { values[segment].count + 1 }

  /// Hands over the values' numbers of a page's links, in their order.
  func links(of page: Page, _ take: (UnsafeRawBufferPointer) -> Void) {
    bytes.withUnsafeBytes { all in
      guard let parts = try? Parts(page.record, all) else { return }
      take(UnsafeRawBufferPointer(rebasing: all[parts.links]))
    }
  }

  /// The bytes of a value.
  func withValue<Result>(_ number: Int, inSegment segment: Int, _ use: (UnsafeBufferPointer<UInt8>) -> Result) -> Result
  {
    bytes.withUnsafeBytes { all in
      guard number > 0, number <= values[segment].count else { return use(UnsafeBufferPointer(start: nil, count: 0)) }
      var it = Unpacker(all, at: Int(values[segment][number - 1]))
      _ = try? it.int()
      let value = (try? it.raw(try it.count())) ?? UnsafeRawBufferPointer(start: nil, count: 0)
      return use(value.bindMemory(to: UInt8.self))
    }
  }

  /// The value, and from where it counts: see `LinkValues`.
  func value(_ number: Int, inSegment segment: Int) -> (context: String?, text: String) {
    let context = bytes.withUnsafeBytes { all -> Int? in
      guard number > 0, number <= values[segment].count else { return nil }
      var it = Unpacker(all, at: Int(values[segment][number - 1]))
      return try? it.int()
    }
    return (
      context.flatMap { contexts[segment].indices.contains($0) ? contexts[segment][$0] : nil },
      withValue(number, inSegment: segment) { String(decoding: $0, as: UTF8.self) }
    )
  }

  /// How many texts and frames the pages of a segment have in common.
  func commonCounts(inSegment segment: Int) -> (texts: Int, frames: Int) {
    (texts[segment].count, frames[segment].count)
  }

  /// One of the texts, such as the words of a link.
  func text(_ number: Int, inSegment segment: Int) -> String? {
    bytes.withUnsafeBytes { all in
      guard texts[segment].indices.contains(number) else { return nil }
      var it = Unpacker(all, at: Int(texts[segment][number]))
      return try? it.string()
    }
  }

  /// One of the frames.
  func frame(_ number: Int, inSegment segment: Int) -> PageFrame? {
    bytes.withUnsafeBytes { all in
      guard frames[segment].indices.contains(number) else { return nil }
      var it = Unpacker(all, at: Int(frames[segment][number]))
      return try? it.frame()
    }
  }

  /// The spots that are known of some of a page's links, by ordinal.
  ///
  /// - Parameters:
  ///   - ordinals: in their order.
  ///   - common: what the asking worker has met of the cache.
  func spots(of page: Page, at ordinals: [Int32], _ common: CachedParts) -> LinkSpots {
    let common = common.ofSegment(Int(page.record.segment))
    return bytes.withUnsafeBytes { all in
      guard let parts = try? Parts(page.record, all) else { return [] }
      var it = Unpacker(UnsafeRawBufferPointer(rebasing: all[..<parts.spots.upperBound]), at: parts.spots.lowerBound)
      var next = 0
      return
        (try? it.spots(text: { common.text($0) ?? "" }) { ordinal in
          while next < ordinals.count, ordinals[next] < ordinal { next += 1 }
          return next < ordinals.count && ordinals[next] == ordinal
        }) ?? []
    }
  }

  /// A page's links and the spots of some, to be written again.
  func links(ofPageAt entry: Int) -> (segment: Int, values: [Int32], spots: LinkSpots)? {
    guard let record = records[entry] else { return nil }
    return bytes.withUnsafeBytes { all in
      guard let parts = try? Parts(record, all) else { return nil }
      var links: [Int32] = []
      LinkNumbers.each(UnsafeRawBufferPointer(rebasing: all[parts.links])) { links.append($0) }
      var it = Unpacker(UnsafeRawBufferPointer(rebasing: all[..<parts.spots.upperBound]), at: parts.spots.lowerBound)
      let segment = Int(record.segment)
      let spots = (try? it.spots(text: { self.text($0, inSegment: segment) ?? "" })) ?? []
      return (segment, links, spots)
    }
  }

  /// Where the parts of a record behind its facts stand.
  private struct Parts {
    let links: Range<Int>
    let spots: Range<Int>

    init(_ record: Record, _ all: UnsafeRawBufferPointer) throws(Unpacker.Damaged) {
      var it = Unpacker(UnsafeRawBufferPointer(rebasing: all[..<record.bytes.upperBound]), at: record.bytes.lowerBound)
      _ = try it.raw(SHA256.byteCount)
      for _ in 0..<3 where try it.bool() { _ = try it.raw(try it.count()) }
      _ = try it.raw(try it.count())
      let length = try it.count()
      links = it.at..<it.at + length
      spots = links.upperBound..<record.bytes.upperBound
    }
  }

  /// One segment, found whole.
  fileprivate struct Segment: Sendable {
    struct Head: Sendable {
      let path: Range<Int>
      let identity: Int
      let bytes: Range<Int>
    }

    let key: String
    var records: [Head] = []
    var moved: [(path: Range<Int>, identity: Int)] = []
    var contexts: [String] = []
    var values: [Int32] = []
    var texts: [Int32] = []
    var frames: [Int32] = []
    let end: Int

    init(_ all: UnsafeRawBufferPointer, at start: Int) throws(Unpacker.Damaged) {
      var it = Unpacker(all, at: start)
      guard try it.raw(PageCacheSegment.magic.count).elementsEqual(PageCacheSegment.magic),
        let key = try it.optionalString()
      else { throw Unpacker.Damaged() }
      self.key = key
      for _ in 0..<(try it.count()) {
        let path = try Self.skip(&it)
        let identity = it.at
        _ = try it.raw(FileIdentity.length)
        records.append(Head(path: path, identity: identity, bytes: try Self.skip(&it)))
      }
      for _ in 0..<(try it.count()) { contexts.append(try it.string()) }
      for _ in 0..<(try it.count()) {
        values.append(Int32(truncatingIfNeeded: it.at))
        _ = try it.int()
        _ = try Self.skip(&it)
      }
      for _ in 0..<(try it.count()) {
        texts.append(Int32(truncatingIfNeeded: it.at))
        _ = try Self.skip(&it)
      }
      for _ in 0..<(try it.count()) {
        frames.append(Int32(truncatingIfNeeded: it.at))
        _ = try it.frame()
      }
      for _ in 0..<(try it.count()) {
        let path = try Self.skip(&it)
        moved.append((path, it.at))
        _ = try it.raw(FileIdentity.length)
      }
      let sum = SHA256.hash(data: UnsafeRawBufferPointer(rebasing: all[start..<it.at]))
      guard sum.elementsEqual(try it.raw(SHA256.byteCount)) else { throw Unpacker.Damaged() }
      end = it.at
    }

    /// Where the bytes of something with its length before it stand.
    private static func skip(_ it: inout Unpacker) throws(Unpacker.Damaged) -> Range<Int> {
      let length = try it.count()
      _ = try it.raw(length)
      return it.at - length..<it.at
    }
  }
}

/// Finds entries by the bytes of their paths; asked in the entries' own order it looks at one a question.
private struct EntryPlaces {
  private let entries: [SiteEntry]
  private var next = 0

  init(_ entries: [SiteEntry]) { self.entries = entries }

  mutating func place(of path: UnsafeRawBufferPointer) -> Int? {
    if next < entries.count, TextPool.isSame(entries[next].path, path) {
      next += 1
      return next - 1
    }
    let text = String(decoding: path, as: UTF8.self)
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].path < text { low = middle + 1 } else { high = middle }
    }
    guard low < entries.count, TextPool.isSame(entries[low].path, path) else { return nil }
    next = low + 1
    return low
  }
}
