public import Findings
public import Workdays

/// One run as the store lists it.
public struct StoredRun: Codable, Sendable, Hashable, Identifiable {
  public var id: Int64
  public var name: String
  /// `2024Q3` and the like.
  public var period: String
  public var asOf: CivilDate
  /// When it was stored, as the caller gave it.
  public var storedAt: String
  /// Whether all units were inspected; a part never supersedes a whole.
  public var isWhole: Bool
  public var tool: Results.Tool
  public var digests: Results.Digests
  public var units: [String]
  /// Findings by the outcome that stands.
  public var failed: Int
  public var undecided: Int
  public var errors: Int
  /// The later run of the same period that stands in its place.
  public var supersededBy: Int64?

  enum CodingKeys: String, CodingKey {
    case id, name, period, tool, digests, units, failed, undecided, errors
    case asOf = "as_of"
    case storedAt = "stored_at"
    case isWhole = "is_whole"
    case supersededBy = "superseded_by"
  }

  /// 有效, 已由第7号替代, 部分单位.
  public var standing: String {
    if let supersededBy { return "已由第\(supersededBy)号替代" }
    return isWhole ? "有效" : "部分单位"
  }

  /// Everything the store knows of it, a line each.
  public func text() -> String {
    [
      "第\(id)号  \(name)  \(period)（截至\(asOf)）  \(standing)",
      "存入时间：\(storedAt)",
      "单位：\(units.joined(separator: "、"))",
      "不符合\(failed)个，待核查\(undecided)个，检查出错\(errors)个",
      "工具：\(tool.name) \(tool.version)",
      "输入摘要：\(digests.inputs)",
      "规则摘要：\(digests.rules)",
      "日历摘要：\(digests.calendar)",
    ].joined(separator: "\n") + "\n"
  }
}

/// The list of runs for the terminal, one a line.
public func listing(_ runs: [StoredRun]) -> String {
  if runs.isEmpty { return "历史库中还没有任何记录。\n" }
  return runs.map { run in
    "第\(run.id)号  \(run.period)（截至\(run.asOf)）  \(run.name)，\(run.units.count)个单位  "
      + "不符合\(run.failed)，待核查\(run.undecided)  \(run.standing)  存入\(run.storedAt)"
  }.joined(separator: "\n") + "\n"
}
