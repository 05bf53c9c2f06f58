import Evidence
import Workdays

/// The unit's documents in force that are on the site, for texts that cite them by their 文号: what a text cites is
/// its 依据, and a 细则 that cites a text is that text's 配套文件.
struct CitedDocuments: Sendable {
  private var byTail: [TextKey: [(number: String, path: String)]] = [:]
  /// By the path of what they cite, then by their own.
  private var followers: [String: [String: String]] = [:]

  private static let followerWords = Words(["细则", "操作规程", "操作办法", "操作规范", "配套"])

  init(_ context: CheckContext) {
    let tables = ["documents", "policies"].compactMap { context.evidence.tables[$0]?.records }
    var seen: Set<String> = []
    var following: [(number: String, path: String)] = []
    for record in tables.joined() where record["已上网"] == .flag(true) {
      guard Self.isInForce(record, on: context.asOf), let path = record.text("页面路径"), let number = record.text("文号")
      else { continue }
      let key = DocumentNumber.matchingKey(number)
      guard let tail = Self.tail(key), seen.insert(key).inserted else { continue }
      byTail[tail, default: []].append((key, path))
      if let title = record.title, Self.followerWords.matchAny(FoldedText(title)) { following.append((key, path)) }
    }
    for follower in following {
      let bases = documents(citedBy: context.index.pages.page(at: follower.path), at: follower.path)
      for base in bases.keys { followers[base, default: [:]][follower.path] = follower.number }
    }
  }

  /// The documents that a page's text cites, by the paths of their pages; its own is none.
  func documents(citedBy page: Record?, at path: String) -> [String: String] {
    var found: [String: String] = [:]
    for citation in page?.items("引用文号") ?? [] {
      let key = DocumentNumber.matchingKey(citation)
      guard let tail = Self.tail(key) else { continue }
      for document in byTail[tail] ?? [] where key.hasSuffix(document.number) && document.path != path {
        found[document.path] = document.number
      }
    }
    return found
  }

  /// Those of which this one is the basis.
  func followers(ofPageAt path: String) -> [String: String] { followers[path] ?? [:] }

  /// What is repealed is cited because it ends, not as a basis.
  private static func isInForce(_ record: Record, on day: CivilDate) -> Bool {
    if ["失效", "废止"].has(record.text("有效性") ?? "") { return false }
    return record.date("有效期至").map { day <= $0 } ?? true
  }

  private static func tail(_ key: String) -> TextKey? {
    guard let place = key.withBytes({ key in "〔".withBytes { key.place(of: $0) } }) else { return nil }
    return TextKey(String(key[key.utf8.index(key.utf8.startIndex, offsetBy: place)...]))
  }
}
