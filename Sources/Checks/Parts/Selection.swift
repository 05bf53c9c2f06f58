import Evidence
import Findings
import Settings
import Workdays

/// The records a rule is about: a table and conditions on it.
struct Selection: Sendable, Hashable {
  let table: String
  let conditions: Conditions

  init(_ fields: inout Fields, key: String = "table") throws(SettingError) {
    table = try fields.string(key)
    conditions = try Conditions(&fields)
  }

  /// The records that meet the conditions, and those of which nobody can say because a cell is unreadable.
  func records(in context: CheckContext) throws(EvidenceGap) -> Selected {
    try context.index.selections.answer(to: self) {
      do throws(EvidenceGap) { return .success(try select(in: context)) } catch { return .failure(error) }
    }.get()
  }

  private func select(in context: CheckContext) throws(EvidenceGap) -> Selected {
    let table = try context.table(table)
    try conditions.require(in: table)
    if conditions.all.isEmpty { return (table.records, []) }
    var (chosen, unclear): ([Record], [Record]) = ([], [])
    for place in table.records.indices {
      switch conditions.hold(for: table.records[place]) {
      case true?: chosen.append(table.records[place])
      case nil: unclear.append(table.records[place])
      case false?: break
      }
    }
    return (chosen, unclear)
  }

  func unclearVerdicts(_ records: [Record], in context: CheckContext) -> [Verdict] {
    records.map { $0.unreadableVerdict(context.subject($0, in: table), fields: conditions.fields) }
  }
}

/// The records that meet conditions, and those of which nobody can say.
typealias Selected = (chosen: [Record], unclear: [Record])

extension Record {
  /// Undecided because cells that matter cannot be read.
  func unreadableVerdict(_ subject: Subject, fields: [String]) -> Verdict {
    let names = fields.filter { unreadable.contains($0) }
    if names.allSatisfy(TableCatalogue.isPageField), !names.isEmpty {
      return Verdict(
        .undecided, subject, reason: .evidenceMissing, detail: "网站导出不完整，未收录有关页面，无法核对", location: location)
    }
    return Verdict(
      .undecided, subject, reason: .unreadable,
      detail: "台账中“\(names.joined(separator: "、"))”无法识别，请改正后重新核查", location: location)
  }
}

extension Table {
  /// Refuses to judge by a field that nobody kept.
  func require(_ names: [String]) throws(EvidenceGap) {
    guard let name = names.first(where: { !fields.contains($0) }) else { return }
    if TableCatalogue.isPageField(name) { throw EvidenceGap("未提供网站导出，无法核对《\(chineseName)》中的事项。") }
    // What pages alone tell is no ledger without a column.
    if !records.isEmpty, records.allSatisfy({ $0.text("资料来源") == "页面" }) { throw EvidenceGap("未提供《\(chineseName)》。") }
    throw EvidenceGap("《\(chineseName)》没有“\(name)”一列。")
  }
}

/// Records of another table that belong to one: `{table: interpretations, on: {文号: 政策文号}, where: [...]}`.
struct Join: Sendable, Hashable {
  let table: String
  /// The own field whose values must be among the other's.
  let own: String
  let other: String
  let conditions: Conditions

  init(_ setting: Setting, _ what: String) throws(SettingError) {
    var fields = try setting.fields(what)
    self = try Join(&fields)
    try fields.finish()
  }

  init(_ fields: inout Fields) throws(SettingError) {
    table = try fields.string("table")
    guard var on = try fields.optionalFields("on") else { throw SettingError("缺少“on”。", at: fields.place) }
    let pairs = on.takeAll()
    guard let pair = pairs.first, pairs.count == 1 else {
      throw SettingError("“on”应恰好写一对“本表字段: 对方字段”。", at: fields.place)
    }
    own = pair.key
    other = try pair.value.string("on")
    conditions = try Conditions(&fields)
  }

  private init(table: String, own: String, other: String, conditions: Conditions) {
    (self.table, self.own, self.other, self.conditions) = (table, own, other, conditions)
  }

  /// The same join, whatever the other's records are like.
  var unconditional: Join { Join(table: table, own: own, other: other, conditions: .none) }

  /// The other table's matching records by the own field's value; prepared once for all subjects.
  func index(in context: CheckContext) throws(EvidenceGap) -> Index {
    try context.index.joins.answer(to: self) {
      do throws(EvidenceGap) { return .success(try makeIndex(in: context)) } catch { return .failure(error) }
    }.get()
  }

  private func makeIndex(in context: CheckContext) throws(EvidenceGap) -> Index {
    let table = try context.table(table)
    if !table.records.isEmpty { try table.require([other]) }
    try conditions.require(in: table)
    let column = context.index.columns.answer(to: .init(table: table.name, field: other)) { KeyColumn(table, other) }
    let isMet = conditions.all.isEmpty ? nil : table.records.map { conditions.hold(for: $0) != false }
    return Index(own: own, column: column, isMet: isMet)
  }

  struct Index: Sendable {
    let own: String
    private let column: KeyColumn
    /// Whether each record meets the conditions; nil where there are none.
    private let isMet: [Bool]?
    let isEmpty: Bool

    fileprivate init(own: String, column: KeyColumn, isMet: [Bool]?) {
      (self.own, self.column, self.isMet) = (own, column, isMet)
      isEmpty = !column.keyed.contains { isMet?[Int($0)] ?? true }
    }

    /// In the order of the table, each once.
    func records(for record: Record) -> [Record] {
      guard own == "文号" else { return records(named: record.items(own)) }
      // A notice without 文号 is known by its title, here and in the ledgers that refer to it; some refer to all so.
      let keys = record.items(own)
      return records(named: keys.isEmpty ? [record.key] : keys + record.items("标题"))
    }

    private func records(named names: [String]) -> [Record] {
      var places: [Int32] = []
      for name in names where !add(DocumentNumber.key(name), to: &places) {
        // What an absolute address names where the other side knows it by its site path.
        if let path = name.pathBehindHost { add(DocumentNumber.key(String(path)), to: &places) }
      }
      let found = places.map { column.records[Int($0)] }
      // Several names may lead to one record.
      return names.count > 1 && found.count > 1 ? found.eachOnce() : found
    }

    /// Whether anything bears the key.
    @discardableResult
    private func add(_ key: TextKey, to places: inout [Int32]) -> Bool {
      var isFound = false
      column.forEach(key) { place in
        guard isMet?[Int(place)] ?? true else { return }
        isFound = true
        places.append(place)
      }
      return isFound
    }
  }
}

extension [Record] {
  /// The same records in their order, equal ones once.
  fileprivate func eachOnce() -> [Record] {
    if count > 16 {
      var seen: Set<Record> = []
      return filter { seen.insert($0).inserted }
    }
    return reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}
