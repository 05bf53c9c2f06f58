import Evidence
import Findings
import Settings
import Workdays

/// Something must exist by a day of the year, or by its end: a list, a partner of each kind. It stands once it is
/// there, whatever its date.
struct InventoryCheck: Check {
  private let selection: Selection
  private let date: DateFields?
  private let count: Int
  private let groups: Groups?
  private let each: [String]
  private let by: YearDay?
  private let also: [Also]
  private let missing: Failure

  init(_ options: inout Fields) throws(SettingError) {
    selection = try Selection(&options)
    let names = try options.strings("date")
    date = names.isEmpty ? nil : DateFields(names: names)
    count = try options.optionalInteger("count") ?? 1
    groups = try Groups(&options)
    each = try options.strings("each")
    by = try YearDay(&options)
    also = try Also.list(&options)
    missing = try options.choice("missing", default: .failed)
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    let (chosen, unclear) = try selection.records(in: context)
    let there = (chosen + also.flatMap { $0.records(in: context) }).filter { record in
      if let date, case .date(let day, _, _) = date.read(record), day > context.asOf { return false }
      return each.allSatisfy { field in
        field.split(separator: "|").contains { !record.items(String($0)).isEmpty }
      }
    }
    let due = by?.date(in: context.binding.year) ?? CivilDate(year: context.binding.year, month: 12, day: 31)
    var verdict = Verdict(.passed, context.unitSubject, detail: "", location: there.first?.location, dueOn: due)
    let gaps = groups?.missing(in: there) ?? []
    verdict.evidence = there.isEmpty ? nil : there.map { $0.title ?? $0.key }.joined(separator: "、")
    guard there.count < count || !gaps.isEmpty else {
      verdict.detail = "已有\(there.count)项"
      return [verdict]
    }
    if !unclear.isEmpty {
      (verdict.outcome, verdict.reason) = (.undecided, .unreadable)
      verdict.detail = "有记录无法识别，不能判断"
      return [verdict]
    }
    verdict.fallShort(
      gaps.isEmpty ? "应有\(count)项，现有\(there.count)项" : "尚缺\(gaps.joined(separator: "、"))", missing, asOf: context.asOf,
      gaps: gaps)
    return [verdict]
  }
}
