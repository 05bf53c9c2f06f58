import Findings
public import Settings

extension Gate {
  /// Reads a `gate.yml`; whatever it does not know, and every limit that is no number, is refused with its place.
  public init(_ setting: Setting) throws(SettingError) {
    var fields = try setting.fields("门禁文件")
    let newOnly = try fields.flag("new_only")
    var limits: [Outcome: Limit] = [:]
    if let written = fields.take("limits") {
      for (outcome, value) in try Gate.outcomes(written, "“limits”") {
        limits[outcome] = try Gate.limit(value, outcome)
      }
    }
    var clauses: [ClauseID: [Outcome: Int]] = [:]
    for (name, place, counts) in try Gate.named(fields.take("clauses"), "clauses") {
      guard let id = ClauseID(name) else {
        throw SettingError("“\(name)”不是条款编号，应写作“文件/编号”，如 baoshan-2024/9b。", at: place)
      }
      clauses[id] = counts
    }
    var rules: [String: [Outcome: Int]] = [:]
    for (name, _, counts) in try Gate.named(fields.take("rules"), "rules") { rules[name] = counts }
    var topics: [String: [Outcome: Int]] = [:]
    for (name, _, counts) in try Gate.named(fields.take("topics"), "topics") { topics[name] = counts }
    let low = fields.take("minimum_low")
    let minimumLow = try low.map { value throws(SettingError) in try value.number("“minimum_low”") }
    if let minimumLow, let low, !(0...100).contains(minimumLow) {
      throw SettingError("“minimum_low”应在0到100之间。", at: low.place)
    }
    func count(_ key: String) throws(SettingError) -> Int? {
      guard let value = fields.take(key) else { return nil }
      return try Gate.count(value, "“\(key)”")
    }
    self.init(
      newOnly: newOnly, limits: limits, clauses: clauses, rules: rules, topics: topics, minimumLow: minimumLow,
      maximumUndecided: try count("maximum_undecided"), maximumUnreadable: try count("maximum_unreadable") ?? 0,
      maximumRejected: try count("maximum_rejected"))
    try fields.finish()
    guard self != Gate(newOnly: newOnly) else {
      throw SettingError("门禁文件没有写任何限制，等于没有门禁。请至少写一项，或不带文件而用内置门禁。", at: setting.place)
    }
  }

  /// By outcome, or a number of failed ones alone.
  private static func counts(_ setting: Setting, _ what: String) throws(SettingError) -> [Outcome: Int] {
    guard case .map = setting.content else { return [.failed: try count(setting, what)] }
    var counts: [Outcome: Int] = [:]
    for (outcome, value) in try outcomes(setting, what) { counts[outcome] = try count(value, what) }
    return counts
  }

  /// `[a, b]` allows none of each, `a: 3` three failed ones, `a: {undecided: 3}` by outcome.
  private static func named(
    _ setting: Setting?, _ key: String
  ) throws(SettingError) -> [(String, Place, [Outcome: Int])] {
    guard let setting else { return [] }
    var result: [(String, Place, [Outcome: Int])] = []
    if case .list(let items) = setting.content {
      for item in items { result.append((try item.string("“\(key)”"), item.place, [.failed: 0])) }
      return result
    }
    var fields = try setting.fields("“\(key)”")
    for entry in fields.takeAll() {
      result.append((entry.key, entry.place, try counts(entry.value, "“\(key)”中的“\(entry.key)”")))
    }
    return result
  }

  /// A number is a total; a map is by severity.
  private static func limit(_ setting: Setting, _ outcome: Outcome) throws(SettingError) -> Limit {
    let what = "“limits”中的“\(outcome.rawValue)”"
    guard case .map = setting.content else { return Limit(total: try count(setting, what)) }
    var fields = try setting.fields(what)
    var limit = Limit()
    for severity in Severity.allCases {
      if let value = fields.take(severity.rawValue) {
        limit.bySeverity[severity] = try count(value, "\(what)的“\(severity.rawValue)”")
      }
    }
    if let value = fields.take("total") { limit.total = try count(value, "\(what)的“total”") }
    try fields.finish()
    return limit
  }

  private static func outcomes(_ setting: Setting, _ what: String) throws(SettingError) -> [(Outcome, Setting)] {
    var fields = try setting.fields(what)
    var result: [(Outcome, Setting)] = []
    for outcome in Outcome.allCases where outcome.isFinding {
      if let value = fields.take(outcome.rawValue) { result.append((outcome, value)) }
    }
    try fields.finish()
    return result
  }

  private static func count(_ setting: Setting, _ what: String) throws(SettingError) -> Int {
    let count = try setting.integer(what)
    guard count >= 0 else { throw SettingError("\(what)不能小于0。", at: setting.place) }
    return count
  }
}
