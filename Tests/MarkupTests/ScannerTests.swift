import Testing

@testable import Markup

/// A scan as readable words: `<a href=x>`, `</a>`, `text`, `!comment`, `=raw`.
func words(_ page: String) -> [String] { words(Array(page.utf8)) }

func words(_ bytes: [UInt8]) -> [String] {
  bytes.withUnsafeBufferPointer { bytes in
    var scanner = HTMLScanner(bytes)
    var words: [String] = []
    while true {
      let token = scanner.next()
      let text = String(decoding: scanner.bytes(scanner.range), as: UTF8.self)
      switch token {
      case .text: words.append(text)
      case .startTag:
        let attributes = scanner.attributes.map {
          " \($0.name)=\(String(decoding: scanner.bytes($0.value), as: UTF8.self))"
        }
        words.append("<\(scanner.tag)\(attributes.joined())>")
      case .endTag: words.append("</\(scanner.tag)>")
      case .rawText: words.append("=\(text)")
      case .comment: words.append("!\(text)")
      case .doctype: words.append("doctype")
      case .end:
        if scanner.isTruncated { words.append("cut") }
        return words
      }
    }
  }
}

@Suite("The scanner")
struct ScannerTests {
  @Test(
    "splits a page as a browser's tokenizer does",
    arguments: [
      ("<p>a</p>", ["<p>", "a", "</p>"]),
      ("<A HREF='x y' href=z>t", ["<a href=x y>", "t"]),
      ("<a href=x>y", ["<a href=x>", "y"]),
      ("<a href=x/y/>z", ["<a href=x/y/>", "z"]),
      ("<img src=\"a\nb\" alt>", ["<img src=a\nb alt=>"]),
      ("a < b <3 c", ["a < b <3 c"]),
      ("<", ["<"]),
      ("<!DOCTYPE html><p>", ["doctype", "<p>"]),
      ("<?xml version=\"1.0\"?>x", ["!?xml version=\"1.0\"?", "x"]),
      ("</>x", ["!", "x"]),
      ("</ a>x", ["! a", "x"]),
      ("<![CDATA[a]]>b", ["![CDATA[a]]", "b"]),
      ("<h1 class = \"t\" >x</h1 >", ["<h1 class=t>", "x", "</h1>"]),
      ("<p/>x", ["<p>", "x"]),
      ("<o:p></o:p>", ["<other>", "</other>"]),
      ("<a href=\"a>b\">c", ["<a href=a>b>", "c"]),
      ("<a\u{0}>x", ["<other>", "x"]),
    ])
  func tokens(page: String, expected: [String]) {
    #expect(words(page) == expected)
  }

  @Test(
    "ends comments where browsers end them",
    arguments: [
      ("<!--a-->b", ["!a", "b"]),
      ("<!-->b", ["!", "b"]),
      ("<!--->b", ["!", "b"]),
      ("<!--a--!>b", ["!a", "b"]),
      ("<!--a>b-->c", ["!a>b", "c"]),
      ("<!--<a href=x>--><b>", ["!<a href=x>", "<b>"]),
      (
        "<!--[if lt IE 9]><script src=x></script><![endif]-->y",
        ["![if lt IE 9]><script src=x></script><![endif]", "y"]
      ),
      ("<!--a", ["!a", "cut"]),
      ("<!a>b", ["!a", "b"]),
    ])
  func comments(page: String, expected: [String]) {
    #expect(words(page) == expected)
  }

  @Test(
    "reads the content of scripts, styles and titles to the letter",
    arguments: [
      ("<script>if(a<b)\"<a href=x>\"</script>c", ["<script>", "=if(a<b)\"<a href=x>\"", "</script>", "c"]),
      ("<title>a<b>&lt;</TITLE>c", ["<title>", "=a<b>&lt;", "</title>", "c"]),
      ("<script>a</scripts></script>b", ["<script>", "=a</scripts>", "</script>", "b"]),
      ("<script><!--<script></script>--></script>b", ["<script>", "=<!--<script></script>-->", "</script>", "b"]),
      ("<script><!--a</script>b", ["<script>", "=<!--a", "</script>", "b"]),
      ("<style>a{b:url(</p>)}</style>", ["<style>", "=a{b:url(</p>)}", "</style>"]),
      ("<textarea><p></textarea>", ["<textarea>", "=<p>", "</textarea>"]),
      ("<script>a", ["<script>", "=a", "cut"]),
    ])
  func rawText(page: String, expected: [String]) {
    #expect(words(page) == expected)
  }

  @Test("a tag that the page's end cuts off is none", arguments: ["<a href=\"x", "<a href", "<a ", "<a href=x", "</a"])
  func truncated(page: String) {
    #expect(words("t" + page) == ["t", "cut"])
  }

  @Test("never leaves its bytes and always ends, whatever the bytes are")
  func randomBytes() {
    var state: UInt64 = 42
    func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }
    let pieces = Array("<>/!-=\"' a&;#x?scripttitle\u{0}\n中".utf8)
    for _ in 0..<2000 {
      let bytes = (0..<Int(next() % 120)).map { _ in pieces[Int(next()) % pieces.count] }
      bytes.withUnsafeBufferPointer { bytes in
        var scanner = HTMLScanner(bytes)
        var (last, steps) = (0, 0)
        while scanner.next() != .end {
          #expect(scanner.range.lowerBound >= last || scanner.range.isEmpty)
          #expect(scanner.range.upperBound <= bytes.count)
          last = max(last, scanner.range.lowerBound)
          steps += 1
          if steps > 500 { break }
        }
        #expect(steps <= 500)
      }
    }
  }

  @Test("every name is found again, and no two share a key")
  func names() {
    for tag in HTMLTag.allCases where tag != .other {
      #expect(words("<\(tag)>").first == "<\(tag)>")
    }
    for name in HTMLAttributeName.allCases where name != .other {
      #expect(words("<p \(name.spelling)=1>") == ["<p \(name)=1>"])
    }
  }
}

@Suite("Character references")
struct EntitiesTests {
  @Test(
    "are decoded as in browsers",
    arguments: [
      ("a&amp;b", "a&b"), ("&lt;&gt;&quot;", "<>\""), ("&nbsp;", "\u{A0}"), ("&ldquo;x&rdquo;", "“x”"),
      ("&#20013;", "中"), ("&#x4E2D;", "中"), ("&#x4e2d", "中"), ("&#0;", "\u{FFFD}"), ("&#150;", "–"),
      ("&#xD800;", "\u{FFFD}"),
      ("&#99999999999;", "\u{FFFD}"), ("&nosuch;", "&nosuch;"), ("&", "&"), ("&#;", "&#;"), ("&&amp;", "&&"),
      ("a?b=1&copy=2", "a?b=1&copy=2"), ("&copy;", "©"), ("&middot;", "·"),
    ])
  func decoding(text: String, expected: String) {
    let bytes = Array(text.utf8)
    #expect(String(decoding: bytes.withUnsafeBufferPointer { Entities.decoded($0) }, as: UTF8.self) == expected)
  }
}
