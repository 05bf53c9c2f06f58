import Exports

/// An inspection's exports being opened: to list a site's files takes one core as long as the rules take to load.
public struct SiteOpening: Sendable {
  private let folder: InspectionFolder
  /// nil where there is but one worker: the site is opened when somebody asks for it.
  private let task: Task<Result<Site?, InspectionError>, Never>?

  public init(_ folder: InspectionFolder, jobs: Int) {
    self.folder = folder
    task = jobs > 1 ? Task.detached { Result { () throws(InspectionError) in try folder.openSite() } } : nil
  }

  var site: Site? {
    get async throws(InspectionError) {
      guard let task else { return try folder.openSite() }
      return try await task.value.get()
    }
  }
}
