import Findings
import Workdays

extension ComparisonReport {
  /// For the terminal: the table of units, then the faults by what became of them.
  public func text() -> String {
    var lines = [title, ""]
    lines += aligned(rows: table).map { "  \($0)" }
    for state in ComparisonState.allCases {
      let group = findings(state)
      guard !group.isEmpty else { continue }
      lines += ["", "【\(state.chineseName)】\(group.count) 个"]
      for finding in group {
        lines.append("  \(finding.unit)  [\(finding.severity.chineseName)] \(finding.subject.words)  \(finding.asked)")
        lines.append("      \(finding.told)")
      }
    }
    if findings.isEmpty { lines += ["", "两期都没有不符合的问题。"] }
    if !notes.isEmpty { lines += [""] + notes.map { "注：\($0)" } }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The same for a document.
  public func markdown() -> String {
    var lines = ["# \(title)", ""]
    func row(_ cells: [String]) -> String { "| \(cells.map(escaped).joined(separator: " | ")) |" }
    if let header = table.first {
      lines.append(row(header))
      lines.append("|\(header.indices.map { $0 == 0 ? " --- |" : " ---: |" }.joined())")
      lines += table.dropFirst().map(row)
    }
    for state in ComparisonState.allCases {
      let group = findings(state)
      guard !group.isEmpty else { continue }
      lines += ["", "## \(state.chineseName)（\(group.count)）", ""]
      lines += [row(["单位", "严重程度", "条款", "对象", "问题"]), "| --- | --- | --- | --- | --- |"]
      lines += group.map { row([$0.unit, $0.severity.chineseName, $0.asked, $0.subject.words, $0.told]) }
    }
    if findings.isEmpty { lines += ["", "两期都没有不符合的问题。"] }
    if !notes.isEmpty { lines += [""] + notes.map { "> \(escaped($0))" } }
    return lines.joined(separator: "\n") + "\n"
  }

  private var title: String {
    "\(new.name)整改情况：\(old.period)（截至\(old.asOf)）→ \(new.period)（截至\(new.asOf)）"
  }

  private var table: [[String]] {
    let header = ["单位", "得分", "区间", "较上期", "较上年同期"] + ComparisonState.allCases.map(\.chineseName)
    return [header]
      + units.map { unit in
        [
          unit.formerly.isEmpty ? unit.name : "\(unit.name)（原\(unit.formerly.joined(separator: "、"))）",
          unit.score.value.map(hundredths) ?? "—", "\(hundredths(unit.score.low))–\(hundredths(unit.score.high))",
          change(unit.sincePrevious), change(unit.sinceYearAgo),
        ] + ComparisonState.allCases.map { String(unit.count($0)) }
      }
  }

  private func change(_ delta: Double?) -> String {
    guard let delta else { return arrow(nil) }
    return delta == 0 ? arrow(delta) : "\(arrow(delta))\(hundredths(abs(delta)))"
  }

  private func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "|", "\\", "`", "*", "_", "[", "]", "<", ">": result += "\\\(character)"
      case "\n", "\r", "\r\n": result += " "
      default: result.append(character)
      }
    }
    return result
  }
}

extension Subject {
  fileprivate var words: String {
    guard let title, title != key else { return key }
    return "\(key) \(title)"
  }
}

extension ComparedFinding {
  /// The clauses that ask it.
  fileprivate var asked: String { clauses.map(\.description).joined(separator: "、") }

  /// The message with what the comparison adds to it.
  fileprivate var told: String {
    var parts = [message]
    if let periods, periods > 1, let since { parts.append("（自\(since)起连续\(periods)期）") }
    if state == .recurring, let since { parts.append("（\(since)曾发现，整改后再次出现）") }
    if let note { parts.append("（\(note)）") }
    return parts.joined()
  }
}

/// Two digits after the point, without a locale.
func hundredths(_ value: Double) -> String {
  let whole = Int((abs(value) * 100).rounded())
  let rest = whole % 100
  return "\(value < 0 && whole > 0 ? "-" : "")\(whole / 100).\(rest < 10 ? "0" : "")\(rest)"
}

/// The rows as lines, their cells in columns; a Chinese character is two places wide.
func aligned(rows: [[String]]) -> [String] {
  let columns = rows.map(\.count).max() ?? 0
  let widths = (0..<columns).map { column in
    rows.map { column < $0.count ? displayWidth($0[column]) : 0 }.max() ?? 0
  }
  return rows.map { row in
    var line = ""
    for (column, cell) in row.enumerated() {
      let padding = String(repeating: " ", count: widths[column] - displayWidth(cell))
      line += column == 0 ? cell + padding : "  " + padding + cell
    }
    return line
  }
}

private func displayWidth(_ text: String) -> Int {
  text.unicodeScalars.reduce(0) { width, scalar in
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x20000...0x3FFFD:
      width + 2
    default: width + 1
    }
  }
}
