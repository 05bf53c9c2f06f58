import Evidence
import Exports
import Findings
import Foundation
public import Links
import RuleFiles
import Settings
import Workdays

extension InspectionFolder {
  /// Reads the inspection's exports in one pass; nil where there are none.
  ///
  /// - Parameter recorded: an earlier check of links outside the export (`links.json`), laid over what the export
  ///   alone cannot tell.
  public func readSite(_ reader: SiteReader, recorded: LinkReport?) throws(InspectionError) -> (
    result: SiteReadingResult, facts: SiteFacts
  )? {
    guard !manifest.sites.isEmpty else { return nil }
    var sources: [SiteSource] = []
    for site in manifest.sites {
      let url = folder.appending(path: site.path)
      guard FileManager.default.fileExists(atPath: url.path) else {
        throw InspectionError(["\(site.place)：找不到网站导出“\(site.path)”，请检查清单中的路径。"])
      }
      sources.append(SiteSource(path: url.path, base: site.base, complete: site.isComplete))
    }
    let site: Site
    do {
      site = try Site.open(sources)
    } catch {
      throw InspectionError(["\(error)"])
    }
    let facts = reader.read(site)
    guard facts.seen > 0 || !facts.pages.isEmpty else {
      throw InspectionError([
        "\(manifest.sites.map(\.path).joined(separator: "、"))：导出里没有任何网页。请确认路径指向网站的导出目录或压缩包。"
      ])
    }
    return (result(facts, site, recorded), facts)
  }

  private func result(_ facts: SiteFacts, _ site: Site, _ recorded: LinkReport?) -> SiteReadingResult {
    var checkedOn: [String: CivilDate] = [:]
    var links = facts.links
    if let recorded {
      for index in links.links.indices {
        // What the export itself shows goes before what somebody recorded of it.
        guard [.external, .uncaptured].contains(links.links[index].state),
          let known = recorded.link(to: links.links[index].url), known.state != .external
        else { continue }
        links.links[index].state = known.state
        links.links[index].reason = known.reason
        links.links[index].status = known.status
        links.links[index].title = known.title
        checkedOn[known.url] = recorded.checkedOn
      }
    }
    let picture = SitePicture(
      pages: facts.pages, links: links, checkedOn: checkedOn, isComplete: site.isComplete,
      target: { value, page in
        let target = facts.target(of: value, onPage: page)
        return .init(url: target.url, state: target.state, reason: target.reason, path: facts.path(of: target))
      },
      leadsTo: { page, other in facts.links(from: page, to: other) },
      pageText: PageTexts(site).content)
    let notes = facts.notes.map { "导出 \($0.path)：\($0.reason)。" }
    let unreadable = facts.unreadable.map { Results.Unreadable(path: $0.path, reason: $0.reason) }
    let unread = Set(facts.unreadable.map(\.path))
    return SiteReadingResult(
      picture: picture, seen: facts.seen, read: facts.pages.count { !unread.contains($0.path) },
      unreadable: unreadable, digest: facts.digest, notes: Array(notes.prefix(200)))
  }
}
