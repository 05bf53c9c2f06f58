import Pages
import Records
import Workdays

/// The pages of a unit and the site they are of, for records that look a value up when it is asked for.
final class PageShelf: Sendable {
  let pages: [PageFacts]
  let site: SitePicture

  init(pages: [PageFacts], site: SitePicture) {
    (self.pages, self.site) = (pages, site)
  }
}

/// The fields of one page, as `TableCatalogue` names them.
struct PageFields: FieldSource {
  let shelf: PageShelf
  let index: Int

  var fields: [String] { Field.allCases.map(\.rawValue) }

  func value(of field: String) -> Value? {
    Self.byName[field].flatMap { value(of: $0) }
  }

  private static let byName = Dictionary(Field.allCases.map { ($0.rawValue, $0) }) { first, _ in first }

  private enum Field: String, CaseIterable {
    case path = "路径"
    case url = "网址"
    case title = "标题"
    case kind = "类型"
    case indexNumber = "索引号"
    case documentNumber = "发文字号"
    case publisher = "发布机构"
    case writtenOn = "成文日期"
    case publishedOn = "发布日期"
    case validity = "有效性"
    case validUntil = "有效期至"
    case disclosure = "公开方式"
    case column = "栏目"
    case breadcrumb = "导航"
    case source = "来源"
    case siteName = "网站名称"
    case siteID = "网站标识码"
    case functions = "功能"
    case images = "图片数"
    case videos = "视频数"
    case audios = "音频数"
    case attachments = "附件数"
    case textLength = "正文字数"
    case textDigest = "正文指纹"
    case headings = "小标题"
    case citations = "引用文号"
    case slips = "表述错误"
    case forms = "解读形式"
    case repealMark = "失效标记"
    case footer = "页脚标识"
    case looksLikeErrorPage = "疑似出错页"
    case related = "相关链接"
    case hasRelatedBlock = "相关稿件栏"
    case shown = "显示字段"
    case problems = "读取问题"
  }

  /// Lent, not copied: a page has some forty fields to be counted, and one is asked for.
  private var page: PageFacts {
    _read { yield shelf.pages[index] }
  }

  private func value(of field: Field) -> Value? {
    switch field {
    case .path: .text(page.path)
    case .url: text(page.url)
    case .title: text(page.title)
    case .kind: .text(PageRecords.kinds[page.kind] ?? "其他")
    case .indexNumber: text(page.indexNumber)
    case .documentNumber: text(page.documentNumber)
    case .publisher: text(page.publisher)
    case .writtenOn: date(page.writtenOn)
    case .publishedOn: date(page.publishedOn)
    case .validity: text(page.validity)
    case .validUntil: date(page.validUntil)
    case .disclosure: text(page.disclosure)
    case .column: text(page.column)
    case .breadcrumb: list(page.breadcrumb)
    case .source: text(page.source)
    case .siteName: text(page.siteName)
    case .siteID: text(page.siteID)
    case .functions: list(PageRecords.functions(page.functions))
    case .images: number(page.content.images)
    case .videos: number(page.content.videos)
    case .audios: number(page.content.audios)
    case .attachments: number(page.attachmentCount)
    case .textLength: number(page.content.textLength)
    case .textDigest: page.content.textLength > 0 ? .text(String(page.content.digest, radix: 16)) : nil
    case .headings: list(page.content.headings)
    case .citations: list(page.content.citations)
    case .slips: list(page.content.slips)
    case .forms: list(page.forms.chineseNames)
    case .repealMark: text(page.repealMark?.text)
    case .footer: list(PageRecords.footer(page.footer))
    case .looksLikeErrorPage: flag(page.looksLikeErrorPage)
    case .related: page.relatedLinks.isEmpty ? nil : list(shelf.site.relatedPages(page.path))
    case .hasRelatedBlock: flag(page.hasRelatedBlock)
    case .shown: list(shown)
    case .problems: list(page.problems.map(\.message))
    }
  }

  private func text(_ value: String?) -> Value? {
    guard let value, !value.isEmpty else { return nil }
    return .text(value)
  }

  private func date(_ value: CivilDate?) -> Value? { value.map { .date($0, minute: nil) } }

  private func list(_ items: [String]) -> Value? { items.isEmpty ? nil : .list(items) }

  private func number(_ value: Int) -> Value { .number(Double(value)) }

  private func flag(_ value: Bool) -> Value? { value ? .flag(true) : nil }

  /// The labelled fields that the public sees.
  private var shown: [String] {
    PageField.allCases.filter { field in
      guard let origin = page.readings[field]?.origin else { return false }
      return origin == .visible || origin == .unlabelled
    }.map(\.chineseName)
  }
}
