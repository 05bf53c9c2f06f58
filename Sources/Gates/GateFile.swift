import Findings

/// What stands in a `gate.yml` and cannot be used.
public enum GateError: Error, Sendable, Hashable, CustomStringConvertible {
  case unknownKey(String, in: String, allowed: [String])
  case number(String, found: String)
  case empty

  public var description: String {
    switch self {
    case .unknownKey(let key, let place, let allowed):
      "门禁文件\(place)不认识“\(key)”。可用的有：\(allowed.joined(separator: "、"))。"
    case .number(let place, let found):
      "门禁文件\(place)应为不小于0的数，写的是“\(found)”。请改成数字。"
    case .empty:
      "门禁文件没有写任何限制，等于没有门禁。请至少写一项，或去掉文件改用内置门禁。"
    }
  }
}

extension Gate: Codable {
  public static let allowedKeys = [
    "new_only", "limits", "clauses", "rules", "topics", "minimum_low", "maximum_undecided", "maximum_unreadable",
    "maximum_rejected",
  ]
  public static let allowedOutcomes = Outcome.allCases.filter(\.isFinding).map(\.rawValue)
  public static let allowedSeverities = Severity.allCases.map(\.rawValue) + ["total"]

  struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(_ name: String) { stringValue = name }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// Throws `GateError` for what stands in the file but cannot be used.
  public init(from decoder: any Decoder) throws {
    let fields = try GateFields(decoder, place: "", allowed: Gate.allowedKeys)
    var limits: [Outcome: Limit] = [:]
    if let outcomes = try fields.nested("limits", allowed: Gate.allowedOutcomes) {
      for (name, outcome) in outcomes.outcomes {
        limits[outcome] = try outcomes.limit(name)
      }
    }
    self.init(
      newOnly: try fields.flag("new_only") ?? false,
      limits: limits,
      clauses: try fields.counts("clauses", name: ClauseID.init),
      rules: try fields.counts("rules") { $0 },
      topics: try fields.counts("topics") { $0 },
      minimumLow: try fields.number("minimum_low"),
      maximumUndecided: try fields.count("maximum_undecided"),
      maximumUnreadable: try fields.count("maximum_unreadable") ?? 0,
      maximumRejected: try fields.count("maximum_rejected"))
    if fields.names.allSatisfy({ $0 == "new_only" }) { throw GateError.empty }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(newOnly, forKey: Key("new_only"))
    var nested = container.nestedContainer(keyedBy: Key.self, forKey: Key("limits"))
    for (outcome, limit) in limits {
      var severities = nested.nestedContainer(keyedBy: Key.self, forKey: Key(outcome.rawValue))
      for (severity, count) in limit.bySeverity { try severities.encode(count, forKey: Key(severity.rawValue)) }
      try severities.encodeIfPresent(limit.total, forKey: Key("total"))
    }
    func encode(_ counts: [String: [Outcome: Int]], _ name: String) throws {
      let written = counts.mapValues { Dictionary(uniqueKeysWithValues: $0.map { ($0.rawValue, $1) }) }
      if !written.isEmpty { try container.encode(written, forKey: Key(name)) }
    }
    try encode(Dictionary(uniqueKeysWithValues: clauses.map { ($0.description, $1) }), "clauses")
    try encode(rules, "rules")
    try encode(topics, "topics")
    try container.encodeIfPresent(minimumLow, forKey: Key("minimum_low"))
    try container.encodeIfPresent(maximumUndecided, forKey: Key("maximum_undecided"))
    try container.encode(maximumUnreadable, forKey: Key("maximum_unreadable"))
    try container.encodeIfPresent(maximumRejected, forKey: Key("maximum_rejected"))
  }
}

/// One mapping of the file, read with every key known and every number checked.
private struct GateFields {
  private let container: KeyedDecodingContainer<Gate.Key>
  private let place: String

  init(_ decoder: any Decoder, place: String, allowed: [String]?) throws {
    try self.init(decoder.container(keyedBy: Gate.Key.self), place: place, allowed: allowed)
  }

