/// The entries of a map while they are being decoded: each key is taken once, and what is left at the end is refused.
public struct Fields: Sendable {
  public let place: Place
  private let what: String
  /// A map has few keys, among which a look at each is quicker than hashing them.
  private var left: [Setting.Entry]
  private var known: [String] = []

  init(_ entries: [Setting.Entry], of what: String, at place: Place) throws(SettingError) {
    (self.what, self.place) = (what, place)
    left = entries
    if let twice = entries.repeated { throw SettingError("\(what)中“\(twice.key)”写了两次。", at: twice.place) }
  }

  /// The value of a key, or nil where it is not written.
  public mutating func take(_ key: String) -> Setting? {
    known.append(key)
    return left.firstIndex { $0.key == key }.map { left.remove(at: $0).value }
  }

  /// Whether a key is written and not taken yet.
  public func has(_ key: String) -> Bool { left.contains { $0.key == key } }

  public mutating func need(_ key: String) throws(SettingError) -> Setting {
    guard let value = take(key) else { throw SettingError("\(what)缺少“\(key)”。", at: place) }
    return value
  }

  public mutating func string(_ key: String) throws(SettingError) -> String { try need(key).string(name(key)) }

  public mutating func optionalString(_ key: String) throws(SettingError) -> String? {
    guard let value = take(key) else { return nil }
    return try value.string(name(key))
  }

  /// One value or a list; empty where the key is not written.
  public mutating func strings(_ key: String) throws(SettingError) -> [String] {
    guard let value = take(key) else { return [] }
    return try value.strings(name(key))
  }

  public mutating func integer(_ key: String) throws(SettingError) -> Int { try need(key).integer(name(key)) }

  public mutating func optionalInteger(_ key: String) throws(SettingError) -> Int? {
    guard let value = take(key) else { return nil }
    return try value.integer(name(key))
  }

  public mutating func number(_ key: String) throws(SettingError) -> Double { try need(key).number(name(key)) }

  public mutating func optionalNumber(_ key: String) throws(SettingError) -> Double? {
    guard let value = take(key) else { return nil }
    return try value.number(name(key))
  }

  public mutating func flag(_ key: String, default fallback: Bool = false) throws(SettingError) -> Bool {
    guard let value = take(key) else { return fallback }
    return try value.flag(name(key))
  }

  /// One of an enumeration's raw values; the message lists them all.
  public mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: String, default fallback: Choice? = nil
  ) throws(SettingError) -> Choice where Choice.RawValue == String {
    guard let value = take(key) else {
      guard let fallback else { throw SettingError("\(what)缺少“\(key)”。", at: place) }
      return fallback
    }
    let text = try value.string(name(key))
    guard let choice = Choice(rawValue: text) else {
      let allowed = Choice.allCases.map(\.rawValue)
      throw SettingError(
        "\(name(key))不能是“\(text)”，可用：\(allowed.joined(separator: "、"))。\(Nearest.hint(text, allowed))", at: value.place)
    }
    return choice
  }

  public mutating func optionalFields(_ key: String) throws(SettingError) -> Fields? {
    guard let value = take(key) else { return nil }
    return try value.fields(name(key))
  }

  /// The items of a list; empty where the key is not written.
  public mutating func list(_ key: String) throws(SettingError) -> [Setting] {
    guard let value = take(key) else { return [] }
    return try value.list(name(key))
  }

  /// All that is left, in the order of the keys: for maps whose keys are names.
  public mutating func takeAll() -> [Setting.Entry] {
    let entries = left.sorted { $0.key < $1.key }
    left = []
    return entries
  }

  /// Refuses every key that nobody took.
  public func finish() throws(SettingError) {
    guard let entry = left.min(by: { ($0.place.line, $0.key) < ($1.place.line, $1.key) }) else { return }
    throw SettingError(
      "\(what)中没有“\(entry.key)”这一项，可用：\(known.joined(separator: "、"))。\(Nearest.hint(entry.key, known))",
      at: entry.place)
  }

  private func name(_ key: String) -> String { "\(what)的“\(key)”" }
}

extension [Setting.Entry] {
  /// The first entry whose key stands before it already; nil where each key stands once.
  fileprivate var repeated: Setting.Entry? {
    guard count > 12 else {
      return indices.first { index in self[..<index].contains { $0.key == self[index].key } }.map { self[$0] }
    }
    var seen: Set<String> = []
    return first { !seen.insert($0.key).inserted }
  }
}
