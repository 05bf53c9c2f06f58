import Evidence
import Pages

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Whether one text stands in another, byte by byte. The standard library compares character by character, which costs
/// a hundred times as much and tells words apart only where a combining mark follows.
extension String {
  func contains(_ word: String) -> Bool {
    withBytes { text in word.withBytes { text.holds($0) } }
  }

  /// The text without a word, wherever it stands.
  func without(_ word: String) -> String {
    withBytes { text in
      word.withBytes { word -> String? in
        guard !word.isEmpty, var found = text.place(of: word) else { return nil }
        var (left, start): ([UInt8], Int) = ([], 0)
        left.reserveCapacity(text.count)
        while true {
          left += text[start..<found]
          start = found + word.count
          guard let next = text.place(of: word, from: start) else { break }
          found = next
        }
        left += text[start...]
        return String(decoding: left, as: UTF8.self)
      }
    } ?? self
  }

  /// What follows the scheme of an absolute address: its host and its path.
  var withoutScheme: Substring? {
    guard let mark = withBytes({ text in "://".withBytes { text.place(of: $0) } }) else { return nil }
    return self[utf8.index(utf8.startIndex, offsetBy: mark + 3)...]
  }

  /// The path of an absolute address with its slash; nil where it has none.
  var pathBehindHost: Substring? {
    guard let rest = withoutScheme, let slash = rest.utf8.firstIndex(of: UInt8(ascii: "/")) else { return nil }
    return rest[slash...]
  }
}

extension UnsafeBufferPointer<UInt8> {
  func holds(_ word: UnsafeBufferPointer<UInt8>) -> Bool { word.isEmpty || place(of: word) != nil }
}
