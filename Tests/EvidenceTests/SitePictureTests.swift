import Evidence
import Pages
import Testing

@Suite("A unit's share of the site")
struct SitePictureTests {
  @Test(
    "One star stays within a name, two cross folders, and a pattern covers the whole path",
    arguments: [
      ("/jz/**", "/jz/a.html", true), ("/jz/**", "/jz/b/c/a.html", true), ("/jz/**", "/jzx/a.html", false),
      ("/jz/*", "/jz/a.html", true), ("/jz/*", "/jz/b/a.html", false), ("/*/zc/*.html", "/jz/zc/1.html", true),
      ("/*/zc/*.html", "/jz/x/zc/1.html", false), ("/**/zc/**", "/a/b/zc/1.html", true), ("/a?.html", "/ab.html", true),
      ("/a?.html", "/a/.html", false), ("/a.html", "/a.html", true), ("/a.html", "/a.htm", false),
      ("/街镇/**", "/街镇/一.html", true),
    ])
  func patterns(pattern: String, path: String, matches: Bool) {
    #expect(PathPattern.matches(pattern, path) == matches)
  }

  @Test("A page is a unit's by publisher, whatever its width and spaces, or by path; another's is not")
  func shares() {
    let share = UnitShare(publishers: ["月浦镇人民政府"], patterns: ["/yp/**"])
    func page(_ path: String, _ publisher: String?) -> PageFacts {
      var page = PageFacts(path: path)
      page.publisher = publisher
      return page
    }
    #expect(share.covers(page("/a.html", "月浦镇 人民政府")) && share.covers(page("/yp/a.html", "顾村镇人民政府")))
    #expect(!share.covers(page("/a.html", "月浦镇人民政府办公室")) && !share.covers(page("/a.html", nil)))
    #expect(UnitShare(publishers: [], patterns: []).isEmpty && !share.isEmpty)
  }

  @Test("Titles are equal in any width, case and spacing, and differ in any letter")
  func folding() {
    #expect(Folding.key("ＡＰＰ　下载 指南") == Folding.key("app下载指南"))
    #expect(Folding.key("甲办法") != Folding.key("甲方法"))
  }
}
