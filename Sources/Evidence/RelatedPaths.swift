import Pages
import Synchronization

/// What each page's related articles lead to, resolved once for all tables and units that ask.
final class RelatedPaths: Sendable {
  private let known = Mutex<[String: [String]]>([:])

  /// - Parameter resolve: asked outside the lock; the same page always gives the same paths.
  func paths(of page: String, resolve: () -> [String]) -> [String] {
    if let paths = known.withLock({ $0[page] }) { return paths }
    let paths = resolve()
    known.withLock { $0[page] = paths }
    return paths
  }

  /// Resolves side by side what joining documents with their interpretations will ask for.
  func prepare(_ pages: [PageFacts], jobs: Int, resolve: @Sendable (PageFacts) -> [String]) {
    let asked = pages.indices.filter { place in
      (pages[place].kind == .policy || pages[place].kind == .interpretation) && !pages[place].relatedLinks.isEmpty
    }
    let resolved = Workers.map(asked, jobs: jobs, batch: 32) { resolve(pages[$0]) }
    known.withLock { known in
      for (place, paths) in zip(asked, resolved) { known[pages[place].path] = paths }
    }
  }
}
