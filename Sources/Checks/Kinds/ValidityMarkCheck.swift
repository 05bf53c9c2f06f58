import Evidence
import Findings
import Settings
import Workdays

/// What a document's page says of its validity: that it says anything, that it is true, that it agrees with the
/// ledger, and that an expired document is marked or archived in time.
struct ValidityMarkCheck: Check {
  private let selection: Selection
  /// Every page must show 有效性 or 有效期.
  private let mustShow: Bool
  /// The word shown must be the ledger's.
  private let mustAgree: Bool
  /// Shown as valid past the last day.
  private let mustBeTrue: Bool
  /// An expired document's page may stay unmarked for so long.
  private let grace: Limit?
  /// Pages that belong to no document of the ledger are judged as well.
  private let otherPages: Bool
  private let missing: Failure

  init(_ options: inout Fields) throws(SettingError) {
    selection = try Selection(&options)
    mustShow = try options.flag("must_show")
    mustAgree = try options.flag("must_agree")
    mustBeTrue = try options.flag("must_be_true")
    if var inner = try options.optionalFields("mark_expired") {
      grace = try Limit(&inner)
      try inner.finish()
    } else {
      grace = nil
    }
    otherPages = try options.flag("other_pages")
    missing = try options.choice("missing", default: .failed)
    if !mustShow, !mustAgree, !mustBeTrue, grace == nil {
      throw SettingError("至少写“must_show”“must_agree”“must_be_true”“mark_expired”之一。", at: options.place)
    }
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    _ = try context.table("pages")
    let pages = context.index.pages
    let (chosen, unclear) = try selection.records(in: context)
    return selection.unclearVerdicts(unclear, in: context)
      + chosen.compactMap { record in
        guard record["已上网"] == .flag(true) else { return nil }
        return verdict(on: record, record.text("页面路径").flatMap { pages.page(at: $0) }, in: context)
      } + (otherPages ? others(context.evidence.tables["pages"]?.records ?? [], in: context) : [])
  }

  private func others(_ pages: [Record], in context: CheckContext) -> [Verdict] {
    guard let grace else { return [] }
    let known = Set((context.evidence.tables[selection.table]?.records ?? []).compactMap { $0.text("页面路径") })
    return pages.compactMap { page in
      guard let expiry = page.date("有效期至"), expiry < context.asOf, !known.contains(page.text("路径") ?? page.key) else {
        return nil
      }
      var verdict = Verdict(.passed, context.subject(page, in: "pages"), detail: "", at: page)
      let isMarked = page["失效标记"] != nil || page.text("有效性").map { standing($0) == .ended } == true
      judge(ended: expiry, grace, isMarked || isArchived(page), &verdict, in: context)
      return verdict
    }
  }

  private enum Standing: Sendable {
    case valid, ended, other
  }

  private func standing(_ word: String) -> Standing {
    let text = FoldedText(word)
    if Words(["部分失效", "部分废止", "部分有效", "修改", "修订"]).matchAny(text) { return .other }
    if Words(["失效", "废止", "无效", "已过期", "终止"]).matchAny(text) { return .ended }
    return Words(["有效"]).matchAny(text) ? .valid : .other
  }

  private func verdict(on record: Record, _ page: Record?, in context: CheckContext) -> Verdict? {
    let subject = context.subject(record, in: selection.table)
    var verdict = Verdict(
      .passed, subject, detail: "有效性标注正确", location: page?.location ?? record.location)
    let shown = record.text("页面有效性")
    let isMarked = page?["失效标记"] != nil || shown.map { standing($0) == .ended } == true
    let expiry = record.date("有效期至") ?? record.date("页面有效期至")
    let hasEnded = record.text("有效性").map { standing($0) == .ended } == true
    if let grace {
      guard let ended = expiry.flatMap({ $0 < context.asOf ? $0 : nil }) ?? (hasEnded ? context.asOf : nil) else {
        return nil
      }
      judge(ended: expiry == nil ? nil : ended, grace, isMarked || isArchived(record), &verdict, in: context)
      return verdict
    }
    let needed = mustAgree || mustBeTrue ? ["有效性", "有效期至"] : []
    let unreadable = needed.filter { record.unreadable.contains($0) }
    if !unreadable.isEmpty { return record.unreadableVerdict(subject, fields: unreadable) }
    var faults: [String] = []
    let showsTerm = record["页面有效期至"] != nil || record["页面标注有效期"] == .flag(true)
    if mustShow, shown == nil, !showsTerm, !isMarked { faults.append("页面没有标注有效性或有效期") }
    if mustBeTrue, let shown, standing(shown) == .valid, page?["失效标记"] == nil {
      if let expiry, expiry < context.asOf { faults.append("有效期至\(expiry)，页面仍标注“\(shown)”") }
    }
    if mustAgree, let word = record.text("有效性"), faults.isEmpty {
      if let shown {
        let agrees = standing(shown) == standing(word) && (standing(word) != .other || shown == word)
        if !agrees, !(isMarked && hasEnded) { faults.append("台账为“\(word)”，页面标注“\(shown)”") }
      } else if !(isMarked && hasEnded), record["页面有效期至"] == nil || hasEnded {
        faults.append("台账为“\(word)”，页面没有标注")
      }
    }
    guard !faults.isEmpty else { return verdict }
    verdict.detail = faults.joined(separator: "，")
    verdict.fingerprint = faults.joined(separator: "\n")
    verdict.fail(missing)
    return verdict
  }

  private func judge(
    ended: CivilDate?, _ grace: Limit, _ isSettled: Bool, _ verdict: inout Verdict, in context: CheckContext
  ) {
    if isSettled {
      verdict.detail = "已标注失效或归档"
      return
    }
    guard let ended else {
      verdict.detail = "台账已列为失效或废止而没有日期，页面没有标注"
      verdict.fail(.heuristic)
      return
    }
    let deadline = context.calendar.deadline(grace, from: ended)
    verdict.dueOn = deadline.date
    verdict.missingYear = deadline.missingYear
    verdict.fingerprint = "unmarked \(ended)"
    verdict.detail = "有效期至\(ended)，应于\(deadline.date)前标注失效或归档，页面没有标注"
    guard context.asOf >= deadline.date else {
      verdict.outcome = .notDue
      return
    }
    verdict.lateBy = context.calendar.workdays(after: deadline.date, through: context.asOf)
    verdict.fail(missing)
  }

  private func isArchived(_ record: Record) -> Bool {
    let words = Words(["归档", "历史文件", "失效文件", "废止文件", "失效废止", "废止失效"])
    return ["页面导航", "页面栏目", "导航", "栏目"].flatMap(record.items).contains { words.matchAny(FoldedText($0)) }
  }
}
