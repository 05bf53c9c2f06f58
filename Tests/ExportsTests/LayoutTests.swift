import Foundation
import Testing

@testable import Exports

@Suite("Shapes of exports")
struct LayoutTests {
  private func paths(_ scratch: Scratch, base: String? = nil, _ name: String = "") throws -> [String] {
    try Site.open([SiteSource(path: scratch.path + name, base: base)]).entries.map(\.path)
  }

  @Test(
    "a path from the root is what it is without dots and doubled slashes",
    arguments: [
      "", "/", "a", "/a/b", "/a/", "/a//b", "//a", "/./a", "/a/../b/", "../a", "/.hidden/a", "/a/..", "/甲/乙.html",
    ])
  func rooted(path: String) {
    #expect(SitePath.rooted(path) == "/" + SitePath.normalised(path))
  }

  @Test("a mirror below a folder named as its host has its root there")
  func hostFolder() throws {
    let scratch = try Scratch()
    try scratch.file("www.example.gov.cn/zwgk/a.html")
    try scratch.file("static.example.com/a.css")
    let site = try Site.open([SiteSource(path: scratch.path, base: "https://www.example.gov.cn/")])
    #expect(site.entries.map(\.path) == ["/zwgk/a.html"])
    #expect(site.problems.map(\.path) == ["/static.example.com"])
    try scratch.file("www.example.gov.cn/index.html")
    let bare = try Site.open([SiteSource(path: scratch.path)])
    #expect(bare.ownHosts == [Site.OwnHost(name: "www.example.gov.cn", port: nil)])
    #expect(bare.base == nil)
  }

  @Test("HTTrack's own pages beside the host folder are not the site's")
  func httrack() throws {
    let scratch = try Scratch()
    try scratch.file("index.html", "HTTrack")
    try scratch.file("hts-log.txt", "log")
    try scratch.file("www.example.gov.cn/a.html")
    #expect(try paths(scratch) == ["/a.html"])
  }

  @Test("of a mirror's hosts the one with most pages is the site, and where none has pages the one with most files")
  func hostOfPages() throws {
    let scratch = try Scratch()
    try scratch.file("www.example.gov.cn/a.html")
    for name in ["1.png", "2.png", "3.css"] { try scratch.file("img.example.com/\(name)") }
    #expect(try paths(scratch) == ["/a.html"])
    let files = try Scratch()
    for name in ["1.pdf", "2.pdf"] { try files.file("b.example.gov.cn/\(name)") }
    try files.file("a.example.gov.cn/1.pdf")
    #expect(try paths(files) == ["/1.pdf", "/2.pdf"])
  }

  @Test("a folder with a dot in its name is no host")
  func dottedFolder() throws {
    let scratch = try Scratch()
    try scratch.file("2024.05/a.html")
    try scratch.file("v1.2.3/b.html")
    #expect(try paths(scratch) == ["/2024.05/a.html", "/v1.2.3/b.html"])
  }

  @Test("an archive that wraps the site in a folder of its own name is unwrapped, one that begins with a column is not")
  func wrapped() throws {
    let scratch = try Scratch()
    _ = scratch.archive("demo.zip", .zip, [Scratch.Entry("demo/index.html"), Scratch.Entry("demo/zwgk/a.html")])
    _ = scratch.archive("b.zip", .zip, [Scratch.Entry("zwgk/index.html"), Scratch.Entry("zwgk/a.html")])
    #expect(try paths(scratch, "/demo.zip") == ["/index.html", "/zwgk/a.html"])
    #expect(try paths(scratch, "/b.zip") == ["/zwgk/a.html", "/zwgk/index.html"])
  }

