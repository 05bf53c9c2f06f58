import Testing

@testable import Markup

@Suite("Trees, XPath and XML")
struct TreeTests {
  static func tree(_ page: String) throws -> HTMLTree {
    try Array(page.utf8).withUnsafeBufferPointer { bytes throws(HTMLTreeError) in try HTMLTree(utf8: bytes) }
  }

  @Test("an XPath finds nodes, strings, numbers and truths")
  func selectors() throws {
    let tree = try Self.tree("<body>\n<p class=a>甲</p>\n<p>乙</p></body>")
    guard case .nodes(let nodes) = try tree.evaluate(XPathSelector("//p[@class='a']")) else {
      return #expect(Bool(false))
    }
    #expect(nodes.map(\.text) == ["甲"] && nodes.first?.line == 2 && nodes.first?.attribute("class") == "a")
    guard case .number(let count) = try tree.evaluate(XPathSelector("count(//p)")) else { return #expect(Bool(false)) }
    #expect(count == 2)
    guard case .string(let text) = try tree.evaluate(XPathSelector("string(//p[2])")) else {
      return #expect(Bool(false))
    }
    #expect(text == "乙")
    guard case .boolean(let truth) = try tree.evaluate(XPathSelector("boolean(//table)")) else {
      return #expect(Bool(false))
    }
    #expect(!truth)
  }

  @Test("what the namespace axis gives is no node")
  func namespaces() throws {
    guard case .nodes(let nodes) = try Self.tree("<p>x</p>").evaluate(XPathSelector("//p/namespace::*")) else { return }
    #expect(nodes.isEmpty)
  }

  @Test("a selector that cannot work is refused when it is made", arguments: ["//p[", "nosuch()", "//x:p", "$a", ""])
  func badSelectors(source: String) {
    #expect(throws: XPathError.self) { try XPathSelector(source) }
  }

  @Test("a page nested beyond what libxml2 reads is told, never cut in silence")
  func depth() throws {
    #expect(throws: HTMLTreeError.tooDeep) { try Self.tree(String(repeating: "<div>", count: 400) + "x") }
    #expect(throws: HTMLTreeError.empty) { try Self.tree(" \n ") }
    _ = try Self.tree(String(repeating: "<div>", count: 100) + "x")
  }

  @Test("merged cells of a table stand in every place they cover")
  func mergedCells() throws {
    let table = try #require(
      try Self.tree(
        """
        <table><tr><th rowspan=2>编号</th><th colspan=2>日期</th></tr><tr><th>收到</th><th>答复</th></tr>
        <tr><td>1</td><td>2024-05-01<br>上午</td><td> a <b>b</b>c </td></tr></table>
        """
      ).tables.first)
    #expect(
      table.rows.map { $0.map(\.text) } == [["编号", "日期", "日期"], ["编号", "收到", "答复"], ["1", "2024-05-01\n上午", "a bc"]])
    #expect(table.rows[1][0].isContinuation && table.rows[0][2].isContinuation && !table.rows[0][1].isContinuation)
  }

  @Test("XML is read event by event, and a document type is refused")
  func xml() throws {
    let reader = try XMLReader(Array("<?xml version=\"1.0\"?><r a=\"1\"><c/>文&amp;</r>".utf8))
    #expect(try reader.next() == .start("r"))
    #expect(reader.attribute("a") == "1" && reader.attribute("b") == nil)
    var rest: [XMLEvent] = []
    while let event = try reader.next() { rest.append(event) }
    #expect(rest == [.start("c"), .end("c"), .text("文&"), .end("r")])
    #expect(throws: XMLReadError.hasDoctype) {
      let bomb = try XMLReader(Array("<!DOCTYPE r [<!ENTITY a \"b\">]><r>&a;</r>".utf8))
      while try bomb.next() != nil {}
    }
    #expect(throws: XMLReadError.self) {
      let broken = try XMLReader(Array("<r><c></r>".utf8))
      while try broken.next() != nil {}
    }
  }

  @Test("addresses in style sheets and source sets are found, those in comments and strings are not")
  func addresses() {
    func css(_ text: String) -> [String] {
      var found: [String] = []
      let bytes = Array(text.utf8)
      bytes.withUnsafeBufferPointer { bytes in
        CSSReferences.scan(bytes) { found.append(($1 ? "@" : "") + String(decoding: bytes[$0], as: UTF8.self)) }
      }
      return found
    }
    #expect(css("a{b:url( 'x.png' )} @import \"y.css\"; @IMPORT url(z.css);") == ["x.png", "@y.css", "@z.css"])
    #expect(css("/* url(a) */ b{content:\"url(c)\"} d{e:URL(f.gif)}") == ["f.gif"])
    #expect(css("color:red;width:10px") == [] && css("url(") == [] && css("a{b:url()}") == [])
    func set(_ text: String) -> [String] {
      var found: [String] = []
      let bytes = Array(text.utf8)
      bytes.withUnsafeBufferPointer { bytes in
        SourceSet.scan(bytes) { found.append(String(decoding: bytes[$0], as: UTF8.self)) }
      }
      return found
    }
    #expect(set("a.png 1x, b,c.png 2x,d.png") == ["a.png", "b,c.png", "d.png"])
    #expect(set(" , a.png, ") == ["a.png"] && set("") == [])
    #expect(set("a.png (x, y) 1x, b.png") == ["a.png", "b.png"] && set("a.png x), b.png") == ["a.png", "b.png"])
    // What a page draws with is no link; a drawing in another file is.
    #expect(css("a{fill:url(#g)} v\\\\:*{behavior:url( '#default#VML' )} b{fill:url(a.svg#g)}") == ["a.svg#g"])
    #expect(css("@namespace svg url(http://www.w3.org/2000/svg);a{b:url(c)}") == ["c"])
    #expect(css("@namespace url(\"a;b\");@import 'c.css'") == ["@c.css"])
    #expect(css(#"a{b:url(c\(1\).png)} d{e:url(f(1).png)}"#) == [#"c\(1\).png"#, "f(1"])
  }

  @Test("escapes in a style sheet's address are what browsers take them for, and what has none is left alone")
  func escapes() {
    func plain(_ text: String) -> String? {
      Array(text.utf8).withUnsafeBufferPointer { CSSReferences.unescaped($0) }.map {
        String(decoding: $0, as: UTF8.self)
      }
    }
    #expect(
      plain(#"a\ b.png"#) == "a b.png" && plain(#"a\20 b.png"#) == "a b.png" && plain(#"a\000020b.png"#) == "a b.png")
    #expect(plain(#"\56FE.png"#) == "图.png" && plain(#"c\(1\).png"#) == "c(1).png")
    #expect(plain("a\\\nb.png") == "ab.png" && plain(#"a\0.png"#) == "a\u{FFFD}.png" && plain(#"a\"#) == "a")
    #expect(plain("a/b.png") == nil && plain("") == nil)
  }

  @Test("merges that ask for millions of cells are cut", .timeLimit(.minutes(1)))
  func greedyMerges() throws {
    var bytes = Array(
      ("<table>" + String(repeating: "<tr><td colspan=1000 rowspan=60000>x</td></tr>", count: 300) + "</table>").utf8)
    let tables = try bytes.withUnsafeMutableBufferPointer { try HTMLTree(utf8: UnsafeBufferPointer($0)).tables }
    #expect(tables.count == 1 && tables[0].rows.count == 300 && tables[0].rows.allSatisfy { $0.count <= 4000 })
    #expect(tables[0].rows[1].count == 2000)
  }
}
