import Evidence

/// The records of a table by what stands in one of its columns, whatever conditions a join sets them.
struct KeyColumn: Sendable {
  let records: [Record]
  /// The places of the records that bear any key, rising.
  private(set) var keyed: [Int32] = []
  /// The first and the last link of each key's chain.
  private var chains: [TextKey: (first: Int32, last: Int32)] = [:]
  /// Places of records, each with the next one of its chain, rising; -1 ends it.
  private var links: [(place: Int32, next: Int32)] = []

  struct Question: Sendable, Hashable {
    let table: String
    let field: String
  }

  init(_ table: Table, _ field: String) {
    records = table.records
    chains.reserveCapacity(records.count)
    let isOfDocuments = field == "文号" && ["documents", "policies"].contains(table.name)
    for (place, record) in records.enumerated() {
      var names = record.items(field)
      if isOfDocuments { names += Self.names(of: record) }
      for name in names { add(DocumentNumber.key(name), at: Int32(place)) }
      if !names.isEmpty { keyed.append(Int32(place)) }
    }
  }

  private mutating func add(_ key: TextKey, at place: Int32) {
    let link = Int32(links.count)
    guard let chain = chains[key] else {
      chains[key] = (link, link)
      links.append((place, -1))
      return
    }
    // A record may bear the key twice.
    guard links[Int(chain.last)].place != place else { return }
    links[Int(chain.last)].next = link
    links.append((place, -1))
    chains[key] = (chain.first, link)
  }

  /// What else ledgers call a document: its title, its address, its page.
  private static func names(of record: Record) -> [String] {
    [record.title, record.text("网址"), record.text("页面路径")].compactMap(\.self)
  }

  /// The places of the records that bear a key, rising.
  func forEach(_ key: TextKey, _ body: (Int32) -> Void) {
    var link = chains[key]?.first ?? -1
    while link >= 0 {
      body(links[Int(link)].place)
      link = links[Int(link)].next
    }
  }
}
