import Findings
import Pages
import Records
import Workdays

/// The pages of a site: the rows of the table `pages`, as `TableCatalogue` names their fields.
final class PageShelf: Shelf {
  private let site: SitePicture
  private let pages: [PageFacts]

  init(_ site: SitePicture) {
    (self.site, pages) = (site, site.pages)
  }

  private static let names = FieldNames(Field.allCases)

  var fields: [String] { Self.names.all }

  func key(of row: Int32) -> String { pages[Int(row)].path }

  func title(of row: Int32) -> String? { pages[Int(row)].title }

  func location(of row: Int32) -> Location? { PageRecords.location(pages, row, .title) }

  func value(of field: String, at row: Int32) -> Value? {
    Self.names[field].flatMap { value(of: $0, at: Int(row)) }
  }

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
  private subscript(row: Int) -> PageFacts {
    _read { yield pages[row] }
  }

  private func value(of field: Field, at row: Int) -> Value? {
    switch field {
    case .path: .text(self[row].path)
    case .url: text(self[row].url)
    case .title: text(self[row].title)
    case .kind: .text(PageRecords.chineseName(self[row].kind))
    case .indexNumber: text(self[row].indexNumber)
    case .documentNumber: text(self[row].documentNumber)
    case .publisher: text(self[row].publisher)
    case .writtenOn: date(self[row].writtenOn)
    case .publishedOn: date(self[row].publishedOn)
    case .validity: text(self[row].validity)
    case .validUntil: date(self[row].validUntil)
    case .disclosure: text(self[row].disclosure)
    case .column: text(self[row].column)
    case .breadcrumb: list(self[row].breadcrumb)
    case .source: text(self[row].source)
    case .siteName: text(self[row].siteName)
    case .siteID: text(self[row].siteID)
    case .functions: list(PageRecords.functions(self[row].functions))
    case .images: number(self[row].content.images)
    case .videos: number(self[row].content.videos)
    case .audios: number(self[row].content.audios)
    case .attachments: number(self[row].attachmentCount)
    case .textLength: number(self[row].content.textLength)
    case .textDigest: self[row].content.textLength > 0 ? .text(String(self[row].content.digest, radix: 16)) : nil
    case .headings: list(self[row].content.headings)
    case .citations: list(self[row].content.citations)
    case .slips: list(self[row].content.slips)
    case .forms: list(self[row].forms.chineseNames)
    case .repealMark: text(self[row].repealMark?.text)
    case .footer: list(PageRecords.footer(self[row].footer))
    case .looksLikeErrorPage: flag(self[row].looksLikeErrorPage)
    case .related: list(site.relatedPaths(row))
    case .hasRelatedBlock: flag(self[row].hasRelatedBlock)
    case .shown: list(Self.shown(on: self[row].readings))
    case .problems: list(self[row].problems.map(\.message))
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
  private static func shown(on readings: FieldReadings) -> [String] {
    PageField.allCases.filter { field in
      guard let origin = readings[field]?.origin else { return false }
      return origin == .visible || origin == .unlabelled
    }.map(\.chineseName)
  }
}
