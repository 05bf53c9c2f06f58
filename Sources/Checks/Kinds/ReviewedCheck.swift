import Evidence
import Findings
import Settings
import Workdays

/// A document must have been reviewed before its event: its attribute before signing, its secrecy and its release
/// before publication; with `single`, by a review of its own (一事一审).
struct ReviewedCheck: Check {
  private let selection: Selection
  private let event: DateFields
  private let categories: [String]
  private let single: Bool
  /// The review's conclusion must let the item be published.
  private let accepting: Bool
  /// Fields that the review must state.
  private let wanted: [String]
  /// A document that is not open must state why.
  private let basis: Bool
  /// The reviewer must be of the unit that made the document.
  private let isOwnUnit: Bool
  private let sinceIssued: Bool
  private let missing: Failure

  init(_ options: inout Fields) throws(SettingError) {
    selection = try Selection(&options)
    event = try DateFields(&options, key: "event")
    categories = try options.strings("categories")
    single = try options.flag("single")
    accepting = try options.flag("accepting")
    wanted = try options.strings("fields")
    basis = try options.flag("basis")
    isOwnUnit = try options.flag("own_unit")
    sinceIssued = try options.flag("since_issued", default: true)
    missing = try options.choice("missing", default: .failed)
    if categories.isEmpty { throw SettingError("缺少“categories”：写审查的类别。", at: options.place) }
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    let table = try context.table(selection.table)
    try event.require(in: table)
    let reviews = try context.table("reviews")
    try reviews.require(["文号或网址", "类别", "审查日期"] + wanted + (accepting ? ["结论"] : []))
    if basis { try table.require(["公开属性", "不公开理由"]) }
    let (chosen, unclear) = try selection.records(in: context)
    let names = ItemNames(table.records)
    var byItem: [String: [Review]] = [:]
    for record in reviews.records where categories.contains(record.text("类别") ?? "") {
      let items = Set(record.items("文号或网址").map(names.identity))
      for item in items { byItem[item, default: []].append(Review(record: record, isShared: items.count > 1)) }
    }
    return selection.unclearVerdicts(unclear, in: context)
      + chosen.compactMap { verdict(on: $0, byItem[names.identity(of: $0)] ?? [], in: context) }
  }

  private struct Review {
    let record: Record
    let isShared: Bool
  }

  private enum Flaw {
    case fault(String)
    case doubt(String)
    case unreadable
  }

  private func verdict(on record: Record, _ reviews: [Review], in context: CheckContext) -> Verdict? {
    let subject = context.subject(record, in: selection.table)
    let (day, field): (CivilDate, String)
    switch event.read(record) {
    case .date(let date, _, let name): (day, field) = (date, name)
    case .empty: return nil
    case .unreadable(let name): return record.unreadableVerdict(subject, fields: [name])
    }
    let isOpen = !reviews.contains { $0.record.date("审查日期").map { $0 <= context.asOf } ?? false }
    // The reviews of earlier years are in the ledgers of those years.
    let isBound =
      sinceIssued ? day >= context.binding.effectiveFrom : day.year >= context.binding.year
    guard context.isInPopulation(start: day, due: day, isOpen: isBound && isOpen) else { return nil }
    var verdict = Verdict(.passed, subject, detail: "", at: record, dueOn: day)
    if !isBound {
      verdict.outcome = .notApplicable
      verdict.detail = "\(field)\(day)早于文件生效日\(context.binding.effectiveFrom)"
      return verdict
    }
    let what = categories[0]
    verdict.evidence = reviews.isEmpty ? nil : reviews.map(\.record.key).joined(separator: "、")
    if accepting, reviews.contains(where: { isRepost($0.record, context) }) {
      verdict.outcome = .notApplicable
      verdict.detail = "转载上级已公开的信息"
      return verdict
    }
    let flaws = reviews.map { flaw(of: $0, on: record, by: day, field: field, context) }
    if let index = flaws.firstIndex(where: { $0 == nil }) {
      verdict.doneOn = reviews[index].record.date("审查日期")
      verdict.detail = "\(what)已于\(field)\(day)前完成"
      judgeBasis(record, &verdict)
      return verdict
    }
    verdict.fingerprint = reviews.isEmpty ? "none" : "flawed"
    let known = flaws.compactMap { $0 }
    if known.contains(where: { if case .unreadable = $0 { true } else { false } }) {
      (verdict.outcome, verdict.reason) = (.undecided, .unreadable)
      verdict.detail = "\(what)记录中有无法识别的内容，不能判断"
      return verdict
    }
    for case .doubt(let text) in known {
      verdict.detail = "\(what)记录\(text)"
      verdict.fail(.heuristic)
      return verdict
    }
    verdict.detail = "\(field)\(day)之前未见\(what)记录"
    for case .fault(let text) in known { verdict.detail = "\(what)记录\(text)" }
    verdict.fail(missing)
    return verdict
  }

