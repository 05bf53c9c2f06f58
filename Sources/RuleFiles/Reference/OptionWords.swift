import Checks
import Settings

/// A rule's options in the words of the people who answer for them.
enum OptionWords {
  private static let values: [String: String] = [
    "failed": "判为不符合", "heuristic": "列为待核查", "allowed": "不作不符合处理", "workday": "工作日", "day": "日", "month": "月",
    "quarter": "季度", "half": "半年", "year": "年", "not_due": "未到期", "full": "照常要求", "each": "逐个都要有", "any": "有一个即可",
    "true": "是", "false": "否", "none": "无",
  ]

  static func name(_ key: String) -> String { OptionNames.names[key] ?? key }

  /// The value of an option, on one line.
  static func text(_ key: String, _ setting: Setting, ledgers: [String: String], topics: [String: String]) -> String {
    switch setting.content {
    case .empty: return "无"
    case .scalar(let text, _):
      if key == "table" { return ledgers[text] ?? text }
      if key == "topics" { return topics[text] ?? text }
      return values[text] ?? text
    case .list(let items):
      if items.isEmpty { return "不作要求" }
      if items.allSatisfy(isCondition) { return items.map(condition).joined(separator: "；") }
      return items.map { text(key, $0, ledgers: ledgers, topics: topics) }.joined(separator: "、")
    case .map(let entries):
      if key == "groups" { return entries.map(\.key).joined(separator: "、") }
      if key == "on" { return entries.map { "\($0.key)对应\($0.value.canonicalText)" }.joined(separator: "、") }
      return entries.map { entry in
        let value = text(entry.key, entry.value, ledgers: ledgers, topics: topics)
        return ["field", "table"].contains(entry.key) ? value : "\(name(entry.key))：\(value)"
      }.joined(separator: "，")
    }
  }

  /// One test of a field, or several of which one must hold.
  private static func isCondition(_ setting: Setting) -> Bool {
    guard case .map(let entries) = setting.content else { return false }
    let keys = Set(entries.map(\.key))
    return keys == ["any"] || keys.count == 2 && keys.contains("field") && !keys.isDisjoint(with: tests)
  }

  private static let tests: Set<String> = [
    "is", "not", "contains", "lacks", "present", "flag", "at_least", "same_as", "not_below", "items", "items_at_most",
    "part",
  ]

  private static func condition(_ setting: Setting) -> String {
    guard case .map(let entries) = setting.content else { return setting.canonicalText }
    let byKey = Dictionary(entries.map { ($0.key, $0.value) }) { first, _ in first }
    if let any = byKey["any"], case .list(let items) = any.content {
      return items.map(condition).joined(separator: "，或")
    }
    let field = (byKey["field"]?.canonicalText ?? "").split(separator: "|").joined(separator: "或")
    func words(_ key: String) -> String? {
      guard let value = byKey[key] else { return nil }
      if case .list(let items) = value.content { return items.map(\.canonicalText).joined(separator: "、") }
      return value.canonicalText
    }
    if let value = words("is") { return "\(field)为\(value)" }
    if let value = words("not") { return "\(field)不为\(value)" }
    if let value = words("contains") { return "\(field)含\(value)" }
    if let value = words("lacks") { return "\(field)不含\(value)" }
    if let value = words("present") { return value == "true" ? "\(field)已填" : "\(field)未填" }
    if let value = words("flag") { return value == "true" ? "\(field)为是" : "\(field)不为是" }
    if let value = words("at_least") { return "\(field)不少于\(value)" }
    if let value = words("items") { return "\(field)不少于\(value)项" }
    if let value = words("items_at_most") { return "\(field)至多\(value)项" }
    if let value = words("same_as") { return "\(field)与\(value)相同" }
    if let value = words("not_below") { return "\(field)不少于\(value)" }
    if let part = byKey["part"], case .map(let inner) = part.content {
      let wanted = inner.first { $0.key == "contains" }.map { list($0.value) } ?? ""
      let other = inner.first { $0.key == "lacks" }.map { list($0.value) } ?? ""
      return "\(field)含\(wanted)\(other.isEmpty ? "" : "（不含\(other)）")"
    }
    return field
  }

  private static func list(_ setting: Setting) -> String {
    if case .list(let items) = setting.content { return items.map(\.canonicalText).joined(separator: "、") }
    return setting.canonicalText
  }
}
