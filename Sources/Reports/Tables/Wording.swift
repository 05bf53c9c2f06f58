import Findings
import Workdays

/// The turns of phrase that every format shares.
enum Wording {
  /// `/zwgk/a.html 第12行`, `records/foi.csv 第3行“答复日期”列`; empty where there is no place.
  static func place(_ location: Location?) -> String {
    guard let location else { return "" }
    var text = location.path
    if let line = location.line { text += " 第\(line)行" }
    if let field = location.field { text += "“\(field)”列" }
    return text
  }

  /// The key, and the title where it says more.
  static func object(_ subject: Subject) -> String {
    guard let title = subject.title, !title.isEmpty, title != subject.key else { return subject.key }
    return subject.key.isEmpty ? title : "\(subject.key) \(title)"
  }

  /// 逾期12个工作日; nil where nothing is late, or the message has said so.
  static func lateness(_ finding: Finding) -> String? {
    guard let days = finding.lateBy, days > 0 else { return nil }
    let text = "逾期\(days)个工作日"
    return finding.message.holds(text) ? nil : text
  }

  /// 不符合 or 待核查（缺少依据材料）.
  static func outcome(_ outcome: Outcome, _ reason: UndecidedReason?) -> String {
    guard outcome == .undecided, let reason else { return outcome.chineseName }
    return "\(outcome.chineseName)（\(reason.chineseName)）"
  }

  /// 豁免（原结果：不符合；理由…；批准人…；2024-07-01 至 2024-12-31）.
  static func overlay(_ overlay: Overlay) -> String {
    var parts = ["原结果：\(overlay.beneath.chineseName)"]
    if !overlay.reason.isEmpty { parts.append("理由：\(overlay.reason)") }
    if !overlay.by.isEmpty { parts.append("\(overlay.kind == .waiver ? "批准人" : "确认人")：\(overlay.by)") }
    if let on = overlay.on { parts.append("日期：\(on)") }
    if let until = overlay.until { parts.append("有效至：\(until)") }
    return "\(overlay.kind.chineseName)（\(parts.joined(separator: "；"))）"
  }

  /// 2024年第3季度 for `2024Q3`; the text itself where it is no period.
  static func period(_ text: String) -> String { Period(text)?.chineseName ?? text }

  /// What was used to decide a clause: its rules' names, or that a person confirms it.
  static func rules(_ clause: ClauseResult) -> String {
    clause.rules.isEmpty ? "核查确认" : clause.rules.joined(separator: "；")
  }
}

extension String {
  /// Whether it has another's bytes in it. `contains` compares characters, with Foundation by way of UTF-16.
  func holds(_ part: String) -> Bool {
    guard let first = part.utf8.first else { return true }
    var rest = utf8[...]
    while let start = rest.firstIndex(of: first) {
      if rest[start...].starts(with: part.utf8) { return true }
      rest = rest[rest.index(after: start)...]
    }
    return false
  }
}
