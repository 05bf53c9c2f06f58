import Foundation
import Testing

@testable import Exports

@Suite("Web archives")
struct WebArchiveTests {
  private func fixture(_ name: String) throws -> String {
    try #require(Bundle.module.url(forResource: name, withExtension: nil, subdirectory: "Fixtures")).path
  }

  /// The pages that both tools recorded from the same server.
  private let recorded = [
    "/zwgk/chunked.html": "<html><body>分块传送</body></html>", "/zwgk/deflate.html": "<html><body>压缩传送</body></html>",
    "/info.jsp?id=3": "<html><body>动态页面三</body></html>", "/a.css": "body{background:url(b.png)}",
  ]

  @Test("what wget and warcio write is read whole", arguments: ["wget.warc.gz", "warcio.warc.gz"])
  func real(name: String) throws {
    let site = try Site.open([SiteSource(path: fixture(name))])
    #expect(site.base == SiteBase("http://127.0.0.1:8765/"))
    let read = contents(site)
    for (path, text) in recorded { #expect(read[path] == text) }
    #expect(read["/"]?.contains("示例区") == true)
    let byPath = Dictionary(uniqueKeysWithValues: site.entries.map { ($0.path, $0) })
    #expect(byPath["/gbk.html"]?.transportCharset == "gbk")
    #expect(byPath["/zwgk/"]?.kind == .page)
    #expect(byPath["/old"]?.redirect == "/zwgk/")
    #expect(byPath["/gone.html"]?.status == 404)
    #expect(byPath["/b.png"]?.kind == .attachment)
    #expect(site.problems.isEmpty)
  }

  @Test("a resource record is a page, and a revisit has the bytes of the record it points at")
  func revisit() throws {
    let site = try Site.open([SiteSource(path: fixture("warcio.warc.gz"))])
    let cursor = SiteCursor(site) { ["/copy.html", "/gbk.html", "/resource.html"].contains($0.path) }
    let buffer = PageBuffer()
    var read: [String: [UInt8]] = [:]
    while let reading = cursor.next(into: buffer) { read[site.entries[reading.index].path] = Array(buffer.bytes) }
    #expect(read["/copy.html"] == read["/gbk.html"])
    #expect(NameDecoding.text(try #require(read["/copy.html"])).contains("旧系统页面"))
    #expect(read["/resource.html"].map { String(decoding: $0, as: UTF8.self) } == "<html><body>资源记录</body></html>")
  }

  private func record(_ type: String, _ url: String, _ block: String, more: String = "") -> String {
    "WARC/1.0\r\nWARC-Type: \(type)\r\nWARC-Target-URI: \(url)\r\n\(more)Content-Length: \(block.utf8.count)\r\n\r\n"
      + block + "\r\n\r\n"
  }

  @Test("a file that breaks off keeps what is whole and tells the rest")
  func truncated() throws {
    let scratch = try Scratch()
    let whole = record(
      "response", "http://a.gov.cn/1.html", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>一</p>")
    let cut = record(
      "response", "http://a.gov.cn/2.html", "HTTP/1.1 200 OK\r\n\r\n" + String(repeating: "x", count: 999))
    try scratch.file("a.warc", whole + cut.prefix(300))
    let site = try Site.open([SiteSource(path: scratch.path + "/a.warc")])
    #expect(contents(site)["/1.html"] == "<p>一</p>")
    #expect(site.problems.contains { $0.path == "a.warc" && $0.reason.contains("第 2 条记录") })
    // What is absent may have been in the part that was lost.
    #expect(!site.isComplete)
    try scratch.file("b.warc", "no archive at all")
    #expect(throws: ExportError.self) { try Site.open([SiteSource(path: scratch.path + "/b.warc")]) }
  }

  @Test("a later failure does not take away a page, a later page replaces an earlier one, other hosts are told")
  func order() throws {
    let scratch = try Scratch()
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    try scratch.file(
      "a.warc",
      record("response", "http://a.gov.cn/1.html", head + "旧")
        + record("response", "https://a.gov.cn/1.html", head + "新")
        + record("response", "http://a.gov.cn/1.html", "HTTP/1.1 503 Busy\r\n\r\n忙")
        + record("response", "http://other.com/x.html", head + "外")
        + record("revisit", "http://a.gov.cn/9.html", "", more: "WARC-Payload-Digest: sha1:NONE\r\n")
        + record(
          "response", "http://a.gov.cn/br.html",
          "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Type: text/html\r\n\r\nx"))
    let site = try Site.open([SiteSource(path: scratch.path + "/a.warc", base: "https://a.gov.cn/")])
    let read = contents(site)
    #expect(read["/1.html"] == "新")
    #expect(read["/br.html"] == "!正文的压缩方式 br 不支持")
    #expect(site.problems.map(\.path) == ["/9.html", "other.com"])
  }

  private func page(_ url: String, _ body: String, status: String = "200 OK", more: String = "") -> String {
    record("response", url, "HTTP/1.1 \(status)\r\nContent-Type: text/html\r\n\r\n" + body, more: more)
  }

  @Test("of several captures the one of the latest day counts, whatever their order in the file")
  func dates() throws {
    let scratch = try Scratch()
    try scratch.file(
      "a.warc",
      page("http://a.gov.cn/1.html", "新", more: "WARC-Date: 2024-05-01T00:00:00Z\r\n")
        + page("http://a.gov.cn/1.html", "旧", more: "WARC-Date: 2023-05-01T00:00:00Z\r\n")
        + page("http://a.gov.cn/2.html", "旧", more: "WARC-Date: 2023-05-01T00:00:00Z\r\n")
        + page("http://a.gov.cn/2.html", "新", more: "WARC-Date: 2024-05-01T00:00:00Z\r\n"))
    let site = try Site.open([SiteSource(path: scratch.path + "/a.warc")])
    #expect(contents(site) == ["/1.html": "新", "/2.html": "新"])
  }

  @Test("a later source's failure does not take away an earlier one's page, and what is as before is found there")
  func laterSource() throws {
    let scratch = try Scratch()
    try scratch.file("a.warc", page("http://a.gov.cn/1.html", "一") + page("http://a.gov.cn/2.html", "二"))
    try scratch.file(
      "b.warc",
      page("http://a.gov.cn/1.html", "忙", status: "503 Busy")
        + record("revisit", "http://a.gov.cn/2.html", "", more: "WARC-Payload-Digest: sha1:NONE\r\n")
        + record("revisit", "http://a.gov.cn/3.html", "", more: "WARC-Payload-Digest: sha1:NONE\r\n")
        + page("http://a.gov.cn/4.html", "", status: "304 Not Modified") + page("http://a.gov.cn/5.html", "五"))
    let site = try Site.open(["a.warc", "b.warc"].map { SiteSource(path: scratch.path + "/" + $0) })
    #expect(contents(site).filter { site.entries.map(\.path).contains($0.key) }["/1.html"] == "一")
    #expect(contents(site)["/2.html"] == "二" && contents(site)["/5.html"] == "五")
    #expect(site.problems.map(\.path) == ["/3.html", "/4.html"])
    #expect(site.problems.allSatisfy { $0.kind == .unreadable && $0.reason.contains("原记录不在导出中") })
    #expect(site.entries.filter(\.isElsewhere).map(\.path) == ["/3.html", "/4.html"])
  }

  @Test("a record that the file breaks off in is told and is no page; those before it are read, however it is packed")
  func brokenOff() throws {
    let scratch = try Scratch()
    let bodies = (1...3).map {
      page("http://a.gov.cn/\($0).html", "<p>\($0)</p>" + String(repeating: "长", count: 40_000))
    }
    try scratch.file("a.warc", String(bodies.joined().dropLast(30_000)))
    let packed = try bodies.map { try Scratch.gzip($0) }
    try scratch.file("b.warc.gz", bytes: Array(packed.joined().dropLast(40)))
    try scratch.file("c.warc.gz", bytes: Array(packed.joined()))
    for (name, isWhole) in [("a.warc", false), ("b.warc.gz", false), ("c.warc.gz", true)] {
      let site = try Site.open([SiteSource(path: scratch.path + "/" + name)])
      #expect(site.entries.map(\.path) == ["/1.html", "/2.html"] + (isWhole ? ["/3.html"] : []), "\(name)")
      #expect(contents(site)["/2.html"]?.hasPrefix("<p>2</p>") == true)
      #expect(site.isComplete == isWhole)
      #expect(site.problems.map(\.path) == (isWhole ? [] : [name]))
      #expect(isWhole || site.problems[0].reason.contains("第 3 条记录"))
    }
  }
}
