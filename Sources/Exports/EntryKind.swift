/// What an entry of an export is for us.
public enum EntryKind: UInt8, Sendable, Hashable {
  /// HTML, read for its facts and links.
  case page
  /// CSS, read for its links.
  case styleSheet
  /// A document that pages offer: PDF, Word, archive, picture, sound …; only its presence and size count.
  case attachment
  case other

  private static let pages: Set<String> = [
    "html", "htm", "shtml", "shtm", "jhtml", "xhtml", "xht", "jsp", "jspx", "aspx", "asp", "php", "do", "action",
    "htmlx", "stm", "cfm",
  ]
  private static let attachments: Set<String> = [
    "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "wps", "et", "dps", "ofd", "ceb", "rtf", "txt", "csv", "zip",
    "rar", "7z", "gz", "tar", "mp3", "mp4", "wav", "avi", "wmv", "flv", "m4a", "mov", "webm", "jpg", "jpeg", "png",
    "gif", "bmp", "tif", "tiff", "webp", "svg", "ico", "swf", "docm", "odt", "ods", "odp", "xml", "json",
  ]
  private static let others: Set<String> = [
    "orig", "tmp", "part", "crdownload", "js", "mjs", "woff", "woff2", "ttf", "otf", "eot", "map", "ini", "db", "log",
    "lst", "bak", "htc", "cur",
    "下载", "ds_store", "warc", "cdx", "md", "yml", "yaml", "sh", "py", "tsv", "jsonl",
  ]

  /// A page and all that belongs to it in one file, as Internet Explorer and Safari save it.
  static func isPageArchive(_ path: String) -> Bool {
    let name = path.lowercased()
    return [".mht", ".mhtml", ".webarchive", ".maff"].contains { name.hasSuffix($0) }
  }

  /// By name alone; nil where only the type or the bytes can tell (`/content/123`, `index.html?x=1` is a page).
  static func byName(_ path: String) -> EntryKind? {
    let bytes = path.utf8
    let slash = bytes.lastIndex(of: UInt8(ascii: "/"))
    let name = bytes[(slash.map(bytes.index(after:)) ?? bytes.startIndex)...]
    // What wget -K keeps of a page before it converts its links is no second page (`list.jsp?id=1.orig`).
    if path.hasSuffix(".orig") { return .other }
    // A query that wget kept: the part before it tells, or the suffix wget added after it.
    if let mark = name.firstIndex(where: { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "@") }),
      mark != name.startIndex
    {
      if path.hasSuffix(".html") || path.hasSuffix(".htm") { return .page }
      if let kind = byExtension(name[..<mark]) { return kind }
    }
    return byExtension(name)
  }

  private static func byExtension(_ name: Substring.UTF8View) -> EntryKind? {
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return nil }
    let suffix = Substring(name[name.index(after: dot)...]).lowercased()
    if pages.contains(suffix) { return .page }
    if suffix == "css" { return .styleSheet }
    if attachments.contains(suffix) { return .attachment }
    if others.contains(suffix) { return .other }
    return nil
  }

  /// By a Content-Type without its parameters.
  static func byContentType(_ type: String) -> EntryKind? {
    switch type {
    case "text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml": .page
    case "text/css": .styleSheet
    case "application/javascript", "text/javascript", "application/x-javascript": .other
    case "": nil
    default: type == "application/octet-stream" || type == "text/plain" ? nil : .attachment
    }
  }

  /// By the first bytes: markup, or the signature of something that is no page whatever its name says.
  public static func byBytes(_ bytes: UnsafeRawBufferPointer) -> EntryKind? {
    if isForeign(bytes) { return .attachment }
    var head = bytes.prefix(512)
    if head.starts(with: [0xFE, 0xFF]) || head.starts(with: [0xFF, 0xFE]) {
      return head.contains(UInt8(ascii: "<")) ? .page : nil
    }
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { head = head.dropFirst(3) }
    head = head.drop { $0 <= 0x20 }
    guard head.first == UInt8(ascii: "<") else { return nil }
    let text = String(decoding: head, as: UTF8.self).lowercased()
    return ["<!doctype html", "<html", "<head", "<body", "<meta", "<title", "<!--", "<div", "<table", "<script", "<p"]
      .contains { text.hasPrefix($0) } || (text.hasPrefix("<?xml") && text.contains("<html")) ? .page : nil
  }

  /// Whether the bytes begin with the signature of something that is no page, whatever its name says.
  public static func isForeign(_ bytes: UnsafeRawBufferPointer) -> Bool {
    // Nearly every page begins with `<` or a mark, and then nothing else has to be looked at.
    guard let first = bytes.first, first != UInt8(ascii: "<"), first != 0xEF else { return false }
    return signatures.contains { bytes.starts(with: $0) }
  }

  private static let signatures: [[UInt8]] = [
    Array("%PDF-".utf8), [0x50, 0x4B, 0x03, 0x04], [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1],
    [0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF], Array("GIF8".utf8), [0x1F, 0x8B, 0x08], Array("Rar!".utf8),
    Array("{\\rtf".utf8),
  ]
}
