import Evidence
import Exports
import Findings
import Foundation
public import Links
import Records
public import RuleFiles
import Settings
import Workdays

extension InspectionFolder {
  /// Reads the inspection's exports in one pass; nil where there are none.
  ///
  /// - Parameter recorded: an earlier check of links outside the export (`links.json`), laid over what the export
  ///   alone cannot tell.
  /// - Parameter opening: the same exports, where somebody has begun to open them.
  public func readSite(
    _ reader: SiteReader, recorded: LinkReport?, opening: SiteOpening
  ) async throws(InspectionError) -> (result: SiteReadingResult, facts: SiteFacts)? {
    let opened = try await opening.opened
    guard let site = opened.site else { return nil }
    var reader = reader
    reader.table = opened.table
    reader.cache?.early = opened.cached
    return try read(site, by: reader, recorded)
  }

  public func readSite(_ reader: SiteReader, recorded: LinkReport?) throws(InspectionError) -> (
    result: SiteReadingResult, facts: SiteFacts
  )? {
    guard let site = try openSite() else { return nil }
    return try read(site, by: reader, recorded)
  }

  /// The exports as one site, of which nothing is read yet; nil where there are none.
  func openSite() throws(InspectionError) -> Site? {
    guard !manifest.sites.isEmpty else { return nil }
    var sources: [SiteSource] = []
    for site in manifest.sites {
      let url = folder.appending(path: site.path)
      guard FileManager.default.fileExists(atPath: url.path) else {
        throw InspectionError(["\(site.place)：找不到网站导出“\(site.path)”，请检查清单中的路径。"])
      }
      sources.append(SiteSource(path: url.path, base: site.base, complete: site.isComplete, name: site.path))
    }
    do {
      return try Site.open(sources)
    } catch {
      throw InspectionError(["\(error)"])
    }
  }

  /// An export, by its name, that lies within another.
  private static func isPacked(_ path: String) -> Bool {
    let name = path.lowercased()
    let endings = [".zip", ".rar", ".7z", ".tar", ".tgz", ".gz", ".xz", ".bz2", ".warc", ".wacz"]
    return endings.contains(where: name.hasSuffix)
  }

  private func read(
    _ site: Site, by reader: SiteReader, _ recorded: LinkReport?
  ) throws(InspectionError) -> (result: SiteReadingResult, facts: SiteFacts) {
    let facts = reader.read(site)
    let lost = facts.unreadable.filter { $0.reason == SiteCursor.damaged }
    if let first = lost.first {
      throw InspectionError([
        "\(manifest.sites.map(\.path).joined(separator: "、"))：导出包已损坏，有\(lost.count)个文件读不出来（如“\(first.path)”）。请重新导出或重新下载。"
      ])
    }
    if let only = reader.only {
      let missing = only.subtracting(facts.pages.map(\.path)).subtracting(facts.unreadable.map(\.path)).sorted()
      guard missing.isEmpty else {
        throw InspectionError(missing.prefix(20).map { "\($0)：导出里没有这个网页，请检查所列的路径。" })
      }
    }
    guard facts.seen > 0 || !facts.pages.isEmpty else {
      let place = manifest.sites.map(\.path).joined(separator: "、")
      if let packed = site.entries.first(where: { Self.isPacked($0.path) }) {
        throw InspectionError([
          "\(place)：导出里没有任何网页，只有压缩包（如“\(packed.path.dropFirst())”）。请指向压缩包本身，或在清单的 site 中逐个列出。"
        ])
      }
      throw InspectionError(["\(place)：导出里没有任何网页。请确认路径指向网站的导出目录或压缩包。"])
    }
    return (result(facts, site, recorded, isWhole: reader.only == nil), facts)
  }

  /// Every 办事链接 of the units' ledgers. A ledger that cannot be read gives none here; judging tells why.
  public func serviceAddresses(in book: RuleBook) -> [String] {
    guard let schema = book.ledgers["service_links"] else { return [] }
    return units.compactMap(\.records).flatMap { records in
      let read = try? LedgerFolder.read(at: folder.appending(path: records), named: records, schemas: [schema])
      return read?.ledgers.flatMap(\.rows).compactMap { $0.values["办事链接"]?.description } ?? []
    }
  }

  private func result(
    _ facts: SiteFacts, _ site: Site, _ recorded: LinkReport?, isWhole: Bool
  ) -> SiteReadingResult {
    var picture = SitePicture(
      pages: facts.pages, links: facts.links, isComplete: site.isComplete && isWhole,
      target: { value, page in
        let target = facts.target(of: value, onPage: page)
        return .init(url: target.url, state: target.state, reason: target.reason, path: facts.path(of: target))
      },
      leadsTo: { page, other in facts.links(from: page, to: other) },
      pageText: PageTexts(site, pages: facts.pages).content,
      linkIndexes: { facts.linkIndexes(onPage: $0) })
    picture.linkedAmong = { facts.linked(among: $0) }
    picture.mutualInterpretations = facts.linkedBothWays(with: .interpretation)
    picture.linkedPages = { facts.pages(linkedFrom: $0) }
    picture.pageCues = { facts.cues(onPage: $0) }
    picture.relatedPaths = { facts.related(toPageAt: $0) }
    picture.relatedPages = { facts.pagesRelated(toPageAt: $0) }
    let notes = facts.notes.map { "导出 \($0.path)：\($0.reason)。" }
    let unreadable = facts.unreadable.map { Results.Unreadable(path: $0.path, reason: $0.reason) }
    let unread = Set(facts.unreadable.map(\.path))
    let result = SiteReadingResult(
      picture: picture, seen: facts.seen, read: facts.pages.count { !unread.contains($0.path) },
      unreadable: unreadable, digest: facts.digest, notes: Array(notes.prefix(200)),
      file: { site.file(ofPath: $0) })
    return recorded.map { result.laying($0, over: facts.links) } ?? result
  }
}

extension SiteReadingResult {
  /// The same reading with what somebody recorded, or just asked of the web, where the export alone cannot tell.
  public func laying(_ recorded: LinkReport, over links: LinkReport) -> SiteReadingResult {
    var (links, checkedOn) = (links, [String: CivilDate]())
    for index in links.links.indices {
      guard let known = recorded.link(to: links.links[index].url), known.settles(links.links[index].state)
      else { continue }
      links.links[index].state = known.state
      links.links[index].reason = known.reason
      links.links[index].status = known.status
      links.links[index].title = known.title
      checkedOn[known.url] = recorded.checkedOn
    }
    // A ledger may name what no page of the export links to.
    let shown = Set(links.links.map(\.url))
    let elsewhere = recorded.links.filter { !shown.contains($0.url) && $0.state != .external }
    for known in elsewhere { checkedOn[known.url] = recorded.checkedOn }
    return SiteReadingResult(
      picture: picture.replacing(
        links: links, elsewhere: LinkReport(checkedOn: recorded.checkedOn, links: elsewhere), checkedOn: checkedOn),
      seen: seen, read: read,
      unreadable: unreadable, digest: digest, notes: notes, file: file)
  }
}
