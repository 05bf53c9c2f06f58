import Evidence
import Records
import Settings

/// One typed condition on a record: `{field: 文种, is: [行政规范性文件, 政策文件]}`.
///
/// `field: 类别|标题` reads several columns as one: it holds where any of their values meets it. `{any: [{…}, {…}]}`
/// wants one of several conditions.
struct Condition: Sendable, Hashable {
  enum Test: Sendable, Hashable {
    /// One of the field's values is one of these.
    case isOne([String])
    /// None of the field's values is one of these; an empty field holds.
    case isNone([String])
    /// One of the field's values contains one of these words, and none of those after `-`: `[泄露, -防范]`.
    case contains(Mentions)
    case lacks(Mentions)
    case isPresent(Bool)
    /// A flag that is set, or is not (an empty one is not).
    case flag(Bool)
    case atLeast(Double)
    case sameAs(String)
    /// A number that is not below another column's: as many dealt with as found.
    case notBelow(String)
    /// One part of a value, between 、 and the like, has one of the words and none of the others: 党委副书记、镇长 is a
    /// principal, 副镇长 is none.
    case part(words: [String], without: [String])
    /// At least so many distinct values: 多个平台.
    case items(Int)
    /// At most so many distinct values: one theme a plan.
    case itemsAtMost(Int)
    case any([Condition])
  }

  /// The columns that are read together; most conditions have one.
  let names: [String]
  let test: Test

  init(_ setting: Setting) throws(SettingError) {
    var fields = try setting.fields("条件")
    var tests: [Test] = []
    var alternatives: [Condition] = []
    for item in try fields.list("any") { alternatives.append(try Condition(item)) }
    if alternatives.isEmpty {
      names = try fields.string("field").split(separator: "|").map(String.init)
    } else {
      names = alternatives.flatMap(\.names)
      tests.append(.any(alternatives))
    }
    let isOne = try fields.strings("is")
    if !isOne.isEmpty { tests.append(.isOne(isOne)) }
    let isNone = try fields.strings("not")
    if !isNone.isEmpty { tests.append(.isNone(isNone)) }
    let contains = try fields.strings("contains")
    if !contains.isEmpty { tests.append(.contains(Mentions(contains))) }
    let lacks = try fields.strings("lacks")
    if !lacks.isEmpty { tests.append(.lacks(Mentions(lacks))) }
    if let setting = fields.take("present") { tests.append(.isPresent(try setting.flag("present"))) }
    if let setting = fields.take("flag") { tests.append(.flag(try setting.flag("flag"))) }
    if let number = try fields.optionalNumber("at_least") { tests.append(.atLeast(number)) }
    if let other = try fields.optionalString("same_as") { tests.append(.sameAs(other)) }
    if let other = try fields.optionalString("not_below") { tests.append(.notBelow(other)) }
    if var part = try fields.optionalFields("part") {
      tests.append(.part(words: try part.strings("contains"), without: try part.strings("lacks")))
      try part.finish()
    }
    if let count = try fields.optionalInteger("items") { tests.append(.items(count)) }
    if let count = try fields.optionalInteger("items_at_most") { tests.append(.itemsAtMost(count)) }
    try fields.finish()
    guard let test = tests.first, tests.count == 1 else {
      throw SettingError(
        "每个条件恰好写一种判断（is、not、contains、lacks、present、flag、at_least、same_as、not_below、items、items_at_most、any）。",
        at: setting.place)
    }
    self.test = test
  }

  /// Whether a record meets it; nil where its field could not be read.
  func holds(for record: Record) -> Bool? {
    if case .any(let conditions) = test {
      let results = conditions.map { $0.holds(for: record) }
      return results.contains(true) ? true : results.contains(nil) ? nil : false
    }
    if names.contains(where: { record.unreadable.contains($0) }) { return nil }
    switch test {
    case .isOne(let wanted): return hasItem(record) { wanted.has($0) }
    case .isNone(let unwanted): return !hasItem(record) { unwanted.has($0) }
    case .contains(let words): return hasItem(record) { words.stand(in: $0) }
    case .lacks(let words): return !hasItem(record) { words.stand(in: $0) }
    case .isPresent(let wanted): return hasItem(record) { _ in true } == wanted
    case .part(let words, let others):
      return hasItem(record) { item in
        item.split(whereSeparator: { "、，,；;/兼和（()） 　".contains($0) }).contains { part in
          words.contains { part.contains($0) } && !others.contains { part.contains($0) }
        }
      }
    case .items(let count): return Set(names.flatMap { record.items($0) }).count >= count
    case .itemsAtMost(let count): return Set(names.flatMap { record.items($0) }).count <= count
    case .flag(let wanted): return names.contains { Condition.flag(record[$0]) } == wanted
    case .atLeast(let number):
      return names.contains { name in
        guard case .number(let value)? = record[name] else { return false }
        return value >= number
      }
    case .sameAs(let other): return names.contains { record.text($0) == record.text(other) }
    case .notBelow(let other):
      if record.unreadable.contains(other) { return nil }
      guard case .number(let least)? = record[other] else { return true }
      return names.contains { name in
        guard case .number(let value)? = record[name] else { return false }
        return value >= least
      }
    case .any: return false
    }
  }

  /// Whether one of the single values of the columns passes.
  private func hasItem(_ record: Record, _ passes: (String) -> Bool) -> Bool {
    names.contains { name in
      switch record[name] {
      case nil: false
      case .text(let text)?: passes(text)
      case .list(let items)?: items.contains(where: passes)
      case let value?: passes(value.description)
      }
    }
  }

  /// A column of another type that is filled speaks for yes.
  private static func flag(_ value: Value?) -> Bool {
    switch value {
    case .flag(let flag)?: flag
    case nil: false
    default: true
    }
  }

  /// Whether nothing is known against a record in a table that does not keep the field at all: an exclusion
  /// excludes only what is known.
  var isExclusion: Bool {
    switch test {
    case .isNone, .lacks: true
    case .any(let conditions): conditions.contains { $0.isExclusion }
    default: false
    }
  }
}

/// Words of which one must stand in a text, and those after `-`, of which none may: `[泄露, -防范]`.
struct Mentions: Sendable, Hashable {
  private let wanted: [String]
  private let unwanted: [String]

  init(_ words: [String]) {
    wanted = words.filter { !$0.hasPrefix("-") }
    unwanted = words.filter { $0.hasPrefix("-") }.map { String($0.dropFirst()) }
  }

  func stand(in text: String) -> Bool {
    wanted.contains { text.contains($0) } && !unwanted.contains { text.contains($0) }
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

  var fields: [String] { all.flatMap(\.names) }

  /// Refuses a table that keeps none of the columns a condition reads, unless none of its records can depend on it.
  func require(in table: Table) throws(EvidenceGap) {
    func isKept(_ condition: Condition) -> Bool { condition.names.contains { table.fields.contains($0) } }
    guard let gap = all.first(where: { !$0.isExclusion && !isKept($0) }) else { return }
    let kept = Conditions(all: all.filter(isKept))
    guard table.records.contains(where: { kept.hold(for: $0) != false }) else { return }
    try table.require(gap.names)
  }
}
