/// A table that is made once and read by all threads from then on.
///
/// It is never freed, so that reading it counts no references: a counter that two threads count up and down for every
/// tag of every page costs more than all that is looked up. Only for tables made once a process.
// @unchecked Sendable because nothing writes to the elements after `init`.
@frozen
public struct LastingTable<Element>: @unchecked Sendable {
  @usableFromInline let base: UnsafePointer<Element>
  public let count: Int

  public init(_ elements: [Element]) {
    let room = UnsafeMutablePointer<Element>.allocate(capacity: max(elements.count, 1))
    elements.withUnsafeBufferPointer { source in
      if let start = source.baseAddress { room.initialize(from: start, count: source.count) }
    }
    (base, count) = (UnsafePointer(room), elements.count)
  }

  @inlinable
  public subscript(_ index: Int) -> Element {
    precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
    return base[index]
  }
}
