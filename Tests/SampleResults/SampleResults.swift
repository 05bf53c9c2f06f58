public import Findings
public import Workdays

/// Small results to compare; every unit judges clause d/1 by the rule `forms` unless told otherwise.
public func results(
  _ period: String, units: [UnitResult], complete: Bool? = nil, unreadable: [String] = [], name: String = "示例区"
) -> Results {
  let end = Period(period)?.lastDay ?? CivilDate(dayNumber: 0)
  return Results(
    tool: .init(name: "gongkai", version: "1"),
    inspection: .init(name: name, period: period, asOf: end, digests: .init(inputs: "i", rules: "r", calendar: "c")),
    reading: .init(
      pages: .init(
        seen: 9, read: 9 - unreadable.count, unreadable: unreadable.map { .init(path: $0, reason: "坏") },
        complete: complete), ledgers: []),
    units: units)
}

public func unit(
  _ name: String = "甲镇", formerly: [String] = [], value: Double? = 80, model: String = "shares",
  clauses: [ClauseResult] = [clause("d/1")], findings: [Finding] = [], passed: [String: [String]]? = nil,
  settled: [String: [String]]? = nil
) -> UnitResult {
  UnitResult(
    name: name, level: .town, formerly: formerly, profiles: ["p"],
    score: Score(model: model, value: value, low: 70, high: 90, coverage: 0.9, grade: nil), clauses: clauses,
    findings: findings, passedSubjects: passed, settledSubjects: settled)
}

public func clause(
  _ id: String, rules: [String] = ["forms"], passed: Int = 3, failed: Int = 1, undecided: Int = 0,
  outcome: Outcome = .failed
) -> ClauseResult {
  let id = ClauseID(id) ?? ClauseID(document: "d", number: "0")
  return ClauseResult(
    id: id, document: "文件", quote: "原文", topic: "政策解读", severity: .high, subjectivity: .hard,
    responsible: "各镇", rules: rules, outcome: outcome, weight: 3, passed: passed, failed: failed,
    undecided: undecided)
}

public func finding(
  _ key: String, kind: String = "policy", rule: String = "forms", clause: String = "d/1", unit: String = "甲镇",
  outcome: Outcome = .failed, location: Location? = nil, doneOn: CivilDate? = nil, overlay: Overlay? = nil,
  severity: Severity = .high, fingerprint: String? = nil, message: String = "解读形式不足三种。"
) -> Finding {
  Finding(
    id: "\(rule)/\(unit)/\(kind)/\(key)", clauses: [ClauseID(clause)].compactMap { $0 }, rule: rule,
    outcome: outcome, severity: severity, topic: "政策解读", subject: Subject(kind: kind, key: key), location: location,
    message: message, fix: "请补充解读。", doneOn: doneOn, fingerprint: fingerprint, overlay: overlay)
}

public func overlay(_ kind: Overlay.Kind) -> Overlay {
  Overlay(kind: kind, beneath: .failed, by: "张三", on: nil, until: nil, reason: "理由")
}
