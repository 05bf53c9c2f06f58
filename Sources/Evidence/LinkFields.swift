import Links
import Records
import Workdays

/// The links of a site, for records that look a value up when it is asked for.
final class LinkShelf: Sendable {
  let links: [LinkReport.Link]
  let checkedOn: [String: CivilDate]
  /// The paths of the unit's pages; nil where all are its own.
  private let ownPaths: Set<String>?

  init(links: [LinkReport.Link], checkedOn: [String: CivilDate], ownPaths: Set<String>?) {
    (self.links, self.checkedOn, self.ownPaths) = (links, checkedOn, ownPaths)
  }

  /// The first known place of a link on the unit's pages.
  func ownPlace(_ index: Int) -> LinkReport.Place? { links[index].from.first(where: isOwn) }

  private func isOwn(_ place: LinkReport.Place) -> Bool { ownPaths?.contains(place.path) ?? true }

  /// The first place of each of its wordings, in the order of the places.
  func wordings(_ index: Int) -> [LinkReport.Place] {
    var seen: Set<String> = []
    return links[index].from.filter { isOwn($0) && !$0.text.isEmpty && seen.insert($0.text).inserted }
  }
}

/// The fields of one link target, as `TableCatalogue` names them.
struct LinkFields: FieldSource {
  let shelf: LinkShelf
  let index: Int

  var fields: [String] { ["网址", "状态", "原因", "次数", "来源页面", "链接文字", "文字页面", "核查日期", "目标标题", "种类"] }

  /// Lent, not copied.
  private var link: LinkReport.Link {
    _read { yield shelf.links[index] }
  }

  func value(of field: String) -> Value? {
    switch field {
    case "状态": .text(link.state.rawValue)
    case "种类": .text(Self.kind(link.url))
    case "来源页面": .list(link.from.map(\.path))
    case "链接文字": list(shelf.wordings(index).map(\.text))
    case "文字页面": list(shelf.wordings(index).map(\.path))
    case "网址": .text(link.url)
    case "原因": link.reason.map { .text($0) }
    case "次数": .number(Double(link.count))
    case "目标标题": link.title.map { .text($0) }
    case "核查日期": shelf.checkedOn[link.url].map { .date($0, minute: nil) }
    default: nil
    }
  }

  private func list(_ items: [String]) -> Value? { items.isEmpty ? nil : .list(items) }

  private static let attachmentEndings: Set<String> = [
    "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "wps", "et", "ofd", "zip", "rar", "7z", "txt", "csv",
  ]
  private static let resourceEndings: Set<String> = [
    "css", "js", "png", "jpg", "jpeg", "gif", "svg", "ico", "webp", "mp4", "mp3", "m3u8", "woff", "woff2", "ttf",
  ]

  private static func kind(_ url: String) -> String {
    let path = url.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    guard let name = path.split(separator: UInt8(ascii: "/")).last,
      let ending = name.split(separator: UInt8(ascii: ".")).last
    else { return "页面" }
    let text = String(Substring(ending)).lowercased()
    if attachmentEndings.contains(text) { return "附件" }
    return resourceEndings.contains(text) ? "资源" : "页面"
  }
}
