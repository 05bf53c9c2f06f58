import Testing

@testable import Pages

@Suite("Links of a page")
struct LinkTests {
  func links(_ page: String) -> [LinkReference] {
    PageReader().read(Array(page.utf8), path: "/a.html") { _ in true }.links
  }

  @Test("every kind of link is found, in the order of the source")
  func kinds() {
    let found = links(
      """
      <html><head><meta http-equiv=refresh content="0; URL='/r.html'"><link rel=stylesheet href=a.css><link rel=icon href=i.ico>
      <style>@import "b.css"; p{background:url(c.png)}</style><script src=d.js></script></head><body background=e.jpg>
      <a href="f.html">文</a><map><area href=g.html></map><img src=h.png srcset="i.png 1x, j.png 2x" data-src=k.png data-original=l.png>
      <iframe src=m.html></iframe><embed src=n.swf><audio src=o.mp3></audio><video src=p.mp4 poster=q.jpg><source src=r.mp4><track src=s.vtt></video>
      <input type=image src=t.png><object data=u.pdf></object><form action=v.do></form><div style="background:url('w.png')"></div>
      <div style="background:url(&quot;x.png&quot;)"></div></body></html>
      """)
    #expect(
      found.map(\.value) == [
        "/r.html", "a.css", "i.ico", "b.css", "c.png", "d.js", "e.jpg", "f.html", "g.html", "h.png", "i.png", "j.png",
        "k.png", "l.png", "m.html",
        "n.swf", "o.mp3", "p.mp4", "q.jpg", "r.mp4", "s.vtt", "t.png", "u.pdf", "v.do", "w.png", "x.png",
      ])
    #expect(
      found.map(\.source).prefix(8) == [
        .refresh, .styleSheet, .link, .styleImport, .styleURL, .script, .background, .anchor,
      ])
  }

  @Test("what stands in comments, scripts and attributes of no link is none")
  func near() {
    #expect(
      links(
        "<!--<a href=x>--><script>'<a href=y>'</script><p title='<a href=z>'><textarea><a href=w></textarea><a name=v>"
      ).isEmpty)
    #expect(links("<base href=/b/><q cite=x></q><meta content='0;url=y' name=refresh>").isEmpty)
  }

  @Test(
    "a refresh leads where browsers go: seconds, a mark or a blank, quotes also by reference; without seconds nowhere",
    arguments: [
      ("0;url=x.html", "x.html"), ("3,x.html", "x.html"), ("0 url=x.html", "x.html"), (".5; URL = 'x.html' ", "x.html"),
      ("0;url=&quot;x.html&quot;", "x.html"), ("0;urls.html", "urls.html"), ("0;a.html?b=1;2", "a.html?b=1;2"),
      ("5", nil), ("0;", nil), ("0;url=", nil), ("url=x.html", nil), ("soon;url=x.html", nil), ("0x;url=x.html", nil),
    ] as [(String, String?)])
  func refresh(content: String, address: String?) {
    let found = links("<meta http-equiv=\"Refresh\" content=\"\(content)\">")
    #expect(found.map(\.value) == [address].compactMap { $0 })
  }

  @Test("escapes in styles are decoded, in elements and in attributes")
  func styleEscapes() {
    #expect(links(#"<style>a{b:url(c\ d.png)}</style>"#).map(\.value) == ["c d.png"])
    #expect(
      links(#"<p style="b:url(&quot;c\20 d.png&quot;)"><p style='b:url("e\(1\).png")'>"#).map(\.value) == [
        "c d.png", "e(1).png",
      ])
  }

  @Test("values are decoded and cleaned as browsers read addresses")
  func cleaning() {
    #expect(links("<a href=' a&amp;b=1\n/c\t '>").map(\.value) == ["a&b=1/c"])
    #expect(links("<a href='/zwgk/政务 公开.html'>").map(\.value) == ["/zwgk/政务 公开.html"])
    #expect(links("<a href=''></a><a href>x</a>").isEmpty)
  }

  @Test("a kept link has its place and its text, also from an image or a title")
  func places() {
    let found = links("<p>\n  <a href=a>甲 <b>乙</b>\n 丙</a> <a href=b><img src=i alt=丁></a> <a href=c title=戊></a>")
    #expect(found.map { [$0.line, $0.column] } == [[2, 3], [3, 10], [3, 20], [3, 44]])
    #expect(found.map(\.text) == ["甲 乙 丙", "丁", "丁", "戊"])
  }

  @Test("the base counts for links before it too, and only links that are wanted are kept")
  func base() {
    var bases: [String] = []
    let reading = PageReader().read(Array("<a href=a></a><base href='/x/ '><a href=b></a>".utf8), path: "/a.html") {
      link in
      bases.append(link.base.map { String(decoding: $0, as: UTF8.self) } ?? "")
      return link.string == "b"
    }
    #expect(bases == ["/x/", "/x/"] && reading.base == "/x/" && reading.links.map(\.value) == ["b"])
    #expect(reading.facts.linkCount == 2)
  }

  @Test("GB18030 pages give their links in UTF-8")
  func gb18030() {
    let page = Array("<meta charset=gb2312><a href=/".utf8) + [0xB9, 0xAB, 0xBF, 0xAA] + Array(".html>".utf8)
    #expect(PageReader().read(page, path: "/a.html") { _ in true }.links.map(\.value) == ["/公开.html"])
  }

  @Test("anchors are ids and names of links, in any script")
  func anchors() {
    let anchors = PageReader().read(Array("<h2 id=第一章></h2><a name='b c'></a><input name=d><p id=''>".utf8), path: "/")
      .anchors
    #expect(anchors.contains("第一章") && anchors.contains("b c") && !anchors.contains("d") && anchors.count == 2)
  }

  @Test("attachments are counted by their file names")
  func attachments() {
    let page = facts(
      "<a href=a.pdf>1</a><a href=b.DOCX>2</a><a href=/down.jsp?f=c.xls>3</a><a href=d.html>4</a><a href=e.com>5</a><img src=f.pdf>"
    )
    #expect(page.attachmentCount == 3)
  }
}

