import Findings

extension DeductionModel {
  /// Which of three readings of what is undecided is being computed.
  private enum Reading {
    /// Undecided subjects are failed.
    case low
    /// Only what is decided counts; an indicator without any decided subject is left out like one that does not apply.
    case value
    /// Undecided subjects are passed.
    case high
  }

  func score(clauses: [ClauseResult], findings: [Finding], grades: GradeTable) -> Score {
    let byIndicator = assign(clauses)
    let struck = vetoes.filter { veto in findings.contains { $0.outcome == .failed && veto.selection.contains($0) } }
    let feared = vetoes.contains { veto in
      findings.contains { ($0.outcome == .undecided || $0.outcome == .error) && veto.selection.contains($0) }
    }

    var (value, low, high) = (
      points(byIndicator, clauses, .value), points(byIndicator, clauses, .low) ?? 0,
      points(byIndicator, clauses, .high) ?? 100
    )
    if !struck.isEmpty {
      (value, low, high) = (0, 0, 0)
    } else if feared {
      low = 0
    }
    // An indicator nobody could decide is rescaled away in `value` but loses only its open subjects in `low`, so
    // that `low` could come out above it; a range holds its value.
    if let value { (low, high) = (min(low, value), max(high, value)) }

    return Score(
      model: ScoringModel.deductionName, modelVersion: version, value: value, low: low, high: high,
      coverage: coverage(byIndicator),
      grade: struck.isEmpty ? value.map(grades.grade(of:)) : grades.worst,
      vetoes: struck.map(\.name),
      parameters: inWords(byIndicator, struck: struck, unassigned: unassigned(clauses)) + [grades.inWords])
  }

  /// The clauses of each indicator that count. What can earn a bonus is not deducted for as well.
  private func assign(_ clauses: [ClauseResult]) -> [[ClauseResult]] {
    var parts = [[ClauseResult]](repeating: [], count: indicators.count)
    for clause in clauses where Tally(clause).total > 0 && !bonus.contains(where: { $0.selection.contains(clause) }) {
      if let index = indicators.firstIndex(where: { $0.selection.contains(clause) }) { parts[index].append(clause) }
    }
    return parts
  }

  private func unassigned(_ clauses: [ClauseResult]) -> Int {
    clauses.count { clause in
      Tally(clause).total > 0 && !indicators.contains { $0.selection.contains(clause) }
        && !bonus.contains { $0.selection.contains(clause) }
    }
  }

  /// The score in hundredths, bonus included; nil where no indicator takes part.
  private func points(_ parts: [[ClauseResult]], _ clauses: [ClauseResult], _ reading: Reading) -> Double? {
    var (kept, possible) = (0.0, 0.0)
    for (indicator, part) in zip(indicators, parts) {
      let takesPart = reading == .value ? part.contains { Tally($0).decided > 0 } : !part.isEmpty
      guard takesPart else { continue }
      possible += indicator.points
      kept += indicator.points - min(indicator.points, deduction(indicator, part, reading))
    }
    guard possible > 0 else { return nil }
    let base = kept / possible * 100
    guard base > bonusAbove else { return hundredths(base) }
    return hundredths(min(100, base + bonusPoints(clauses, reading)))
  }

  private func deduction(_ indicator: Indicator, _ part: [ClauseResult], _ reading: Reading) -> Double {
    part.reduce(0) { sum, clause in
      let tally = Tally(clause)
      let failed = reading == .low ? tally.failed + tally.open : tally.failed
      return sum + Double(failed) * indicator.off[clause.severity]
    }
  }

  private func bonusPoints(_ clauses: [ClauseResult], _ reading: Reading) -> Double {
    bonus.reduce(0) { sum, item in
      let tallies = clauses.filter(item.selection.contains).map(Tally.init).filter { $0.total > 0 }
      let earned =
        !tallies.isEmpty && tallies.allSatisfy { $0.failed == 0 && (reading == .high || $0.open == 0) }
      return earned ? sum + item.points : sum
    }
  }

  /// Each indicator's decided part of its subjects, weighted by its points.
  private func coverage(_ parts: [[ClauseResult]]) -> Double {
    var (covered, possible) = (0.0, 0.0)
    for (indicator, part) in zip(indicators, parts) where !part.isEmpty {
      let tallies = part.map(Tally.init)
      let total = tallies.reduce(0) { $0 + $1.total }
      possible += indicator.points
      covered += indicator.points * Double(tallies.reduce(0) { $0 + $1.decided }) / Double(total)
    }
    return possible > 0 ? hundredths(covered / possible) : 0
  }

  private func inWords(_ parts: [[ClauseResult]], struck: [Veto], unassigned: Int) -> [String] {
    var lines = ["\(title)（deduction，第 \(version) 版）：满分 100，按不符合的对象逐个扣分，每项指标扣完为止", source]
    if !struck.isEmpty {
      lines.append("触发单项否决，不再计分：\(struck.map(\.name).joined(separator: "、"))")
    }
    for (indicator, part) in zip(indicators, parts) {
      let absent = part.isEmpty ? "；本单位不适用，其余指标按比例折算" : ""
      lines.append("\(indicator.name)：\(plain(indicator.points)) 分，每处扣分 \(indicator.off.inWords)\(absent)")
    }
    let applicable = zip(indicators, parts).reduce(0) { $0 + ($1.1.isEmpty ? 0 : $1.0.points) }
    if applicable > 0, applicable < 100 {
      lines.append("折算：适用指标共 \(plain(applicable)) 分，得分乘以 100÷\(plain(applicable))")
    }
    for item in bonus {
      lines.append("加分项“\(item.name)”：\(plain(item.points)) 分，得分高于 \(plain(bonusAbove)) 分时计入")
    }
    if unassigned > 0 { lines.append("另有 \(unassigned) 条条款未列入任何指标，不计分") }
    lines.append("区间：下限把待核查全部计为不符合，上限全部计为符合；不适用、未到期的不计")
    return lines
  }
}
