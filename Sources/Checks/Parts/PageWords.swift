import Evidence

extension CheckContext {
  /// The main text of a page, empty where there is none.
  func body(of page: Record) -> String {
    page.text("路径").flatMap { evidence.pageText($0)?.text } ?? ""
  }

  /// The same, folded for the search of words.
  func words(of page: Record) -> FoldedText { FoldedText(body(of: page)) }
}
