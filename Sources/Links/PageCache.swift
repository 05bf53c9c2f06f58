import Crypto
import Exports
import Foundation
import Pages

/// Facts of pages from an earlier run, in one file, used again where a page's bytes are the same.
///
/// A cache never changes a result: links are resolved anew against the site as it is now, and a file that is damaged or
/// was written by another version or for other page rules counts as none.
public struct PageCache: Sendable {
  /// The file, such as `.gongkai-cache/pages` beside the manifest.
  public let file: String
  /// The tool's version and a digest of the rules that read pages; another key, another cache.
  public let key: String

  /// - Parameter folder: `.gongkai-cache` beside the manifest; made when the cache is saved.
  public init(folder: String, tool: String, pageRules: String) {
    file = folder + "/pages"
    key = "\(Self.schema)\u{0}\(tool)\u{0}\(pageRules)"
  }

  private static let schema = 3
  private static let magic = Array("gongkai pages\n".utf8)
  private static let checkLength = 32

  /// A page as it was read.
  struct Page {
    let facts: PageFacts
    let anchors: AnchorSet
    let base: String?
    /// See `LinkCollector.PageLinks`.
    let links: [Int32]
    let spots: [Int32: LinkSpot]
  }

  /// A cache that was read; one for all workers.
  final class Contents: Sendable {
    private let bytes: [UInt8]
    private let values: [Range<Int>]
    private let records: [String: Range<Int>]

    init?(_ bytes: [UInt8], key: String) {
      guard bytes.starts(with: PageCache.magic), bytes.count > PageCache.magic.count + PageCache.checkLength else {
        return nil
      }
      let end = bytes.count - PageCache.checkLength
      let isWhole = bytes.withUnsafeBytes { all in
        SHA256.hash(data: UnsafeRawBufferPointer(rebasing: all[..<end])).elementsEqual(all[end...])
      }
      guard isWhole else { return nil }
      let tables = bytes.withUnsafeBytes { all in
        try? Self.tables(UnsafeRawBufferPointer(rebasing: all[..<end]), key: key)
      }
      guard let tables else { return nil }
      (self.bytes, values, records) = (bytes, tables.values, tables.records)
    }

    private static func tables(
      _ all: UnsafeRawBufferPointer, key: String
    ) throws -> (values: [Range<Int>], records: [String: Range<Int>])? {
      var it = Unpacker(all, at: PageCache.magic.count)
      guard try it.string() == key else { return nil }
      var records: [String: Range<Int>] = [:]
      for _ in 0..<(try it.count()) {
        let path = try it.string()
        let length = try it.count()
        records[path] = it.at..<it.at + length
        _ = try it.raw(length)
      }
      var values: [Range<Int>] = []
      for _ in 0..<(try it.count()) {
        let length = try it.count()
        values.append(it.at..<it.at + length)
        _ = try it.raw(length)
      }
      return (values, records)
    }

    var count: Int { records.count }

    /// The page, where it was read from the same bytes under the same circumstances.
    func page(_ entry: SiteEntry, url: String?, digest: [UInt8]) -> Page? {
      guard let record = records[entry.path] else { return nil }
      return bytes.withUnsafeBytes { all in
        var it = Unpacker(UnsafeRawBufferPointer(rebasing: all[..<record.upperBound]), at: record.lowerBound)
        do {
          guard try it.raw(digest.count).elementsEqual(digest), try it.optionalString() == url,
            try it.optionalString() == entry.transportCharset
          else { return nil }
          let facts = try it.facts()
          let anchors = try it.array { (it: inout Unpacker) throws(Unpacker.Damaged) in try it.unsigned() }
          let base = try it.optionalString()
          let links = try it.array { (it: inout Unpacker) throws(Unpacker.Damaged) in
            Int32(truncatingIfNeeded: try it.unsigned())
          }
          guard links.allSatisfy({ $0 >= 0 && Int($0) <= values.count }) else { return nil }
          var spots: [Int32: LinkSpot] = [:]
          for _ in 0..<(try it.count()) {
            let ordinal = Int32(truncatingIfNeeded: try it.unsigned())
            spots[ordinal] = LinkSpot(line: try it.int(), column: try it.int(), text: try it.string())
          }
          return Page(facts: facts, anchors: AnchorSet(digests: anchors), base: base, links: links, spots: spots)
        } catch {
          return nil
        }
      }
    }

