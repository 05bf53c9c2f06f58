import Synchronization

/// Hands the bytes of chosen entries to any number of workers, each entry once.
///
/// Files of a folder are read outside the lock, in parallel; archives are unpacked in one streaming pass, one entry at a
/// time, while the other workers are busy with theirs. The order is fixed but the workers' timing is not: put results
/// together by index.
// @unchecked Sendable because `state` holds archive readers; it is only touched under `lock`.
public final class SiteCursor: @unchecked Sendable {
  private let entries: [SiteEntry]
  private let contents: [SourceContent]
  private let limits: ExportLimits
  private let lock = Mutex<Void>(())
  private var state: State
  /// When the pass began.
  private let start = FileIdentity.now()

  /// The reason of entries behind the place where an archive cannot be read on.
  public static let damaged = "导出包已损坏"

  /// One entry read, or why it could not be.
  public enum Reading: Sendable {
    /// Its bytes are in the buffer.
    case read(index: Int)
    case unreadable(index: Int, reason: String)
    /// A file of a folder that the caller recognised; it was not read.
    case recognised(index: Int)

    public var index: Int {
      switch self {
      case .read(let index), .unreadable(let index, _), .recognised(let index): index
      }
    }
  }

  /// Walks the entries of `site` for which `wanted` is true.
  public convenience init(_ site: Site, where wanted: (SiteEntry) -> Bool) {
    self.init(entries: site.entries, contents: site.contents, limits: site.limits, where: wanted)
  }

  /// Hands out the entry at one site path, if there is one, without walking all entries.
  public convenience init(_ site: Site, at path: String) {
    let entries = site.entries
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].path < path { low = middle + 1 } else { high = middle }
    }
    let found = low < entries.count && entries[low].path == path ? [low] : []
    self.init(entries: entries, contents: site.contents, limits: site.limits, chosen: found)
  }

  convenience init(
    entries: [SiteEntry], contents: [SourceContent], limits: ExportLimits, where wanted: (SiteEntry) -> Bool
  ) {
    self.init(
      entries: entries, contents: contents, limits: limits, chosen: entries.indices.filter { wanted(entries[$0]) })
  }

  private init(entries: [SiteEntry], contents: [SourceContent], limits: ExportLimits, chosen: [Int]) {
    (self.entries, self.contents, self.limits) = (entries, contents, limits)
    var direct: [Int] = []
    var streamed: [Int: [Int: [Int]]] = [:]
    for index in chosen {
      let entry = entries[index]
      switch contents[entry.source] {
      case .directory, .made: direct.append(index)
      case .archive, .webArchive: streamed[entry.source, default: [:]][entry.ordinal, default: []].append(index)
      }
    }
    let streams = streamed.sorted { $0.key < $1.key }.map { Pending(source: $0.key, wanted: $0.value) }
    state = State(direct: direct, streams: streams)
  }

  private struct Pending {
    let source: Int
    let wanted: [Int: [Int]]
  }

  private struct State {
    var direct: [Int]
    var nextDirect = 0
    var streams: [Pending]
    var stream: EntryStream?

    init(direct: [Int], streams: [Pending]) {
      (self.direct, self.streams) = (direct, streams.reversed())
    }
  }

  /// The next entry, its bytes put into `buffer`; nil when all were handed out.
  ///
  /// - Parameter isKnown: asked of a file of a folder before it is read; the file is left alone where it says yes.
  public func next(
    into buffer: PageBuffer, unless isKnown: ((_ index: Int, FileIdentity) -> Bool)? = nil
  ) -> Reading? {
    guard let reading = nextAsStored(into: buffer, unless: isKnown) else { return nil }
    guard case .read(let index) = reading, entries[index].kind == .page,
      let reason = HTTPHead.unpackPage(in: buffer, limits: limits)
    else { return reading }
    return .unreadable(index: index, reason: reason)
  }

  private func nextAsStored(
    into buffer: PageBuffer, unless isKnown: ((_ index: Int, FileIdentity) -> Bool)?
  ) -> Reading? {
    enum Step {
      case direct(Int)
      case done(Reading)
      case end
    }
    let step: Step = lock.withLock { _ in
      if state.nextDirect < state.direct.count {
        state.nextDirect += 1
        return .direct(state.direct[state.nextDirect - 1])
      }
      while true {
        if let reading = state.stream?.next(into: buffer) { return .done(reading) }
        guard let pending = state.streams.popLast() else {
          state.stream = nil
          return .end
        }
        state.stream = EntryStream(contents[pending.source], wanted: pending.wanted, limits: limits)
      }
    }
    switch step {
    case .end: return nil
    case .done(let reading):
      buffer.identity = nil
      return reading
    case .direct(let index):
      let (source, ordinal) = (entries[index].source, entries[index].ordinal)
      // Most files are recognised, and what all workers share is counted for each use.
      if let isKnown, case .directory(_, _, let identities) = contents[source], isKnown(index, identities[ordinal]) {
        return .recognised(index: index)
      }
      switch contents[source] {
      case .directory(let root, let names, _):
        // A file that was written since the site was listed is told by its state of then, and known anew next time.
        let path = DirectorySource.path(root, names[ordinal])
        let reason = DirectorySource.read(path, into: buffer, limit: limits.pageBytes)
        if buffer.identity?.isSettled(at: start) == false { buffer.identity = nil }
        return reason.map { .unreadable(index: index, reason: $0) } ?? .read(index: index)
      case .made(let pages):
        buffer.replace(with: pages[ordinal])
        return .read(index: index)
      case .archive, .webArchive: return nil
      }
    }
  }
}

