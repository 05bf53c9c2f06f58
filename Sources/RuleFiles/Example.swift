public import Findings
public import Records
public import Settings
public import Workdays

/// A small piece of evidence with the outcome it must have: a rule's test and its documentation.
public struct Example: Sendable {
  public let name: String
  public let period: Period
  public let asOf: CivilDate
  public let year: Int
  public let issuedOn: CivilDate?
  public let unit: String
  public let level: Level
  /// Options put in place of the rule's own.
  public let with: Setting?
  public let tables: [ExampleTable]
  /// Tables that the unit did not supply.
  public let absent: [String]
  /// The main texts of pages by site path.
  public let texts: [String: String]
  public let expected: Expected
  public let place: Place

  public enum Expected: Sendable, Hashable {
    /// Every subject has it, and there is at least one.
    case all(Outcome)
    /// Exactly these subjects, by key.
    case bySubject([String: Outcome])
    /// Nothing is in the population.
    case nothing
  }

  public struct ExampleTable: Sendable {
    public let name: String
    public let rows: [Row]
  }

  public struct Row: Sendable {
    public let values: [String: Value]
    public let unreadable: Set<String>
    public let place: Place
  }

  init(_ setting: Setting) throws(SettingError) {
    var fields = try setting.fields("示例")
    place = setting.place
    name = try fields.string("name")
    period = try Example.period(fields.take("period"), at: setting.place)
    asOf = try Example.date(fields.take("as_of")) ?? period.lastDay
    year = try fields.optionalInteger("year") ?? period.year
    issuedOn = try Example.date(fields.take("issued_on"))
    unit = try fields.optionalString("unit") ?? "示例镇"
    level = try fields.choice("level", default: .town)
    with = fields.take("with")
    var tables: [ExampleTable] = []
    if var inner = try fields.optionalFields("tables") {
      for entry in inner.takeAll() {
        var rows: [Row] = []
        for item in try entry.value.list(entry.key) { rows.append(try Example.row(item)) }
        tables.append(ExampleTable(name: entry.key, rows: rows))
      }
    }
    self.tables = tables
    absent = try fields.strings("absent")
    var texts: [String: String] = [:]
    if var inner = try fields.optionalFields("texts") {
      for entry in inner.takeAll() { texts[entry.key] = try entry.value.string(entry.key) }
    }
    self.texts = texts
    expected = try Example.expected(fields.need("expect"))
    try fields.finish()
  }

  var expectedOutcomes: [Outcome] {
    switch expected {
    case .all(let outcome): [outcome]
    case .bySubject(let outcomes): Array(outcomes.values)
    case .nothing: [.notApplicable]
    }
  }

  private static func period(_ setting: Setting?, at place: Place) throws(SettingError) -> Period {
    let text = try setting?.string("period") ?? "2024Q3"
    guard let period = Period(text) else {
      throw SettingError("“period”应写作 2024、2024H1、2024Q3 或 2024-08。", at: setting?.place ?? place)
    }
    return period
  }

  private static func date(_ setting: Setting?) throws(SettingError) -> CivilDate? {
    guard let setting else { return nil }
    guard let date = CivilDate(iso: try setting.string("日期")) else {
      throw SettingError("日期应写作 2024-09-30。", at: setting.place)
    }
    return date
  }

  private static func expected(_ setting: Setting) throws(SettingError) -> Expected {
    if case .map = setting.content {
      var fields = try setting.fields("expect")
      var outcomes: [String: Outcome] = [:]
      for entry in fields.takeAll() { outcomes[entry.key] = try outcome(entry.value) }
      return .bySubject(outcomes)
    }
    if try setting.string("expect") == "nothing" { return .nothing }
    return .all(try outcome(setting))
  }

  private static func outcome(_ setting: Setting) throws(SettingError) -> Outcome {
    let text = try setting.string("expect")
    guard let outcome = Outcome(rawValue: text) else {
      let allowed = Outcome.allCases.map(\.rawValue) + ["nothing"]
      throw SettingError("“expect”不能是“\(text)”，可用：\(allowed.joined(separator: "、"))。", at: setting.place)
    }
    return outcome
  }

  private static func row(_ setting: Setting) throws(SettingError) -> Row {
    var fields = try setting.fields("示例行")
    let unreadable = Set(try fields.strings("unreadable"))
    var values: [String: Value] = [:]
    for entry in fields.takeAll() {
      if let value = try value(entry.value) { values[entry.key] = value }
    }
    return Row(values: values, unreadable: unreadable, place: setting.place)
  }

  /// A day, a day with a time, true or false, a number, a list, else text; what is quoted is always text.
  private static func value(_ setting: Setting) throws(SettingError) -> Value? {
    switch setting.content {
    case .empty: return nil
    case .list: return .list(try setting.strings("值"))
    case .map: throw SettingError("示例中的值不能是“键: 值”。", at: setting.place)
    case .scalar(let text, let isQuoted):
      if isQuoted { return text.isEmpty ? nil : .text(text) }
      if text == "true" || text == "false" { return .flag(text == "true") }
      // Neither a number nor a day begins otherwise, and most values are Chinese words.
      guard let first = text.utf8.first, (0x30...0x39).contains(first) || "+-.".utf8.contains(first) else {
        return .text(text)
      }
      if let number = Double(text), number.isFinite { return .number(number) }
      if let date = CivilDate(iso: text) { return .date(date, minute: nil) }
      if text.count == 16, let date = CivilDate(iso: text.prefix(10)) {
        let time = text.suffix(5).split(separator: ":").compactMap { Int($0) }
        if time.count == 2 { return .date(date, minute: time[0] * 60 + time[1]) }
      }
      return .text(text)
    }
  }
}
