/// Lists of numbers, one page's behind the other's: what each page links to. The frame that all pages share is a run of
/// neighbours, so that a number takes a byte where four would do for any.
struct TargetLists: Sendable {
  /// Steps from the number before, of either sign, seven bits a byte, the last one below 0x80.
  private var bytes: [UInt8] = []

  /// Takes a page's numbers, each once; tells where they stand.
  mutating func append(_ numbers: [Int32]) -> Range<Int> {
    let start = bytes.count
    var last: Int32 = 0
    for number in numbers {
      let step = number &- last
      var rest = UInt32(bitPattern: step << 1 ^ step >> 31)
      while rest >= 0x80 {
        bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
        rest >>= 7
      }
      bytes.append(UInt8(truncatingIfNeeded: rest))
      last = number
    }
    return start..<bytes.count
  }

  /// The numbers in the order in which they were taken.
  func numbers(in range: Range<Int>) -> [Int32] {
    var numbers: [Int32] = []
    numbers.reserveCapacity(range.count)
    var (number, rest, shift): (Int32, UInt32, UInt32) = (0, 0, 0)
    for byte in bytes[range] {
      rest |= UInt32(byte & 0x7F) << shift
      shift += 7
      guard byte < 0x80 else { continue }
      number &+= Int32(bitPattern: rest >> 1) ^ -Int32(bitPattern: rest & 1)
      numbers.append(number)
      (rest, shift) = (0, 0)
    }
    return numbers
  }
}