@Suite("Pages that are not whole")
struct ProblemTests {
  func problems(_ bytes: [UInt8], limits: PageReader.Limits = .init()) -> [PageProblem.Kind] {
    PageReader(limits: limits).read(bytes, path: "/a.html").facts.problems.map(\.kind)
  }

  @Test("nesting, size, emptiness and cuts are told")
  func problems() {
    #expect(problems(Array("<p>x".utf8)).isEmpty)
    #expect(problems(Array((String(repeating: "<div>", count: 10_000) + "x").utf8)) == [.tooDeep])
    #expect(problems(Array(String(repeating: "<p>x<p>y<li>z", count: 5000).utf8)).isEmpty)
    #expect(problems([]) == [.empty] && problems(Array(" \n\t".utf8)) == [.empty])
    #expect(
      problems(Array("<html><body><p>正文".utf8)) == [.truncated] && problems(Array("<p>正文<a hre".utf8)) == [.truncated])
    #expect(problems(Array("<html><body><p>正文</body></html></html>\n".utf8)).isEmpty)
    var small = PageReader.Limits()
    small.size = 100
    let cut = PageReader(limits: small).read(Array(("<p>" + String(repeating: "x", count: 200)).utf8), path: "/a.html")
    #expect(cut.facts.problems.map(\.kind) == [.tooLarge] && cut.unreadableReason != nil)
  }

  @Test("a page cut anywhere is read without harm, and what was whole stays")
  func prefixes() {
    let page = Array(
      "<html><head><title>关于某项工作的通知</title></head><body><table><tr><td>文号：</td><td>示府〔2024〕3号</td></tr></table><h1>关于某项工作的通知</h1>\(runningText)<a href='x.html'>链接</a><!-- 注 --></body></html>"
        .utf8)
    for length in 0...page.count {
      let reading = PageReader().read(Array(page.prefix(length)), path: "/a.html") { _ in true }
      if length == page.count { #expect(reading.facts.problems.isEmpty) }
      if length > 300 { #expect(reading.facts.documentNumber == "示府〔2024〕3号") }
    }
  }

  @Test("any bytes at all are read without harm")
  func random() {
    let pieces = [
      "<table>", "<tr>", "<td>", "</td>", "</table>", "文号：", "发布日期", "：", "2024-05-11", "<a href=x>", "</a>", "<div>",
      "</div>", "110101199003074792",
      "<li>", "<script>", "</script>", "<!--", "-->", "\u{0}", "&#", "当前位置：", "秘密★", "沪ICP备", "<br>", "有效期至", "网站标识码",
      "<h1>", "<p class=title>", "相关解读", "<span>", "\"", "=",
    ]
    var state: UInt64 = 99
    for _ in 0..<1500 {
      var page = ""
      for _ in 0..<30 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        page += pieces[Int(state >> 33) % pieces.count]
      }
      let reading = PageReader().read(Array(page.utf8), path: "/a.html") { _ in true }
      #expect(reading.facts.linkCount >= reading.links.count)
    }
  }

  @Test("the row of a page has every key of the contract, unknown ones as null")
  func rows() throws {
    #expect(PageRow.Key.allCases.count == 20)
    let row = PageRow(facts("<p>x"))
    #expect(row.cell(.publishedOn) == "" && row.cell(.links) == "0" && row.cell(.kind) == "other")
  }
}
