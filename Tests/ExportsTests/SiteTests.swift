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
}
