import Foundation
import Pages
import Testing
import Workdays

@testable import Exports
@testable import Links

@Suite("The cache of pages")
struct PageCacheTests {
  private func reader(_ folder: SiteFolder, cache: PageCache?, jobs: Int = 2) throws -> SiteReader {
    var reader = SiteReader(jobs: jobs, checkedOn: try #require(CivilDate(iso: "2024-09-30")))
    reader.cache = cache
    return reader
  }

  private func site(_ folder: SiteFolder) throws -> Site {
    try Site.open([SiteSource(path: folder.url.path, base: "https://www.example.gov.cn/")])
  }

  /// Everything that a run says, to be compared whole.
  private func told(_ facts: SiteFacts) -> String {
    String(decoding: facts.links.json(), as: UTF8.self) + "\(facts.pages)\(facts.unreadable)\(facts.digest)"
      + facts.pages.map { "\(facts.pages(linkedFrom: $0.path))" }.joined()
  }

  private func files() -> [String: String] {
    var files: [String: String] = ["css/a.css": "a{background:url(x.png)}"]
    for number in 0..<60 {
      files["d\(number % 4)/p\(number).html"] = page(
        """
        <a href="/d\(number % 4)/p\(number + 4).html">下一页 \(number)</a><a href="p\(number % 9).html#a\(number)">锚</a>
        <a href="#own\(number % 3)">页内</a><i id="own1"></i><a href="/gone.html">没有 \(number)</a><a href="?q=\(number)">问</a>
        <img src="/x.png"><a href="http://10.1.1.1/a">内网</a> 联系电话 13812345678，身份证号 310101199003070038。
        <a href="/bs/item?id=1">我要办</a>
        """,
        head: number % 7 == 0 ? "<base href=\"/d1/\">" : "")
    }
    return files
  }

  @Test("results with a cache are those without, after edits, removals, additions, and for any number of workers")
  func neverChangesResults() throws {
    let folder = try SiteFolder(files())
    let cache = PageCache(folder: folder.url.path + "/.gongkai-cache", tool: "1", pageRules: "r")
    func check(_ step: String) throws {
      let plain = told(try reader(folder, cache: nil).read(site(folder)))
      for jobs in [1, 3] {
        #expect(
          told(try reader(folder, cache: cache, jobs: jobs).read(site(folder))) == plain, "\(step)")
      }
    }
    try check("first")
    try check("again")
    try Data(page("<a href=/gone.html>新</a>").utf8).write(to: folder.url.appending(path: "d0/p0.html"))
    try check("edited")
    for name in ["d1/p1.html", "d2/p2.html", "d0/p4.html"] {
      try FileManager.default.removeItem(at: folder.url.appending(path: name))
    }
    try check("removed")
    try Data(page("<a href=/gone.html>首个</a>").utf8).write(to: folder.url.appending(path: "gone.html"))
    try Data(page("<a href=/x.png>首个</a>").utf8).write(to: folder.url.appending(path: "a.html"))
    try check("added")
  }

