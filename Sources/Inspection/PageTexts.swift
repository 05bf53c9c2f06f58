import Evidence
import Exports
import Links
import Pages
import Synchronization

/// The words of single pages, read again when a check asks for them: page by page from a folder; from an archive,
/// which can only be streamed, all pages that checks may ask for in one more pass.
///
/// Several rules ask for the same pages: as many texts as fit into `capacity` are kept.
final class PageTexts: Sendable {
  private let site: Site
  private let facts: [String: PageKind]
  private let streamed: Mutex<[String: PageContent]?> = Mutex(nil)

  init(_ site: Site, pages: [PageFacts]) {
    self.site = site
    facts = Dictionary(
      pages.lazy.filter { $0.kind == .policy || $0.kind == .interpretation }.map { ($0.path, $0.kind) }
    ) { first, _ in first }
  }

  /// Bytes of texts that are kept.
  private static let capacity = 24 << 20

  private struct Kept {
    var contents: [String: PageContent?] = [:]
    var bytes = 0
  }

  private let kept = Mutex(Kept())

  @Sendable func content(of path: String) -> PageContent? {
    if site.isRandomAccess {
      if let content = kept.withLock({ $0.contents[path] }) { return content }
      let content = read(SiteCursor(site, at: path))[path]
      kept.withLock { kept in
        let size = content.map { $0.text.utf8.count } ?? 0
        guard kept.bytes + size <= Self.capacity else { return }
        kept.bytes += size
        kept.contents[path] = .some(content)
      }
      return content
    }
    return streamed.withLock { streamed in
      let known = streamed ?? read(SiteCursor(site) { facts[$0.path] != nil })
      streamed = known
      return known[path] ?? (facts[path] == nil ? read(SiteCursor(site, at: path))[path] : nil)
    }
  }

  private func read(_ cursor: SiteCursor) -> [String: PageContent] {
    let buffer = PageBuffer()
    var contents: [String: PageContent] = [:]
    while let reading = cursor.next(into: buffer) {
      guard case .read(let index) = reading else { continue }
      let entry = site.entries[index]
      let text = PageText(buffer.bytes, transportCharset: entry.transportCharset)
      contents[entry.path] = PageContent(text: text.text, headings: text.headings, shown: text.shown)
    }
    return contents
  }
}
