import Findings

/// The head of a page: whose report it is, of which period, as of which day.
enum Masthead {
  static func html(_ title: String, _ results: Results, subtitle: String?, links: [(String, String)]) -> HTML {
    let inspection = results.inspection
    let source: HTML? =
      switch inspection.asOfSource {
      case "period": "<span class=\"dim\">（未指定，取检查期末日）</span>"
      case "clock": "<span class=\"dim\">（未指定，取运行当日）</span>"
      default: nil
      }
    let under: HTML? = subtitle.map { "<p class=\"sub\">\($0)</p>" }
    let navigation = links.map { link -> HTML in "<a href=\"\(link.0)\">\(link.1)</a>" }
    return """
      <header class="mast"><div class="in">
      <p class="eyebrow">政务公开检查报告</p>
      <h1>\(title)</h1>\(under)
      <p class="meta"><span><b>检查期</b> \(Wording.period(inspection.period))</span> \
      <span><b>判定截至</b> \(inspection.asOf.description)\(source)</span> \
      <span><b>读取</b> <a href="#reading">\(ReadingSection.summary(results))</a></span></p>
      <nav aria-label="本页内容">\(navigation)</nav>
      </div></header>
      """
  }

  static func foot(_ results: Results) -> HTML {
    let inspection = results.inspection
    return """
      <footer class="foot"><div class="in">
      <p>\(results.tool.name) \(results.tool.version) 生成。本页所有数字均取自同一文件夹的 results.json。</p>
      <p class="dg">输入 \(String(inspection.digests.inputs.prefix(12))) · 规则 \(String(inspection.digests.rules.prefix(12))) · \
      历法 \(String(inspection.digests.calendar.prefix(12)))（SHA-256 前12位）</p>
      </div></footer>
      """
  }
}