  @Test("pages are found again by their bytes; another tool, other rules, other bytes, and damage find nothing")
  func keys() throws {
    let folder = try SiteFolder(files())
    let cacheFolder = folder.url.path + "/.gongkai-cache"
    let cache = PageCache(folder: cacheFolder, tool: "1", pageRules: "r")
    let site = try site(folder)
    _ = try reader(folder, cache: cache).read(site)
    let contents = try #require(cache.load(for: site))
    #expect(contents.count == 60)
    let place = try #require(site.entries.firstIndex { $0.kind == .page })
    let entry = site.entries[place]
    let bytes = try Data(contentsOf: folder.url.appending(path: String(entry.path.dropFirst())))
    let digest = bytes.withUnsafeBytes { ContentDigest(of: $0) }
    let other = bytes.dropLast().withUnsafeBytes { ContentDigest(of: $0) }
    func found(_ digest: ContentDigest, url: String?, charset: String? = nil, savedFolder: String? = nil) -> String? {
      let circumstances = PageCacheContents.Circumstances(url: url, charset: charset, savedFolder: savedFolder)
      return contents.page(place, digest: digest, circumstances, CachedParts(contents))?.facts.path
    }
    #expect(found(digest, url: site.url(of: entry)) == entry.path)
    #expect(found(digest, url: nil) == nil)
    #expect(found(other, url: site.url(of: entry)) == nil)
    #expect(found(digest, url: site.url(of: entry), charset: "gbk") == nil)
    #expect(found(digest, url: site.url(of: entry), savedFolder: "/a/") == nil)
    #expect(PageCache(folder: cacheFolder, tool: "2", pageRules: "r").load(for: site) == nil)
    #expect(PageCache(folder: cacheFolder, tool: "1", pageRules: "s").load(for: site) == nil)
    #expect(cache.load(for: try Site.open([SiteSource(path: folder.url.path, base: "https://www.b.gov.cn/")])) == nil)
    let whole = try Data(contentsOf: URL(fileURLWithPath: cache.file))
    for damaged in [
      whole.dropLast(1), whole.prefix(40), Data(),
      Data(whole.enumerated().map { $0 == 5000 ? $1 ^ 1 : $1 }),
    ] {
      try Data(damaged).write(to: URL(fileURLWithPath: cache.file))
      #expect(cache.load(for: site) == nil)
      #expect(try reader(folder, cache: cache).read(site).pages.count == 60)
      #expect(cache.load(for: site) != nil)
    }
  }

  @Test("what was read anew is put behind what is there; half a segment at the end is passed over and replaced")
  func segments() throws {
    let folder = try SiteFolder(files())
    let cache = PageCache(folder: folder.url.path + "/.gongkai-cache", tool: "1", pageRules: "r")
    let file = URL(fileURLWithPath: cache.file)
    func edit(_ text: String) throws {
      try Data(page("<a href=/gone.html>\(text)</a>").utf8).write(to: folder.url.appending(path: "d0/p0.html"))
      let plain = told(try reader(folder, cache: nil).read(site(folder)))
      #expect(told(try reader(folder, cache: cache).read(site(folder))) == plain, "\(text)")
    }
    _ = try reader(folder, cache: cache).read(site(folder))
    let whole = try Data(contentsOf: file)
    try edit("一")
    let longer = try Data(contentsOf: file)
    #expect(longer.starts(with: whole) && longer.count < whole.count * 5 / 4)
    #expect(try #require(cache.load(for: site(folder))).segmentCount == 2)
    for torn in [longer + longer.suffix(200), longer.dropLast(30)] {
      try torn.write(to: file)
      #expect(try #require(cache.load(for: site(folder))).count == 60)
      try edit("在残段之后 \(torn.count)")
      let contents = try #require(cache.load(for: site(folder)))
      #expect(contents.end == contents.bytes.count)
    }
    for step in 0..<40 { try edit("第 \(step) 次") }
    // Neither segments nor what nobody needs any more pile up.
    let contents = try #require(cache.load(for: site(folder)))
    #expect(contents.segmentCount <= 17 && contents.count == 60)
    #expect(try Data(contentsOf: file).count < whole.count * 3)
  }

