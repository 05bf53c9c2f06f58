import Pages

/// Texts that many pages of a site have in common, each held once: names of columns and offices, headings, the words of
/// the footer. One worker's.
struct SharedTexts {
  private var texts = TextPool()
  private var lists: [Int: [String]] = [:]
  private var frames: [Int: Apart<PageFrame>] = [:]

  /// More than so many are hardly common.
  private static let most = 20_000

  mutating func share(in facts: inout PageFacts) {
    share(&facts.publisher)
    share(&facts.source)
    share(&facts.validity)
    share(&facts.disclosure)
    share(&facts.frame)
    share(&facts.content.headings)
    for index in facts.serviceMarks.indices { share(&facts.serviceMarks[index]) }
  }

  private mutating func share(_ frame: inout Apart<PageFrame>) {
    var hasher = Hasher()
    let footer = frame.value.footer
    for text in [frame.value.column, frame.value.siteName, footer.icp, footer.police, footer.siteCode] {
      TextPool.feed(text ?? "", to: &hasher)
    }
    for text in frame.value.breadcrumb { TextPool.feed(text, to: &hasher) }
    let key = hasher.finalize()
    if let known = frames[key] {
      if known == frame { frame = known }
      return
    }
    share(&frame.value.column)
    share(&frame.value.siteName)
    share(&frame.value.footer.icp)
    share(&frame.value.footer.police)
    share(&frame.value.footer.siteCode)
    share(&frame.value.footer.scripts)
    share(&frame.value.breadcrumb)
    if frames.count < Self.most { frames[key] = frame }
  }

  private mutating func share(_ mark: inout ServiceMark) {
    mark = ServiceMark(
      text: shared(mark.text), target: mark.target.map { shared($0) }, row: mark.row.map { shared($0) },
      place: mark.place, line: mark.line, column: mark.column)
  }

  private mutating func share(_ text: inout String?) {
    if let own = text { text = shared(own) }
  }

  private mutating func share(_ list: inout [String]) {
    if list.isEmpty { return }
    var hasher = Hasher()
    for index in list.indices { TextPool.feed(list[index], to: &hasher) }
    let key = hasher.finalize()
    if let known = lists[key] {
      if known.elementsEqual(list, by: TextPool.areSame) { list = known }
      return
    }
    list = list.map { texts.shared($0, most: Self.most) }
    if lists.count < Self.most { lists[key] = list }
  }

  private mutating func shared(_ text: String) -> String { texts.shared(text, most: Self.most) }
}
