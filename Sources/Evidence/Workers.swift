import Dispatch
import Synchronization

/// Work done by as many workers as wanted, each taking the next pieces.
public enum Workers {
  /// The products in the order of the pieces.
  ///
  /// - Parameter batch: how many pieces a worker takes at a time.
  public static func map<Piece: Sendable, Product: Sendable>(
    _ pieces: [Piece], jobs: Int, batch: Int = 1, _ make: @Sendable (Piece) -> Product
  ) -> [Product] {
    guard jobs > 1, pieces.count > batch else { return pieces.map(make) }
    let next = Atomic(0)
    let done = Mutex<[Int: [Product]]>([:])
    DispatchQueue.concurrentPerform(iterations: jobs) { _ in
      while true {
        let start = next.wrappingAdd(batch, ordering: .relaxed).oldValue
        guard start < pieces.count else { return }
        let products = pieces[start..<min(start + batch, pieces.count)].map(make)
        done.withLock { $0[start] = products }
      }
    }
    return done.withLock { done in stride(from: 0, to: pieces.count, by: batch).flatMap { done[$0] ?? [] } }
  }
}