  @Test(
    "a folder in Chinese around a whole archive is the packer's, unless its pages say otherwise or it has no front page"
  )
  func wrappedInChinese() throws {
    let scratch = try Scratch()
    let link = "<a href=\"zwgk/a.html\">甲</a>"
    _ = scratch.archive("1.zip", .zip, [Scratch.Entry("示例网站/index.html", link), Scratch.Entry("示例网站/zwgk/a.html")])
    _ = scratch.archive("2.zip", .zip, [Scratch.Entry("附件/一.html"), Scratch.Entry("附件/二.html")])
    _ = scratch.archive(
      "3.zip", .zip, [Scratch.Entry("专题/index.html", "<a href=\"/专题/a.html\">甲</a>"), Scratch.Entry("专题/a.html")])
    #expect(try paths(scratch, "/1.zip") == ["/index.html", "/zwgk/a.html"])
    #expect(try paths(scratch, "/2.zip") == ["/附件/一.html", "/附件/二.html"])
    #expect(try paths(scratch, "/3.zip") == ["/专题/a.html", "/专题/index.html"])
  }

  @Test("what the pages' own links from the root say decides whether one folder around everything is a wrapping")
  func evidence() throws {
    let scratch = try Scratch()
    _ = scratch.archive(
      "a.zip", .zip,
      [Scratch.Entry("old/index.html", "<a href=\"/zwgk/a.html\">甲</a>"), Scratch.Entry("old/zwgk/a.html")])
    _ = scratch.archive(
      "zwgk.zip", .zip,
      [Scratch.Entry("zwgk/index.html", "<a href='/zwgk/a.html'>甲</a>"), Scratch.Entry("zwgk/a.html")])
    #expect(try paths(scratch, "/a.zip") == ["/index.html", "/zwgk/a.html"])
    #expect(try paths(scratch, "/zwgk.zip") == ["/zwgk/a.html", "/zwgk/index.html"])
    try scratch.file("dir/old/index.html", "<a href=\"/zwgk/a.html\">甲</a>")
    try scratch.file("dir/old/zwgk/a.html")
    #expect(try paths(scratch, "/dir") == ["/index.html", "/zwgk/a.html"])
    try scratch.file("own/zwgk/index.html", "<a href=\"a.html\">甲</a>")
    try scratch.file("own/zwgk/a.html")
    #expect(try paths(scratch, "/own") == ["/zwgk/a.html", "/zwgk/index.html"])
  }

  private func paths(_ scratch: Scratch, _ name: String) throws -> [String] { try paths(scratch, base: nil, name) }

  @Test("folders in one another around a whole archive go together where all have a packer's names, columns stay")
  func nestedWrappings() throws {
    let scratch = try Scratch()
    for (name, outer) in [("导出.zip", "导出/www"), ("1.zip", "网站备份/示例网站"), ("2.zip", "export/html")] {
      _ = scratch.archive(
        name, .zip, [Scratch.Entry("\(outer)/index.html"), Scratch.Entry("\(outer)/zwgk/a.html")])
      #expect(try paths(scratch, "/\(name)") == ["/index.html", "/zwgk/a.html"])
    }
    // A column's own folder, and one without a front page.
    _ = scratch.archive("3.zip", .zip, [Scratch.Entry("zwgk/web/index.html"), Scratch.Entry("zwgk/web/a.html")])
    #expect(try paths(scratch, "/3.zip") == ["/zwgk/web/a.html", "/zwgk/web/index.html"])
    _ = scratch.archive("4.zip", .zip, [Scratch.Entry("附件/资料/一.html"), Scratch.Entry("附件/资料/二.html")])
    #expect(try paths(scratch, "/4.zip") == ["/附件/资料/一.html", "/附件/资料/二.html"])
  }

  @Test("a server's root within the folder chosen as the export is the root, unless links say otherwise")
  func serverRoot() throws {
    let scratch = try Scratch()
    for (name, page, expected) in [
      ("a/导出/www", "甲", ["/index.html", "/zwgk/a.html"]),
      ("b/wwwroot", "甲", ["/index.html", "/zwgk/a.html"]),
      ("c/www", "<a href=\"/www/zwgk/a.html\">甲</a>", ["/www/index.html", "/www/zwgk/a.html"]),
      ("d/专题", "甲", ["/专题/index.html", "/专题/zwgk/a.html"]),
      ("e/zwgk/www", "甲", ["/zwgk/www/index.html", "/zwgk/www/zwgk/a.html"]),
    ] {
      try scratch.file("\(name)/index.html", page)
      try scratch.file("\(name)/zwgk/a.html")
      #expect(try paths(scratch, "/\(name.prefix(1))") == expected)
    }
  }

