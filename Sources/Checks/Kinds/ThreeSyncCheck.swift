import Evidence
import Findings
import Settings
import Workdays

/// 三同步: an interpretation drafted before the policy is approved, approved on the day the policy is, published on
/// the day the policy is.
///
/// The 发布 interpretation that fits best decides; dates that nobody kept leave the question open.
struct ThreeSyncCheck: Check {
  private let gate: EventGate
  private let interpretations: Join
  private let parts: [Part]
  /// Policies that need no interpretation: only one that is there is judged.
  private let free: Conditions

  enum Part: String, CaseIterable {
    case drafted, approved, published
  }

  init(_ options: inout Fields) throws(SettingError) {
    gate = try EventGate(&options)
    interpretations = try Join(options.need("interpretations"), "interpretations")
    free = try Conditions(&options, key: "free")
    var parts: [Part] = []
    let names = try options.strings("parts")
    for name in names {
      guard let part = Part(rawValue: name) else {
        throw SettingError("“parts”可用：\(Part.allCases.map(\.rawValue).joined(separator: "、"))。", at: options.place)
      }
      parts.append(part)
    }
    self.parts = parts
    if parts.isEmpty { throw SettingError("缺少“parts”。", at: options.place) }
  }

  /// What came of one interpretation, the better the smaller.
  private enum Fit: Int, Comparable {
    case inStep, unrecorded, unreadable, outOfStep

    static func < (left: Fit, right: Fit) -> Bool { left.rawValue < right.rawValue }
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    let index = try interpretations.index(in: context)
    // Dates of approval stand in the ledger alone: without it nobody can say that there was no interpretation in step.
    let isKept = try context.table(interpretations.table).fields.contains("审签日期")
    let (open, settled) = try gate.admitted(in: context) { index.records(for: $0).isEmpty }
    return settled
      + open.map { record, base, event in
        var verdict = base
        let matches = index.records(for: record).filter { match in
          match.date("发布日期").map { $0 <= context.asOf } ?? true
        }
        if matches.isEmpty, !free.all.isEmpty, free.hold(for: record) == true {
          verdict.outcome = .notApplicable
          verdict.detail = "不属于须解读的政策"
          return verdict
        }
        guard !matches.isEmpty else {
          verdict.detail = isKept ? "未见与政策同步发布的解读" : "未提供《解读台账》，页面上也未见解读，不能确认同步"
          if isKept {
            verdict.fail(.failed)
          } else {
            (verdict.outcome, verdict.reason) = (.undecided, .evidenceMissing)
          }
          return verdict
        }
        let fits = matches.map { fit($0, to: record, published: event) }
        guard let best = fits.min(by: { $0.fit < $1.fit }) else { return verdict }
        verdict.detail = best.detail
        verdict.doneOn = matches.compactMap { $0.date("发布日期") }.min()
        verdict.fingerprint = best.detail
        switch best.fit {
        case .inStep: verdict.fingerprint = ""
        case .unrecorded: verdict.fail(.heuristic)
        case .unreadable: (verdict.outcome, verdict.reason) = (.undecided, .unreadable)
        case .outOfStep:
          if let done = verdict.doneOn, done > event {
            verdict.lateBy = context.calendar.workdays(after: event, through: done)
          }
          verdict.fail(.failed)
        }
        return verdict
      }
  }

  private func fit(_ match: Record, to policy: Record, published: CivilDate) -> (fit: Fit, detail: String) {
    var (faults, unrecorded, unreadable): ([String], [String], [String]) = ([], [], [])
    func compare(_ what: String, _ own: String, _ other: String, _ holds: (CivilDate, CivilDate) -> Bool) {
      if match.unreadable.contains(own) { unreadable.append("解读\(own)") }
      if policy.unreadable.contains(other) { unreadable.append("政策\(other)") }
      guard let date = match.date(own), let wanted = policy.date(other) else {
        if match.date(own) == nil { unrecorded.append("解读\(own)") }
        if policy.date(other) == nil { unrecorded.append("政策\(other)") }
        return
      }
      if !holds(date, wanted) { faults.append("\(what)：解读\(own)\(date)，政策\(other)\(wanted)") }
    }
    for part in parts {
      switch part {
      case .published:
        guard let date = match.date("发布日期") else {
          match.unreadable.contains("发布日期") ? unreadable.append("解读发布日期") : unrecorded.append("解读发布日期")
          continue
        }
        if date > published { faults.append("未同步发布：解读\(date)，政策\(published)") }
        // Ahead of its policy it cannot have been published together with it, but nobody was kept waiting.
        if date < published { unrecorded.append("与政策同日的解读发布日期（现为\(date)）") }
      case .approved: compare("未同步审签", "审签日期", "审签日期") { $0 == $1 }
      case .drafted: compare("未同步起草", "起草日期", "审签日期") { $0 <= $1 }
      }
    }
    if !faults.isEmpty { return (.outOfStep, faults.joined(separator: "；")) }
    if !unreadable.isEmpty { return (.unreadable, "\(unreadable.joined(separator: "、"))无法识别") }
    if !unrecorded.isEmpty { return (.unrecorded, "未登记\(unrecorded.joined(separator: "、"))，不能确认同步") }
    return (.inStep, "解读与政策同步")
  }
}
