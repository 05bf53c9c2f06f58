import Dispatch
import Synchronization

/// Work done by as many workers as wanted, each taking the next pieces.
public enum Workers {
  /// Two pieces of work that know nothing of each other, side by side where there is more than one worker.
  public static func both<First: Sendable, Second: Sendable>(
    jobs: Int, _ first: @Sendable () -> First, _ second: @Sendable () -> Second
  ) -> (First, Second) {
    guard jobs > 1 else { return (first(), second()) }
    let one = Mutex<First?>(nil)
    let other = Mutex<Second?>(nil)
    DispatchQueue.concurrentPerform(iterations: 2) { place in
      if place == 0 {
        let product = first()
        one.withLock { $0 = product }
      } else {
        let product = second()
        other.withLock { $0 = product }
      }
    }
    return (one.withLock { $0 } ?? first(), other.withLock { $0 } ?? second())
  }

  /// The products in the order of the pieces.
  ///
  /// - Parameter batch: how many pieces a worker takes at a time.
  public static func map<Piece: Sendable, Product: Sendable>(
    _ pieces: [Piece], jobs: Int, batch: Int = 1, _ make: @Sendable (Piece) -> Product
  ) -> [Product] {
    guard jobs > 1, pieces.count > batch else { return pieces.map(make) }
    let queue = Pieces<Piece, Product>(pieces, batch: batch)
    DispatchQueue.concurrentPerform(iterations: jobs) { _ in queue.work(make) }
    return queue.products
  }

  /// The same beside other work: the worker who does that helps afterwards. Work that is shared within one of two pieces
  /// of work would have a single worker, however long the other has been done with.
  public static func map<Piece: Sendable, Product: Sendable, Other: Sendable>(
    _ pieces: [Piece], beside other: @Sendable () -> Other, jobs: Int, batch: Int = 1,
    _ make: @Sendable (Piece) -> Product
  ) -> (Other, [Product]) {
    guard jobs > 1 else { return (other(), pieces.map(make)) }
    let queue = Pieces<Piece, Product>(pieces, batch: batch)
    let done = Mutex<Other?>(nil)
    DispatchQueue.concurrentPerform(iterations: jobs) { place in
      if place == 0 {
        let product = other()
        done.withLock { $0 = product }
      }
      queue.work(make)
    }
    return (done.withLock { $0 } ?? other(), queue.products)
  }

  /// Pieces that workers take from, so many at a time, until none is left.
  private final class Pieces<Piece: Sendable, Product: Sendable>: Sendable {
    private let pieces: [Piece]
    private let batch: Int
    private let next = Atomic(0)
    private let done = Mutex<[Int: [Product]]>([:])

    init(_ pieces: [Piece], batch: Int) {
      (self.pieces, self.batch) = (pieces, batch)
    }

    func work(_ make: (Piece) -> Product) {
      while true {
        let start = next.wrappingAdd(batch, ordering: .relaxed).oldValue
        guard start < pieces.count else { return }
        let products = pieces[start..<min(start + batch, pieces.count)].map(make)
        done.withLock { $0[start] = products }
      }
    }

    var products: [Product] {
      done.withLock { done in stride(from: 0, to: pieces.count, by: batch).flatMap { done[$0] ?? [] } }
    }
  }
}
