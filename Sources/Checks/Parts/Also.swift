import Evidence
import Settings
import Workdays

/// A further table whose records count as well: `also: [{table: events, where: […], date: [开展日期]}]`.
struct Also: Sendable, Hashable {
  private let selection: Selection
  private let date: DateFields?

  static func list(_ options: inout Fields) throws(SettingError) -> [Also] {
    var result: [Also] = []
    for item in try options.list("also") { result.append(try Also(item, "also")) }
    return result
  }

  init(_ setting: Setting, _ key: String) throws(SettingError) {
    var fields = try setting.fields(key)
    selection = try Selection(&fields)
    let names = try fields.strings("date")
    date = names.isEmpty ? nil : DateFields(names: names)
    try fields.finish()
  }

  /// Its records; none where the table or a column is not kept, since one source is enough.
  func records(in context: CheckContext) -> [Record] { (try? selection.records(in: context).chosen) ?? [] }

  func dated(in context: CheckContext) -> [(CivilDate, Record)] {
    records(in: context).compactMap { record in
      guard case .date(let day, _, _)? = date?.read(record) else { return nil }
      return (day, record)
    }
  }

  /// All of them where no date is asked for: a thing that is there, whenever it came.
  func undated(in context: CheckContext) -> [Record] { date == nil ? records(in: context) : [] }
}
