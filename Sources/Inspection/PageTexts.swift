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
  /// The pages of an archive that checks may ask for; none of a folder, which gives any.
  private let wanted: Set<String>
  private let streamed: Mutex<[String: PageContent]?> = Mutex(nil)

  init(_ site: Site, pages: [PageFacts]) {
    self.site = site
    // By their places: a copy of a page's facts counts some forty references.
    wanted =
      site.isRandomAccess
      ? [] : Set(pages.indices.filter { [.policy, .interpretation].contains(pages[$0].kind) }.map { pages[$0].path })
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
      let known = streamed ?? read(SiteCursor(site) { wanted.contains($0.path) })
      streamed = known
      return known[path] ?? (!wanted.contains(path) ? read(SiteCursor(site, at: path))[path] : nil)
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
