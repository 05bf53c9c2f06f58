import Exports
import Pages

/// Attachments that hold a web page: servers hand out their error page or their home page under a file's name, and whoever
/// mirrors the site keeps it as that file.
public enum ForeignAttachments {
  /// Error pages are small; a larger file is not looked into.
  private static let largest = 256 << 10

  public static let reason = "附件的内容是网页，疑似出错页面"

  /// Formats that no web page is ever saved in.
  private static let binary: Set<String> = [
    "pdf", "docx", "docm", "xlsx", "xlsm", "pptx", "ofd", "ceb", "zip", "rar", "7z", "gz", "tar", "jpg", "jpeg", "png",
    "gif", "bmp",
    "tif", "tiff", "webp", "ico", "mp3", "mp4", "wav", "avi", "wmv", "flv", "m4a", "mov", "webm", "swf", "odt", "ods",
    "odp",
  ]
  /// Old systems save tables and letters as HTML under these names: such a file is in order unless it says that there is
  /// nothing.
  private static let office: Set<String> = ["doc", "xls", "ppt", "wps", "et", "dps", "rtf"]

  /// By their place in `Site.entries`, why the linked files among them are no attachments, in Chinese.
  static func reasons(in site: Site, linked: some Sequence<Int>) -> [Int: String] {
    var reasons: [Int: String] = [:]
    var wanted: Set<String> = []
    // A web archive has the type that the server gave, a folder has none.
    let hasTypes = !site.isRandomAccess
    for index in linked {
      let (kind, size) = (site.entries[index].kind, site.entries[index].size)
      if kind == .page, hasTypes {
        let entry = site.entries[index]
        if entry.contentType != nil, binary.contains(suffix(of: entry.path)) { reasons[index] = reason }
      } else if kind == .attachment, (1...largest).contains(size) {
        // A file has several addresses, with and without queries.
        let suffix = suffix(of: site.entries[index].path)
        guard !wanted.contains(site.entries[index].path), binary.contains(suffix) || office.contains(suffix),
          site.kindByBytes(ofEntry: index) ?? .page == .page
        else { continue }
        wanted.insert(site.entries[index].path)
      }
    }
    guard !wanted.isEmpty else { return reasons }
    let cursor = SiteCursor(site) { wanted.contains($0.path) }
    let (buffer, reader) = (PageBuffer(), PageReader())
    while let reading = cursor.next(into: buffer) {
      guard case .read(let index) = reading, EntryKind.byBytes(buffer.bytes) == .page else { continue }
      let path = site.entries[index].path
      let isError = reader.read(buffer.bytes, path: path).facts.looksLikeErrorPage
      if isError || binary.contains(suffix(of: path)) { reasons[index] = reason }
    }
    return reasons
  }

  /// Whether a path names a file that can be no web page.
  public static func isBinary(_ path: String) -> Bool { binary.contains(suffix(of: path)) }

  private static func suffix(of path: String) -> String {
    let name = path.prefix { $0 != "?" }
    return name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() } ?? ""
  }
}
