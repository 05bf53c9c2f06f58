import Evidence
import Foundation

/// A unit's links by what rules seek them by: words of what they are called, the pages that have them.
final class LinkIndex: Sendable {
  let records: [Record]
  /// The places of the attachments among the links, and of all links, by the words of their names. The latter is made
  /// only where a rule asks for it.
  let attachments: Names
  private let everything = Once<Names>()
  private let addresses = Once<[TextKey: Int32]>()
  private let sources = Once<[TextKey: [Int32]]>()

  init(_ records: [Record]) {
    self.records = records
    attachments = Names(records.enumerated().filter { $0.element.text("种类") == "附件" }.map { Int32($0.offset) }, records)
  }

  var all: Names { everything.answer { Names(Array(0..<Int32(records.count)), records) } }

  /// The places of the links that stand on a page by its site path, as far as the link report names it.
  func places(onPage path: String) -> [Int32] {
    sources.answer {
      var places: [TextKey: [Int32]] = [:]
      for (place, link) in records.enumerated() {
        for path in Set(link.items("来源页面").map(TextKey.init)) { places[path, default: []].append(Int32(place)) }
      }
      return places
    }[TextKey(path)] ?? []
  }

  /// The attachment at an address as the link report writes it.
  func attachment(at address: String) -> Record? {
    addresses.answer {
      Dictionary(
        records.indices.filter { records[$0].text("种类") == "附件" }.map { (TextKey(records[$0].key), Int32($0)) }
      ) { first, _ in first }
    }[TextKey(address)].map { self[$0] }
  }

  subscript(place: Int32) -> Record { records[Int(place)] }

  /// What some of the links are called: by the words on the page, by their target's title, by their address.
  struct Names: Sendable {
    /// The link of each name, rising.
    let links: [Int32]
    let names: [String]
    let bank: TextBank

    init(_ places: [Int32], _ records: [Record]) {
      var (links, names): ([Int32], [String]) = ([], [])
      for place in places {
        let link = records[Int(place)]
        guard link.text("状态") != "broken", link.text("状态") != "malformed" else { continue }
        for name in [link.title].compactMap({ $0 }) + link.items("目标标题")
          + [link.key.removingPercentEncoding ?? link.key]
        {
          links.append(place)
          names.append(name)
        }
      }
      (self.links, self.names) = (links, names)
      bank = TextBank(names.map { FoldedText($0) })
    }
  }
}