  private init(_ container: KeyedDecodingContainer<Gate.Key>, place: String, allowed: [String]?) throws {
    (self.container, self.place) = (container, place)
    guard let allowed else { return }
    for key in names where !allowed.contains(key) {
      throw GateError.unknownKey(key, in: place, allowed: allowed)
    }
  }

  var names: [String] { container.allKeys.map(\.stringValue).sorted() }

  var outcomes: [(String, Outcome)] { names.compactMap { name in Outcome(rawValue: name).map { (name, $0) } } }

  private func says(_ name: String) -> String { "\(place)“\(name)”" }

  private func has(_ name: String) -> Bool {
    container.contains(Gate.Key(name)) && (try? container.decodeNil(forKey: Gate.Key(name))) != true
  }

  func flag(_ name: String) throws -> Bool? {
    guard has(name) else { return nil }
    return try container.decode(Bool.self, forKey: Gate.Key(name))
  }

  func number(_ name: String) throws -> Double? {
    guard has(name) else { return nil }
    guard let number = try? container.decode(Double.self, forKey: Gate.Key(name)), number.isFinite, number >= 0 else {
      throw GateError.number(says(name), found: found(name))
    }
    return number
  }

  func count(_ name: String) throws -> Int? {
    guard has(name) else { return nil }
    guard let number = try? container.decode(Int.self, forKey: Gate.Key(name)), number >= 0 else {
      throw GateError.number(says(name), found: found(name))
    }
    return number
  }

  private func found(_ name: String) -> String {
    let key = Gate.Key(name)
    if let number = try? container.decode(Double.self, forKey: key) { return String(number) }
    return (try? container.decode(String.self, forKey: key)) ?? "（不是数字）"
  }

  func nested(_ name: String, allowed: [String]?) throws -> GateFields? {
    guard has(name) else { return nil }
    guard let inner = try? container.nestedContainer(keyedBy: Gate.Key.self, forKey: Gate.Key(name)) else {
      throw GateError.number(says(name), found: found(name))
    }
    return try GateFields(inner, place: says(name), allowed: allowed)
  }

  /// `5` is a total; a mapping is by severity.
  func limit(_ name: String) throws -> Gate.Limit {
    if (try? container.decode(Double.self, forKey: Gate.Key(name))) != nil {
      return Gate.Limit(total: try count(name))
    }
    guard let severities = try nested(name, allowed: Gate.allowedSeverities) else { return Gate.Limit() }
    var limit = Gate.Limit(total: try severities.count("total"))
    for severity in Severity.allCases { limit.bySeverity[severity] = try severities.count(severity.rawValue) }
    return limit
  }

  /// `[a, b]` allows none of each, `a: 3` three failed ones, `a: {undecided: 3}` by outcome.
  func counts<Name: Hashable>(_ field: String, name: (String) -> Name?) throws -> [Name: [Outcome: Int]] {
    guard has(field) else { return [:] }
    func named(_ text: String) throws -> Name {
      guard let name = name(text) else {
        throw GateError.unknownKey(text, in: says(field), allowed: ["文件/编号，如 baoshan-2024/9b"])
      }
      return name
    }
    var result: [Name: [Outcome: Int]] = [:]
    if let list = try? container.decode([String].self, forKey: Gate.Key(field)) {
      for text in list { result[try named(text)] = [.failed: 0] }
      return result
    }
    guard let fields = try nested(field, allowed: nil) else { return [:] }
    for text in fields.names {
      if (try? fields.container.decode(Double.self, forKey: Gate.Key(text))) != nil {
        result[try named(text)] = try fields.count(text).map { [.failed: $0] }
      } else if let outcomes = try fields.nested(text, allowed: Gate.allowedOutcomes) {
        var counts: [Outcome: Int] = [:]
        for (key, outcome) in outcomes.outcomes { counts[outcome] = try outcomes.count(key) }
        result[try named(text)] = counts
      }
    }
    return result
  }
}
