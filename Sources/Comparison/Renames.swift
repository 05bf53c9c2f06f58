public import Findings

/// Clauses and rules that bear another name than before, from `Rules/renames.yml`: old name to new.
///
/// ```yaml
/// clauses:
///   baoshan-2024/9b: baoshan-2025/7c
///   baoshan-2024/8a: [baoshan-2025/6a, baoshan-2025/6b]   # one clause became two
/// rules:
///   interpretation-kinds: interpretation-forms
/// ```
public struct Renames: Sendable, Hashable {
  public let clauses: [ClauseID: [ClauseID]]
  public let rules: [String: String]

  public static let none = Renames(checkedClauses: [:], checkedRules: [:])
  /// The keys that the file may have.
  public static let allowedKeys = ["clauses", "rules"]

  private init(checkedClauses: [ClauseID: [ClauseID]], checkedRules: [String: String]) {
    (clauses, rules) = (checkedClauses, checkedRules)
  }

  public init(clauses: [ClauseID: [ClauseID]] = [:], rules: [String: String] = [:]) throws(RenamesError) {
    self.init(checkedClauses: clauses, checkedRules: rules)
    for old in clauses.keys.sorted() where !leadsToAnEnd(old, through: { clauses[$0] ?? [] }) {
      throw .circle(old.description)
    }
    for old in rules.keys.sorted() where !leadsToAnEnd(old, through: { rules[$0].map { [$0] } ?? [] }) {
      throw .circle(old)
    }
  }

  /// The rule's present name.
  public func current(rule: String) -> String {
    var name = rule
    while let next = rules[name] { name = next }
    return name
  }

  /// The clauses that stand in a clause's place today, itself where it was not renamed.
  public func current(clause: ClauseID) -> Set<ClauseID> {
    guard let next = clauses[clause] else { return [clause] }
    return next.reduce(into: []) { $0.formUnion(current(clause: $1)) }
  }

  /// Whether following the names from `start` never comes to the same name twice on one way.
  private func leadsToAnEnd<Name: Hashable>(_ start: Name, through next: (Name) -> [Name]) -> Bool {
    var (seen, edge): (Set<Name>, Set<Name>) = ([], [start])
    // Each step moves the whole edge one name on, so more steps than names means a circle.
    for _ in 0...(clauses.count + rules.count) {
      edge = edge.reduce(into: []) { $0.formUnion(next($1)) }
      if edge.isEmpty { return true }
      seen.formUnion(edge)
    }
    return false
  }
}

/// Why a rename map cannot be used.
public enum RenamesError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Following the names from here never ends.
  case circle(String)
  case unknownKey(String)
  /// A clause is not written as document/number.
  case clause(String)

  public var description: String {
    switch self {
    case .circle(let name): "更名对照表中“\(name)”的更名首尾相接。请只写旧名到新名。"
    case .unknownKey(let key): "更名对照表不认识“\(key)”这一项。可用的有：\(Renames.allowedKeys.joined(separator: "、"))。"
    case .clause(let text): "更名对照表中的“\(text)”不是条款编号。请写作“文件/编号”，如 baoshan-2024/9b。"
    }
  }
}

extension Renames: Codable {
  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  private struct OneOrMore: Decodable {
    let names: [String]
    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let name = try? container.decode(String.self) {
        names = [name]
      } else {
        names = try container.decode([String].self)
      }
    }
  }

  /// Throws `RenamesError` for what stands in the file but cannot be used.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    for key in container.allKeys.map(\.stringValue).sorted() where !Renames.allowedKeys.contains(key) {
      throw RenamesError.unknownKey(key)
    }
    let written = try container.decodeIfPresent([String: OneOrMore].self, forKey: Key(stringValue: "clauses")) ?? [:]
    var clauses: [ClauseID: [ClauseID]] = [:]
    for (old, new) in written {
      clauses[try Renames.clause(old)] = try new.names.map(Renames.clause)
    }
    let rules = try container.decodeIfPresent([String: String].self, forKey: Key(stringValue: "rules")) ?? [:]
    try self.init(clauses: clauses, rules: rules)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    let written = Dictionary(uniqueKeysWithValues: clauses.map { ($0.description, $1.map(\.description)) })
    try container.encode(written, forKey: Key(stringValue: "clauses"))
    try container.encode(rules, forKey: Key(stringValue: "rules"))
  }

  private static func clause(_ text: String) throws(RenamesError) -> ClauseID {
    guard let id = ClauseID(text) else { throw .clause(text) }
    return id
  }
}
