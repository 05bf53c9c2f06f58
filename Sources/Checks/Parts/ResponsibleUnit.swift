import Evidence
import Settings

/// Who should have acted: the unit that another table names (the one that made the policy answers questions on it).
///
/// `by_unit: {field: 答复单位, table: documents, on: {政策文号: 文号}, unit: 制发单位}`. Another's act is a sign for a person;
/// where no record of the other table belongs, nothing is known against it.
struct ResponsibleUnit: Sendable, Hashable {
  private let field: String
  private let join: Join
  private let unit: String

  /// nil where it is not written.
  init?(_ options: inout Fields) throws(SettingError) {
    guard var inner = try options.optionalFields("by_unit") else { return nil }
    field = try inner.string("field")
    unit = try inner.string("unit")
    join = try Join(&inner)
    try inner.finish()
  }

  /// nil where the other table was not supplied or names no units.
  func prepared(in context: CheckContext) throws(EvidenceGap) -> Prepared? {
    guard let other = context.evidence.tables[join.table], other.isPresent, other.fields.contains(unit) else {
      return nil
    }
    return Prepared(unit: self, index: try join.index(in: context))
  }

  struct Prepared: Sendable {
    let unit: ResponsibleUnit
    let index: Join.Index

    /// What keeps the act from being the responsible unit's own; nil where it is, or where nobody can say.
    func doubt(of record: Record) -> String? {
      let wanted = index.records(for: record).flatMap { $0.items(unit.unit) }
      guard !wanted.isEmpty else { return nil }
      let names = wanted.joined(separator: "、")
      guard let own = record.text(unit.field) else { return "没有写明\(unit.field)，不能确认由\(names)办理" }
      return wanted.contains { ResponsibleUnit.isSame($0, own) } ? nil : "由\(own)办理，而\(unit.unit)为\(names)"
    }

  }

  /// One name in the other, whatever the place before it; and a government's offices act for it.
  static func isSame(_ one: String, _ other: String) -> Bool {
    let (one, other) = (core(one), core(other))
    if one.isEmpty || other.isEmpty || one.contains(other) || other.contains(one) { return true }
    if isShort(one, of: other) || isShort(other, of: one) { return true }
    return ["政府", "办事处"].contains { one.hasSuffix($0) && !other.contains($0) }
  }

  /// 规建办 for 规划建设办: the same beginning, and the other characters in their order.
  private static func isShort(_ short: String, of long: String) -> Bool {
    guard short.count > 1, short.first == long.first, short.last == long.last else { return false }
    var rest = Substring(long)
    for character in short {
      guard let place = rest.firstIndex(of: character) else { return false }
      rest = rest[rest.index(after: place)...]
    }
    return true
  }

  /// Whether a cell names a unit and not a person.
  static func isUnit(_ name: String) -> Bool {
    ["局", "委", "办", "办公室", "中心", "政府", "办事处", "所", "处", "科", "站", "队", "院"].contains { name.hasSuffix($0) }
  }

  private static func core(_ name: String) -> String {
    var text = name.filter { !$0.isWhitespace }
    for (long, short) in [("人民政府", "政府"), ("办公室", "办"), ("委员会", "委")] {
      text = text.replacing(long, with: short)
    }
    // 重固镇经发办 and 镇经发办, 青浦区重固镇党政办 and 党政办 are one.
    if let place = text.lastIndex(where: { "镇乡区县".contains($0) }), text.index(after: place) < text.endIndex {
      let rest = text[text.index(after: place)...]
      if rest.count > 1, rest != "政府" { return String(rest) }
    }
    return text
  }
}
