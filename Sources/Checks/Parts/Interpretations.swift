import Evidence
import Settings
import Workdays

extension Record {
  /// A page's title, headings and text, where its page is in the export.
  func pageContent(_ field: String = "页面路径", in context: CheckContext) -> PageContent? {
    text(field).flatMap { context.evidence.pageText($0) }
  }

  /// Whether it is out by the day of inspection; what bears no date is.
  func isOut(in context: CheckContext) -> Bool { date("发布日期").map { $0 <= context.asOf } ?? true }

  var shortName: String { title ?? text("解读标题") ?? key }
}
