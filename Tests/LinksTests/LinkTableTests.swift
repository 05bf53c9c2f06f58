import Foundation
import Testing

@testable import Exports
@testable import Links

/// A site of empty-handed entries: paths and sizes only.
func site(
  _ paths: [String], base: String? = "https://www.example.gov.cn/", complete: Bool = true, sizes: [String: Int] = [:]
) -> Site {
  let base = base.flatMap(SiteBase.init)
  let entries = paths.sorted().enumerated().map { index, path in
    SiteEntry(
      path: path, kind: EntryKind.byName(path) ?? .page, size: sizes[path] ?? 100, source: 0, ordinal: index)
  }
  return Site(
    entries: entries, problems: [], base: base,
    ownHosts: base.map { [Site.OwnHost(name: $0.host, port: $0.port)] } ?? [], isComplete: complete, folders: ["/"],
    limits: ExportLimits(), contents: [])
}

@Suite("What a link means, offline")
struct LinkTableTests {
  static let paths = [
    "/index.html", "/zwgk/index.shtml", "/zwgk/a.html", "/zwgk/政策.html", "/zwgk/b c.html", "/zwgk/sub/d.html",
    "/bare/x/y.html", "/article.html?infoid=A1", "/info.jsp?id=3.html", "/list.jsp.html", "/css/a.css?v=1",
    "/css/b.css", "/files/a.pdf", "/files/empty.pdf", "/empty.html", "/Mixed/Case.html", "/a+b.html", "/http/x.html",
    "/zwgk/通知：一.html", "/def/Default.aspx", "/q/index.html?page=2", "/q/index.html", "/x.jsp", "/zwgk/n%25.html",
  ]
  static let table = LinkTable(site(paths, sizes: ["/files/empty.pdf": 0, "/empty.html": 0]))

  @Test(
    "a path from the root means what its roundabout spellings mean",
    arguments: paths + ["/zwgk", "/gone.html", "/a.HTML"])
  func roundabout(path: String) {
    let (short, long) = (Self.table.target(of: path), Self.table.target(of: "/./zwgk/.." + path))
    #expect(short == long)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let value: String
    let state: LinkState
    let url: String?
    var testDescription: String { value }
    init(_ value: String, _ state: LinkState, _ url: String? = nil) {
      (self.value, self.state, self.url) = (value, state, url)
    }
  }

