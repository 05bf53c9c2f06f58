import Evidence
import Findings
import Settings
import Workdays

/// Those whom a decision concerns must have been heard before it was adopted, unless a reason for the exception is
/// recorded: 网上征集, 座谈, 问卷 … on decisions in certain fields. With `weighed`, what was heard must have been summed
/// up as well: how many opinions came and how many were adopted.
struct HearingCheck: Check {
  /// Words of the fields (领域) in which the duty lies.
  private let domains: [String]
  private let ways: [String]
  private let acceptsReason: Bool
  /// What it means for a decision outside the catalogue; without it only catalogued ones are judged.
  private let uncatalogued: Failure?
  private let isWeighed: Bool
  private let missing: Failure

  init(_ options: inout Fields) throws(SettingError) {
    domains = try options.strings("domains")
    ways = try options.strings("ways")
    acceptsReason = try options.flag("accepts_reason", default: true)
    if let setting = options.take("uncatalogued") {
      guard let failure = Failure(rawValue: try setting.string("uncatalogued")) else {
        throw SettingError("“uncatalogued”应为 failed、heuristic 或 allowed。", at: setting.place)
      }
      uncatalogued = failure
    } else {
      uncatalogued = nil
    }
    isWeighed = try options.flag("weighed")
    missing = try options.choice("missing", default: .failed)
    if domains.isEmpty || ways.isEmpty { throw SettingError("应写“domains”和“ways”。", at: options.place) }
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    let table = try context.table("decisions")
    if !table.records.isEmpty { try table.require(["领域", "列入目录", "出台日期"]) }
    let consultations = context.evidence.tables["consultations"]
    return table.records.compactMap { verdict(on: $0, consultations, in: context) }
  }

  private func contains(_ record: Record, _ field: String, _ words: [String]) -> Bool {
    record.items(field).contains { item in words.contains { item.contains($0) } }
  }

  private func verdict(on decision: Record, _ consultations: Table?, in context: CheckContext) -> Verdict? {
    let subject = context.subject(decision, in: "decisions")
    let unreadable = ["领域", "列入目录", "出台日期"].filter { decision.unreadable.contains($0) }
    if !unreadable.isEmpty { return decision.unreadableVerdict(subject, fields: unreadable) }
    // Nobody said in which field it lies: whether it had to be heard a person must say.
    let isOfNoField = decision.items("领域").isEmpty
    guard isOfNoField || contains(decision, "领域", domains) else { return nil }
    let isCatalogued = decision["列入目录"] == .flag(true)
    guard isCatalogued || uncatalogued != nil else { return nil }
    guard let adopted = decision.date("出台日期"), adopted <= context.asOf else {
      if case .number(let year)? = decision["年度"], Int(year) != context.binding.year { return nil }
      return Verdict(.notDue, subject, detail: "尚未出台", at: decision)
    }
    guard context.isInPeriod(adopted) else { return nil }
    var verdict = Verdict(
      .passed, subject, detail: "出台前已听取利害关系人意见", at: decision, dueOn: adopted)
    let key = DocumentNumber.matchingKey(decision.key)
    let linked = (consultations?.records ?? []).filter {
      $0.items("决策编号").contains { DocumentNumber.matchingKey($0) == key }
    }
    let hearings = linked.filter { $0.items("方式").isEmpty || contains($0, "方式", ways) }
    if isWeighed { return weighing(decision, hearings, consultations, verdict, isOfNoField) }
    let stated = decision.items("听取意见方式")
    let isStated = contains(decision, "听取意见方式", ways)
    var days = hearings.compactMap { $0.date("开始日期") ?? $0.date("结束日期") }
    let own = decision.date("征求意见开始") ?? decision.date("征求意见结束")
    if stated.isEmpty || isStated, let own { days.append(own) }
    if let first = days.min() {
      if first < adopted {
        verdict.doneOn = first
        return verdict
      }
      verdict.detail = "\(adopted)出台，\(first)才开始听取意见"
    } else if isStated || !hearings.isEmpty {
      return verdict
    } else {
      verdict.detail =
        stated.isEmpty ? "\(adopted)出台前没有听取利害关系人意见的记录" : "只有\(stated.joined(separator: "、"))，没有听取利害关系人意见的记录"
    }
    if acceptsReason, !decision.items("例外理由").isEmpty {
      verdict.detail = "已记录例外理由：\(decision.items("例外理由").joined(separator: "、"))"
      return verdict
    }
    verdict.fingerprint = days.min().map { "\($0)" } ?? "none"
    let doubtful = ["听取意见方式", "征求意见开始", "例外理由"].filter { decision.unreadable.contains($0) }
    if !doubtful.isEmpty { return decision.unreadableVerdict(subject, fields: doubtful) }
    // A ledger of decisions that tells of some how they were heard tells of the others that they were not.
    let decisions = context.evidence.tables["decisions"]?.records ?? []
    let tellsWays = decisions.contains { !$0.items("听取意见方式").isEmpty }
    if consultations?.isPresent != true, days.isEmpty, !tellsWays {
      (verdict.outcome, verdict.reason) = (.undecided, .evidenceMissing)
      verdict.detail += "，且未提供《征求意见台账》"
    } else {
      verdict.fail(isOfNoField ? .heuristic : isCatalogued ? missing : uncatalogued ?? missing)
    }
    return verdict
  }

  /// Whether what was heard was summed up and answered before the decision was adopted.
  private func weighing(
    _ decision: Record, _ hearings: [Record], _ consultations: Table?, _ verdict: Verdict, _ isOfNoField: Bool
  ) -> Verdict? {
    var verdict = verdict
    guard let adopted = verdict.dueOn else { return nil }
    verdict.detail = "意见已汇总并研究采纳"
    let ended = hearings.filter { ($0.date("结束日期") ?? $0.date("开始日期")).map { $0 < adopted } ?? true }
    let isSummed = ended.contains { hearing in
      let received = hearing["收到条数"]
      return received == .number(0) || received != nil && hearing["采纳条数"] != nil
    }
    if isSummed { return verdict }
    if hearings.isEmpty, acceptsReason, !decision.items("例外理由").isEmpty {
      verdict.outcome = .notApplicable
      verdict.detail = "已记录例外理由，没有听取意见"
      return verdict
    }
    let fields = ["收到条数", "采纳条数"]
    if let hearing = ended.first(where: { record in fields.contains { record.unreadable.contains($0) } }) {
      return hearing.unreadableVerdict(verdict.subject, fields: fields)
    }
    if consultations.map({ table in table.isPresent && fields.allSatisfy { table.fields.contains($0) } }) != true {
      (verdict.outcome, verdict.reason) = (.undecided, .evidenceMissing)
      verdict.detail = "未提供《征求意见台账》，或其中没有“收到条数”“采纳条数”，不能判断意见是否汇总研究"
      return verdict
    }
    verdict.detail =
      hearings.isEmpty
      ? "没有听取意见的记录" : ended.isEmpty ? "\(adopted)出台时征求意见尚未结束" : "没有收到条数和采纳条数，看不出意见的汇总和研究"
    verdict.fingerprint = verdict.detail
    verdict.fail(isOfNoField ? .heuristic : missing)
    return verdict
  }
}
