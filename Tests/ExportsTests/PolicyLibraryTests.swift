import Foundation
import Testing

@testable import Exports

@Suite("The policy library's JSON")
struct PolicyLibraryTests {
  private let json = """
    {"records": [
      {"id": "p1", "title": "关于<稳岗>的通知", "displayDate": "2024-05-21", "docType": "行政规范性文件", "docYear": 2024,
       "docNo": "示府规〔2024〕1号", "attrs": {"agency": "示例区人民政府"}, "relates": [{"id": "p2"}, {"id": "p9"}],
       "affairs": [{"link": "https://zwdt.example.gov.cn/item/1"}, {"originUrl": "https://zwdt.example.gov.cn/item/2"}]},
      {"id": "p2", "title": "解读", "displayDate": 1716220800000, "url": "https://www.example.gov.cn/jd/2.html"},
      {"id": "p3"}
    ]}
    """

  @Test("each record is a page with labels, related records and service links")
  func records() throws {
    let scratch = try Scratch()
    try scratch.file("lib.json", json)
    let site = try Site.open([SiteSource(path: scratch.path + "/lib.json", base: "https://www.example.gov.cn/")])
    #expect(site.entries.map(\.path) == ["/jd/2.html", "/policy/p1.html"])
    let pages = contents(site)
    let policy = try #require(pages["/policy/p1.html"])
    for part in [
      "关于&lt;稳岗&gt;的通知", "<td>文号：</td><td>示府规〔2024〕1号</td>", "<td>发布机构：</td><td>示例区人民政府</td>", "2024-05-21",
      "href=\"/jd/2.html\"", "https://zwdt.example.gov.cn/item/1", "https://zwdt.example.gov.cn/item/2",
    ] {
      #expect(policy.contains(part), "\(part)")
    }
    #expect(!policy.contains("p9"))
    #expect(pages["/jd/2.html"]?.contains("2024年5月21日") == true)
    #expect(site.problems.map(\.path) == ["第 3 条政策记录"])
    #expect(!site.isComplete)
  }

  @Test("an array of records will do; what is no library is an error")
  func shapes() throws {
    let scratch = try Scratch()
    try scratch.file("a.json", "[{\"title\": \"甲\"}]")
    try scratch.file("b.json", "{\"x\": 1}")
    try scratch.file("c.json", "[{")
    #expect(
      try Site.open([SiteSource(path: scratch.path + "/a.json")]).entries.map(\.path) == ["/policy/record-1.html"])
    // 甲 in GBK.
    try scratch.file("d.json", bytes: Array("[{\"title\": \"".utf8) + [0xBC, 0xD7] + Array("\"}]".utf8))
    #expect(contents(try Site.open([SiteSource(path: scratch.path + "/d.json")])).values.first?.contains("甲") == true)
    for name in ["/b.json", "/c.json"] {
      #expect(throws: ExportError.self) { try Site.open([SiteSource(path: scratch.path + name)]) }
    }
  }
}
