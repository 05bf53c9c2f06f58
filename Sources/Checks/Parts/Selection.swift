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
    for record in table.records {
      switch conditions.hold(for: record) {
      case true?: chosen.append(record)
      case nil: unclear.append(record)
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
    var byKey: [String: [Record]] = [:]
    let isOfDocuments = other == "文号" && ["documents", "policies"].contains(table.name)
    for record in table.records where conditions.hold(for: record) != false {
      let keys = record.items(other).map(DocumentNumber.matchingKey) + (isOfDocuments ? Join.names(of: record) : [])
      for key in Set(keys) { byKey[key, default: []].append(record) }
    }
    return Index(own: own, byKey: byKey)
  }

  /// What else ledgers call a document: its title, its address, its page.
  private static func names(of record: Record) -> [String] {
    [record.title, record.text("网址"), record.text("页面路径")].compactMap { $0.map(DocumentNumber.matchingKey) }
  }

  struct Index: Sendable {
    let own: String
    let byKey: [String: [Record]]

    /// In the order of the table, each once.
    func records(for record: Record) -> [Record] {
      var keys = record.items(own)
      // A notice without 文号 is known by its title, here and in the ledgers that refer to it; some refer to all so.
      if own == "文号" { keys = keys.isEmpty ? [record.key] : keys + record.items("标题") }
      if keys.count == 1 { return byKey[DocumentNumber.matchingKey(keys[0])] ?? onSite(keys[0]) }
      var seen: Set<Record> = []
      return keys.flatMap { byKey[DocumentNumber.matchingKey($0)] ?? onSite($0) }
        .filter { seen.insert($0).inserted }
    }

    /// What an absolute address names where the other side knows it by its site path.
    private func onSite(_ address: String) -> [Record] {
      guard let scheme = address.range(of: "://"), let slash = address[scheme.upperBound...].firstIndex(of: "/") else {
        return []
      }
      return byKey[DocumentNumber.matchingKey(String(address[slash...]))] ?? []
    }
  }
}
