/// Lists of numbers, one page's behind the other's: what each page links to. The frame that all pages share is a run of
/// neighbours, so that a number takes a byte where four would do for any.
struct TargetLists: Sendable {
  /// Steps from the number before, of either sign, seven bits a byte, the last one below 0x80.
  private var bytes: [UInt8] = []
  private static let longest = 5

  /// Takes a page's numbers, each once; tells where they stand.
  mutating func append(_ numbers: UnsafeBufferPointer<Int32>) -> Range<Int> {
    let start = bytes.count
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: numbers.count * Self.longest) { room in
      var (last, count): (Int32, Int) = (0, 0)
      for number in numbers {
        let step = number &- last
        var rest = UInt32(bitPattern: step << 1 ^ step >> 31)
        while rest >= 0x80 {
          room[count] = UInt8(truncatingIfNeeded: rest) | 0x80
          count += 1
          rest >>= 7
        }
        room[count] = UInt8(truncatingIfNeeded: rest)
        count += 1
        last = number
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: room[..<count]))
    }
    return start..<bytes.count
  }

  /// Hands over the numbers in the order in which they were taken, as long as they are wanted.
  @inline(__always)
  func each(in range: Range<Int>, _ take: (Int32) -> Bool) {
    bytes.withUnsafeBufferPointer { bytes in
      var (number, rest, shift): (Int32, UInt32, UInt32) = (0, 0, 0)
      for byte in bytes[range] {
        rest |= UInt32(byte & 0x7F) &<< shift
        shift &+= 7
        guard byte < 0x80 else { continue }
        number &+= Int32(bitPattern: rest >> 1) ^ -Int32(bitPattern: rest & 1)
        guard take(number) else { return }
        (rest, shift) = (0, 0)
      }
    }
  }
}
