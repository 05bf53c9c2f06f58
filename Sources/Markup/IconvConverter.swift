import CLibXML2

/// The C library's converter, for charsets too rare to have tables of their own here.
///
/// One converter belongs to one task.
final class IconvConverter {
  private let descriptor: iconv_t

  init?(from source: String, to target: String) {
    guard let opened = iconv_open(target, source), Int(bitPattern: opened) != -1 else { return nil }
    descriptor = opened
  }

  deinit { iconv_close(descriptor) }

  /// The whole input, with `replacement` for each byte that cannot be converted, and how many those were.
  func convert(_ input: UnsafeBufferPointer<UInt8>, replacement: [UInt8]) -> (text: [UInt8], bad: Int) {
    var text: [UInt8] = []
    var bad = 0
    var rest = UnsafeMutablePointer<CChar>(
      mutating: UnsafeRawPointer(input.baseAddress)?.assumingMemoryBound(to: CChar.self))
    var left = input.count
    _ = iconv(descriptor, nil, nil, nil, nil)
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 16_384) { piece in
      while left > 0 {
        var target = piece.baseAddress
        var room = piece.count
        let before = left
        let result = iconv(descriptor, &rest, &left, &target, &room)
        text.append(contentsOf: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: piece[..<(piece.count - room)])))
        // Full output is no error; any other failure is one bad byte.
        if result == -1, room >= 16 || left == before {
          rest = rest.map { $0 + 1 }
          left -= 1
          bad += 1
          text.append(contentsOf: replacement)
        }
      }
    }
    return (text, bad)
  }
}
