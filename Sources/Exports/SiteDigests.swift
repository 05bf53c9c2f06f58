/// SHA-256 digests of entries' bytes.
public enum SiteDigests {
  /// By path; entries that cannot be read have none.
  static func of(
    _ entries: [SiteEntry], contents: [SourceContent], limits: ExportLimits
  ) throws(ExportError) -> [String: ContentDigest] {
    let cursor = SiteCursor(entries: entries, contents: contents, limits: limits) { _ in true }
    let buffer = PageBuffer()
    var digests: [String: ContentDigest] = [:]
    while let reading = cursor.next(into: buffer) {
      guard case .read(let index) = reading else { continue }
      digests[entries[index].path] = ContentDigest(of: buffer.bytes)
    }
    return digests
  }

  public static func hexadecimal(_ digest: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef")
    return String(digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}
