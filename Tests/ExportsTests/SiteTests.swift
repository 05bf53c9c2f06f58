import Foundation
import Testing

@testable import Exports

/// What each page of a site holds, by path.
func contents(_ site: Site) -> [String: String] {
  let cursor = SiteCursor(site) { $0.kind == .page || $0.kind == .styleSheet }
  let buffer = PageBuffer(capacity: 8)
  var found: [String: String] = [:]
  while let reading = cursor.next(into: buffer) {
    switch reading {
    case .read(let index): found[site.entries[index].path] = String(decoding: buffer.bytes, as: UTF8.self)
    case .unreadable(let index, let reason): found[site.entries[index].path] = "!" + reason
    case .recognised(let index): found[site.entries[index].path] = "="
    }
  }
  return found
}

@Suite("Exports as sites")
struct SiteTests {
  @Test("a folder's files are entries sorted by site path, whatever their names' encoding")
  func directory() throws {
    let scratch = try Scratch()
    try scratch.file("index.html", "首页")
    try scratch.file("zwgk/a.shtml", "甲")
    try scratch.file("zwgk/%E6%94%BF%E7%AD%96.html", "乙")
    try scratch.file("zwgk/政策 2.html", "丙")
    scratch.file(rawName: [0xD5, 0xFE] + Array(".htm".utf8), "丁")
    try scratch.file("css/a.css", "body{}")
    try scratch.file("files/a.pdf", "")
    let site = try Site.open([SiteSource(path: scratch.path, base: "https://www.example.gov.cn/")])
    #expect(
      site.entries.map(\.path)
        == ["/css/a.css", "/files/a.pdf", "/index.html", "/zwgk/a.shtml", "/zwgk/政策 2.html", "/zwgk/政策.html", "/政.htm"])
    #expect(site.entries.map(\.kind) == [.styleSheet, .attachment, .page, .page, .page, .page, .page])
    #expect(
      contents(site) == [
        "/css/a.css": "body{}", "/index.html": "首页", "/zwgk/a.shtml": "甲", "/zwgk/政策.html": "乙",
        "/zwgk/政策 2.html": "丙", "/政.htm": "丁",
      ])
    #expect(
      site.url(of: site.entries[4]) == "https://www.example.gov.cn/zwgk/%E6%94%BF%E7%AD%96%202.html")
    #expect(site.problems.isEmpty)
  }

  @Test("zip, tar, tar.gz and tar.xz hold the same site", arguments: [Scratch.Packing.zip, .tar, .tarGzip, .tarXZ])
  func archives(packing: Scratch.Packing) throws {
    let scratch = try Scratch()
    let path = scratch.archive(
      packing == .zip ? "a.zip" : "a.tar.x", packing,
      [
        Scratch.Entry("zwgk/b.html", "乙"), Scratch.Entry("index.html", "首页"),
        Scratch.Entry("zwgk/政策.html", "政"), Scratch.Entry(name: [0xBD, 0xE2, 0xB6, 0xC1] + Array(".html".utf8)),
      ])
    let site = try Site.open([SiteSource(path: path)])
    #expect(site.entries.map(\.path) == ["/index.html", "/zwgk/b.html", "/zwgk/政策.html", "/解读.html"])
    #expect(contents(site) == ["/index.html": "首页", "/zwgk/b.html": "乙", "/zwgk/政策.html": "政", "/解读.html": ""])
  }

  @Test("two files of one export that mean one path are told where they differ, and the last one counts")
  func twins() throws {
    let scratch = try Scratch()
    let path = scratch.archive(
      "a.zip", .zip,
      [
        Scratch.Entry("a.html", "先"), Scratch.Entry("a.html", "后"), Scratch.Entry("b.html", "同"),
        Scratch.Entry("b.html", "同"), Scratch.Entry("B.html", "大"),
      ])
    let site = try Site.open([SiteSource(path: path)])
    #expect(contents(site) == ["/a.html": "后", "/b.html": "同", "/B.html": "大"])
    #expect(site.problems.map(\.path) == ["/a.html"] && site.problems[0].kind == .conflict)
  }

  @Test("what macOS puts beside files is no page, absolute names are told")
  func strangers() throws {
    let scratch = try Scratch()
    let path = scratch.archive(
      "a.zip", .zip,
      [
        Scratch.Entry("站/a.html", "甲"), Scratch.Entry("__MACOSX/站/._a.html", "附"), Scratch.Entry("站/._b.html", "附"),
        Scratch.Entry("/站/c.html", "丙"),
      ])
    let site = try Site.open([SiteSource(path: path)])
    #expect(contents(site) == ["/站/a.html": "甲", "/站/c.html": "丙"])
    #expect(site.problems.map(\.reason) == ["有1个文件名是绝对路径，按导出包内的位置读取"])
    try scratch.file("d/a.html", "甲")
    try scratch.file("d/._a.html", "附")
    try scratch.file("d/__MACOSX/._a.html", "附")
    try scratch.file("d/.svn/text-base/a.html", "旧")
    try scratch.file("d/.well-known/b.html", "乙")
    #expect(
      contents(try Site.open([SiteSource(path: scratch.path + "/d")])) == ["/.well-known/b.html": "乙", "/a.html": "甲"])
  }

  @Test("a page that was stored as the server packed it is unpacked, another packed file is not")
  func packedPage() throws {
    let scratch = try Scratch()
    try scratch.file("a.html", bytes: Scratch.gzip("<html><body>甲</body></html>"))
    try scratch.file("down.do", bytes: Scratch.gzip("表格,数据"))
    try scratch.file("cut.html", bytes: Array(Scratch.gzip("<html><body>甲</body></html>").dropLast(12)))
    let read = contents(try Site.open([SiteSource(path: scratch.path)]))
    #expect(read["/a.html"] == "<html><body>甲</body></html>")
    #expect(read["/down.do"]?.contains("表格") == false)
  }

  @Test("short names in GBK that happen to be UTF-8 are read as GBK, names in Latin letters are not")
  func gbkNames() {
    // 通知, 联通, 信息 with ASCII around.
    #expect(NameDecoding.text([0xCD, 0xA8, 0xD6, 0xAA]) == "通知")
    #expect(NameDecoding.text([0x61, 0xCD, 0xA8, 0xD6, 0xAA, 0x2E]) == "a通知.")
    #expect(NameDecoding.text("é·ü.html".utf8) == "é·ü.html")
    #expect(NameDecoding.text("Россия".utf8) == "Россия")
    #expect(NameDecoding.text("通知·α".utf8) == "通知·α")
    #expect(SitePath.decoded("%CD%A8%D6%AA.html") == "通知.html")
  }

  @Test(
    "wget's second ending is no part of a page's address, but its own is",
    arguments: [
      (["/list.jsp?id=1.html", "/a.shtml.html", "/b.html", "/about.html"], "/list.jsp?id=1", "/a.shtml"),
      (["/list.jsp@id=1.html", "/a.shtml.html", "/b.html"], "/list.jsp?id=1", "/a.shtml"),
      // Here some pages have other endings, so that nothing was added.
      (["/list.jsp?id=1.html", "/a.shtml.html", "/c.shtml"], "/list.jsp?id=1.html", "/a.shtml.html"),
    ])
  func secondEndings(names: [String], list: String, article: String) throws {
    let scratch = try Scratch()
    for name in names { try scratch.file(String(name.dropFirst())) }
    let site = try Site.open([SiteSource(path: scratch.path, base: "https://www.example.gov.cn/")])
    let urls = site.entries.compactMap { site.url(of: $0) }.map { $0.replacing("https://www.example.gov.cn", with: "") }
    #expect(urls.contains(list) && urls.contains(article), "\(urls)")
    #expect(!names.contains("/b.html") || urls.contains("/b.html"))
  }

  @Test("HTTrack's folder of a host with a port is the host")
  func hostWithPort() throws {
    let scratch = try Scratch()
    try scratch.file("hts-log.txt", "HTTrack")
    try scratch.file("index.html", "<html>Local index</html>")
    try scratch.file("www.example.gov.cn_8080/zwgk/a.html", "甲")
    let site = try Site.open([SiteSource(path: scratch.path)])
    #expect(contents(site) == ["/zwgk/a.html": "甲"])
    #expect(site.ownHosts == [Site.OwnHost(name: "www.example.gov.cn", port: 8080)])
  }

  @Test("pages that were saved one by one are no complete site, and say where they are from; a saved template does not")
  func savedPages() throws {
    let scratch = try Scratch()
    func saved(_ url: String) -> String { "<!-- saved from url=(0040)\(url) --><html><body>页</body></html>" }
    try scratch.file("甲.html", saved("https://www.example.gov.cn/zwgk/a.html"))
    try scratch.file("乙.html", saved("https://www.example.gov.cn/zwgk/b.html"))
    try scratch.file("甲_files/x.css", "body{}")
    let site = try Site.open([SiteSource(path: scratch.path)])
    #expect(site.base == SiteBase("https://www.example.gov.cn/") && !site.isComplete)
    #expect(site.entries.filter(\.isSavedAlone).map(\.path) == ["/乙.html", "/甲.html"])
    let zip = scratch.archive(
      "a.zip", .zip,
      [
        Scratch.Entry("甲.html", saved("https://www.example.gov.cn/zwgk/a.html")), Scratch.Entry("甲_files/x.css", "b{}"),
      ])
    #expect(try Site.open([SiteSource(path: zip)]).base == SiteBase("https://www.example.gov.cn/"))
    let other = try Scratch()
    for name in ["a", "b", "c"] { try other.file("\(name).html", saved("http://template.com/t.html")) }
    let templated = try Site.open([SiteSource(path: other.path)])
    #expect(templated.isComplete && templated.base == nil)
  }

  @Test("a page saved as one file is told, since it is not read; a mirror's backups are no pages")
  func pageArchives() throws {
    let scratch = try Scratch()
    try scratch.file("a.html")
    try scratch.file("a.html.orig")
    try scratch.file("list.jsp?id=1.html")
    try scratch.file("list.jsp?id=1.orig")
    try scratch.file("list.jsp?id=original.html")
    try scratch.file("通知.MHT", "MIME-Version: 1.0")
    let site = try Site.open([SiteSource(path: scratch.path)])
    #expect(
      site.entries.filter { $0.kind == .page }.map(\.path) == [
        "/a.html", "/list.jsp?id=1.html", "/list.jsp?id=original.html",
      ])
    #expect(site.problems.map(\.path) == ["/通知.MHT"] && site.problems[0].kind == .unreadable)
  }
}
