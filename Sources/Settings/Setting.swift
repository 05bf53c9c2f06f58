/// A value of a rule file, a manifest or an example, with the place it was read from.
///
/// The one form in which YAML reaches the rest of the product: who decodes it takes every key it knows and then
/// refuses what is left, so that a typo is an error and never a check that is switched off.
public struct Setting: Sendable, Hashable {
  public enum Content: Sendable, Hashable {
    case empty
    /// A scalar as written. A quoted one is text even where it looks like a number.
    case scalar(String, isQuoted: Bool)
    case list([Setting])
    case map([Entry])
  }

  public struct Entry: Sendable, Hashable {
    public let key: String
    public let place: Place
    public var value: Setting

    public init(key: String, place: Place, value: Setting) {
      (self.key, self.place, self.value) = (key, place, value)
    }
  }

  public var content: Content
  public let place: Place

  public init(_ content: Content, at place: Place) {
    (self.content, self.place) = (content, place)
  }
}

/// A place in a file, counted from 1.
public struct Place: Sendable, Hashable, CustomStringConvertible {
  public let file: String
  public let line: Int
  public let column: Int

  public init(file: String, line: Int = 1, column: Int = 1) {
    (self.file, self.line, self.column) = (file, line, column)
  }

  public var description: String { "\(file):\(line):\(column)" }
}

/// Something in a file of settings that cannot be used, told to the person who wrote it.
public struct SettingError: Error, Sendable, Hashable, CustomStringConvertible {
  public let place: Place
  public let message: String

  public init(_ message: String, at place: Place) {
    (self.message, self.place) = (message, place)
  }

  public var description: String { "\(place)：\(message)" }
}

extension Setting {
  /// The entries of a map, to be taken one by one.
  public func fields(_ what: String) throws(SettingError) -> Fields {
    switch content {
    case .map(let entries): return try Fields(entries, of: what, at: place)
    case .empty: return try Fields([], of: what, at: place)
    case .scalar, .list: throw SettingError("\(what)应为“键: 值”的形式。", at: place)
    }
  }

  public func list(_ what: @autoclosure () -> String) throws(SettingError) -> [Setting] {
    switch content {
    case .list(let items): return items
    case .empty: return []
    case .scalar, .map: throw SettingError("\(what())应为列表。", at: place)
    }
  }

  public func string(_ what: @autoclosure () -> String) throws(SettingError) -> String {
    guard case .scalar(let text, _) = content, !text.isEmpty else {
      throw SettingError("\(what())应为一个非空的值。", at: place)
    }
    return text
  }

  /// One value, or a list of them.
  public func strings(_ what: @autoclosure () -> String) throws(SettingError) -> [String] {
    if case .scalar(let text, _) = content { return [text] }
    var result: [String] = []
    for item in try list(what()) { result.append(try item.string(what())) }
    return result
  }

  public func integer(_ what: @autoclosure () -> String) throws(SettingError) -> Int {
    guard case .scalar(let text, _) = content, let number = Int(text) else {
      throw SettingError("\(what())应为整数。", at: place)
    }
    return number
  }

  public func number(_ what: @autoclosure () -> String) throws(SettingError) -> Double {
    guard case .scalar(let text, _) = content, let number = Double(text), number.isFinite else {
      throw SettingError("\(what())应为数字。", at: place)
    }
    return number
  }

  public func flag(_ what: @autoclosure () -> String) throws(SettingError) -> Bool {
    guard case .scalar(let text, _) = content, text == "true" || text == "false" else {
      throw SettingError("\(what())应为 true 或 false。", at: place)
    }
    return text == "true"
  }
}

extension Setting {
  /// This map with the other's entries in place of its own of the same key; anything else is simply replaced.
  public func merging(_ other: Setting) -> Setting {
    guard case .map(var entries) = content, case .map(let others) = other.content else {
      return other.content == .empty ? self : other
    }
    for entry in others {
      if let index = entries.firstIndex(where: { $0.key == entry.key }) {
        entries[index] = entry
      } else {
        entries.append(entry)
      }
    }
    return Setting(.map(entries), at: place)
  }

  /// This map without a key; anything else is left as it is.
  public func without(_ key: String) -> Setting {
    guard case .map(let entries) = content else { return self }
    return Setting(.map(entries.filter { $0.key != key }), at: place)
  }

  /// One line that is equal for equal content, whatever the order of keys and the places.
  public var canonicalText: String {
    switch content {
    case .empty: return "~"
    case .scalar(let text, _): return text
    case .list(let items): return "[" + items.map(\.canonicalText).joined(separator: ",") + "]"
    case .map(let entries):
      let parts = entries.map { "\($0.key):\($0.value.canonicalText)" }.sorted()
      return "{" + parts.joined(separator: ",") + "}"
    }
  }

  /// All scalars in it, as written.
  public var scalars: [String] {
    switch content {
    case .empty: []
    case .scalar(let text, _): [text]
    case .list(let items): items.flatMap(\.scalars)
    case .map(let entries): entries.flatMap(\.value.scalars)
    }
  }

  /// The paths of all whole numbers in it, for tests that change each of them.
  public var integerPaths: [[Step]] {
    switch content {
    case .empty: return []
    case .scalar(let text, let isQuoted): return !isQuoted && Int(text) != nil ? [[]] : []
    case .list(let items):
      return items.enumerated().flatMap { index, item in item.integerPaths.map { [.index(index)] + $0 } }
    case .map(let entries):
      return entries.flatMap { entry in entry.value.integerPaths.map { [.key(entry.key)] + $0 } }
    }
  }

  public enum Step: Sendable, Hashable {
    case key(String)
    case index(Int)
  }

  /// A copy with the whole number at a path changed by an amount; itself where there is none.
  public func adding(_ amount: Int, at path: some Collection<Step>) -> Setting {
    var copy = self
    switch (path.first, content) {
    case (nil, .scalar(let text, let isQuoted)):
      if let number = Int(text) { copy.content = .scalar(String(number + amount), isQuoted: isQuoted) }
    case (.index(let index), .list(var items)) where items.indices.contains(index):
      items[index] = items[index].adding(amount, at: path.dropFirst())
      copy.content = .list(items)
    case (.key(let key), .map(var entries)):
      if let index = entries.firstIndex(where: { $0.key == key }) {
        entries[index].value = entries[index].value.adding(amount, at: path.dropFirst())
        copy.content = .map(entries)
      }
    default: break
    }
    return copy
  }
}
