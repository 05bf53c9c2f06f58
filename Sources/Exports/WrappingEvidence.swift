/// Whether the folders that hold a whole export are a wrapping (`mysite/zwgk/a.html`) or the site's own (`zwgk/a.html`):
/// links from the root, as the pages write them, hit files only when the root is where the site has it.
enum WrappingEvidence {
  private static let samplePages = 20
  private static let headBytes = 64 << 10

  /// Which of the folders, each within the one before it, holds the root: nil folders where none does and names are
  /// whole paths already; nil where the pages do not say.
  static func wrapping(
    of wrappings: [String], files: [SourceFile], content: SourceContent, limits: ExportLimits
  ) -> (folders: String?, hits: Int)? {
    let names = Set(files.map { SitePath.ofName($0.name) })
    let pages = files.filter { EntryKind.byName(NameDecoding.text($0.name)) == .page }.prefix(samplePages)
    let entries = pages.map {
      SiteEntry(path: SitePath.ofName($0.name), kind: .page, size: $0.size, source: 0, ordinal: $0.ordinal)
    }
    let cursor = SiteCursor(entries: entries, contents: [content], limits: limits) { _ in true }
    let buffer = PageBuffer()
    var found: [(folders: String?, hits: Int)] = [(nil, 0)] + wrappings.map { ($0, 0) }
    while let reading = cursor.next(into: buffer) {
      guard case .read = reading else { continue }
      for path in rootedPaths(UnsafeRawBufferPointer(rebasing: buffer.bytes.prefix(headBytes))) where !isFront(path) {
        let hit = found.firstIndex { names.contains($0.folders.map { "/\($0)\(path)" } ?? path) }
        if let hit { found[hit].hits += 1 }
      }
    }
    guard let most = found.max(by: { $0.hits < $1.hits }), found.count(where: { $0.hits == most.hits }) == 1 else {
      return nil
    }
    return most
  }

  /// The site's front page has the name that every column's has, and says nothing.
  private static func isFront(_ path: String) -> Bool {
    path.hasPrefix("/index.") || path.hasPrefix("/default.")
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
