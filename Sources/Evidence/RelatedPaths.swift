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
}
