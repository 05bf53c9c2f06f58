import Testing

@testable import Markup

@Suite("Charsets")
struct CharsetTests {
  /// 中文网页测试，政府信息公开 in GB18030.
  static let gb: [UInt8] = [
    0xD6, 0xD0, 0xCE, 0xC4, 0xCD, 0xF8, 0xD2, 0xB3, 0xB2, 0xE2, 0xCA, 0xD4, 0xA3, 0xAC, 0xD5, 0xFE, 0xB8, 0xAE, 0xD0,
    0xC5,
    0xCF, 0xA2, 0xB9, 0xAB, 0xBF, 0xAA,
  ]
  static let text = "中文网页测试，政府信息公开"

  static func decoded(_ bytes: [UInt8], transport: String? = nil) -> (Charset, Charset?, String, Int) {
    bytes.withUnsafeBufferPointer { bytes in
      let page = DecodedPage(bytes, transport: transport)
      return (
        page.charset, page.decision.contradicted, page.withUTF8 { String(decoding: $0, as: UTF8.self) },
        page.badSequences
      )
    }
  }

  static func meta(_ label: String) -> [UInt8] { Array("<meta charset=\"\(label)\">".utf8) }

  @Test("gb2312, gbk and x-gbk mean GB18030", arguments: ["gb2312", "GBK", "x-gbk", "gb18030", "GB_2312-80"])
  func gbNames(label: String) {
    let page = Self.decoded(Self.meta(label) + Self.gb)
    #expect(page.0 == .gb18030 && page.1 == nil && page.2.hasSuffix(Self.text) && page.3 == 0)
  }

  @Test("a page that says gb2312 and is UTF-8 is UTF-8, and the contradiction is told")
  func lyingGB() {
    let page = Self.decoded(Self.meta("gb2312") + Array(Self.text.utf8))
    #expect(page.0 == .utf8 && page.1 == .gb18030 && page.2.hasSuffix(Self.text))
  }

  @Test("a page that says UTF-8 and is GB18030 is GB18030")
  func lyingUTF8() {
    let page = Self.decoded(Self.meta("utf-8") + Self.gb)
    #expect(page.0 == .gb18030 && page.1 == .utf8 && page.2.hasSuffix(Self.text))
  }

  @Test("without any declaration the bytes decide")
  func undeclared() {
    #expect(Self.decoded(Self.gb).0 == .gb18030)
    #expect(Self.decoded(Array(Self.text.utf8)).0 == .utf8)
    #expect(Self.decoded(Array("plain".utf8)).0 == .utf8)
  }

