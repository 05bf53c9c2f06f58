import Evidence
import Records
import Settings
import Workdays

/// What a record must state: one field, several parted by `|` of which one is enough, or
/// `{field: 邮寄日期, unless: [{…}], missing: heuristic}` where it is not wanted of every record, or its lack only a sign.
struct Wanted: Sendable, Hashable {
  let names: [String]
  private let unless: Conditions
  let missing: Failure

  init(_ setting: Setting) throws(SettingError) {
    if case .map = setting.content {
      var fields = try setting.fields("fields")
      names = try fields.string("field").split(separator: "|").map(String.init)
      unless = try Conditions(&fields, key: "unless")
      missing = try fields.choice("missing", default: .failed)
      try fields.finish()
    } else {
      names = try setting.string("fields").split(separator: "|").map(String.init)
      unless = .none
      missing = .failed
    }
  }

  var title: String { names.joined(separator: "或") }

  func isWanted(of record: Record) -> Bool { unless.all.isEmpty || unless.hold(for: record) != true }

  /// Whether it is stated by the end of a day; a date after it has not come yet.
  func isStated(in record: Record, by last: CivilDate) -> Bool {
    names.contains { name in
      switch record[name] {
      case nil: false
      case .date(let date, _)?: date <= last
      default: true
      }
    }
  }

  /// Whether it is stated with a day that is still to come.
  func isToCome(in record: Record, after last: CivilDate) -> Bool {
    names.contains { name in record.date(name).map { $0 > last } ?? false }
  }
}
