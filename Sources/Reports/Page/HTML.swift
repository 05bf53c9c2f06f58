/// Markup under construction: what stands in a literal is markup, what is put in is escaped.
///
/// `let row: HTML = "<td>\(name)</td>"` escapes `name`; only another `HTML` is put in as it is. So text from a page or a
/// ledger cannot become markup by being forgotten.
///
/// A template engine (swift-mustache) takes `Any`, finds fields by reflection, and took ten times as long for 20,000
/// findings: 1.96 s against 0.20 s, side by side in one run.
struct HTML: Sendable, ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
  private(set) var text: String

  init(stringLiteral value: StaticString) { text = "\(value)" }
  init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }
  init() { text = "" }

  /// Escaped text.
  init(escaping value: String) {
    text = ""
    HTML.escape(value, into: &text)
  }

  /// What this program itself wrote as a whole, such as its style sheet; never anything read.
  static func trusted(_ value: String) -> HTML {
    var html = HTML()
    html.text = value
    return html
  }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity + interpolationCount * 24)
    }

    mutating func appendLiteral(_ literal: StaticString) { text += "\(literal)" }
    mutating func appendInterpolation(_ value: String) { HTML.escape(value, into: &text) }
    mutating func appendInterpolation(_ value: Int) { text += String(value) }
    mutating func appendInterpolation(_ value: HTML) { text += value.text }
    /// Nothing for nil.
    mutating func appendInterpolation(_ value: HTML?) { if let value { text += value.text } }
    mutating func appendInterpolation(_ values: [HTML]) { for value in values { text += value.text } }
  }

  /// The same markup on a line of its own: escaped text holds no line break.
  var onOneLine: HTML {
    var line = HTML()
    line.text = text.replacing("\n", with: "") + "\n"
    return line
  }

  static func += (left: inout HTML, right: HTML) { left.text += right.text }

  /// The five characters that mean something in text or in a quoted attribute; control characters, which HTML does not
  /// allow at all, become U+FFFD.
  private static func escape(_ value: String, into text: inout String) {
    let isPlain = value.utf8.allSatisfy { byte in
      byte >= 0x20 && byte != 0x22 && byte != 0x26 && byte != 0x27 && byte != 0x3C && byte != 0x3E && byte != 0x7F
    }
    if isPlain {
      text += value
      return
    }
    for scalar in value.unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      case "'": text += "&#39;"
      case "\n", "\t", "\r": text += " "
      case "\u{0}"..."\u{1F}", "\u{7F}": text += "\u{FFFD}"
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}

extension Sequence<HTML> {
  func joined(separator: HTML = "") -> HTML {
    var result = HTML()
    for (index, element) in enumerated() {
      if index > 0 { result += separator }
      result += element
    }
    return result
  }
}
