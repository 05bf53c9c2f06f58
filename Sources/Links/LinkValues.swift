/// Values of links as they stand on pages, each once for all pages on which it means the same.
struct LinkValues: Sendable {
  /// From where a value counts, as a text that is the same for two pages exactly where the value means the same there;
  /// empty for what means the same everywhere.
  private(set) var contexts: [String] = []
  private(set) var values: [(context: Int32, text: String)] = []

  /// For a value that only its own page has.
  static let ownPage: Int32 = -1

  mutating func addContext(_ name: String) -> Int32 {
    contexts.append(name)
    return Int32(contexts.count - 1)
  }

  /// Its number; the first is 1.
  mutating func add(_ text: String, context: Int32) -> Int32 {
    values.append((context, text))
    return Int32(values.count)
  }

  subscript(number: Int32) -> (context: String?, text: String) {
    let (context, text) = values[Int(number) - 1]
    return (context < 0 ? nil : contexts[Int(context)], text)
  }
}