  static let cases: [Case] = [
    Case("a.html", .ok, "/zwgk/a.html"),
    Case("./a.html", .ok, "/zwgk/a.html"),
    Case("../zwgk/a.html", .ok, "/zwgk/a.html"),
    Case("../../../index.html", .ok, "/index.html"),
    Case("/zwgk", .ok, "/zwgk/"),
    Case("/zwgk/", .ok, "/zwgk/"),
    Case("", .ok, "/zwgk/a.html"),
    Case("/", .ok, "/"),
    Case("/zwgk/政策.html", .ok, "/zwgk/%E6%94%BF%E7%AD%96.html"),
    Case("%E6%94%BF%E7%AD%96.html", .ok, "/zwgk/%E6%94%BF%E7%AD%96.html"),
    Case("%e6%94%bf%e7%ad%96.html", .ok, "/zwgk/%E6%94%BF%E7%AD%96.html"),
    Case("%D5%FE%B2%DF.html", .ok, "/zwgk/%E6%94%BF%E7%AD%96.html"),
    Case("b c.html", .ok, "/zwgk/b%20c.html"),
    Case("b%20c.html", .ok, "/zwgk/b%20c.html"),
    Case("/a+b.html", .ok, "/a+b.html"),
    Case("/a%20b.html", .broken),
    Case(" a.html\n", .ok, "/zwgk/a.html"),
    Case("a.\nhtml", .ok, "/zwgk/a.html"),
    Case("a.ht\tml", .ok, "/zwgk/a.html"),
    Case("sub\\d.html", .ok, "/zwgk/sub/d.html"),
    Case("\\zwgk\\a.html", .ok, "/zwgk/a.html"),
    Case("//www.example.gov.cn/zwgk/a.html", .ok, "/zwgk/a.html"),
    Case("http://www.example.gov.cn/zwgk/a.html", .ok, "/zwgk/a.html"),
    Case("https://WWW.example.gov.cn:443/zwgk/a.html", .ok, "/zwgk/a.html"),
    Case("http://www.example.gov.cn:80/zwgk", .ok, "/zwgk/"),
    Case("http://www.example.gov.cn", .ok, "/"),
    Case("http://www.example.gov.cn:8080/zwgk/a.html", .external, "http://www.example.gov.cn:8080/zwgk/a.html"),
    Case("http://example.gov.cn/a.html", .external, "http://example.gov.cn/a.html"),
    Case("//cdn.example.com/a.js", .external, "https://cdn.example.com/a.js"),
    Case("http://政务.cn/", .external),
    Case("a.html?v=1", .ok, "/zwgk/a.html?v=1"),
    Case("a.html?id=9", .ok),
    Case("/article.html?infoid=A1", .ok, "/article.html?infoid=A1"),
    Case("/article.html%3Finfoid=A1", .ok),
    Case("/article.html?infoid=B2", .broken),
    Case("/article.html", .broken),
    Case("/info.jsp?id=3", .ok, "/info.jsp?id=3"),
    Case("/info.jsp%3Fid=3.html", .ok),
    Case("/info.jsp?id=4", .broken),
    Case("/list.jsp", .ok),
    Case("/x.jsp?id=4", .ok),
    Case("/css/a.css?v=2", .ok),
    Case("/css/a.css", .ok),
    Case("/css/b.css?20240101", .ok),
    Case("/q/?page=2", .ok),
    Case("/q/?t=123", .ok),
    Case("/q/?page=3", .broken),
    Case("/def", .ok, "/def/"),
    Case("/bare", .broken, "/bare/"),
    Case("/bare/x/", .broken, "/bare/x/"),
    Case("/nowhere.html", .broken, "/nowhere.html"),
    Case("/zwgk/a.html/", .broken),
    Case("/mixed/case.html", .broken),
    Case("/Zwgk/a.html", .broken),
    Case("/files/a.pdf", .ok),
    Case("/files/empty.pdf", .suspect),
    Case("/empty.html", .suspect),
    Case("/http/x.html", .ok),
    Case("通知：一.html", .ok),
    Case("/zwgk/n%2525.html", .ok),
    Case("htp://www.example.gov.cn/", .malformed),
    Case("htttp://www.example.gov.cn/", .malformed),
    Case("hhtps://www.example.gov.cn/", .malformed),
    Case("http:/www.example.gov.cn/", .malformed),
    Case("http:www.example.gov.cn", .malformed),
    Case("http//www.example.gov.cn/", .malformed),
    Case("https//www.example.gov.cn/", .malformed),
    Case("http;//www.example.gov.cn/", .malformed),
    Case("http：//www.example.gov.cn/", .malformed),
    Case("https：／／www.example.gov.cn/", .malformed),
    Case("ｈｔｔｐ://www.example.gov.cn/", .malformed),
    Case("http ://www.example.gov.cn/", .malformed),
    Case("http://http://www.example.gov.cn/", .malformed),
    Case("http://", .malformed),
    Case("http:///a.html", .malformed),
    Case("http://www..gov.cn/", .malformed),
    Case("http://www.gov.cn，/", .malformed),
    Case("://www.gov.cn/", .malformed),
    Case("　http://www.gov.cn/", .malformed),
    Case("file:///C:/Users/a.doc", .malformed),
    Case("C:\\Users\\a.doc", .malformed),
    Case("D:附件\\1.doc", .malformed),
    Case("C:%5CUsers%5Ca.doc", .malformed),
    Case("url:http://www.gov.cn/", .malformed),
    Case("网址：http://www.gov.cn/", .malformed), Case("“https://www.gov.cn/”", .malformed),
    Case("h ttps://www.gov.cn/", .malformed), Case("http s://www.gov.cn/", .malformed),
    Case("网址：http的说明.html", .broken), Case("h 1.html", .broken),
    Case("通知/http://www.gov.cn/", .broken),
    Case("view-source:http://www.gov.cn/", .ignored),
    Case("feed:a.xml", .ignored),
    Case("\\\\server\\share\\a.doc", .malformed),
    Case("http://localhost:8080/a", .malformed),
    Case("localhost:8080/a", .malformed),
    Case("http://127.0.0.1/", .malformed),
    Case("http://10.1.2.3/a", .malformed),
    Case("http://172.16.0.1/", .malformed),
    Case("http://172.32.0.1/", .external),
    Case("http://192.168.1.10:8080/a", .malformed),
    Case("http://192.169.1.10/a", .external),
    Case("http://oa/login", .malformed),
    Case("http://[::1]/", .malformed),
    Case("http://2130706433/", .malformed),
    Case("javascript:void(0)", .ignored),
    Case("JavaScript:;", .ignored),
    Case("mailto:a@example.gov.cn", .ignored),
    Case("tel:12345", .ignored),
    Case("data:image/png;base64,AAAA", .ignored, "data:image/png"),
    Case("weixin://dl/x", .ignored),
    Case("mailto：a@example.gov.cn", .malformed),
    Case("tel：021-12345678", .malformed),
    Case("note：一.html", .broken),
    Case("www.example.gov.cn/a", .broken),
  ]

