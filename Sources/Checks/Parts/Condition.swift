import Evidence
import Records
import Settings

/// One typed condition on a record: `{field: 文种, is: [行政规范性文件, 政策文件]}`.
struct Condition: Sendable, Hashable {
  enum Test: Sendable, Hashable {
    /// One of the field's values is one of these.
    case isOne([String])
    /// None of the field's values is one of these; an empty field holds.
    case isNone([String])
    /// One of the field's values contains one of these words.
    case contains([String])
    case lacks([String])
    case isPresent(Bool)
    /// A flag that is set, or is not (an empty one is not).
    case flag(Bool)
    case atLeast(Double)
    case sameAs(String)
  }

  let field: String
  let test: Test

  init(_ setting: Setting) throws(SettingError) {
    var fields = try setting.fields("条件")
    field = try fields.string("field")
    var tests: [Test] = []
    let isOne = try fields.strings("is")
    if !isOne.isEmpty { tests.append(.isOne(isOne)) }
    let isNone = try fields.strings("not")
    if !isNone.isEmpty { tests.append(.isNone(isNone)) }
    let contains = try fields.strings("contains")
    if !contains.isEmpty { tests.append(.contains(contains)) }
    let lacks = try fields.strings("lacks")
    if !lacks.isEmpty { tests.append(.lacks(lacks)) }
    if let setting = fields.take("present") { tests.append(.isPresent(try setting.flag("present"))) }
    if let setting = fields.take("flag") { tests.append(.flag(try setting.flag("flag"))) }
    if let number = try fields.optionalNumber("at_least") { tests.append(.atLeast(number)) }
    if let other = try fields.optionalString("same_as") { tests.append(.sameAs(other)) }
    try fields.finish()
    guard let test = tests.first, tests.count == 1 else {
      throw SettingError("每个条件恰好写一种判断（is、not、contains、lacks、present、flag、at_least、same_as）。", at: setting.place)
    }
    self.test = test
  }

  init(field: String, test: Test) {
    (self.field, self.test) = (field, test)
  }

  /// Whether a record meets it; nil where its field could not be read.
  func holds(for record: Record) -> Bool? {
    if record.unreadable.contains(field) { return nil }
    let items = record.items(field)
    switch test {
    case .isOne(let names): return items.contains { names.contains($0) }
    case .isNone(let names): return !items.contains { names.contains($0) }
    case .contains(let words): return items.contains { item in words.contains { item.contains($0) } }
    case .lacks(let words): return !items.contains { item in words.contains { item.contains($0) } }
    case .isPresent(let wanted): return items.isEmpty != wanted
    case .flag(let wanted):
      switch record.values[field] {
      case .flag(let flag)?: return flag == wanted
      case nil: return !wanted
      default: return wanted
      }
    case .atLeast(let number):
      guard case .number(let value)? = record.values[field] else { return false }
      return value >= number
    case .sameAs(let other): return record.text(field) == record.text(other)
    }
  }
}

/// Conditions that must all hold.
struct Conditions: Sendable, Hashable {
  let all: [Condition]

  static let none = Conditions(all: [])

  init(all: [Condition]) {
    self.all = all
  }

  init(_ fields: inout Fields, key: String = "where") throws(SettingError) {
    var conditions: [Condition] = []
    for item in try fields.list(key) { conditions.append(try Condition(item)) }
    all = conditions
  }

  /// nil where an unreadable field decides; false as soon as any readable one fails.
  func hold(for record: Record) -> Bool? {
    var result: Bool? = true
    for condition in all {
      switch condition.holds(for: record) {
      case false?: return false
      case nil: result = nil
      case true?: break
      }
    }
    return result
  }

  var fields: [String] { all.map(\.field) }
}
