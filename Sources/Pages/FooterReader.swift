import Markup

/// Finds the marks of a page's foot in its text, its links and its scripts.
enum FooterReader {
  /// 沪ICP备12345678号-1 around the ICP备 at `hit`.
  static func icp(in text: Units, at hit: Vocabulary.Hit) -> String? {
    numbered(in: text, hit: hit, allowsSuffix: true)
  }

  /// 沪公网安备 31011302000001号 around the 公网安备 at `hit`.
  static func police(in text: Units, at hit: Vocabulary.Hit) -> String? {
    numbered(in: text, hit: hit, allowsSuffix: false)
  }

  /// One character of a province, the words, digits, 号.
  private static func numbered(in text: Units, hit: Vocabulary.Hit, allowsSuffix: Bool) -> String? {
    var start = hit.start
    var at = start - 1
    while at >= 0, text[at] <= 0x20 { at -= 1 }
    if at >= 0, Units.isHan(text[at]) { start = at }
    at = hit.end
    var digits = 0
    var hasNumber = false
    while at < text.count, at - hit.end < 40 {
      let unit = text[at]
      if Units.isDigit(unit) {
        digits += 1
      } else if Units.fold(unit) == 0x2D, digits > 0, allowsSuffix {
        at += 1
        continue
      } else if unit == 0x53F7 {
        hasNumber = true
        at += 1
        break
      } else if unit > 0x20,
        !(unit == 0x6848 || unit == 0x8BC1 || Units.isColon(unit) || Units.fold(unit) == 0x28
          || Units.fold(unit) == 0x29)
      {
        break
      }
      at += 1
    }
    guard digits >= 5, hasNumber || digits >= 8 else { return nil }
    if allowsSuffix, at < text.count, Units.fold(text[at]) == 0x2D {
      at += 1
      while at < text.count, Units.isDigit(text[at]) { at += 1 }
    }
    return text.slice(start..<at).string
  }

  /// The ten digits behind 网站标识码.
  static func siteCode(in text: Units, at hit: Vocabulary.Hit) -> (code: String, at: Int)? {
    var at = hit.end
    while at < text.count, at - hit.end < 8, !isCodeUnit(text[at]) { at += 1 }
    let start = at
    var code: [UInt16] = []
    while at < text.count, isCodeUnit(text[at]) || text[at] <= 2 {
      if text[at] > 2 { code.append(Units.fold(text[at])) }
      at += 1
    }
    guard code.count == 10 else { return nil }
    return (String(decoding: code, as: UTF16.self).lowercased(), start)
  }

  /// Digits, and the `bm` of ministries.
  private static func isCodeUnit(_ unit: UInt16) -> Bool {
    let folded = Units.fold(unit) | 0x20
    return Units.isDigit(unit) || folded == 0x62 || folded == 0x6D
  }
}

extension FooterMarks {
  /// The marks that a footer script writes: its text holds them as HTML, also percent-encoded.
  public init(script bytes: UnsafeBufferPointer<UInt8>) {
    self.init()
    readScript(bytes)
    // Whatever it writes by document.write() reads as text when its markup is ignored.
    let text = TextBlock.reading(bytes)
    let vocabulary = Words.all
    var hits: [Vocabulary.Hit] = []
    vocabulary.find(in: text, into: &hits)
    read(text.all, hits: hits)
  }

  mutating func readScript(_ bytes: UnsafeBufferPointer<UInt8>) {
    if !conac { conac = ByteSearch.contains(bytes, "conac") || ByteSearch.contains(bytes, "_ideConac") }
    if !jiucuo { jiucuo = ByteSearch.contains(bytes, "jiucuo") }
  }

  mutating func read(_ text: Units, hits: [Vocabulary.Hit]) {
    for hit in hits {
      switch hit.meaning {
      case .icp where icp == nil: icp = FooterReader.icp(in: text, at: hit)
      case .police where police == nil: police = FooterReader.police(in: text, at: hit)
      case .siteCode where siteCode == nil: siteCode = FooterReader.siteCode(in: text, at: hit)?.code
      default: break
      }
    }
  }
}

extension TextBlock {
  /// A block of all text among some markup, whatever its structure.
  static func reading(_ bytes: UnsafeBufferPointer<UInt8>) -> TextBlock {
    var block = TextBlock()
    var scanner = HTMLScanner(bytes)
    while true {
      switch scanner.next() {
      case .text, .rawText: block.append(scanner.bytes(scanner.range), at: scanner.range.lowerBound)
      case .end: return block
      default: block.mark(Mark.space, at: scanner.range.lowerBound)
      }
    }
  }
}
