import Evidence

/// The unit's documents on the site by the tail of their 文号, for texts that cite them.
struct CitedDocuments: Sendable {
  private var byTail: [Substring: [(number: String, path: String)]] = [:]

  init(_ context: CheckContext) {
    let tables = ["documents", "policies"].compactMap { context.evidence.tables[$0]?.records }
    var seen: Set<String> = []
    for record in tables.joined() where record.values["已上网"] == .flag(true) {
      guard let path = record.text("页面路径"), let number = record.text("文号") else { continue }
      let key = DocumentNumber.matchingKey(number)
      guard let tail = Self.tail(key), seen.insert(key).inserted else { continue }
      byTail[tail, default: []].append((key, path))
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

  private static func tail(_ key: String) -> Substring? { key.firstIndex(of: "〔").map { key[$0...] } }
}
