public import Findings
public import Settings

/// Which documents count for a unit, and with which weights and parameters, from `Rules/profiles/<name>.yml`.
public struct Profile: Sendable {
  public let name: String
  public let title: String
  public let extends: [String]
  public let documents: [String]
  public let carryOver: Bool
  /// `shares` or `deduction`; nil takes the extended profile's, else `shares`.
  public let scoring: String?
  public let weights: [Severity: Double]
  public let changes: [ClauseID: Change]
  /// Options put in place of a rule's own wherever it is used.
  public let ruleOptions: [String: Setting]
  public let place: Place

  /// What a profile changes of one clause.
  public struct Change: Sendable {
    /// Why the clause is switched off, which is printed; nil leaves it on.
    public var off: String?
    public var weight: Double?
    public var severity: Severity?
    public var with: Setting?
    public var place: Place
  }

  public init(_ setting: Setting, stem: String) throws(SettingError) {
    var fields = try setting.fields("方案")
    place = setting.place
    name = try fields.optionalString("name") ?? stem
    title = try fields.optionalString("title") ?? name
    extends = try fields.strings("extends")
    documents = try fields.strings("documents")
    carryOver = try fields.flag("carry_over")
    scoring = try fields.optionalString("scoring")
    var weights: [Severity: Double] = [:]
    if var inner = try fields.optionalFields("weights") {
      for severity in Severity.allCases {
        guard let value = inner.take(severity.rawValue) else { continue }
        weights[severity] = try Profile.weight(value)
      }
      try inner.finish()
    }
    self.weights = weights
    var changes: [ClauseID: Change] = [:]
    if var inner = try fields.optionalFields("clauses") {
      for entry in inner.takeAll() {
        guard let id = ClauseID(entry.key) else {
          throw SettingError("条款应写作 baoshan-2024/9b，现为“\(entry.key)”。", at: entry.place)
        }
        changes[id] = try Profile.change(entry)
      }
    }
    self.changes = changes
    var options: [String: Setting] = [:]
    if var inner = try fields.optionalFields("rules") {
      for entry in inner.takeAll() { options[entry.key] = entry.value }
    }
    ruleOptions = options
    try fields.finish()
  }

  private static func weight(_ setting: Setting) throws(SettingError) -> Double {
    let value = try setting.number("权重")
    guard value >= 0, value <= 1000 else { throw SettingError("权重应在0到1000之间。", at: setting.place) }
    return value
  }

  private static func change(_ entry: Setting.Entry) throws(SettingError) -> Change {
    var fields = try entry.value.fields("条款“\(entry.key)”的调整")
    var change = Change(place: entry.place)
    change.off = try fields.optionalString("off")
    if let weight = fields.take("weight") { change.weight = try Profile.weight(weight) }
    if let severity = fields.take("severity") {
      guard let value = Severity(rawValue: try severity.string("severity")) else {
        throw SettingError("“severity”可用：high、medium、low。", at: severity.place)
      }
      change.severity = value
    }
    change.with = fields.take("with")
    try fields.finish()
    return change
  }
}
