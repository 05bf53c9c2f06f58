import CMimalloc
import Findings
import Foundation
import Inspection
import Links
import RuleFiles
import Settings
import Workdays

/// Reading and judging one inspection folder, as the commands share it.
struct Inspecting {
  /// Pages of a site for which memory need not be given back at once.
  private static let smallSite = 20_000
  static let tool = Results.Tool(name: "gongkai", version: Gongkai.version)

  let book: RuleBook
  let folder: InspectionFolder
  let jobs: Int
  private let opening: SiteOpening
  /// Where pages are kept between runs; nil for nowhere.
  private let cacheFolder: String?

  /// - Parameter usesCache: whether pages that an earlier run read may be taken from there, and kept for the next.
  init(_ options: InspectionOptions, usesCache: Bool = true) throws(SettingError) {
    let jobs = options.jobs ?? ProcessInfo.processInfo.activeProcessorCount
    // The site is opened while the rules are loaded; what is wrong with the rules is told first all the same.
    let found = Result { () throws(SettingError) in
      let folder = try InspectionFolder(at: options.folder, overrides: options.overrides(), today: Today.inChina())
      // A bare export keeps nothing beside it.
      let hasManifest = FileManager.default.fileExists(atPath: folder.folder.appending(path: Manifest.fileName).path)
      let cache = usesCache && hasManifest ? folder.folder.appending(path: ".gongkai-cache").path : nil
      return (folder, cache, SiteOpening(folder, cache: cache, jobs: jobs))
    }
    let proof = (try? found.get())?.1.map { RuleProof(folder: $0, tool: Gongkai.version) }
    book = try RuleBook(folder: RulesFolder.locate(), jobs: jobs, proof: proof)
    (folder, cacheFolder, opening) = try found.get()
    self.jobs = jobs
  }

  /// What tells the state of links outside the export.
  enum Links {
    case offline
    case recorded(LinkReport?)
    case online(allowPrivate: Bool)
  }

  /// Reads the site, judges all units.
  ///
  /// - Parameter only: site paths, where no other page is to be looked at.
  func run(links: Links, only: Set<String>? = nil) async throws -> Inspection {
    // A profile that cannot be used is told before the site is read.
    for unit in folder.units { _ = try folder.plan(of: unit, in: book) }
    let line = ProgressLine("读取网页")
    var reader = SiteReader(jobs: jobs, checkedOn: folder.asOf) {
      guard $0.done > 0 else {
        // A small site has memory to spare, and to ask for it again takes longer than to keep it.
        if $0.total <= Self.smallSite { give_free_memory_back_after(25) }
        return
      }
      line.show(done: $0.done, total: $0.total, bytes: $0.bytes)
    }
    reader.only = only
    reader.cues = book.vocabulary.cues
    if case .online(let allowPrivate) = links { reader.allowPrivate = allowPrivate }
    if let cacheFolder, only == nil {
      reader.cache = PageCache(
        folder: cacheFolder, tool: Gongkai.version, pageRules: book.vocabulary.cues.words.joined(separator: "\n"))
    }
    var site = try await folder.readSite(reader, recorded: recorded(links), opening: opening)
    line.end()
    if case .online(let allowPrivate) = links, let facts = site?.facts, let result = site?.result {
      // A ledger may name services that no page links to; they are asked about like the rest.
      let wanted = facts.links.adding(folder.serviceAddresses(in: book).map { facts.target(of: $0) })
      let probed = try await OnlineLinks(folder: folder, allowPrivate: allowPrivate).probe(wanted)
      site?.result = result.laying(probed, over: facts.links)
    }
    return try await Inspection.run(
      folder, book: book, site: site?.result, tool: Self.tool, isPartial: only != nil,
      jobs: jobs)
  }

  private func recorded(_ links: Links) -> LinkReport? {
    if case .recorded(let report) = links { return report }
    return nil
  }

  /// `links.json` beside the manifest, where there is one.
  func recordedLinks() throws(SettingError) -> LinkReport? {
    let url = folder.folder.appending(path: "links.json")
    guard FileManager.default.fileExists(atPath: url.path) else { return nil }
    let place = Place(file: "links.json")
    guard let data = try? Data(contentsOf: url) else { throw SettingError("文件无法打开。", at: place) }
    guard let report = try? JSONDecoder().decode(LinkReport.self, from: data) else {
      throw SettingError("不是 gongkai links 写出的链接核查结果，请重新生成或移走。", at: place)
    }
    guard report.schema == LinkReport.currentSchema else {
      throw SettingError("版本是\(report.schema)，本程序只认\(LinkReport.currentSchema)，请重新生成。", at: place)
    }
    var sorted = report
    sorted.links.sort { $0.url < $1.url }
    return sorted
  }
}