  @Test("links from the root tell how many folders are around a site; a link to the front page tells nothing")
  func nestedEvidence() throws {
    let scratch = try Scratch()
    let link = "<a href=\"/zwgk/a.html\">甲</a>"
    try scratch.file("a/backup/2024/index.html", link)
    try scratch.file("a/backup/2024/zwgk/a.html")
    #expect(try paths(scratch, "/a") == ["/index.html", "/zwgk/a.html"])
    try scratch.file("b/zwgk/zcwj/index.html", "<a href=\"/index.html\">首页</a><a href=\"a.html\">甲</a>")
    try scratch.file("b/zwgk/zcwj/a.html")
    #expect(try paths(scratch, "/b") == ["/zwgk/zcwj/a.html", "/zwgk/zcwj/index.html"])
    try scratch.file("c/zwgk/index.html", "<a href=\"/index.html\">首页</a><a href=\"a.html\">甲</a>")
    try scratch.file("c/zwgk/a.html")
    #expect(try paths(scratch, "/c") == ["/zwgk/a.html", "/zwgk/index.html"])
    try scratch.file("d/zwgk/zcwj/index.html", "<a href=\"/zwgk/zcwj/a.html\">甲</a><img src=\"/a.png\">")
    try scratch.file("d/zwgk/zcwj/a.html")
    #expect(try paths(scratch, "/d") == ["/zwgk/zcwj/a.html", "/zwgk/zcwj/index.html"])
  }

  @Test("a mirror that somebody put into a folder has its root in the host's folder; a folder of files does not")
  func nestedMirror() throws {
    let scratch = try Scratch()
    try scratch.file("a/镜像/index.html", "HTTrack")
    try scratch.file("a/镜像/hts-log.txt", "log")
    try scratch.file("a/镜像/www.example.gov.cn/zwgk/a.html")
    try scratch.file("a/镜像/static.example.com/a.css")
    let site = try Site.open([SiteSource(path: scratch.path + "/a")])
    #expect(site.entries.map(\.path) == ["/zwgk/a.html"])
    #expect(site.ownHosts == [Site.OwnHost(name: "www.example.gov.cn", port: nil)])
    #expect(site.problems.map(\.path) == ["/static.example.com"])
    #expect(try paths(scratch, base: "https://www.example.gov.cn/", "/a") == ["/zwgk/a.html"])
    let foreign = try paths(scratch, base: "https://www.other.gov.cn/", "/a")
    #expect(foreign.contains("/镜像/www.example.gov.cn/zwgk/a.html"))
    try scratch.file("b/links/index.html")
    try scratch.file("b/links/www.example.gov.cn/a.html")
    #expect(try paths(scratch, "/b") == ["/links/index.html", "/links/www.example.gov.cn/a.html"])
  }

  @Test("a base with a folder puts the export below it, unless the export has that folder itself")
  func baseFolder() throws {
    let scratch = try Scratch()
    try scratch.file("a.html")
    #expect(try paths(scratch, base: "https://www.example.gov.cn/jz/") == ["/jz/a.html"])
    let other = try Scratch()
    try other.file("jz/a.html")
    #expect(try paths(other, base: "https://www.example.gov.cn/jz/") == ["/jz/a.html"])
  }

  @Test("links that lead out of a folder are told and not followed, links within are")
  func symbolicLinks() throws {
    let scratch = try Scratch()
    let outside = try Scratch()
    try outside.file("secret.html")
    try scratch.file("a/index.html")
    let manager = FileManager.default
    try manager.createSymbolicLink(
      atPath: scratch.path + "/out.html", withDestinationPath: outside.path + "/secret.html")
    try manager.createSymbolicLink(atPath: scratch.path + "/outdir", withDestinationPath: outside.path)
    try manager.createSymbolicLink(atPath: scratch.path + "/in.html", withDestinationPath: "a/index.html")
    try manager.createSymbolicLink(atPath: scratch.path + "/a/loop", withDestinationPath: "..")
    try manager.createSymbolicLink(atPath: scratch.path + "/dangling", withDestinationPath: "nowhere")
    let site = try Site.open([SiteSource(path: scratch.path)])
    #expect(site.entries.map(\.path) == ["/a/index.html", "/in.html"])
    #expect(site.problems.map(\.path) == ["/dangling", "/out.html", "/outdir"])
    #expect(site.problems.map(\.kind) == [.unreadable, .skipped, .skipped])
  }

