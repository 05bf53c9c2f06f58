import Findings

/// What was read and what could not be: nothing unread may look clean.
enum ReadingSection {
  /// 1284 个页面（2 个读不出）、160 行台账（1 处被拒）.
  static func summary(_ results: Results) -> String {
    let (pages, ledgers) = (results.reading.pages, results.reading.ledgers)
    let rejected = ledgers.reduce(0) { $0 + $1.rejected.count }
    let unread = pages.unreadable.isEmpty ? "" : "（另有\(pages.unreadable.count)个读不出）"
    let refused = rejected == 0 ? "" : "（\(rejected)处被拒）"
    return "\(pages.read)个页面\(unread)，\(ledgers.reduce(0) { $0 + $1.rows })行台账\(refused)"
  }

  static func html(_ results: Results, units: [String]? = nil) -> HTML {
    let pages = results.reading.pages
    let ledgers = results.reading.ledgers.filter { units?.contains($0.unit) ?? true }
    let rejected = ledgers.reduce(0) { $0 + $1.rejected.count }
    return """
      <section class="card" aria-labelledby="reading"><h2 id="reading">读取情况</h2>
      <ul class="facts"><li><b>\(pages.read)</b> 个页面已读，共 \(pages.seen) 个</li>\
      <li class="\(pages.unreadable.isEmpty ? "" : "bad")"><b>\(pages.unreadable.count)</b> 个页面读不出</li>\
      <li><b>\(ledgers.reduce(0) { $0 + $1.rows })</b> 行台账，\(ledgers.count) 本</li>\
      <li class="\(rejected == 0 ? "" : "bad")"><b>\(rejected)</b> 处台账内容被拒</li></ul>
      \(sample(results.sample))\(incomplete(pages))\(unreadable(pages.unreadable))\(table(ledgers))
      </section>
      """
  }

  /// How far the verdicts were found right when people checked a sample of them.
  private static func sample(_ sample: SampleMeasure?) -> HTML? {
    sample.map { sample in
      """
      <p class="say">人工抽查 <b>\(sample.checked)</b> 个结论，改判 <b>\(sample.overturned)</b> 个（漏判 \(sample.missed) 个，\
      误判 \(sample.falseAlarms) 个），差错率 <b>\(Figures.score(sample.rate * 100))%</b>（95% 置信区间 \
      \(Figures.score(sample.low * 100))%–\(Figures.score(sample.high * 100))%）。</p>
      """
    }
  }

  private static func incomplete(_ pages: Results.PageReading) -> HTML? {
    pages.complete == false ? "<p class=\"warn\">本次只有部分页面，没有收录的页面不作缺失处理。</p>" : nil
  }

  private static func unreadable(_ pages: [Results.Unreadable]) -> HTML? {
    guard !pages.isEmpty else { return nil }
    let rows = pages.map { page -> HTML in "<tr><th scope=\"row\">\(page.path)</th><td>\(page.reason)</td></tr>" }
    return """
      <table class="plain"><caption>读不出的页面</caption><thead><tr><th scope="col">页面</th><th scope="col">原因</th></tr></thead>
      <tbody>\(rows)</tbody></table>
      """
  }

  private static func table(_ ledgers: [Results.LedgerReading]) -> HTML? {
    let rejections = ledgers.flatMap { ledger in ledger.rejected.map { (ledger, $0) } }
    guard !rejections.isEmpty else { return nil }
    let rows = rejections.map { ledger, rejection -> HTML in
      """
      <tr><th scope="row">\(ledger.path) 第\(rejection.row)行</th><td>\(rejection.column ?? "整行")</td>\
      <td>\(rejection.value)</td><td>\(rejection.reason)</td></tr>
      """
    }
    return """
      <table class="plain"><caption>读不出的台账内容：所涉对象列为待核查</caption><thead><tr><th scope="col">位置</th>\
      <th scope="col">列</th><th scope="col">原文</th><th scope="col">原因</th></tr></thead><tbody>\(rows)</tbody></table>
      """
  }

  static func notes(_ results: Results) -> HTML? {
    let notes = results.inspection.notes
    guard !notes.isEmpty else { return nil }
    let items = notes.map { note -> HTML in "<li>\(note)</li>" }
    return """
      <section class="card" aria-labelledby="notes"><h2 id="notes">阅读前须知</h2><ul class="notes">\(items)</ul></section>
      """
  }
}
