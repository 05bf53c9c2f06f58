/// The addresses that saved pages note, and whether a source is a folder of pages that somebody saved one by one.
///
/// Such a folder is no mirror: what its pages link to was not left out of the site, only not saved.
struct SavedFolder {
  /// By the file's ordinal.
  private(set) var origins: [Int: String] = [:]
  /// The site that the pages were saved from; nil where the source is no such folder.
  private(set) var base: SiteBase?

  /// - Parameter pages: the source's pages.
  init(_ pages: [SourceFile], of content: SourceContent, limits: ExportLimits) {
    var (byBrowser, hosts): (Set<String>, [SiteBase: Int]) = ([], [:])
    func note(_ head: UnsafeRawBufferPointer, _ ordinal: Int) {
      guard let origin = SavedPage.origin(head) else { return }
      origins[ordinal] = origin
      guard let saved = SavedPage.browserOrigin(head), let address = SiteBase(saved) else { return }
      byBrowser.insert(saved)
      hosts[SiteBase(scheme: address.scheme, host: address.host, port: address.port), default: 0] += 1
    }
    switch content {
    case .directory(let root, let names, _):
      for file in pages {
        _ = DirectorySource.head(root: root, name: names[file.ordinal]) { note($0, file.ordinal) }
      }
    case .archive:
      let entries = pages.map { SiteEntry(path: "", kind: .other, size: $0.size, source: 0, ordinal: $0.ordinal) }
      let cursor = SiteCursor(entries: entries, contents: [content], limits: limits) { _ in true }
      let buffer = PageBuffer()
      while let reading = cursor.next(into: buffer) {
        if case .read(let index) = reading { note(buffer.bytes, entries[index].ordinal) }
      }
    case .webArchive, .made: break
    }
    // A template that was once saved bears one address on every page; saved pages have each their own.
    guard byBrowser.count * 2 > pages.count else { return }
    base = hosts.max { ($0.value, $1.key.host) < ($1.value, $0.key.host) }?.key
  }
}