  @Test("each way to write an address has its state and its canonical form", arguments: cases)
  func states(_ link: Case) {
    let target = Self.table.target(of: link.value, onPage: "/zwgk/a.html")
    #expect(target.state == link.state, "\(target)")
    if let url = link.url {
      let whole = url.hasPrefix("/") ? "https://www.example.gov.cn" + url : url
      #expect(target.url == whole)
    }
    #expect((target.reason == nil) == (target.state == .ok))
  }

  @Test("a difference of capitals is told as the reason")
  func capitals() {
    let target = Self.table.target(of: "/mixed/case.html")
    #expect(target.reason == "仅大小写不同：实际文件为“/Mixed/Case.html”")
  }

  @Test("what is absent from an incomplete export is uncaptured, but faults of writing and of capitals stay")
  func incomplete() {
    let table = LinkTable(site(Self.paths, complete: false))
    #expect(table.target(of: "/nowhere.html").state == .uncaptured)
    #expect(table.target(of: "/bare/").state == .uncaptured)
    #expect(table.target(of: "/mixed/case.html").state == .broken)
    #expect(table.target(of: "htp://www.example.gov.cn/").state == .malformed)
    #expect(table.target(of: "/zwgk/a.html").state == .ok)
  }

  @Test("without a base the canonical address is the site path")
  func withoutBase() {
    let table = LinkTable(site(Self.paths, base: nil))
    #expect(table.target(of: "b c.html", onPage: "/zwgk/a.html").url == "/zwgk/b%20c.html")
    #expect(table.target(of: "http://www.example.gov.cn/zwgk/a.html").state == .external)
  }

  @Test("on a site within an intranet other machines there are not called faults")
  func intranet() {
    let table = LinkTable(site(Self.paths, base: "http://192.168.1.5:8080/"))
    #expect(table.target(of: "http://192.168.1.5:8080/zwgk/a.html").state == .ok)
    #expect(table.target(of: "http://192.168.1.6/a.html").state == .external)
    #expect(table.target(of: "http://192.168.1.5/zwgk/a.html").state == .external)
  }

  @Test("a missing suffix is forgiven only where the mirror's tool added suffixes")
  func addedSuffix() {
    #expect(Self.table.target(of: "/zwgk/a").state == .ok)
    #expect(LinkTable(site(["/index.html", "/zwgk/a.html"])).target(of: "/zwgk/a").state == .broken)
    #expect(LinkTable(site(["/index.html", "/list.jsp.html"])).target(of: "/list.jsp").state == .ok)
  }

  @Test("a mirror's link to another host's folder leads to that host")
  func neighbours() throws {
    let folder = try SiteFolder([
      "hts-log.txt": "", "www.example.gov.cn/index.html": "", "www.example.gov.cn/a/b.html": "",
      "img.other.com/x.png": "x",
    ])
    let table = LinkTable(try Site.open([SiteSource(path: folder.url.path)]))
    let target = table.target(of: "../../img.other.com/x.png", onPage: "/a/b.html")
    #expect(target.state == .external)
    #expect(target.url == "http://img.other.com/x.png")
    #expect(table.target(of: "/img.other.com/x.png", onPage: "/a/b.html").state == .broken)
    #expect(table.target(of: "../../nowhere.com/x.png", onPage: "/a/b.html").state == .broken)
  }

