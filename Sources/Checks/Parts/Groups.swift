import Evidence
import Settings

/// Named things that must all be covered, each known by words: `groups: {企业: [企业, 园区], 商会: [商会, 协会]}`. A word
/// after `-` excludes a value: `企业: [企业, -协会]` is not met by 中小企业协会.
struct Groups: Sendable, Hashable {
  let words: [(name: String, words: [String])]
  /// The fields in which the words are sought.
  let fields: [String]

  init?(_ options: inout Fields) throws(SettingError) {
    fields = try options.strings("group_fields")
    guard var inner = try options.optionalFields("groups") else { return nil }
    var words: [(String, [String])] = []
    for entry in inner.takeAll() { words.append((entry.key, try entry.value.strings(entry.key))) }
    self.words = words
    if fields.isEmpty { throw SettingError("写了“groups”，还应写“group_fields”。", at: options.place) }
  }

  private init(words: [(name: String, words: [String])], fields: [String]) {
    (self.words, self.fields) = (words, fields)
  }

  /// Without those that the unit's scope register says are not its business; nil where none is left.
  func concerning(_ context: CheckContext) -> Groups? {
    let left = words.filter { !context.disclaims([$0.name]) }
    return left.isEmpty ? nil : Groups(words: left, fields: fields)
  }

  /// Whether a record mentions any of the groups.
  func areMentioned(in record: Record) -> Bool { missing(in: [record]).count < words.count }

  /// The names of the groups that no record mentions.
  func missing(in records: [Record], count: Int = 1) -> [String] {
    words.filter { group in
      records.count { record in
        fields.contains { field in
          record.items(field).contains { Groups.mentions(group.words, in: $0) }
        }
      } < count
    }
    .map(\.name)
  }

  private static func mentions(_ words: [String], in item: String) -> Bool {
    let (unwanted, wanted) = (words.filter { $0.hasPrefix("-") }, words.filter { !$0.hasPrefix("-") })
    guard !unwanted.isEmpty else { return wanted.contains { item.contains($0) } }
    // 企业和行业协会 names two, 中小企业协会 only one.
    return item.split(whereSeparator: { "和及与、，,；;/+".contains($0) }).contains { part in
      wanted.contains { part.contains($0) } && !unwanted.contains { part.contains($0.dropFirst()) }
    }
  }

  static func == (left: Groups, right: Groups) -> Bool {
    left.fields == right.fields && left.words.map(\.name) == right.words.map(\.name)
      && left.words.map(\.words) == right.words.map(\.words)
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(fields)
    hasher.combine(words.map(\.name))
  }
}
