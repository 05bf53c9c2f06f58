import Findings

/// One limit that the run goes beyond.
public struct Breach: Codable, Sendable, Hashable {
  /// What is limited, such as 不符合（高） or a clause.
  public var scope: String
  public var limit: Double
  public var actual: Double
  public var message: String
  /// The findings that were counted; empty for a score.
  public var findings: [FindingReference]
}

/// Whether a run may pass, and everything that speaks against it.
public struct GateReport: Codable, Sendable, Hashable {
  public enum Status: String, Codable, Sendable, Hashable {
    case holds, broken
    /// The input could not be used in full, so that nothing can be said to be clean.
    case unusable
  }

  public var breaches: [Breach]
  /// What could not be read or used, each in words.
  public var unusable: [String]
  /// Findings that a waiver, an attestation or a sample keeps from counting, with the outcome beneath.
  public var overlaid: [FindingReference]
  /// What a reader must know, such as that there is no baseline.
  public var notes: [String]

  public var status: Status {
    if !unusable.isEmpty { return .unusable }
    return breaches.isEmpty ? .holds : .broken
  }

  /// The contract's exit status: 0 holds, 1 broken, 2 unusable.
  public var exitStatus: Int32 {
    switch status {
    case .holds: 0
    case .broken: 1
    case .unusable: 2
    }
  }

  /// For the terminal.
  public func text() -> String {
    var lines: [String] = []
    switch status {
    case .holds: lines.append("门禁通过。")
    case .broken: lines.append("门禁未通过：\(breaches.count)项超出限制。")
    case .unusable: lines.append("门禁无法判定：材料没有全部读到，不能当作没有问题。")
    }
    lines += unusable.map { "  \($0)" }
    for (index, breach) in breaches.enumerated() {
      lines.append("\(index + 1). \(breach.message)")
      for finding in breach.findings {
        let clauses = finding.clauses.map(\.description).joined(separator: "、")
        lines.append("   \(finding.place)  \(finding.message)\(finding.fix)（\(finding.unit)，\(clauses)）")
      }
    }
    for finding in overlaid {
      guard let overlay = finding.overlay else { continue }
      let until = overlay.until.map { "，至\($0)" } ?? ""
      lines.append(
        "注：\(finding.place)原为\(overlay.beneath.chineseName)，\(overlay.kind.chineseName)"
          + "（\(overlay.by)\(until)）后不计入门禁。")
    }
    lines += notes.map { "注：\($0)" }
    return lines.joined(separator: "\n") + "\n"
  }
}
