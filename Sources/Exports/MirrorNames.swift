/// Names that wget gives pages when it is asked to make them open in a browser (`-E`): `list.jsp?id=1` becomes
/// `list.jsp?id=1.html`, `a.shtml` becomes `a.shtml.html`.
enum MirrorNames {
  private static let suffix = ".html"

  /// Whether this is such a mirror: some pages have two endings, and none has any other than HTML's own.
  static func addSuffix(_ entries: [SiteEntry]) -> Bool {
    var isAdded = false
    for entry in entries where entry.kind == .page {
      guard entry.path.hasSuffix(suffix) || entry.path.hasSuffix(".htm") else { return false }
      isAdded = isAdded || bare(entry.path) != nil
    }
    return isAdded
  }

  /// The name as the server had it; nil where nothing was added. What had no ending at all cannot be told from a page
  /// that always was `.html`.
  static func bare(_ path: String) -> String? {
    guard path.hasSuffix(suffix) else { return nil }
    let stem = String(path.dropLast(suffix.count))
    return EntryKind.byName(stem) == .page ? withQuery(stem) : nil
  }

  /// wget writes `@` for `?` where a file system wants it so.
  private static func withQuery(_ path: String) -> String {
    guard !path.contains("?"), let at = path.firstIndex(of: "@"), EntryKind.byName(String(path[..<at])) == .page else {
      return path
    }
    return path[..<at] + "?" + path[path.index(after: at)...]
  }
}