  @Test("a file at rest is recognised without being read; one that was written again is not, whatever its dates say")
  func recognises() throws {
    let folder = try SiteFolder(files())
    let cache = PageCache(folder: folder.url.path + "/.gongkai-cache", tool: "1", pageRules: "r")
    let edited = folder.url.appending(path: "d1/p1.html")
    func recognised() throws -> Set<String> {
      let site = try site(folder)
      let contents = try #require(cache.load(for: site))
      let cursor = SiteCursor(site) { $0.kind == .page }
      let buffer = PageBuffer()
      var paths: Set<String> = []
      while let reading = cursor.next(into: buffer, unless: { contents.isSeen($0, as: $1) }) {
        if case .recognised(let index) = reading { paths.insert(site.entries[index].path) }
      }
      return paths
    }
    // Just written: the next writing might bear the same time.
    _ = try reader(folder, cache: cache).read(site(folder))
    #expect(try recognised() == [])
    Thread.sleep(forTimeInterval: 2.2)
    _ = try reader(folder, cache: cache).read(site(folder))
    #expect(try recognised().count == 60)
    let before = try FileManager.default.attributesOfItem(atPath: edited.path)[.modificationDate] as? Date
    let text = try String(contentsOf: edited, encoding: .utf8).replacing("下一页", with: "上一页")
    try Data(text.utf8).write(to: edited)
    try FileManager.default.setAttributes([.modificationDate: try #require(before)], ofItemAtPath: edited.path)
    #expect(try recognised().count == 59)
    #expect(try !recognised().contains("/d1/p1.html"))
    let plain = told(try reader(folder, cache: nil).read(site(folder)))
    #expect(told(try reader(folder, cache: cache).read(site(folder))) == plain)
  }

  @Test("what several workers met stands in the cache once; a rewriting of the whole keeps files recognised")
  func sharedValues() throws {
    let folder = try SiteFolder(files())
    func contents(jobs: Int) throws -> PageCacheContents {
      let cache = PageCache(folder: folder.url.path + "/.gongkai-cache-\(jobs)", tool: "1", pageRules: "r")
      _ = try reader(folder, cache: cache, jobs: jobs).read(site(folder))
      return try #require(cache.load(for: site(folder)))
    }
    let (one, several) = (try contents(jobs: 1), try contents(jobs: 4))
    #expect(one.valueCount(inSegment: 0) == several.valueCount(inSegment: 0))
    Thread.sleep(forTimeInterval: 2.2)
    let cache = PageCache(folder: folder.url.path + "/.gongkai-cache-1", tool: "1", pageRules: "r")
    _ = try reader(folder, cache: cache).read(site(folder))
    for number in 0..<20 {
      try Data(page("<a href=/gone.html>\(number)</a>").utf8)
        .write(to: folder.url.appending(path: "d\(number % 4)/p\(number).html"))
    }
    // A third of the pages is new: all is written anew.
    _ = try reader(folder, cache: cache).read(site(folder))
    let now = try site(folder)
    let rewritten = try #require(cache.load(for: now))
    #expect(rewritten.segmentCount == 1)
    let cursor = SiteCursor(now) { $0.kind == .page }
    var known = 0
    while let reading = cursor.next(into: PageBuffer(), unless: { rewritten.isSeen($0, as: $1) }) {
      if case .recognised = reading { known += 1 }
    }
    #expect(known == 40)
  }

  @Test("a file that is written between the listing of the site and its reading is read anew the next time")
  func writtenMeanwhile() throws {
    let folder = try SiteFolder(files())
    let cache = PageCache(folder: folder.url.path + "/.gongkai-cache", tool: "1", pageRules: "r")
    Thread.sleep(forTimeInterval: 2.2)
    _ = try reader(folder, cache: cache).read(site(folder))
    let listed = try site(folder)
    try Data(page("<a href=/gone.html>新</a>").utf8).write(to: folder.url.appending(path: "d1/p1.html"))
    _ = try reader(folder, cache: cache).read(listed)
    let plain = told(try reader(folder, cache: nil).read(site(folder)))
    #expect(told(try reader(folder, cache: cache).read(site(folder))) == plain)
    #expect(told(try reader(folder, cache: cache).read(site(folder))) == plain)
  }

  @Test("a cache beside a bare export is no part of it")
  func notPartOfExport() throws {
    let folder = try SiteFolder(files())
    let before = try site(folder).entries
    _ = try reader(folder, cache: PageCache(folder: folder.url.path + "/.gongkai-cache", tool: "1", pageRules: ""))
      .read(site(folder))
    #expect(FileManager.default.fileExists(atPath: folder.url.path + "/.gongkai-cache/pages"))
    #expect(try site(folder).entries == before)
  }

  @Test("every fact survives packing, and a new fact is not forgotten here")
  func packing() throws {
    var facts = PageFacts(path: "/a.html")
    facts.title = "标题"
    facts.kind = .interpretation
    facts.writtenOn = CivilDate(iso: "2024-05-21")
    facts.validUntil = CivilDate(iso: "1969-01-01")
    facts.linkCount = 300
    facts.problems = [PageProblem(kind: .badBytes, message: "坏")]
    facts.readings = [.title: FieldReading(origin: .meta, line: 3, column: 70_000)]
    facts.conflicts = [FieldConflict(field: .source, visible: "甲", meta: "乙")]
    facts.breadcrumb = ["首页", "政务公开"]
    facts.content.digest = .max
    facts.content.headings = ["一、"]
    facts.content.citations = ["甲府〔2024〕3号"]
    facts.content.slips = ["人民政俯"]
    facts.cues = CueWords(["背景", "依据"]).found(in: "出台背景")
    facts.forms = [.text, .live]
    facts.personalSigns = [PersonalSign(kind: .mobile, masked: "138****5678", digest: 7, line: 1, column: 2)]
    facts.secrecyMarks = [PageMark(text: "秘密★", line: 4, column: 5)]
    facts.repealMark = PageMark(text: "废止", line: 6, column: 7)
    facts.serviceMarks = [ServiceMark(text: "办", target: "/x", row: "/y", place: .after, line: 8, column: 9)]
    facts.relatedLinks = [0, 300]
    facts.hasRelatedBlock = true
    facts.footer.icp = "沪ICP备1号"
    facts.footer.scripts = ["footer.js"]
    facts.functions = [.search, .share]
    facts.looksLikeErrorPage = true
    var (packer, numbers) = (Packer(), CommonNumbers())
    packer.put(facts, &numbers)
    var frames = Packer()
    frames.put(numbers.frames) { $0.put($1) }
    let common = Common(
      texts: numbers.texts,
      frames: try frames.bytes.withUnsafeBytes { bytes in
        var unpacker = Unpacker(bytes)
        return try unpacker.array { (it: inout Unpacker) throws(Unpacker.Damaged) in try it.frame() }
      })
    let back = try packer.bytes.withUnsafeBytes { bytes in
      var unpacker = Unpacker(bytes)
      return try unpacker.facts(path: facts.path, common)
    }
    #expect(back == facts)
    // A number that stands for nothing is damage, not an empty fact.
    #expect(throws: Unpacker.Damaged.self) {
      try packer.bytes.withUnsafeBytes { bytes in
        var unpacker = Unpacker(bytes)
        _ = try unpacker.facts(path: facts.path, Common(texts: [], frames: common.frames))
      }
    }
    // Whoever adds a fact adds it to PageFactsPacking.swift in both directions, and then counts it here.
    #expect(Mirror(reflecting: facts).children.count == 27)
    #expect(Mirror(reflecting: facts.frame.value).children.count == 5)
    let rare = try #require(Mirror(reflecting: facts).descendant("rare", "some", "box", "value"))
    #expect(Mirror(reflecting: rare).children.count == 5)
    #expect(Mirror(reflecting: facts.content).children.count == 9)
    #expect(Mirror(reflecting: facts.footer).children.count == 6)
    #expect(Mirror(reflecting: facts.personalSigns[0]).children.count == 5)
    #expect(Mirror(reflecting: facts.serviceMarks[0]).children.count == 6)
  }

  private struct Common: CommonFacts {
    let texts: [String]
    let frames: [PageFrame]

    func text(_ number: Int) -> String? { texts.indices.contains(number) ? texts[number] : nil }
    func frame(_ number: Int) -> Apart<PageFrame>? { frames.indices.contains(number) ? Apart(frames[number]) : nil }
  }
}
