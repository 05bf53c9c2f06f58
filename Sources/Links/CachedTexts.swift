/// The words of cached links as one worker has met them, each made once.
struct CachedTexts {
  /// For each segment, by number.
  private var texts: [[String?]] = []

  mutating func text(_ number: Int, inSegment segment: Int, of cache: PageCacheContents) -> String {
    if texts.isEmpty {
      texts = (0..<cache.segmentCount).map { Array(repeating: nil, count: cache.textCount(inSegment: $0)) }
    }
    guard texts[segment].indices.contains(number) else { return "" }
    if let known = texts[segment][number] { return known }
    let text = cache.text(number, inSegment: segment)
    texts[segment][number] = text
    return text
  }
}