  @Test("a base element moves what relative addresses count from")
  func baseElement() {
    let table = Self.table
    #expect(table.target(of: "a.html", onPage: "/index.html", base: "/zwgk/").state == .ok)
    #expect(table.target(of: "a.html", onPage: "/zwgk/a.html", base: "/").state == .broken)
    #expect(table.target(of: "/zwgk/a.html", onPage: "/index.html", base: "http://other.gov.cn/").state == .external)
    #expect(
      table.target(of: "d.html", onPage: "/index.html", base: "https://www.example.gov.cn/zwgk/sub/x.html").state == .ok
    )
    #expect(table.target(of: "a.html", onPage: "/index.html", base: "zwgk/x").state == .ok)
  }

  @Test("a canonical address resolves to itself", arguments: cases)
  func idempotent(_ link: Case) {
    let once = Self.table.target(of: link.value, onPage: "/zwgk/a.html")
    guard [.ok, .broken, .external, .suspect].contains(once.state) else { return }
    #expect(Self.table.target(of: once.url).url == once.url)
  }

  @Test(
    "a query's fields may stand in another order and with others that only keep caches apart",
    arguments: [
      ("/l.jsp?p=2&id=1", LinkState.ok), ("/l.jsp?id=1&p=2&_=99", .ok), ("/l.jsp?id=1", .broken),
      ("/l.jsp?id=1&p=3", .broken), ("/m.jsp?b=2&a=1", .ok),
    ])
  func fields(value: String, state: LinkState) {
    let table = LinkTable(site(["/l.jsp?id=1&p=2", "/m.jsp?a=1&b=2.html", "/a.html"]))
    #expect(table.target(of: value, onPage: "/a.html").state == state)
  }

  @Test("links of pages that were saved one by one count from the folder, then from where the page was")
  func savedPages() {
    let base = SiteBase("https://www.example.gov.cn/")
    func entry(_ path: String, _ origin: String?, _ ordinal: Int) -> SiteEntry {
      var entry = SiteEntry(path: path, kind: .page, size: 9, origin: origin, source: 0, ordinal: ordinal)
      entry.isSavedAlone = origin != nil
      return entry
    }
    let table = LinkTable(
      Site(
        entries: [
          entry("/a_files/x.css", nil, 0), entry("/乙.html", "https://www.example.gov.cn/zwgk/b.html", 1),
          entry("/甲.html", "https://www.example.gov.cn/zwgk/a.html", 2),
        ], problems: [], base: base, ownHosts: [Site.OwnHost(name: "www.example.gov.cn", port: nil)], isComplete: false,
        folders: ["/"], limits: ExportLimits(), contents: []))
    let cases: [(String, LinkState, String)] = [
      ("b.html", .ok, "/zwgk/b.html"), ("/zwgk/b.html", .ok, "/zwgk/b.html"),
      ("https://www.example.gov.cn/zwgk/b.html", .ok, "/zwgk/b.html"), ("./a_files/x.css", .ok, "/a_files/x.css"),
      ("c.html", .uncaptured, "/zwgk/c.html"), ("/c.html", .uncaptured, "/c.html"), ("../d/", .uncaptured, "/d/"),
    ]
    for (value, state, url) in cases {
      let target = table.target(of: value, onPage: "/甲.html")
      #expect(target.state == state, "\(value)")
      #expect(target.url == "https://www.example.gov.cn" + url, "\(value)")
    }
  }

  @Test("a server's word settles what the export lacks, and nothing that it shows")
  func settling() {
    func link(_ state: LinkState, _ status: Int?) -> LinkReport.Link {
      LinkReport.Link(url: "https://a.gov.cn/", state: state, status: status, count: 1, from: [])
    }
    #expect(
      link(.ok, 200).settles(.broken) && link(.ok, 200).settles(.external) && link(.broken, 404).settles(.uncaptured))
    // Without a status it is an older export's word, and a block says nothing.
    #expect(
      !link(.ok, nil).settles(.broken) && !link(.blocked, 403).settles(.broken) && !link(.ok, 200).settles(.suspect))
    #expect(!link(.external, nil).settles(.external) && !link(.ok, 200).settles(.malformed))
  }
}
