import Foundation
import Testing
import Workdays

@testable import Exports
@testable import Links

/// A folder that a test fills and that goes with it.
final class SiteFolder {
  let url: URL

  init(_ files: [String: String]) throws {
    url = FileManager.default.temporaryDirectory.appending(path: "gongkai-links-\(UUID().uuidString)")
    for (name, text) in files {
      let file = url.appending(path: name)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func facts(base: String? = "https://www.example.gov.cn/", complete: Bool = true, jobs: Int = 1) throws -> SiteFacts {
    let site = try Site.open([SiteSource(path: url.path, base: base, complete: complete)])
    return SiteReader(jobs: jobs, checkedOn: try #require(CivilDate(iso: "2024-09-30"))).read(site)
  }
}

/// A page with enough text not to look empty.
func page(_ body: String, title: String = "示例区人民政府关于印发若干措施的通知", head: String = "") -> String {
  let text = String(repeating: "示例区政务公开工作按照要求推进，现将有关事项公布如下。", count: 8)
  return """
    <!DOCTYPE html>
    <html><head><meta charset="utf-8"><title>\(title)</title>\(head)</head>
    <body><div class="content"><h1>\(title)</h1><p>\(text)</p>
    \(body)
    </div></body></html>
    """
}

@Suite("One pass over a site")
struct SiteReaderTests {
  private func states(_ facts: SiteFacts) -> [String: LinkState] {
    Dictionary(
      uniqueKeysWithValues: facts.links.links.map {
        ($0.url.replacingOccurrences(of: "https://www.example.gov.cn", with: ""), $0.state)
      })
  }

  @Test("links of every kind of markup are found, and nothing from comments or scripts")
  func markup() throws {
    let folder = try SiteFolder([
      "index.html": page(
        """
        <a href="a.html">甲</a> <!-- <a href="/comment.html">x</a> --> <script>var u = "<a href='/script.html'>";</script>
        <img src="/gone1.png" srcset="/gone2.png 2x, /gone3.png 3x"> <iframe src="/gone4.html"></iframe>
        <object data="/gone5.swf"></object> <map><area href="/gone6.html"></map> <form action="/gone7.jsp"></form>
        <video poster="/gone8.jpg"></video> <table background="/gone9.gif"></table> <img data-src="/gone10.png">
        <div style="background:url('/gone11.png')"></div> <a href="javascript:void(0)">无</a> <a href="#">顶</a> <a href="">空</a>
        <a href="b.html?x=1&amp;y=2">乙</a>
        """,
        head: """
          <link rel="stylesheet" href="/css/a.css"><meta http-equiv="refresh" content="900; url=/gone12.html">
          <style>@import "/gone13.css"; .a { background: url(/gone14.png) } /* url(/comment.png) */</style>
          """),
      "a.html": page(""), "b.html": page(""),
      "css/a.css":
        "@import 'b.css';\n.x{background:url(../img/x.png)} /* url(no.png) */ .y{background:url(data:image/png;base64,AA)}",
    ])
    let facts = try folder.facts()
    var expected: [String: LinkState] = [
      "/a.html": .ok, "/index.html": .ok, "/b.html?x=1&y=2": .ok, "/css/a.css": .ok, "/css/b.css": .broken,
      "/img/x.png": .broken,
      "javascript:void(0)": .ignored, "data:image/png": .ignored,
    ]
    for (number, suffix) in [
      (1, "png"), (2, "png"), (3, "png"), (4, "html"), (5, "swf"), (6, "html"), (7, "jsp"), (8, "jpg"), (9, "gif"),
      (10, "png"), (11, "png"), (12, "html"), (13, "css"), (14, "png"),
    ] {
      expected["/gone\(number).\(suffix)"] = .broken
    }
    #expect(states(facts) == expected)
    let sheet = try #require(facts.links.link(to: "https://www.example.gov.cn/img/x.png"))
    #expect(sheet.from.map(\.path) == ["/css/a.css"])
    #expect(sheet.from.map(\.line) == [2])
  }

  @Test("places are told by path, line and column, ten at most, all counted")
  func places() throws {
    var files = ["gone.txt": ""]
    for number in 10..<25 {
      files["p\(number).html"] = page("<a href=\"/no.html\">没有 \(number)</a>\n<a href='/no.html'>又</a>")
    }
    let folder = try SiteFolder(files)
    let link = try #require(folder.facts().links.link(to: "https://www.example.gov.cn/no.html"))
    #expect(link.count == 30)
    #expect(link.from.count == 10)
    #expect(link.from.first?.path == "/p10.html")
    #expect(link.from.first?.text == "没有 10")
    #expect(link.from.map(\.path) == (10..<15).flatMap { ["/p\($0).html", "/p\($0).html"] })
    #expect(link.from.elementsEqual(link.from.sorted()))
  }

  @Test("fragments are looked up by id and name, Chinese and percent-encoded; tops and routes are fine")
  func fragments() throws {
    let folder = try SiteFolder([
      "a.html": page(
        """
        <a name="第一章"></a><p id="two">x</p>
        <a href="#第一章">1</a><a href="#%E7%AC%AC%E4%B8%80%E7%AB%A0">2</a><a href="#two">3</a><a href="#top">4</a>
        <a href="#/route">5</a><a href="#none">6</a><a href="b.html#x">7</a><a href="b.html#没有">8</a><a href="c.pdf#page=2">9</a>
        <a href="gone.html#x">10</a><a href="b.html#">11</a>
        """),
      "b.html": page("<h2 id=x>x</h2>"), "c.pdf": "%PDF-1.4",
    ])
    let facts = try folder.facts()
    // What leads to a place of the page itself leads to the page.
    let own = try #require(facts.links.link(to: "https://www.example.gov.cn/a.html"))
    #expect(own.from.map(\.text) == ["1", "2", "3", "4", "5"])
    #expect(own.count == 5)
    #expect(
      states(facts) == [
        "/a.html": .ok, "/a.html#none": .fragment, "/b.html": .ok, "/b.html#%E6%B2%A1%E6%9C%89": .fragment,
        "/c.pdf": .ok,
        "/gone.html": .broken,
      ])
  }

  @Test("an anchor's name may be written with references, and what browsers highlight is no part of it")
  func writtenAnchors() throws {
    let folder = try SiteFolder([
      "a.html": page(
        "<a href=\"#a&amp;b\">1</a><a href=\"b.html#f:~:text=通知\">2</a><a href=\"b.html#:~:text=通知\">3</a><a href=\"b.html#g:~:text=通知\">4</a><p id=\"a&amp;b\">x</p>"
      ),
      "b.html": page("<p id=f>x</p>"),
    ])
    #expect(try states(folder.facts()) == ["/a.html": .ok, "/b.html": .ok, "/b.html#g": .fragment])
  }

  @Test(
    "a web page under a file's name is suspect; tables that old systems save as .xls, and pictures in markup, are not")
  func foreignAttachments() throws {
    let table = "<html><body><table><tr><td>序号</td><td>项目</td></tr><tr><td>1</td><td>道路</td></tr></table></body></html>"
    let files = [
      "a.pdf": page("首页"), "b.docx": "\u{FEFF}<!DOCTYPE html><html><body>x</body></html>", "c.pdf": "%PDF-1.4",
      "d.xls": table, "e.doc": "<html><head><title>404 Not Found</title></head><body>nginx</body></html>",
      "f.svg": "<!-- 图 --><svg xmlns=\"http://www.w3.org/2000/svg\"></svg>", "g.txt": "<html>", "h.png": "<html>",
    ]
    let links = files.keys.sorted().map { "<a href=\"\($0)\">x</a>" }.joined()
    #expect(
      try states(SiteFolder(files.merging(["index.html": page(links)]) { one, _ in one }).facts()) == [
        "/a.pdf": .suspect, "/b.docx": .suspect, "/c.pdf": .ok, "/d.xls": .ok, "/e.doc": .suspect, "/f.svg": .ok,
        "/g.txt": .ok, "/h.png": .suspect,
      ])
  }

  @Test("pages and attachments that are there but empty or error pages are suspect")
  func suspects() throws {
    let folder = try SiteFolder([
      "index.html": page(
        "<a href=e.html>1</a><a href=f.pdf>2</a><a href=g.html>3</a><a href=h.pdf>4</a><a href=i.html>5</a><a href=j.html>6</a>"
      ),
      "i.html": "<html><body> </body></html>", "j.html": "<p>办结</p>",
      "e.html": "", "f.pdf": "", "h.pdf": "%PDF-1.4",
      "g.html": "<html><head><title>404 - 页面不存在</title></head><body>您访问的页面不存在</body></html>",
    ])
    #expect(
      try states(folder.facts()) == [
        "/e.html": .suspect, "/f.pdf": .suspect, "/g.html": .suspect, "/h.pdf": .ok, "/i.html": .suspect,
        "/j.html": .ok,
      ])
  }

