public import Findings

/// What is known of a link's target (contract, section 8).
public enum LinkState: String, Codable, Sendable, Hashable, CaseIterable {
  case ok, broken, uncaptured, malformed, fragment, external, suspect, blocked, ignored

  /// 报告用语.
  public var chineseName: String {
    switch self {
    case .ok: "正常"
    case .broken: "失效"
    case .uncaptured: "未导出"
    case .malformed: "地址写错"
    case .fragment: "锚点缺失"
    case .external: "外部链接未检查"
    case .suspect: "疑似异常"
    case .blocked: "需人工访问"
    case .ignored: "不检查"
    }
  }

  /// Whether nobody has to look at it.
  var isInOrder: Bool { self == .ok || self == .ignored }

  /// The outcome of a link in this state (contract, section 4); nil where there is nothing to judge.
  public var outcome: Outcome? {
    switch self {
    case .ok: .passed
    case .broken, .malformed: .failed
    case .fragment, .suspect, .blocked, .uncaptured, .external: .undecided
    case .ignored: nil
    }
  }
}
