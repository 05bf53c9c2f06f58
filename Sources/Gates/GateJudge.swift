public import Findings

extension Gate {
  /// Holds a run against the gate. Every breach is told, not only the first.
  ///
  /// With `newOnly` and a baseline, only findings that the baseline does not have are counted by `limits`, `clauses`,
  /// `rules` and `topics`; the other limits are of the whole run.
  public func judge(_ results: Results, baseline: BaselineComparison? = nil) -> GateReport {
    let judge = GateJudge(gate: self, results: results, baseline: baseline)
    return GateReport(
      breaches: judge.breaches, unusable: judge.unusable, overlaid: judge.overlaid, notes: judge.notes)
  }
}

private struct GateJudge {
  let gate: Gate
  let results: Results
  let baseline: BaselineComparison?
  private let counted: [(finding: Finding, reference: FindingReference)]
  private let prefix: String

  init(gate: Gate, results: Results, baseline: BaselineComparison?) {
    (self.gate, self.results, self.baseline) = (gate, results, baseline)
    let new = gate.newOnly ? baseline.map { Set($0.new) } : nil
    counted = results.units.flatMap { unit in
      unit.findings.map { ($0, FindingReference($0, unit: unit.name)) }
    }.filter { new?.contains($0.1) ?? true }
    prefix = new == nil ? "" : "新增的"
  }

  var breaches: [Breach] {
    var breaches: [Breach] = []
    for outcome in Outcome.allCases {
      guard let limit = gate.limits[outcome] else { continue }
      for severity in Severity.allCases {
        guard let most = limit.bySeverity[severity] else { continue }
        breaches += excess("\(outcome.chineseName)（严重程度\(severity.chineseName)）", most) {
          $0.outcome == outcome && $0.severity == severity
        }
      }
      if let most = limit.total { breaches += excess(outcome.chineseName, most) { $0.outcome == outcome } }
    }
    breaches += named("条款", gate.clauses.map { ($0, $1) }.sorted { $0.0 < $1.0 }) { $0.clauses.contains($1) }
    breaches += named("规则", gate.rules.sorted { $0.key < $1.key }.map { ($0, $1) }) { $0.rule == $1 }
    breaches += named("主题", gate.topics.sorted { $0.key < $1.key }.map { ($0, $1) }) { $0.topic == $1 }
    return breaches + ofTheWhole
  }

  private func named<Name>(
    _ kind: String, _ limits: [(Name, [Outcome: Int])], matches: (Finding, Name) -> Bool
  ) -> [Breach] {
    limits.flatMap { name, counts in
      Outcome.allCases.flatMap { outcome in
        counts[outcome].map { most in
          excess("\(kind)\(name)的\(outcome.chineseName)", most) { $0.outcome == outcome && matches($0, name) }
        } ?? []
      }
    }
  }

  private func excess(_ scope: String, _ most: Int, where counts: (Finding) -> Bool) -> [Breach] {
    let found = counted.filter { counts($0.finding) }.map(\.reference)
    guard found.count > most else { return [] }
    return [
      Breach(
        scope: prefix + scope, limit: Double(most), actual: Double(found.count),
        message: "\(prefix)\(scope)有\(found.count)个，上限\(most)个。请整改下列问题，或依规办理豁免。", findings: found)
    ]
  }

  private var ofTheWhole: [Breach] {
    var breaches: [Breach] = []
    if let least = gate.minimumLow {
      for unit in results.units where unit.score.low < least {
        breaches.append(
          Breach(
            scope: "\(unit.name)的得分下限", limit: least, actual: unit.score.low,
            message: "\(unit.name)的得分下限为\(plain(unit.score.low))，低于门禁要求的\(plain(least))。"
              + "请先整改不符合项，并补齐待核查的材料。", findings: []))
      }
    }
    if let most = gate.maximumUndecided {
      let found = results.units.flatMap { unit in
        unit.findings.filter { $0.outcome == .undecided }.map { FindingReference($0, unit: unit.name) }
      }
      if found.count > most {
        breaches.append(
          Breach(
            scope: "全部待核查", limit: Double(most), actual: Double(found.count),
            message: "待核查共\(found.count)个，超过上限\(most)个。请补齐材料，或逐项核查确认。", findings: found))
      }
    }
    if let most = gate.maximumRejected {
      let count = results.reading.ledgers.reduce(0) { $0 + $1.rejected.count }
      if count > most {
        breaches.append(
          Breach(
            scope: "台账无法读取", limit: Double(most), actual: Double(count),
            message: "台账中有\(count)处无法读取，超过上限\(most)处。请按 gongkai records 列出的行列改正。", findings: []))
      }
    }
    return breaches
  }

  /// What keeps a verdict from being given at all.
  var unusable: [String] {
    var told: [String] = []
    let pages = results.reading.pages
    if pages.unreadable.count > gate.maximumUnreadable {
      told += pages.unreadable.map { "页面\($0.path)无法读取：\($0.reason)。请修复该页面后重新导出。" }
    } else if pages.seen > 0, pages.read == 0 {
      told.append("导出中有\(pages.seen)个页面，一个也没有读到。请检查导出是否完整。")
    }
    let ledgers = results.reading.ledgers
    if pages.seen == 0, ledgers.allSatisfy({ $0.rows == 0 }) {
      told.append("没有读到任何页面和台账。请检查导出的路径是否正确。")
    }
    for ledger in ledgers where ledger.rows == 0 && !ledger.rejected.isEmpty {
      let reason = ledger.rejected[0].reason
      told.append("台账\(ledger.path)一行也没有读到：\(reason)。请修复后再核查。")
    }
    if results.units.isEmpty { told.append("结果中没有任何单位。请检查核查目录。") }
    return told + unknownNames
  }

  /// Names in the gate that nothing in the run bears: a slip of the pen would otherwise never break the gate.
  private var unknownNames: [String] {
    let clauses = results.units.flatMap(\.clauses)
    let (ids, rules, topics) = (
      Set(clauses.map(\.id)), Set(clauses.flatMap(\.rules)), Set(clauses.map(\.topic))
    )
    func told(_ kind: String, _ names: [String]) -> [String] {
      names.map { "门禁文件中的\(kind)“\($0)”不在本次核查的方案里。请核对写法，或从门禁文件中删去。" }
    }
    return told("条款", gate.clauses.keys.filter { !ids.contains($0) }.sorted().map(\.description))
      + told("规则", gate.rules.keys.filter { !rules.contains($0) }.sorted())
      + told("主题", gate.topics.keys.filter { !topics.contains($0) }.sorted())
  }

  var overlaid: [FindingReference] {
    results.units.flatMap { unit in
      unit.findings.filter { $0.overlay?.beneath.isFinding == true && !$0.outcome.isFinding }
        .map { FindingReference($0, unit: unit.name) }
    }
  }

  var notes: [String] {
    var notes: [String] = []
    if gate.newOnly, baseline == nil { notes.append("没有给出基线，所有问题都按新增计算。") }
    return notes
  }

  private func plain(_ value: Double) -> String {
    let cents = Int((value * 100).rounded())
    let rest = cents % 100
    return "\(cents / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
