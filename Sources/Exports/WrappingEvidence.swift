/// Whether the folder that holds a whole export is a wrapping (`mysite/zwgk/a.html`) or the site's own (`zwgk/a.html`):
/// links from the root, as the pages write them, hit files only when the root is where the site has it.
enum WrappingEvidence {
  private static let samplePages = 20
  private static let headBytes = 64 << 10

  /// true: it is a wrapping; nil: the pages do not say.
  static func isWrapping(
    _ top: String, files: [SourceFile], content: SourceContent, limits: ExportLimits
  ) -> Bool? {
    let names = Set(files.map { SitePath.ofName($0.name) })
    let pages = files.filter { EntryKind.byName(NameDecoding.text($0.name)) == .page }.prefix(samplePages)
    let entries = pages.map {
      SiteEntry(path: SitePath.ofName($0.name), kind: .page, size: $0.size, source: 0, ordinal: $0.ordinal)
    }
    let cursor = SiteCursor(entries: entries, contents: [content], limits: limits) { _ in true }
    let buffer = PageBuffer()
    var (asWrapping, asOwn) = (0, 0)
    while let reading = cursor.next(into: buffer) {
      guard case .read = reading else { continue }
      for path in rootedPaths(UnsafeRawBufferPointer(rebasing: buffer.bytes.prefix(headBytes))) {
        if names.contains(path) { asOwn += 1 } else if names.contains("/\(top)\(path)") { asWrapping += 1 }
      }
    }
    return asWrapping == asOwn ? nil : asWrapping > asOwn
  }

  /// The paths of attribute values that begin with one slash.
  private static func rootedPaths(_ bytes: UnsafeRawBufferPointer) -> [String] {
    var paths: [String] = []
    var at = 0
    while at + 3 < bytes.count {
      defer { at += 1 }
      guard bytes[at] == UInt8(ascii: "="), bytes[at + 1] == UInt8(ascii: "\"") || bytes[at + 1] == UInt8(ascii: "'"),
        bytes[at + 2] == UInt8(ascii: "/"), bytes[at + 3] != UInt8(ascii: "/")
      else { continue }
      let value = bytes[(at + 2)...].prefix(300).prefix { byte in
        byte != bytes[at + 1] && byte != UInt8(ascii: "?") && byte != UInt8(ascii: "#")
      }
      paths.append(SitePath.ofName(Array(value)))
    }
    return paths
  }
}
