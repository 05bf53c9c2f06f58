import Markup

/// Steps through one XML part of a workbook.
enum WorkbookXML {
  static func visit(
    _ bytes: [UInt8], _ body: (XMLEvent, XMLReader) throws(LedgerProblem.Reason) -> Void
  ) throws(LedgerProblem.Reason) {
    let reader: XMLReader
    do {
      reader = try XMLReader(bytes)
    } catch {
      throw reason(error)
    }
    while true {
      let event: XMLEvent?
      do {
        event = try reader.next()
      } catch {
        throw reason(error)
      }
      guard let event else { return }
      try body(event, reader)
    }
  }

  private static func reason(_ error: XMLReadError) -> LedgerProblem.Reason {
    switch error {
    case .malformed(let line, _): .brokenWorkbook("内部 XML 第\(line)行不完整")
    case .hasDoctype: .brokenWorkbook("内部 XML 含有 DOCTYPE")
    case .outOfMemory: .tooLarge("内存不足")
    }
  }
}

/// The strings that cells refer to by number.
enum SharedStrings {
  static func read(_ bytes: [UInt8]) throws(LedgerProblem.Reason) -> [String] {
    var strings: [String] = []
    var text = RichText()
    try WorkbookXML.visit(bytes) { event, _ in
      switch event {
      case .start("si"): text = RichText()
      case .end("si"): strings.append(text.text)
      default: text.take(event)
      }
    }
    return strings
  }
}

/// The text of runs in different fonts, without the phonetic guides (拼音指南) above them.
struct RichText {
  private var pieces = ""
  private var isInText = false
  private var phoneticDepth = 0

  mutating func take(_ event: XMLEvent) {
    switch event {
    case .start("rPh"): phoneticDepth += 1
    case .end("rPh"): phoneticDepth -= 1
    case .start("t"): isInText = phoneticDepth == 0
    case .end("t"): isInText = false
    case .text(let text): if isInText { pieces += text }
    default: break
    }
  }

  var text: String { Self.decoded(pieces) }

  /// `_x000D_` stands for the character of that code.
  static func decoded(_ pieces: String) -> String {
    guard pieces.contains("_x") else { return pieces }
    var (result, rest) = ("", pieces[...])
    while let start = rest.firstRange(of: "_x") {
      let code = rest[start.upperBound...].prefix(4)
      let after = rest[start.upperBound...].dropFirst(4)
      guard code.count == 4, code.allSatisfy(\.isHexDigit), after.first == "_", let value = UInt32(code, radix: 16),
        let scalar = Unicode.Scalar(value)
      else {
        result += rest[..<start.upperBound]
        rest = rest[start.upperBound...]
        continue
      }
      result += rest[..<start.lowerBound]
      result.unicodeScalars.append(scalar)
      rest = after.dropFirst()
    }
    return result + rest
  }
}
