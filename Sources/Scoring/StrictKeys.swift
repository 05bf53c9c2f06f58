/// Any key of a mapping, to see which ones a file really has.
private struct AnyKey: CodingKey {
  let stringValue: String
  let intValue: Int? = nil

  init?(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

extension Decoder {
  /// The container keyed by `Key`, once the mapping was seen to hold no other key: a typing slip in a
  /// model's parameter must never pass as the default.
  func strictContainer<Key: CodingKey & CaseIterable>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    let allowed = Set(Key.allCases.map(\.stringValue))
    let found = try container(keyedBy: AnyKey.self).allKeys.map(\.stringValue)
    if let unknown = found.filter({ !allowed.contains($0) }).min() {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: codingPath,
          debugDescription: "不认识的键“\(unknown)”。可用的键：\(allowed.sorted().joined(separator: "、"))。"))
    }
    return try container(keyedBy: type)
  }
}
