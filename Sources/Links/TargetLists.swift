/// Lists of numbers, one page's behind the other's: what each page links to. The frame that all pages share is a run of
/// neighbours, so that a number takes a byte where four would do for any.
struct TargetLists: Sendable {
  /// Distances to the number before, seven bits a byte, the last one below 0x80.
  private var bytes: [UInt8] = []

  /// Takes a page's numbers, each once and sorted, without those below zero; tells where they stand.
  mutating func append(_ numbers: inout [Int32]) -> Range<Int> {
    numbers.sort()
    let start = bytes.count
    var last: Int32 = -1
    for number in numbers where number > last {
      var distance = UInt32(bitPattern: number &- last)
      while distance >= 0x80 {
        bytes.append(UInt8(truncatingIfNeeded: distance) | 0x80)
        distance >>= 7
      }
      bytes.append(UInt8(truncatingIfNeeded: distance))
      last = number
    }
    return start..<bytes.count
  }

  func numbers(in range: Range<Int>) -> [Int32] {
    var numbers: [Int32] = []
    numbers.reserveCapacity(range.count)
    var (number, distance, shift): (Int32, UInt32, UInt32) = (-1, 0, 0)
    for byte in bytes[range] {
      distance |= UInt32(byte & 0x7F) << shift
      shift += 7
      guard byte < 0x80 else { continue }
      number &+= Int32(bitPattern: distance)
      numbers.append(number)
      (distance, shift) = (0, 0)
    }
    return numbers
  }
}
