import Crypto
import Findings
import Foundation

/// The frame of every page: one file, nothing loaded from anywhere, which the content security policy makes the browser
/// hold to.
enum Page {
  /// - Parameter body: in parts, since it is megabytes on a large site.
  static func frame(title: String, body: [HTML]) -> [UInt8] {
    let (style, script) = (HTML.trusted(Stylesheet.text), HTML.trusted(Script.text))
    let opening: HTML = """
      <!DOCTYPE html>
      <html lang="zh-CN">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(HTML.trusted(policy))">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="referrer" content="no-referrer">
      <meta name="color-scheme" content="light">
      <title>\(title)</title>
      <link rel="icon" href="data:,">
      <style>\(style)</style>
      </head>
      <body>
      <a class="skip" href="#main">跳到正文</a>

      """
    let closing: HTML = """

      <script>\(script)</script>
      </body>
      </html>

      """
    // Written once, not put into a page that is copied again.
    let parts = [opening] + body + [closing]
    var bytes: [UInt8] = []
    bytes.reserveCapacity(parts.reduce(0) { $0 + $1.bytes.count })
    for part in parts { bytes += part.bytes }
    return bytes
  }

  /// Only this very style sheet and script run; no request, no form, no frame.
  private static let policy =
    "default-src 'none'; style-src 'sha256-\(digest(Stylesheet.text))'; script-src 'sha256-\(digest(Script.text))'; "
    + "img-src data:; base-uri 'none'; form-action 'none'"

  private static func digest(_ text: String) -> String {
    Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString()
  }
}

/// What is drawn small and often.
enum Mark {
  /// A sign and the word: never colour alone.
  static func outcome(_ outcome: Outcome) -> HTML {
    "<span class=\"oc \(outcome.rawValue)\">\(outcome.chineseName)</span>"
  }

  /// The sign alone, where the words around it say what it means.
  static func sign(_ outcome: Outcome) -> HTML { "<span class=\"oc \(outcome.rawValue)\"></span>" }

  static func severity(_ severity: Severity) -> HTML {
    "<span class=\"sv \(severity.rawValue)\">\(severity.chineseName)</span>"
  }

  /// From low to high with a stroke at the value, on a scale of 0 to 100.
  static func range(_ low: Double, _ value: Double?, _ high: Double) -> HTML {
    let words = "得分\(Figures.score(value))，区间\(Figures.score(low))至\(Figures.score(high))"
    let stroke: HTML? = value.map { value in
      "<path class=\"v\" d=\"M\(coordinate(value)) 0V12\"/>"
    }
    return """
      <svg class="rg" viewBox="0 0 100 12" preserveAspectRatio="none" role="img" aria-label="\(words)">\
      <rect class="t" x="0" y="4" width="100" height="4"/>\
      <rect class="r" x="\(coordinate(low))" y="2" width="\(coordinate(max(0.4, high - low)))" height="8"/>\
      \(stroke)</svg>
      """
  }

  /// A bar of parts side by side; parts of nothing are left out.
  static func parts(_ parts: [(name: String, style: Outcome, count: Int)]) -> HTML {
    let total = parts.reduce(0) { $0 + $1.count }
    guard total > 0 else { return "" }
    let words = parts.filter { $0.count > 0 }.map { "\($0.name)\($0.count)" }.joined(separator: "，")
    var (bars, start) = (HTML(), 0.0)
    for part in parts where part.count > 0 {
      let width = Double(part.count) / Double(total) * 100
      bars += """
        <rect class="\(part.style.rawValue)" x="\(coordinate(start))" y="0" width="\(coordinate(width))" height="12"/>
        """
      start += width
    }
    return """
      <svg class="pt" viewBox="0 0 100 12" preserveAspectRatio="none" role="img" aria-label="\(words)">\(bars)</svg>
      """
  }

  private static func coordinate(_ number: Double) -> String { Figures.plain((number * 100).rounded() / 100) }

  /// A link only for http and https; anything else stays text.
  static func address(_ url: String?, text: String) -> HTML {
    guard let url, url.hasPrefix("https://") || url.hasPrefix("http://") else { return HTML(escaping: text) }
    return "<a href=\"\(url)\" rel=\"noreferrer noopener\">\(text)</a>"
  }
}
