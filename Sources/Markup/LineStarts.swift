#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Where the lines of a page begin, found as far as places are asked for: a page is asked for dozens of places, and each
/// would count its lines from the top again. Lines end with LF.
final class LineStarts {
  private var text = Lines()
  private var source = Lines()

  /// The 1-based line on which an offset into the text lies, and where that line begins.
  func line(of offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> (line: Int, start: Int) {
    text.line(of: offset, in: bytes)
  }

  /// Where a 1-based line of the original bytes begins; their end where they have no such line.
  func sourceStart(ofLine line: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    source.start(ofLine: line, in: bytes)
  }

  private struct Lines {
    private var starts: [Int32] = [0]
    /// How far the bytes have been looked through.
    private var end = 0

    /// Looks for the end of one more line; false where the bytes have none.
    private mutating func takeLine(of bytes: UnsafeBufferPointer<UInt8>) -> Bool {
      guard end < bytes.count, let base = bytes.baseAddress,
        let found = memchr(base + end, 0x0A, bytes.count - end)
      else {
        end = bytes.count
        return false
      }
      end = UnsafeRawPointer(base).distance(to: found) + 1
      starts.append(Int32(clamping: end))
      return true
    }

    mutating func start(ofLine line: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
      while starts.count < line, takeLine(of: bytes) {}
      return starts.indices.contains(line - 1) ? Int(starts[line - 1]) : bytes.count
    }

    mutating func line(of offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> (line: Int, start: Int) {
      while end <= offset, takeLine(of: bytes) {}
      var (low, high) = (0, starts.count)
      while high - low > 1 {
        let middle = (low + high) / 2
        if Int(starts[middle]) <= offset { low = middle } else { high = middle }
      }
      return (low + 1, Int(starts[low]))
    }
  }
}
