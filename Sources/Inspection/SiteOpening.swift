import Exports
import Links
import Parallel
import Synchronization

/// An inspection's exports being opened, the table of their links made and what is cached of them read: together that
/// takes one core as long as the rules take to load.
public final class SiteOpening: Sendable {
  /// The exports as one site, and the pages of it that an earlier run kept.
  struct Opened: Sendable {
    /// nil where there are no exports.
    let site: Site?
    let table: LinkTable?
    let cached: PageCacheContents?
  }

  private typealias Outcome = Result<Opened, InspectionError>

  private let folder: InspectionFolder
  /// What the task has found, until somebody takes it: a cache is large, and a task keeps its value as long as it lives.
  private let found: Found
  /// nil where there is but one worker: the site is opened when somebody asks for it.
  private let task: Task<Void, Never>?

  private final class Found: Sendable {
    let outcome = Mutex<Outcome?>(nil)
  }

  /// - Parameter cache: the folder of a `PageCache`; nil for none.
  public init(_ folder: InspectionFolder, cache: String?, jobs: Int) {
    self.folder = folder
    let found = Found()
    self.found = found
    guard jobs > 1 else {
      task = nil
      return
    }
    task = Task.detached {
      // The cache is read by whoever has loaded the rules first.
      let (opened, kept) = Workers.both(jobs: jobs) {
        Result { () throws(InspectionError) in try folder.openSite() }.map { ($0, $0.map { LinkTable($0) }) }
      } _: {
        cache.flatMap { PageCache.found(in: $0) }
      }
      let outcome = opened.map { site, table in
        Opened(
          site: site, table: table, cached: site.flatMap { site in kept.map { PageCache.contents($0, for: site) } })
      }
      found.outcome.withLock { $0 = outcome }
    }
  }

  /// What was opened, to be asked for once: who asks again waits for all of it to be opened anew.
  var opened: Opened {
    get async throws(InspectionError) {
      await task?.value
      let outcome = found.outcome.withLock { outcome in
        defer { outcome = nil }
        return outcome
      }
      if let outcome { return try outcome.get() }
      return Opened(site: try folder.openSite(), table: nil, cached: nil)
    }
  }
}
