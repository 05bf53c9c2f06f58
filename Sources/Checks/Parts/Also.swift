import Evidence
import Settings
import Workdays

/// A further table whose records count as well: `also: [{table: events, where: […], date: [开展日期]}]`.
struct Also: Sendable, Hashable {
  private let selection: Selection
  private let date: DateFields?

  static func list(_ options: inout Fields) throws(SettingError) -> [Also] {
    var result: [Also] = []
    for item in try options.list("also") {
      var fields = try item.fields("also")
      let selection = try Selection(&fields)
      let names = try fields.strings("date")
      try fields.finish()
      result.append(Also(selection: selection, date: names.isEmpty ? nil : DateFields(names: names)))
    }
    return result
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
