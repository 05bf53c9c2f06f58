import Evidence
import Workdays

/// A topic's words ready to be sought in titles and columns.
///
/// What only looks like the topic is struck out first: 安全科普 is not 全科, 区卫生健康委2024年部门预算 is not on 健康.
struct TopicWords: Sendable {
  let name: String
  /// What is dated earlier is a version that was replaced since.
  let since: CivilDate?
  private let keywords: Words
  private let columns: Words
  private let struckOut: [[UInt8]]
  /// One of these must stand in the page's own text.
  private let text: Words

  init(_ topic: Vocabulary.Topic, in vocabulary: Vocabulary) {
    (name, since) = (topic.name, topic.since)
    keywords = Words(topic.keywords)
    columns = Words(topic.columns + topic.keywords)
    struckOut = (topic.none + (vocabulary.lists["机构名称"] ?? [])).map { FoldedText($0).bytes }
      .sorted { $0.count > $1.count }
    text = Words(topic.text)
  }

  var needsText: Bool { !text.isEmpty }

  func matches(_ title: FoldedText) -> Bool {
    keywords.matchAny(title) && (struckOut.isEmpty || keywords.matchAny(title.without(struckOut)))
  }

  /// Whether one of the crumbs is a column of the topic; one that names a body (区卫生健康委员会) is none.
  func matches(columns crumbs: [FoldedText]) -> Bool {
    crumbs.contains { crumb in
      columns.matchAny(crumb) && !Self.bodies.contains { crumb.hasSuffix($0) }
        && (struckOut.isEmpty || columns.matchAny(crumb.without(struckOut)))
    }
  }

  /// The places of the pages on the topic, by title or by column.
  func places(in index: PageIndex) -> [Int32] {
    Places.union(
      index.titles.places(ofAny: keywords).filter { matches(index.title(of: $0)) },
      index.places(inColumns: columns).filter { matches(columns: index.columnTexts(of: $0)) })
  }

  func isTold(in body: FoldedText) -> Bool { text.isEmpty || text.matchAny(body) }

  private static let bodies = ["局", "委", "委员会", "办公室", "办事处", "人民政府"].map { FoldedText($0).bytes }
}

extension FoldedText {
  func hasSuffix(_ word: [UInt8]) -> Bool { bytes.count >= word.count && bytes.suffix(word.count).elementsEqual(word) }

  /// The text with words struck out; what stood around them does not run together.
  func without(_ words: [[UInt8]]) -> FoldedText {
    guard words.contains(where: contains) else { return self }
    var left = bytes
    left.withUnsafeMutableBufferPointer { left in
      for word in words {
        word.withUnsafeBufferPointer { word in
          var start = 0
          while let place = UnsafeBufferPointer(left).place(of: word, from: start) {
            start = place + word.count
            for index in place..<start { left[index] = 0 }
          }
        }
      }
    }
    return FoldedText(bytes: left)
  }

  init(bytes: [UInt8]) { self.bytes = bytes }
}
