import Findings
import Links
import Records
import Workdays

/// The links of a site: the rows of the table `links`, as `TableCatalogue` names their fields.
final class LinkShelf: Shelf {
  private let links: [LinkReport.Link]
  private let checkedOn: [String: CivilDate]
  /// The paths of the unit's pages; nil where all are its own.
  private let ownPaths: Set<String>?
  /// The first of the unit's pages that has each link, where the report names others' pages only.
  private let firstPages: [Int: String]

  init(
    links: [LinkReport.Link], checkedOn: [String: CivilDate], ownPaths: Set<String>?, firstPages: [Int: String]
  ) {
    (self.links, self.checkedOn, self.ownPaths, self.firstPages) = (links, checkedOn, ownPaths, firstPages)
  }

  /// The links that the unit's pages have, and that somebody can follow.
  var records: [Record] {
    links.indices.compactMap { index in
      guard links[index].state != .ignored, ownPaths == nil || ownPage(index) != nil else { return nil }
      return Record(self, row: Int32(index))
    }
  }

  /// The first known place of a link on the unit's pages.
  private func ownPlace(_ index: Int) -> LinkReport.Place? {
    ownPaths == nil ? links[index].from.first : links[index].from.first(where: isOwn)
  }

  private func ownPage(_ index: Int) -> String? { ownPlace(index)?.path ?? firstPages[index] }

  private func isOwn(_ place: LinkReport.Place) -> Bool { ownPaths?.contains(place.path) ?? true }

  /// The first place of each of its wordings, in the order of the places.
  private func wordings(_ index: Int) -> [LinkReport.Place] {
    var seen: Set<String> = []
    return links[index].from.filter { isOwn($0) && !$0.text.isEmpty && seen.insert($0.text).inserted }
  }

  private enum Field: String, CaseIterable {
    case url = "网址"
    case state = "状态"
    case reason = "原因"
    case count = "次数"
    case sources = "来源页面"
    case wordings = "链接文字"
    case places = "文字页面"
    case checkedOn = "核查日期"
    case title = "目标标题"
    case kind = "种类"
  }

  private static let names = FieldNames(Field.allCases)

  var fields: [String] { Self.names.all }

  func key(of row: Int32) -> String { links[Int(row)].url }

  func title(of row: Int32) -> String? {
    guard let text = ownPlace(Int(row))?.text, !text.isEmpty else { return nil }
    return text
  }

  func location(of row: Int32) -> Location? {
    if let place = ownPlace(Int(row)) { return Location(path: place.path, line: place.line, column: place.column) }
    return firstPages[Int(row)].map { Location(path: $0) }
  }

  func value(of field: String, at row: Int32) -> Value? {
    guard let field = Self.names[field] else { return nil }
    let index = Int(row)
    return switch field {
    case .url: .text(links[index].url)
    case .state: .text(links[index].state.rawValue)
    case .reason: links[index].reason.map { .text($0) }
    case .count: .number(Double(links[index].count))
    case .sources: .list(links[index].from.map(\.path))
    case .wordings: list(wordings(index).map(\.text))
    case .places: list(wordings(index).map(\.path))
    case .checkedOn: checkedOn[links[index].url].map { .date($0, minute: nil) }
    case .title: links[index].title.map { .text($0) }
    case .kind: .text(Self.kind(links[index].url))
    }
  }

  private func list(_ items: [String]) -> Value? { items.isEmpty ? nil : .list(items) }

  private static let attachmentEndings = [
    "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "wps", "et", "ofd", "zip", "rar", "7z", "txt", "csv",
  ].map { Array($0.utf8) }
  private static let resourceEndings = [
    "css", "js", "png", "jpg", "jpeg", "gif", "svg", "ico", "webp", "mp4", "mp3", "m3u8", "woff", "woff2", "ttf",
  ].map { Array($0.utf8) }

  /// By the ending of the address's last name.
  private static func kind(_ url: String) -> String {
    url.withBytes { url in
      let path = url.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
      let end = path.lastIndex { $0 != UInt8(ascii: "/") }.map { $0 + 1 } ?? 0
      let name = path[..<end].lastIndex(of: UInt8(ascii: "/")).map { path[($0 + 1)..<end] } ?? path[..<end]
      let whole = name.lastIndex { $0 != UInt8(ascii: ".") }.map { name[...$0] } ?? name[..<name.startIndex]
      let ending = whole.lastIndex(of: UInt8(ascii: ".")).map { whole[($0 + 1)...] } ?? whole
      guard (1...5).contains(ending.count) else { return "页面" }
      let small = ending.lazy.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
      if attachmentEndings.contains(where: { small.elementsEqual($0) }) { return "附件" }
      return resourceEndings.contains(where: { small.elementsEqual($0) }) ? "资源" : "页面"
    }
  }
}