    /// Hands over a page's links one by one, as the reader would, with the numbers of their values (0: none).
    func replay(_ page: Page, _ take: (Int, LinkBytes) -> Void) {
      bytes.withUnsafeBytes { all in
        let text = all.bindMemory(to: UInt8.self)
        func links(_ base: UnsafeBufferPointer<UInt8>?) {
          for link in page.links {
            let number = Int(link)
            let value =
              number == 0
              ? UnsafeBufferPointer(start: text.baseAddress, count: 0)
              : UnsafeBufferPointer(rebasing: text[values[number - 1]])
            take(number, LinkBytes(source: .anchor, value: value, base: base))
          }
        }
        if let base = page.base {
          Array(base.utf8).withUnsafeBufferPointer { links($0) }
        } else {
          links(nil)
        }
      }
    }
  }

  func load() -> Contents? { Self.read(file).flatMap { Contents($0, key: key) } }

  /// The whole file, held once.
  private static func read(_ path: String) -> [UInt8]? {
    guard let stream = fopen(path, "rb") else { return nil }
    defer { fclose(stream) }
    guard fseek(stream, 0, SEEK_END) == 0 else { return nil }
    let size = ftell(stream)
    guard size >= 0, fseek(stream, 0, SEEK_SET) == 0 else { return nil }
    return [UInt8](unsafeUninitializedCapacity: size) { room, count in
      count = fread(room.baseAddress, 1, size, stream)
    }
  }

  /// Writes aside and renames. A folder that cannot be written costs only the next run's time.
  ///
  /// - Parameters:
  ///   - digests: of the pages' bytes, by entry.
  ///   - refreshed: spots of links that were read later, by entry and ordinal.
  ///   - workers: the values that each worker's numbers stand for.
  func save(
    _ pages: HarvestedPages, of site: Site, digests: [Int32: [UInt8]], refreshed: [Int32: [Int32: LinkSpot]],
    values workers: [[String]]
  ) {
    let url = URL(fileURLWithPath: file)
    try? FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    let aside = file + ".\(UInt32.random(in: 0 ... .max))"
    guard FileManager.default.createFile(atPath: aside, contents: nil), let handle = FileHandle(forWritingAtPath: aside)
    else { return }
    var sum = SHA256()
    var isWritten = true
    func write(_ bytes: [UInt8]) {
      sum.update(data: bytes)
      do { try handle.write(contentsOf: bytes) } catch { isWritten = false }
    }
    var numbers: [String: Int32] = [:]
    var values: [String] = []
    let maps = workers.map { own in
      own.map { value -> Int32 in
        if let known = numbers[value] { return known }
        values.append(value)
        numbers[value] = Int32(values.count)
        return Int32(values.count)
      }
    }
    var head = Packer()
    head.put(raw: Self.magic)
    head.put(key)
    head.put(UInt64(pages.count))
    var (packer, record) = (head, Packer())
    for index in pages.indices {
      let page = refreshed[pages[index].entry].map { pages[index].knowing($0) } ?? pages[index]
      let entry = site.entries[Int(page.entry)]
      record.removeAll()
      record.put(raw: digests[page.entry] ?? [])
      record.put(site.url(of: entry))
      record.put(entry.transportCharset)
      pack(page, numbers: maps[pages.worker(at: index)], into: &record)
      packer.put(entry.path)
      packer.put(UInt64(record.bytes.count))
      packer.put(raw: record.bytes)
      guard packer.bytes.count > 1 << 20 else { continue }
      write(packer.bytes)
      packer.removeAll()
    }
    packer.put(values) { $0.put($1) }
    write(packer.bytes)
    write(Array(sum.finalize()))
    try? handle.close()
    if !isWritten || rename(aside, file) != 0 { try? FileManager.default.removeItem(atPath: aside) }
  }

  private func pack(_ page: WorkerHarvest.Page, numbers: [Int32], into packer: inout Packer) {
    packer.put(page.facts)
    packer.put(page.anchors.digests) { $0.put($1) }
    packer.put(page.base)
    packer.put(page.links.captured) { packer, link in
      packer.put(UInt64(link == 0 ? 0 : numbers[Int(link) - 1]))
    }
    packer.put(page.links.spots) { packer, item in
      packer.put(UInt64(item.ordinal))
      packer.put(item.spot.line)
      packer.put(item.spot.column)
      packer.put(item.spot.text)
    }
  }
}