  @Test("an error page is suspect to a ledger's address too, though no page links to it")
  func unlinkedSuspects() throws {
    let facts = try SiteFolder([
      "index.html": page("<a href=ok.html>1</a>"), "ok.html": page("<p>办理条件：年满十八周岁。</p>"),
      "gone.html": "<html><head><title>页面不存在</title></head><body>抱歉，您访问的页面不存在或已被删除。</body></html>",
      "empty.html": "<html><body> </body></html>", "alone.html": page("<p>404路公交线路调整，办理条件不变。</p>"),
    ]).facts()
    let states = ["/ok.html", "/gone.html", "/empty.html", "/alone.html", "/none.html"].map {
      facts.target(of: "https://www.example.gov.cn" + $0).state
    }
    #expect(states == [.ok, .suspect, .suspect, .ok, .broken])
    #expect(facts.target(of: "/gone.html").reason == "目标页面存在，但像是出错页面：“页面不存在”")
  }

  @Test("the base element counts for all links of its page")
  func baseElement() throws {
    let folder = try SiteFolder([
      "x/index.html": page("<a href=a.html>1</a><a href=#p>2</a>", head: "<base href=\"/y/\">"),
      "x/b.html": page("<a href=a.html>1</a>"), "y/a.html": page(""), "y/index.html": page(""),
    ])
    #expect(try states(folder.facts()) == ["/x/a.html": .broken, "/y/#p": .fragment, "/y/a.html": .ok])
  }

