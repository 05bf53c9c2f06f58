/// What a browser or a mirroring tool wrote into a saved page about where it came from.
public enum SavedPage {
  /// The original address in `<!-- saved from url=(0084)http://… -->` or HTTrack's `<!-- Mirrored from … by HTTrack`.
  ///
  /// Only the first kilobyte is looked at: that is where these tools write it.
  public static func origin(_ bytes: UnsafeRawBufferPointer) -> String? {
    let head = bytes.prefix(1024)
    guard head.contains(UInt8(ascii: "<")) else { return nil }
    if text(after: "saved from url=(", in: head) != nil { return browserOrigin(bytes) }
    if let found = text(after: "<!-- Mirrored from ", in: head), found.contains(" by HTTrack") {
      let address = found.prefix { !$0.isWhitespace }
      return address.isEmpty ? nil : "http://" + address
    }
    return nil
  }

  /// The same where a browser wrote it, which saves one page and not a site.
  static func browserOrigin(_ bytes: UnsafeRawBufferPointer) -> String? {
    guard let found = text(after: "saved from url=(", in: bytes.prefix(1024)) else { return nil }
    guard let close = found.firstIndex(of: ")"), found[..<close].allSatisfy({ $0.isNumber }) else { return nil }
    let address = found[found.index(after: close)...].prefix { !$0.isWhitespace && $0 != ">" }
    return SiteBase(String(address)) == nil ? nil : String(address)
  }

  private static func text(after mark: StaticString, in head: Slice<UnsafeRawBufferPointer>) -> String? {
    mark.withUTF8Buffer { mark in
      guard let first = mark.first, head.count > mark.count else { return nil }
      var index = head.startIndex
      while index + mark.count <= head.endIndex {
        if head[index] == first, head[index..<index + mark.count].elementsEqual(mark) {
          return String(decoding: head[(index + mark.count)...].prefix { $0 != 10 && $0 != 13 }, as: UTF8.self)
        }
        index += 1
      }
      return nil
    }
  }
}
