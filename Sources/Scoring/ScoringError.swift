/// A scoring model or grade table whose parameters contradict each other.
public enum ScoringError: Error, Sendable, Hashable {
  /// A number that must be above zero (or not below it) is not.
  case badNumber(key: String, value: Double)
  /// The indicators' points do not add up to 100.
  case pointsDoNotAddUp(Double)
  /// An indicator, veto or bonus item that selects nothing.
  case emptySelection(String)
  case duplicateName(String)
  /// Grades must fall from the best to one that starts at 0.
  case gradesOutOfOrder
}

extension ScoringError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .badNumber(let key, let value): "计分参数“\(key)”的值 \(value) 不合要求。请改为正数。"
    case .pointsDoNotAddUp(let sum): "各指标分值之和为 \(sum)，应为 100。请调整 indicators 的 points。"
    case .emptySelection(let name): "“\(name)”没有选中任何条款。请写明 clauses、rules、topics 之一。"
    case .duplicateName(let name): "名称“\(name)”出现了两次。请改成不同的名称。"
    case .gradesOutOfOrder: "等次应由高到低排列，最后一档从 0 分起。请调整 grades。"
    }
  }
}