  @Test("names that point out of an archive and links in it are told, nothing is written")
  func hostileArchive() throws {
    let scratch = try Scratch()
    let path = scratch.archive(
      "a.tar", .tar,
      [
        Scratch.Entry("../evil.html"), Scratch.Entry("a/../../evil.html"), Scratch.Entry("ok.html"),
        Scratch.Entry(name: Array("link.html".utf8), link: "/etc/passwd"),
      ])
    let site = try Site.open([SiteSource(path: path)])
    #expect(site.entries.map(\.path) == ["/ok.html"])
    #expect(site.problems.count == 3)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["a.tar"])
  }

  @Test("limits on size, count, ratio and names are clear errors")
  func limits() throws {
    let scratch = try Scratch()
    let zeros = [UInt8](repeating: 48, count: 2 << 20)
    let path = scratch.archive(
      "a.tgz", .tarGzip, [Scratch.Entry(name: Array("a.html".utf8), bytes: zeros), Scratch.Entry("b.html")])
    func open(_ limits: ExportLimits) -> ExportError? {
      do {
        _ = try Site.open([SiteSource(path: path)], limits: limits)
        return nil
      } catch { return error }
    }
    #expect(open(ExportLimits()) == nil)
    #expect(open(ExportLimits(expandedBytes: 1 << 20)) == .expandsTooFar(path: path, limit: 1 << 20))
    #expect(open(ExportLimits(entries: 1)) == .tooManyEntries(path: path, limit: 1))
    #expect(open(ExportLimits(entryBytes: 1 << 20)) == .entryTooLarge(path: path, entry: "a.html", limit: 1 << 20))
    #expect(open(ExportLimits(ratio: 100, ratioFloor: 1 << 20)) == .compressedTooFar(path: path, ratio: 100))
    #expect(open(ExportLimits(nameBytes: 3)) == .nameTooLong(path: path, start: "a.html", limit: 3))
    let site = try Site.open([SiteSource(path: path)], limits: ExportLimits(pageBytes: 1 << 20))
    #expect(contents(site)["/a.html"]?.hasPrefix("!超过单页上限") == true)
    #expect(contents(site)["/b.html"] == "<html></html>")
  }