  @Test("a byte order mark goes before everything and is no text")
  func marks() {
    let page = Self.decoded([0xEF, 0xBB, 0xBF] + Self.meta("gbk") + Array(Self.text.utf8))
    #expect(page.0 == .utf8 && page.2.hasPrefix("<meta"))
    let little = Self.decoded([0xFF, 0xFE] + Self.text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    #expect(little.0 == .utf16LittleEndian && little.2 == Self.text)
    let big = Self.decoded([0xFE, 0xFF] + "a😀中".utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] })
    #expect(big.0 == .utf16BigEndian && big.2 == "a😀中")
  }

  @Test("UTF-16 without a mark is known by its zeros")
  func unmarkedUTF16() {
    let page = Self.decoded("<html><title>测试</title>".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    #expect(page.0 == .utf16LittleEndian && page.2 == "<html><title>测试</title>")
  }

  @Test("what the transport says goes before the page's own meta")
  func transport() {
    let page = Self.decoded(
      Self.meta("big5") + Self.gb, transport: "text/html; charset=gbk".split(separator: "=").last.map(String.init))
    #expect(page.0 == .gb18030 && page.1 == nil)
  }

  @Test("a meta far behind the first kilobyte, behind scripts or a title is still found; one in a comment is not")
  func latePrescan() {
    let filler =
      Array("<script>\(String(repeating: "x", count: 9000))</script><title>".utf8) + Self.gb + Array("</title>".utf8)
    #expect(Self.decoded(filler + Self.meta("gb2312")).2.contains(Self.text))
    #expect(Self.decoded(Array("<!--<meta charset=gbk>-->".utf8) + Array(Self.text.utf8)).1 == nil)
    let equivalent = Array("<meta content='text/html; charset = gb2312' http-equiv=Content-Type>".utf8)
    #expect(Self.decoded(equivalent + Self.gb).1 == nil)
  }

  @Test("bad bytes become U+FFFD and are counted; nothing around them is lost")
  func badBytes() {
    let long = Array(String(repeating: Self.text, count: 4).utf8)
    let utf8 = Self.decoded(long + [0xFF, 0xE4, 0xB8] + Array("<p>完".utf8))
    #expect(utf8.0 == .utf8 && utf8.3 == 3 && utf8.2.hasSuffix("<p>完"))
    let gb = Self.decoded(Self.meta("gb2312") + Self.gb + Self.gb + [0xFF] + Array("<p>".utf8) + Self.gb)
    #expect(gb.0 == .gb18030 && gb.3 == 1 && gb.2.hasSuffix("<p>" + Self.text))
  }

  @Test("four-byte characters, the euro sign and supplementary planes of GB18030 are read")
  func wideGB() {
    #expect(Self.decoded(Self.meta("gb18030") + Self.gb + [0x80]).2.hasSuffix("€"))
    #expect(
      Self.decoded(Self.meta("gb18030") + Self.gb + [0x82, 0x35, 0x8F, 0x33]).2.unicodeScalars.last?.value == 0x9FA6)
    #expect(Self.decoded(Self.meta("gb18030") + Self.gb + [0x95, 0x32, 0x82, 0x36]).2.hasSuffix("𠀀"))
  }

  @Test("Big5 is read where it is declared")
  func big5() {
    // 測試中文
    let page = Self.decoded(Self.meta("big5") + [0xB4, 0xFA, 0xB8, 0xD5, 0xA4, 0xA4, 0xA4, 0xE5])
    #expect(page.0 == .big5 && page.2.hasSuffix("測試中文"))
  }

  @Test("places are told in the original bytes, also where these were decoded")
  func places() {
    let bytes = Self.meta("gbk") + [0x0A] + Self.gb + Array("<p>".utf8)
    bytes.withUnsafeBufferPointer { source in
      let page = DecodedPage(source)
      page.withUTF8 { text in
        let offset = text.count - 3
        #expect(page.place(of: offset) == SourcePlace(line: 2, column: Self.gb.count + 1))
        #expect(page.place(of: 0) == SourcePlace(line: 1, column: 1))
      }
    }
    let marked: [UInt8] = [0xEF, 0xBB, 0xBF] + Array("ab\ncd".utf8)
    marked.withUnsafeBufferPointer { source in
      let page = DecodedPage(source)
      #expect(page.place(of: 1) == SourcePlace(line: 1, column: 5))
      #expect(page.place(of: 4) == SourcePlace(line: 2, column: 2))
    }
  }

  @Test("any bytes at all decode to valid UTF-8")
  func anything() {
    var state: UInt64 = 7
    for round in 0..<500 {
      let bytes = (0..<(round % 97)).map { _ -> UInt8 in
        state = state &* 6_364_136_223_846_793_005 &+ 1
        return UInt8(truncatingIfNeeded: state >> 40)
      }
      for label in [nil, "gbk", "utf-8", "big5"] as [String?] {
        bytes.withUnsafeBufferPointer { source in
          DecodedPage(source, transport: label).withUTF8 { text in
            #expect(UTF8Sequences(text).invalid == 0)
          }
        }
      }
    }
  }

  @Test("UTF-16 without a mark is known though its page begins in Chinese", arguments: [true, false])
  func unmarkedUTF16(isLittle: Bool) {
    let text = "<html><head><title>" + String(repeating: "关于公开一二三的通知", count: 12) + "</title></head></html>"
    let bytes = text.utf16.flatMap { unit in
      isLittle ? [UInt8(unit & 0xFF), UInt8(unit >> 8)] : [UInt8(unit >> 8), UInt8(unit & 0xFF)]
    }
    let page = Self.decoded(bytes)
    #expect(page.0 == (isLittle ? .utf16LittleEndian : .utf16BigEndian) && page.2 == text && page.3 == 0)
    // A stray zero byte makes no UTF-16.
    #expect(Self.decoded(Array("<html>\0<p>".utf8) + Array(Self.text.utf8)).0 == .utf8)
  }

  @Test("a page that says Big5 and is GB18030 is GB18030, one that is Big5 stays so")
  func lyingBig5() {
    let page = Self.decoded(Self.meta("big5") + Self.gb)
    #expect(page.0 == .gb18030 && page.1 == .big5 && page.2.hasSuffix(Self.text))
    // 關於印發政務公開工作要點的通知 in Big5.
    let big5: [UInt8] = [
      0xC3, 0xF6, 0xA9, 0xF3, 0xA6, 0x4C, 0xB5, 0x6F, 0xAC, 0x46, 0xB0, 0xC8, 0xA4, 0xBD, 0xB6, 0x7D, 0xA4, 0x75, 0xA7,
      0x40, 0xAD, 0x6E, 0xC2, 0x49, 0xAA, 0xBA, 0xB3, 0x71, 0xAA, 0xBE,
    ]
    let traditional = Self.decoded(Self.meta("big5") + big5)
    #expect(traditional.0 == .big5 && traditional.1 == nil && traditional.2.hasSuffix("關於印發政務公開工作要點的通知"))
  }
}