  @Test("the facts tell who links to whom")
  func relations() throws {
    let folder = try SiteFolder([
      "p.html": page("<a href=jd/i.html>解读</a><img src=gone.png>"), "jd/i.html": page("<a href='../p.html#x'>政策</a>"),
      "q.html": page(""),
    ])
    let facts = try folder.facts()
    #expect(facts.links(from: "/p.html", to: "/jd/i.html"))
    #expect(facts.links(from: "/jd/i.html", to: "/p.html"))
    #expect(!facts.links(from: "/p.html", to: "/q.html"))
    let kind = try #require(facts.page(at: "/jd/i.html")).kind
    #expect(facts.pages.map(\.path) == ["/jd/i.html", "/p.html", "/q.html"])
    #expect(facts.linkedBothWays(with: kind)(1) == [0])
    #expect(facts.linkedBothWays(with: kind == .list ? .policy : .list)(1).isEmpty)
    #expect(facts.linkedBothWays(with: kind)(2).isEmpty)
    let urls = facts.linkIndexes(onPage: "/p.html").map { facts.links.links[$0].url }
    #expect(urls == ["https://www.example.gov.cn/gone.png", "https://www.example.gov.cn/jd/i.html"])
    #expect(facts.linkIndexes(onPage: "/nowhere.html").isEmpty)
    let target = facts.target(of: "https://www.example.gov.cn/jd/i.html")
    #expect(facts.path(of: target) == "/jd/i.html")
  }

