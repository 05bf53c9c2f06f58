import Pages

/// What pages of the cache have in common, as one worker has met it, each made once.
final class CachedParts {
  private let cache: PageCacheContents
  /// For each segment, by number.
  private var texts: [[String?]]
  private var frames: [[Apart<PageFrame>?]]

  init(_ cache: PageCacheContents) {
    self.cache = cache
    let counts = (0..<cache.segmentCount).map { cache.commonCounts(inSegment: $0) }
    texts = counts.map { Array(repeating: nil, count: $0.texts) }
    frames = counts.map { Array(repeating: nil, count: $0.frames) }
  }

  func ofSegment(_ segment: Int) -> Segment { Segment(parts: self, segment: segment) }

  struct Segment: CommonFacts {
    fileprivate let parts: CachedParts
    fileprivate let segment: Int

    func text(_ number: Int) -> String? { parts.text(number, segment) }
    func frame(_ number: Int) -> Apart<PageFrame>? { parts.frame(number, segment) }
  }

  private func text(_ number: Int, _ segment: Int) -> String? {
    guard texts[segment].indices.contains(number) else { return nil }
    if let known = texts[segment][number] { return known }
    texts[segment][number] = cache.text(number, inSegment: segment)
    return texts[segment][number]
  }

  private func frame(_ number: Int, _ segment: Int) -> Apart<PageFrame>? {
    guard frames[segment].indices.contains(number) else { return nil }
    if let known = frames[segment][number] { return known }
    frames[segment][number] = cache.frame(number, inSegment: segment).map { Apart($0) }
    return frames[segment][number]
  }
}
