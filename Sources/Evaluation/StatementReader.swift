public import Foundation
public import Records
public import Workdays

import Evidence
import Findings

/// Attestations and waivers from their ledgers; what cannot count is told and left out, never half believed.
public struct StatementReader: Sendable {
  public private(set) var attestations: [Attestation] = []
  public private(set) var waivers: [Waiver] = []
  /// What was refused or has run out, in Chinese, in the order of the rows.
  public private(set) var problems: [String] = []
  private let folder: URL
  private let asOf: CivilDate
  private var laterAttestations = 0
  private var laterWaivers = 0

  /// What was said after the day of inspection only, which is in order where an earlier quarter is inspected again.
  public var outlook: [String] {
    [("核查确认", "确认", laterAttestations), ("豁免", "批准", laterWaivers)].filter { $0.2 > 0 }
      .map { "《\($0)》中有\($2)条的\($1)日期在核查日期（\(asOf)）之后，这次没有采用。" }
  }

  /// - Parameter folder: the inspection folder, below which evidence files lie.
  public init(folder: URL, asOf: CivilDate) {
    (self.folder, self.asOf) = (folder, asOf)
  }

  public mutating func readAttestations(_ ledger: Ledger) {
    for row in ledger.rows {
      // A row of the prepared list that nobody has filled in yet says nothing.
      if ["结论", "确认人", "确认日期"].allSatisfy({ row.values[$0] == nil && !row.unreadable.contains($0) }) { continue }
      let location = Location(path: ledger.path, line: row.number)
      let place = "《核查确认》\(location.statementInWords)"
      func text(_ header: String) -> String { row.values[header]?.description ?? "" }
      if let header = row.unreadable.sorted().first {
        problems.append("\(place)的“\(header)”无法识别，该行未采信。")
        continue
      }
      guard let result = Attestation.Result(rawValue: text("结论")) else {
        problems.append("\(place)没有结论（符合、不符合、不适用），该行未采信。")
        continue
      }
      guard !text("确认人").isEmpty, case .date(let on, _)? = row.values["确认日期"] else {
        problems.append("\(place)缺少确认人或确认日期，该行未采信。")
        continue
      }
      guard let until = Self.until(text("有效期"), from: on) else {
        problems.append("\(place)的有效期“\(text("有效期"))”无法识别，应写到期日期，或1月、1季、1年。")
        continue
      }
      if on > asOf {
        laterAttestations += 1
        continue
      }
      if until < asOf {
        problems.append("\(place)的确认已于\(until)到期，视同没有确认，请重新核查。")
        continue
      }
      let files = Self.items(row.values["佐证"])
      if let missing = files.first(where: { !exists($0) }) {
        problems.append("\(place)的佐证文件“\(missing)”不存在或打不开，该行未采信。")
        continue
      }
      attestations.append(
        Attestation(
          scope: scope(row), result: result, note: text("说明"), by: text("确认人"), on: on, until: until, evidence: files,
          location: location))
    }
  }

  public mutating func readWaivers(_ ledger: Ledger) {
    for row in ledger.rows {
      let location = Location(path: ledger.path, line: row.number)
      let place = "《豁免》\(location.statementInWords)"
      func text(_ header: String) -> String { row.values[header]?.description ?? "" }
      if let header = row.unreadable.sorted().first {
        problems.append("\(place)的“\(header)”无法识别，该豁免无效。")
        continue
      }
      let wanting = ["理由", "批准人", "截止日期"].filter { text($0).isEmpty }
      guard wanting.isEmpty, case .date(let until, _)? = row.values["截止日期"] else {
        problems.append("\(place)缺少\(wanting.joined(separator: "、"))，该豁免无效，请补齐。")
        continue
      }
      var approved: CivilDate?
      if case .date(let date, _)? = row.values["批准日期"] { approved = date }
      if let approved, approved > asOf {
        laterWaivers += 1
        continue
      }
      if until < asOf {
        problems.append("\(place)的豁免已于\(until)到期，不再有效。")
        continue
      }
      waivers.append(
        Waiver(
          scope: scope(row), reason: text("理由"), by: text("批准人"), on: approved, until: until,
          location: location))
    }
  }

  /// Rows that could not be read at all are told, too.
  public mutating func tell(rejected ledger: Ledger) {
    for rejection in ledger.rejected where !ledger.rows.contains(where: { $0.number == rejection.row }) {
      let location = Location(path: ledger.path, line: rejection.row)
      problems.append("《\(ledger.schema.chineseName)》\(location.statementInWords)未采信：\(rejection.reason)。")
    }
  }

  private func scope(_ row: Ledger.Row) -> Scope {
    func named(_ header: String) -> String? {
      guard let text = row.values[header]?.description, !["全部", "所有", "*"].contains(text) else { return nil }
      return text
    }
    return Scope(clause: row.values["条款"]?.description ?? "", unit: named("单位"), subject: named("对象"))
  }

  private static func items(_ value: Value?) -> [String] {
    switch value {
    case nil: []
    case .list(let items)?: items
    case let value?: value.description.split(whereSeparator: { "；;".contains($0) }).map(String.init)
    }
  }

  private func exists(_ path: String) -> Bool {
    let url = folder.appending(path: path).resolvingSymlinksInPath().standardizedFileURL
    // A path that leads out of the folder proves nothing, nor does a folder or an empty file.
    let home = folder.resolvingSymlinksInPath().standardizedFileURL.pathComponents
    guard url.pathComponents.starts(with: home), url.pathComponents.count > home.count else { return false }
    let facts = try? FileManager.default.attributesOfItem(atPath: url.path)
    return facts?[.type] as? FileAttributeType == .typeRegular && (facts?[.size] as? Int ?? 0) > 0
  }

  /// The last day of 有效期: a date, or a month, quarter or year from the confirmation; a year where nothing stands.
  static func until(_ text: String, from on: CivilDate) -> CivilDate? {
    var written = text[...]
    if written.first == "至" || written.first == "到" { written.removeFirst() }
    if written.last == "止" { written.removeLast() }
    if let date = Ledger.date(in: String(written)) { return date }
    let text = Folding.key(text)
    if text.isEmpty { return on.adding(months: 12) }
    let units: [(suffixes: [String], months: Int)] = [
      (["个月", "月"], 1), (["个季度", "季度", "季"], 3), (["半年"], 6), (["年"], 12),
    ]
    for (suffixes, months) in units {
      for suffix in suffixes where text.hasSuffix(suffix) {
        let number = text.dropLast(suffix.count)
        if number.isEmpty { return on.adding(months: months) }
        if let counted = count(number), (1...60).contains(counted) { return on.adding(months: months * counted) }
      }
    }
    return nil
  }

  /// 3, 三, 两, 十二: the whole of the text, or it is no number.
  private static func count(_ text: Substring) -> Int? {
    if let number = Int(text) { return number }
    func digit(_ text: Substring) -> Int? {
      if text == "两" { return 2 }
      guard text.count == 1, let first = text.first else { return nil }
      return Array("零一二三四五六七八九").firstIndex(of: first)
    }
    guard let ten = text.firstIndex(of: "十") else { return digit(text) }
    let (before, after) = (text[..<ten], text[text.index(after: ten)...])
    guard let tens = before.isEmpty ? 1 : digit(before), let ones = after.isEmpty ? 0 : digit(after) else { return nil }
    return tens * 10 + ones
  }
}
