import Findings
import Pages
import Records
import Workdays

/// What pages tell of the documents that they show: the rows of `documents`, where there is no ledger.
final class DocumentShelf: Shelf {
  private let site: SitePicture
  private let pages: [PageFacts]
  /// Whether the pages are all that is known, so that they name the documents as well.
  private let isAlone: Bool

  init(_ site: SitePicture, isAlone: Bool) {
    (self.site, pages, self.isAlone) = (site, site.pages, isAlone)
  }

  private enum Field: String, CaseIterable {
    // What the public sees, under its own names.
    case isOnline = "已上网"
    case path = "页面路径"
    case title = "页面标题"
    case column = "页面栏目"
    case breadcrumb = "页面导航"
    case publishedOn = "页面发布日期"
    case number = "页面文号"
    case validity = "页面有效性"
    case validUntil = "页面有效期至"
    case statesValidity = "页面标注有效期"
    case disclosure = "页面公开方式"
    case functions = "页面功能"
    case related = "相关链接"
    // What ledgers have a column for, which goes before the page's word.
    case publicationDay = "发布日期"
    case standing = "有效性"
    case lastDay = "有效期至"
    // What names a document that no ledger knows.
    case source = "资料来源"
    case ownNumber = "文号"
    case ownTitle = "标题"
    case publisher = "制发单位"
    case writtenOn = "成文日期"
    case ownDisclosure = "公开属性"
  }

  private static let inLedgers: [Field] = [.publicationDay, .standing, .lastDay]
  static let alsoInLedgers = inLedgers.map(\.rawValue)
  private static let shown = Array(Field.allCases.prefix { $0 != .publicationDay })
  private static let namesShown = FieldNames(shown)
  private static let joined = FieldNames(shown + inLedgers)
  private static let alone = FieldNames(Field.allCases)

  /// Whether a field is one of those under which the page's own word stands.
  static func isShown(_ field: String) -> Bool { namesShown[field] != nil }

  var fields: [String] { names.all }

  private var names: FieldNames<Field> { isAlone ? Self.alone : Self.joined }

  /// Lent, not copied.
  private subscript(row: Int) -> PageFacts {
    _read { yield pages[row] }
  }

  func key(of row: Int32) -> String {
    self[Int(row)].documentNumber ?? self[Int(row)].title ?? self[Int(row)].path
  }

  func title(of row: Int32) -> String? { self[Int(row)].title }

  func location(of row: Int32) -> Location? { PageRecords.location(pages, row, .title) }

  func value(of field: String, at row: Int32) -> Value? {
    names[field].flatMap { value(of: $0, at: Int(row)) }
  }

  private func value(of field: Field, at row: Int) -> Value? {
    switch field {
    case .isOnline: .flag(true)
    case .path: .text(self[row].path)
    case .title: text(self[row].title)
    case .column: text(self[row].column)
    case .breadcrumb: list(self[row].breadcrumb)
    case .publishedOn, .publicationDay: date(self[row].publishedOn)
    case .number: text(self[row].documentNumber)
    case .validity, .standing: text(self[row].validity)
    case .validUntil, .lastDay: date(self[row].validUntil)
    case .statesValidity: self[row].readings[.validUntil] == nil ? nil : .flag(true)
    case .disclosure: text(self[row].disclosure)
    case .functions: list(PageRecords.functions(self[row].functions))
    case .related: list(site.relatedPaths(row))
    case .source: .text("页面")
    case .ownNumber: self[row].documentNumber.map { .text($0) }
    case .ownTitle: self[row].title.map { .text($0) }
    case .publisher: self[row].publisher.map { .text($0) }
    case .writtenOn: date(self[row].writtenOn)
    case .ownDisclosure: self[row].disclosure.map { .text($0) }
    }
  }

  private func text(_ value: String?) -> Value? {
    guard let value, !value.isEmpty else { return nil }
    return .text(value)
  }

  private func date(_ value: CivilDate?) -> Value? { value.map { .date($0, minute: nil) } }

  private func list(_ items: [String]) -> Value? { items.isEmpty ? nil : .list(items) }
}
