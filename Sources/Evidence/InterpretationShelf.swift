import Findings
import Pages
import Records

/// What interpretation pages tell that no ledger names.
final class InterpretationShelf: Shelf {
  private let pages: [PageFacts]

  init(_ pages: [PageFacts]) {
    self.pages = pages
  }

  private enum Field: String, CaseIterable {
    case source = "资料来源"
    case path = "页面路径"
    case isOnline = "已上网"
    case title = "解读标题"
    case publishedOn = "发布日期"
    case forms = "解读形式"
    case publisher = "解读单位"
  }

  private static let names = FieldNames(Field.allCases)

  var fields: [String] { Self.names.all }

  /// Lent, not copied.
  private subscript(row: Int) -> PageFacts {
    _read { yield pages[row] }
  }

  func key(of row: Int32) -> String { self[Int(row)].title ?? self[Int(row)].path }

  func title(of row: Int32) -> String? { self[Int(row)].title }

  func location(of row: Int32) -> Location? { PageRecords.location(pages, row, .title) }

  func value(of field: String, at row: Int32) -> Value? {
    guard let field = Self.names[field] else { return nil }
    let row = Int(row)
    return switch field {
    case .source: .text("页面")
    case .path: .text(self[row].path)
    case .isOnline: .flag(true)
    case .title: self[row].title.map { .text($0) }
    case .publishedOn: self[row].publishedOn.map { .date($0, minute: nil) }
    case .forms: self[row].forms.isEmpty ? nil : .list(self[row].forms.chineseNames)
    case .publisher: self[row].publisher.map { .text($0) }
    }
  }
}
