public import Findings

/// How much a run may find before the gate is broken: the content of `gate.yml`.
///
/// ```yaml
/// new_only: true              # 只数基线里没有的问题
/// limits:                     # 结果 × 严重程度，至多几个；只写一个数即为合计
///   failed: { high: 0, medium: 5, total: 20 }
///   undecided: 200
/// clauses: { baoshan-2024/9b: 0 }
/// rules: [links-alive]        # 列表即为一个也不许有
/// topics: { 政策解读: { failed: 2, undecided: 10 } }
/// minimum_low: 80             # 每个单位的得分下限不得低于
/// maximum_undecided: 300      # 全部待核查至多几个，不论新旧
/// maximum_unreadable: 0       # 无法读取的页面至多几个
/// maximum_rejected: 10        # 台账中无法读取的单元格至多几个
/// ```
public struct Gate: Sendable, Hashable {
  /// At most so many findings of one outcome.
  public struct Limit: Sendable, Hashable {
    public var bySeverity: [Severity: Int]
    public var total: Int?

    public init(bySeverity: [Severity: Int] = [:], total: Int? = nil) {
      (self.bySeverity, self.total) = (bySeverity, total)
    }
  }

  public var newOnly: Bool
  /// A check that broke is never taken for a clean one: `error` is limited to 0 where nothing is written.
  public var limits: [Outcome: Limit]
  public var clauses: [ClauseID: [Outcome: Int]]
  public var rules: [String: [Outcome: Int]]
  public var topics: [String: [Outcome: Int]]
  public var minimumLow: Double?
  public var maximumUndecided: Int?
  public var maximumUnreadable: Int
  public var maximumRejected: Int?

  public init(
    newOnly: Bool = false, limits: [Outcome: Limit] = [:], clauses: [ClauseID: [Outcome: Int]] = [:],
    rules: [String: [Outcome: Int]] = [:], topics: [String: [Outcome: Int]] = [:], minimumLow: Double? = nil,
    maximumUndecided: Int? = nil, maximumUnreadable: Int = 0, maximumRejected: Int? = nil
  ) {
    (self.newOnly, self.clauses, self.rules, self.topics) = (newOnly, clauses, rules, topics)
    (self.minimumLow, self.maximumUndecided) = (minimumLow, maximumUndecided)
    (self.maximumUnreadable, self.maximumRejected) = (maximumUnreadable, maximumRejected)
    self.limits = limits
    if limits[.error] == nil { self.limits[.error] = Limit(total: 0) }
  }

  /// Without a file: no new failed finding of severity high, and no check that broke.
  public static let builtIn = Gate(newOnly: true, limits: [.failed: Limit(bySeverity: [.high: 0])])
}