/// One streaming pass over an archive, stopping at the wanted entries.
private struct EntryStream {
  private enum Reader {
    case files(ArchiveReader)
    case records(WebArchiveReader)
    case failed
  }

  private var reader: Reader
  private var wanted: [Int: [Int]]
  private let limits: ExportLimits
  private var ordinal = 0
  /// Entries with the bytes that were just read (a revisit, a hard link).
  private var again: [Int] = []
  private var againReason: String?
  private let fault = SiteCursor.damaged

  init(_ content: SourceContent, wanted: [Int: [Int]], limits: ExportLimits) {
    (self.wanted, self.limits) = (wanted, limits)
    do {
      switch content {
      case .archive(let path): reader = .files(try ArchiveReader(path: path, shape: .files, limits: limits))
      case .webArchive(let path, let length):
        reader = .records(try WebArchiveReader(path: path, limits: limits, length: length))
      case .directory, .made: reader = .failed
      }
    } catch {
      reader = .failed
    }
  }

  mutating func next(into buffer: PageBuffer) -> SiteCursor.Reading? {
    // The buffer may be another worker's by now, so shared bytes are unpacked again only for the first holder.
    while true {
      if let index = again.popLast() { return give(index, again: true, buffer) }
      guard !wanted.isEmpty else { return nil }
      do {
        switch reader {
        case .failed: throw ExportError.damaged(path: "", after: "", reason: fault)
        case .files(let archive):
          guard let header = try archive.next() else { throw ExportError.damaged(path: "", after: "", reason: "") }
          defer { ordinal += 1 }
          guard let indexes = wanted.removeValue(forKey: ordinal) else { continue }
          buffer.clear()
          var fits = header.size <= limits.pageBytes
          if fits { fits = try archive.readAll(into: buffer, limit: limits.pageBytes) }
          return take(indexes, fits ? nil : "超过单页上限 \(limits.pageBytes >> 20) MB", buffer)
        case .records(let web):
          guard let record = try web.next() else { throw ExportError.damaged(path: "", after: "", reason: "") }
          defer { ordinal += 1 }
          guard let indexes = wanted.removeValue(forKey: ordinal) else { continue }
          return take(indexes, try WebArchiveSource.body(of: record, from: web, into: buffer, limits: limits), buffer)
        }
      } catch {
        // What could not be reached is told, one by one, and never dropped.
        reader = .failed
        again = wanted.values.flatMap { $0 }.sorted(by: >)
        wanted = [:]
        againReason = fault
        shared = nil
      }
    }
  }

  /// The bytes that several entries share.
  private var shared: [UInt8]?

  private mutating func take(_ indexes: [Int], _ reason: String?, _ buffer: PageBuffer) -> SiteCursor.Reading? {
    guard let first = indexes.first else { return nil }
    again = indexes.dropFirst().reversed()
    againReason = reason
    shared = again.isEmpty || reason != nil ? nil : Array(buffer.bytes)
    return reason.map { .unreadable(index: first, reason: $0) } ?? .read(index: first)
  }

  private func give(_ index: Int, again: Bool, _ buffer: PageBuffer) -> SiteCursor.Reading {
    if let againReason { return .unreadable(index: index, reason: againReason) }
    if let shared { buffer.replace(with: shared) }
    return .read(index: index)
  }
}
