import Exports
import Links

/// An inspection's exports being opened, and what is cached of them read: together that takes one core as long as the
/// rules take to load.
public struct SiteOpening: Sendable {
  /// The exports as one site, and the pages of it that an earlier run kept.
  struct Opened: Sendable {
    /// nil where there are no exports.
    let site: Site?
    let cached: PageCacheContents?
  }

  private let folder: InspectionFolder
  /// nil where there is but one worker: the site is opened when somebody asks for it.
  private let task: Task<Result<Opened, InspectionError>, Never>?

  /// - Parameter cache: the folder of a `PageCache`; nil for none.
  public init(_ folder: InspectionFolder, cache: String?, jobs: Int) {
    self.folder = folder
    guard jobs > 1 else {
      task = nil
      return
    }
    task = Task.detached {
      Result { () throws(InspectionError) in
        let site = try folder.openSite()
        let cached = site.flatMap { site in cache.flatMap { PageCache.contents(in: $0, for: site) } }
        return Opened(site: site, cached: cached)
      }
    }
  }

  var opened: Opened {
    get async throws(InspectionError) {
      guard let task else { return Opened(site: try folder.openSite(), cached: nil) }
      return try await task.value.get()
    }
  }
}