  @Test("a damaged archive, an unknown file and a missing path are errors that name them")
  func unusable() throws {
    let scratch = try Scratch()
    let path = scratch.archive(
      "a.tgz", .tarGzip, (0..<200).map { Scratch.Entry("\($0).html", UUID().uuidString + UUID().uuidString) })
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    try scratch.file("cut.tgz", bytes: Array(bytes.prefix(bytes.count / 2)))
    try scratch.file("a.exe", "MZ")
    for name in ["/cut.tgz", "/a.exe", "/nowhere"] {
      #expect {
        try Site.open([SiteSource(path: scratch.path + name)])
      } throws: { error in
        (error as? ExportError)?.description.contains(name) == true
      }
    }
    #expect(throws: ExportError.badBase("ftp://a")) { try Site.open([SiteSource(path: scratch.path, base: "ftp://a")]) }
  }

  @Test("names that a zip marks as UTF-8 are read in any locale")
  func markedNames() throws {
    let zip =
      "UEsDBBQAAAgAAAAAIQAfhxtgDQAAAA0AAAASAAAA5pS/562WL+mAmuefpS5odG1sPGh0bWw+PC9odG1sPlBLAQIUAxQAAAgAAAAAIQAfhxtgDQAA"
      + "AA0AAAASAAAAAAAAAAAAAACAAQAAAADmlL/nrZYv6YCa55+lLmh0bWxQSwUGAAAAAAEAAQBAAAAAPQAAAAAA"
    let scratch = try Scratch()
    try scratch.file("a.zip", bytes: Array(try #require(Data(base64Encoded: zip))))
    #expect(try contents(Site.open([SiteSource(path: scratch.path + "/a.zip")])) == ["/政策/通知.html": "<html></html>"])
  }

  @Test("a wrapping folder with a GBK name is taken off like any other")
  func wrappedInGBK() throws {
    let scratch = try Scratch()
    // 导出
    let folder: [UInt8] = [0xB5, 0xBC, 0xB3, 0xF6, 0x2F]
    let path = scratch.archive(
      "a.zip", .zip,
      [
        Scratch.Entry(name: folder + Array("index.html".utf8), bytes: Array("<a href=\"/zwgk/a.html\">甲</a>".utf8)),
        Scratch.Entry(name: folder + Array("zwgk/a.html".utf8)),
      ])
    #expect(try Site.open([SiteSource(path: path)]).entries.map(\.path) == ["/index.html", "/zwgk/a.html"])
  }

  @Test("messages name a source as the manifest does, wherever it lies")
  func names() throws {
    let (first, second) = (try Scratch(), try Scratch())
    try first.file("a.html", "旧")
    try second.file("a.html", "新")
    let site = try Site.open([SiteSource(path: first.path, name: "甲"), SiteSource(path: second.path, name: "乙")])
    #expect(site.problems.map(\.reason) == ["“甲”与“乙”中都有此文件且内容不同，采用后者"])
  }

  @Test("of several sources the later wins; only different content is a conflict")
  func several() throws {
    let (first, second) = (try Scratch(), try Scratch())
    try first.file("a.html", "旧")
    try first.file("same.html", "同")
    try second.file("a.html", "新")
    try second.file("same.html", "同")
    try second.file("b.html", "乙")
    let site = try Site.open([SiteSource(path: first.path), SiteSource(path: second.path, complete: false)])
    #expect(contents(site) == ["/a.html": "新", "/same.html": "同", "/b.html": "乙"])
    #expect(site.problems.map(\.path) == ["/a.html"])
    #expect(site.problems.map(\.kind) == [.conflict])
    #expect(!site.isComplete)
  }

  @Test("browser-saved pages keep the address they came from")
  func saved() throws {
    let scratch = try Scratch()
    let address = "http://www.example.gov.cn/zwgk/202405/a.shtml"
    try scratch.file(
      "通知.html", "<!DOCTYPE html>\n<!-- saved from url=(0046)\(address) -->\n<html><body>正文</body></html>")
    try scratch.file("通知_files/a.css.下载", "x")
    try scratch.file(
      "b.html",
      "<html>\n<!-- Mirrored from www.example.gov.cn/b.jsp?id=1 by HTTrack Website Copier/3.x [XR&CO'2014] -->")
    let site = try Site.open([SiteSource(path: scratch.path)])
    #expect(site.entries.map { site.url(of: $0) } == ["http://www.example.gov.cn/b.jsp?id=1", address, nil])
  }

  @Test("kinds are told by name, and without a suffix by bytes")
  func kinds() throws {
    let scratch = try Scratch()
    try scratch.file("content/123", "<!DOCTYPE html><html></html>")
    try scratch.file("content/124", "%PDF-1.4")
    for name in [
      "a.jhtml", "b.ASPX", "c.do", "index.html?x=1", "info.jsp?id=3.html", "d.jsp@id=4", "a.css?v=1", "a.js",
    ] {
      try scratch.file(name, "x")
    }
    let site = try Site.open([SiteSource(path: scratch.path)])
    let kinds = Dictionary(uniqueKeysWithValues: site.entries.map { ($0.path, $0.kind) })
    #expect(
      kinds == [
        "/content/123": .page, "/content/124": .attachment, "/a.jhtml": .page, "/b.ASPX": .page, "/c.do": .page,
        "/index.html?x=1": .page, "/info.jsp?id=3.html": .page, "/d.jsp@id=4": .page, "/a.css?v=1": .styleSheet,
        "/a.js": .other,
      ])
  }
}