  private func judgeBasis(_ record: Record, _ verdict: inout Verdict) {
    guard basis, let attribute = record.text("公开属性"), attribute != "主动公开" else { return }
    if record.unreadable.contains("不公开理由") {
      verdict = record.unreadableVerdict(verdict.subject, fields: ["不公开理由"])
    } else if record["不公开理由"] == nil {
      verdict.detail = "认定为\(attribute)而没有写明理由和依据"
      verdict.fingerprint = "no basis"
      verdict.fail(missing)
    }
  }

  /// What keeps a review from counting; nil where it counts.
  private func flaw(
    of review: Review, on document: Record, by day: CivilDate, field: String, _ context: CheckContext
  ) -> Flaw? {
    let record = review.record
    let judged = ["审查日期"] + wanted + (accepting ? ["结论"] : [])
    if judged.contains(where: { record.unreadable.contains($0) }) { return .unreadable }
    guard let date = record.date("审查日期") else { return .fault("没有写明审查日期") }
    if date > context.asOf { return .fault("的日期在核查日之后") }
    if date > day { return .fault("日期\(date)晚于\(field)\(day)") }
    if single, review.isShared { return .fault("“\(record.key)”同时审查多件信息，不是一事一审") }
    if let absent = wanted.first(where: { record[$0] == nil }) { return .fault("没有写明\(absent)") }
    if accepting, let flaw = flaw(inConclusion: record.text("结论"), context) { return flaw }
    if isOwnUnit, let made = document.text("制发单位"), let reviewer = record.text("审查人"),
      ResponsibleUnit.isUnit(reviewer), !ResponsibleUnit.isSame(made, reviewer)
    {
      return .doubt("由\(reviewer)审查，而制发单位为\(made)")
    }
    return nil
  }

  /// A text of a superior that was public already, and is only repeated.
  private func isRepost(_ review: Record, _ context: CheckContext) -> Bool {
    review.text("结论").map { Words(context.vocabulary.lists["review-repost"] ?? []).matchAny(FoldedText($0)) } ?? false
  }

  private func flaw(inConclusion conclusion: String?, _ context: CheckContext) -> Flaw? {
    guard let conclusion else { return .fault("没有写明结论") }
    // 不属于国家秘密, 未发现不宜公开的内容: what they deny is no refusal.
    let denials = context.vocabulary.lists["review-clearing"] ?? []
    let bare = denials.reduce(conclusion) { $0.replacing($1, with: "") }
    let text = FoldedText(bare)
    if Words(context.vocabulary.lists["review-refusing"] ?? []).matchAny(text) {
      return .fault("的结论是“\(conclusion)”")
    }
    if bare != conclusion || Words(context.vocabulary.lists["review-accepting"] ?? []).matchAny(text) { return nil }
    return .doubt("的结论“\(conclusion)”看不出是否可以公开")
  }
}

/// The names under which ledgers know one item: its number, its title, its address on the site.
struct ItemNames: Sendable {
  private var keys: [String: String] = [:]

  init(_ records: [Record]) {
    for record in records {
      for field in ["文号", "标题", "网址", "页面路径", "页面文号"] {
        guard let name = record.text(field) else { continue }
        let key = Self.fold(name)
        if keys[key] == nil { keys[key] = record.key }
      }
    }
  }

  func identity(of record: Record) -> String { record.key }

  /// The record's key, or the name itself where no record bears it.
  func identity(_ name: String) -> String {
    let key = Self.fold(name)
    if let known = keys[key] { return known }
    // An absolute address of a page that is known by its site path.
    if let scheme = key.range(of: "://"), let slash = key[scheme.upperBound...].firstIndex(of: "/"),
      let known = keys[String(key[slash...])]
    {
      return known
    }
    return key
  }

  private static func fold(_ name: String) -> String {
    var key = DocumentNumber.matchingKey(name)
    if key.hasPrefix("《"), key.hasSuffix("》") { key = String(key.dropFirst().dropLast()) }
    return key
  }
}
