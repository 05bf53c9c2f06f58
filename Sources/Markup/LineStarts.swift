#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Where the lines of a page begin, found when a place is first asked for: a page is asked for dozens of places, and
/// each would count its lines from the top again. Lines end with LF.
final class LineStarts {
  private var text: [Int32]?
  private var source: [Int32]?

  /// The 1-based line on which an offset into the text lies, and where that line begins.
  func line(of offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> (line: Int, start: Int) {
    let starts = text ?? Self.starts(of: bytes)
    text = starts
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(starts[middle]) <= offset { low = middle } else { high = middle }
    }
    return (low + 1, Int(starts[low]))
  }

  /// Where a 1-based line of the original bytes begins; their end where they have no such line.
  func sourceStart(ofLine line: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let starts = source ?? Self.starts(of: bytes)
    source = starts
    return starts.indices.contains(line - 1) ? Int(starts[line - 1]) : bytes.count
  }

  private static func starts(of bytes: UnsafeBufferPointer<UInt8>) -> [Int32] {
    var starts: [Int32] = [0]
    guard let base = bytes.baseAddress else { return starts }
    var at = 0
    while at < bytes.count, let found = memchr(base + at, 0x0A, bytes.count - at) {
      at = UnsafeRawPointer(base).distance(to: found) + 1
      starts.append(Int32(clamping: at))
    }
    return starts
  }
}
