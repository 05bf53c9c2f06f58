public import Findings
public import Settings

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

  public static let none = Renames()

  private init() { (clauses, rules) = ([:], [:]) }

  /// Reads the file; unknown keys, ids that are none and names that lead back to themselves are refused.
  public init(_ setting: Setting) throws(SettingError) {
    var fields = try setting.fields("更名对照表")
    var clauses: [ClauseID: [ClauseID]] = [:]
    var rules: [String: String] = [:]
    var places: [String: Place] = [:]
    if var written = try fields.optionalFields("clauses") {
      for entry in written.takeAll() {
        let old = try Renames.clause(entry.key, at: entry.place)
        places[old.description] = entry.place
        for name in try entry.value.strings("“\(entry.key)”的新编号") {
          clauses[old, default: []].append(try Renames.clause(name, at: entry.value.place))
        }
      }
    }
    if var written = try fields.optionalFields("rules") {
      for entry in written.takeAll() {
        places[entry.key] = entry.place
        rules[entry.key] = try entry.value.string("“\(entry.key)”的新名称")
      }
    }
    try fields.finish()
    func refuseCircle(_ name: String) throws(SettingError) {
      throw SettingError("“\(name)”的更名首尾相接，请只写旧名到新名。", at: places[name] ?? setting.place)
    }
    for old in clauses.keys.sorted() where !Renames.ends(old, following: clauses) { try refuseCircle("\(old)") }
    let next = rules.mapValues { [$0] }
    for old in rules.keys.sorted() where !Renames.ends(old, following: next) { try refuseCircle(old) }
    (self.clauses, self.rules) = (clauses, rules)
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

  /// Whether following the names from one comes to an end on every way.
  private static func ends<Name: Hashable>(_ start: Name, following names: [Name: [Name]]) -> Bool {
    var edge: Set<Name> = [start]
    // Each step moves the whole edge one name on, so more steps than names means a circle.
    for _ in 0...names.count {
      edge = edge.reduce(into: []) { $0.formUnion(names[$1] ?? []) }
      if edge.isEmpty { return true }
    }
    return false
  }

  private static func clause(_ text: String, at place: Place) throws(SettingError) -> ClauseID {
    guard let id = ClauseID(text) else {
      throw SettingError("“\(text)”不是条款编号，应写作“文件/编号”，如 baoshan-2024/9b。", at: place)
    }
    return id
  }
}
