public import Exports
import Foundation

/// Facts of pages from earlier runs, in one file, used again where a page's bytes are the same.
///
/// A cache never changes a result: links are resolved anew against the site as it is now, and what is damaged or was
/// written by another version, for other page rules or for other hosts counts as none. That a page's bytes are the same
/// is told by their digest, or, without reading them, by the file's identity as it was when they were digested.
///
/// The file is a row of segments (see `PageCacheSegment`): what a run read anew is put behind those that are there.
public struct PageCache: Sendable {
  /// The file, such as `.gongkai-cache/pages` beside the manifest.
  public let file: String
  /// The tool's version and a digest of the rules that read pages; another key, another cache.
  public let key: String

  /// What `contents(_:for:)` has read of the same folder for the same site, where somebody has asked it already.
  public var early: PageCacheContents?

  /// - Parameter folder: `.gongkai-cache` beside the manifest; made when the cache is saved.
  public init(folder: String, tool: String, pageRules: String) {
    file = Self.file(in: folder)
    key = "\(Self.schema)\u{0}\(tool)\u{0}\(pageRules)"
  }

  private static func file(in folder: String) -> String { folder + "/pages" }

  private static let schema = 11
  /// With more segments than this, or less than half of the records in use, all is written anew.
  private static let segmentLimit = 16

  /// Hosts are part of the key: they tell from which folder a page's links count.
  private func key(for site: Site) -> String {
    let hosts = site.ownHosts.map { "\($0.name):\($0.port ?? 0)" }.sorted()
    return ([key, site.base?.origin ?? ""] + hosts).joined(separator: "\u{0}")
  }

  /// What the file in such a folder holds, whoever wrote it: to be read before the site is known and the rules are, on
  /// which the key depends.
  public static func found(in folder: String) -> PageCacheContents.Found? { PageCacheContents.Found(file(in: folder)) }

  /// What of it are pages of a site.
  public static func contents(_ found: PageCacheContents.Found, for site: Site) -> PageCacheContents {
    PageCacheContents(found, entries: site.entries)
  }

  /// What the file holds for a site; nil for nothing.
  func load(for site: Site) -> PageCacheContents? {
    let found = early ?? PageCacheContents.Found(file).map { PageCacheContents($0, entries: site.entries) }
    return found?.key == key(for: site) ? found : nil
  }

  /// Keeps what was read. A folder that cannot be written costs only the next run's time.
  func save(_ reading: PageCacheSegment.Reading, known: PageCacheContents?) {
    let segment = PageCacheSegment(key: key(for: reading.site), reading: reading, known: known)
    let pages = reading.pages
    let fresh = pages.indices.filter { !pages[$0].isFromCache || reading.refreshed[pages[$0].entry] != nil }
    let moved = known.map { segment.moved(in: $0) } ?? []
    guard let known, known.segmentCount < Self.segmentLimit, fresh.count <= pages.count / 4,
      known.use > 0.5
    else { return replace { segment.write(pages: Array(pages.indices), moved: [], $0) } }
    if fresh.isEmpty, moved.isEmpty { return }
    append(behind: known) { segment.write(pages: fresh, moved: moved, $0) }
  }

  /// Puts a segment behind those that were loaded, unless somebody else has changed the file since. What a crash leaves
  /// half written does not check and counts as absent.
  private func append(behind known: PageCacheContents, _ write: (([UInt8]) -> Void) -> Void) {
    let descriptor = open(file, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    var status = stat()
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, fstat(descriptor, &status) == 0,
      UInt64(status.st_ino) == known.inode, Int(status.st_size) == known.bytes.count,
      ftruncate(descriptor, off_t(known.end)) == 0, lseek(descriptor, off_t(known.end), SEEK_SET) == known.end
    else { return }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
    var isWritten = true
    write { bytes in
      do { try handle.write(contentsOf: bytes) } catch { isWritten = false }
    }
    if !isWritten { ftruncate(descriptor, off_t(known.end)) }
  }

  /// Writes aside and renames.
  private func replace(_ write: (([UInt8]) -> Void) -> Void) {
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent()
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let aside = file + ".\(UInt32.random(in: 0 ... .max))"
    guard FileManager.default.createFile(atPath: aside, contents: nil), let handle = FileHandle(forWritingAtPath: aside)
    else { return }
    var isWritten = true
    write { bytes in
      do { try handle.write(contentsOf: bytes) } catch { isWritten = false }
    }
    try? handle.close()
    if !isWritten || rename(aside, file) != 0 { try? FileManager.default.removeItem(atPath: aside) }
  }
}