  @Test("texts that pages have in common stay each page's own")
  func sharedTexts() throws {
    func article(_ office: String, _ number: Int) -> String {
      "<html><body><div class=\"crumb\"><a href=/>首页</a> > <a href=/zw/>政务公开重点领域</a></div><h1>第\(number)号通知的标题</h1>"
        + "<p>发布机构：\(office)</p><div class=content>\(String(repeating: "正文一句话。", count: 20))</div></body></html>"
    }
    let folder = try SiteFolder([
      "a.html": article("示例区人民政府办公室", 1), "b.html": article("示例区人民政府办公室", 2), "c.html": article("示例区卫生健康委员会", 3),
    ])
    let facts = try folder.facts()
    let offices = ["/a.html", "/b.html", "/c.html"].map { facts.page(at: $0)?.publisher }
    #expect(offices == ["示例区人民政府办公室", "示例区人民政府办公室", "示例区卫生健康委员会"])
    #expect(facts.page(at: "/a.html")?.breadcrumb == facts.page(at: "/c.html")?.breadcrumb)
    #expect(facts.page(at: "/a.html")?.title != facts.page(at: "/b.html")?.title)
  }

  @Test("a page that is none by its bytes is not read as one, and what cannot be read is told")
  func unreadable() throws {
    let folder = try SiteFolder([
      "a.html": "%PDF-1.4 not a page", "b.html": page(""),
      "deep.html": "<html><body>" + String(repeating: "<div>", count: 10_000) + "</body></html>",
    ])
    let facts = try folder.facts()
    #expect(facts.pages.map(\.path) == ["/b.html", "/deep.html"])
    #expect(facts.unreadable.map(\.path) == ["/deep.html"])
  }

  @Test("any number of workers gives the same facts and the same bytes")
  func workers() throws {
    var files: [String: String] = [:]
    for number in 0..<120 {
      files["d\(number % 7)/p\(number).html"] = page(
        "<a href=\"/d\(number % 5)/p\(number + 1).html\">下一页</a><a href=\"x\(number % 3).html#f\">x</a><a href='#n\(number % 4)'>n</a>"
      )
    }
    let folder = try SiteFolder(files)
    let (one, many) = (try folder.facts(jobs: 1), try folder.facts(jobs: 4))
    #expect(one.links.json() == many.links.json())
    #expect(one.pages == many.pages)
    #expect(one.digest == many.digest)
  }

  @Test("targets of elsewhere are added once, and only such as the web can be asked about")
  func adding() throws {
    let report = try SiteFolder(["index.html": page("<a href='https://b.gov.cn/'>乙</a>")]).facts()
    let added = report.links.adding(
      ["https://b.gov.cn/", "https://c.gov.cn/x", "https://c.gov.cn/x", "mailto:a@b.cn", "/index.html"]
        .map { report.target(of: $0) })
    #expect(added.links.map(\.url) == ["https://b.gov.cn/", "https://c.gov.cn/x"])
    #expect(added.links.map(\.count) == [1, 0])
  }

  @Test("links.json reads back as it was written")
  func json() throws {
    let folder = try SiteFolder([
      "a.html": page("<a href='/x\"y.html'>引\"号\\</a><a href=b.html>b</a>"), "b.html": page(""),
    ])
    let report = try folder.facts().links
    let data = Data(report.json())
    #expect(try JSONDecoder().decode(LinkReport.self, from: data) == report)
    #expect(
      String(decoding: data, as: UTF8.self).hasPrefix("{\"schema\": 1, \"checked_on\": \"2024-09-30\", \"links\": ["))
  }
}
