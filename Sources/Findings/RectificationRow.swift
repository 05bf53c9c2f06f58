public import Workdays

/// One row of the 整改台账 that a unit fills in and gives back.
public struct RectificationRow: Codable, Sendable, Hashable {
  /// What the re-check says of the row.
  public enum State: String, Codable, Sendable, Hashable, CaseIterable {
    /// The fault is there and nobody said that it is mended.
    case open
    /// Said to be mended, and the re-check finds the fault still there.
    case disputed
    /// The fault is not found, but nothing shows that it is mended either.
    case unverified
    /// The fault is there, and a waiver stands over it.
    case waived
    /// The re-check shows that it is mended.
    case closed
    /// Closed earlier, and the fault is back.
    case reopened

    public var chineseName: String {
      switch self {
      case .open: "未销号"
      case .disputed: "未销号：报称完成，复核问题仍在"
      case .unverified: "未销号：本期无法复核"
      case .waived: "未销号：豁免期内"
      case .closed: "已销号"
      case .reopened: "重新立项：销号后问题再次出现"
      }
    }
  }

  /// 序号: given once, never again to another row.
  public var number: Int
  /// 问题.
  public var problem: String
  /// 页面或台账位置.
  public var place: String
  /// 依据条款.
  public var basis: String
  /// 责任单位.
  public var responsible: String
  /// 整改措施, as people wrote it.
  public var measure: String
  /// 整改时限, as it stands in the ledger: a day, or what people wrote in its place.
  public var limit: String
  /// 完成情况, as people wrote it.
  public var progress: String
  public var state: State
  /// The `as_of` of the re-check that closed it.
  public var closedOn: CivilDate?
  /// 问题标识: the finding's id.
  public var finding: String

  /// The column is headed so already; a 牵头单位 keeps its label, and so do those that are named after one.
  static func withoutLabel(_ responsible: String) -> String {
    let label = "责任单位："
    return responsible.hasPrefix(label) ? String(responsible.dropFirst(label.count)) : responsible
  }

  public init(
    number: Int, problem: String, place: String, basis: String, responsible: String, measure: String = "",
    limit: String, progress: String = "", state: State = .open, closedOn: CivilDate? = nil, finding: String
  ) {
    (self.number, self.problem, self.place, self.basis) = (number, problem, place, basis)
    self.responsible = Self.withoutLabel(responsible)
    (self.measure, self.limit, self.progress) = (measure, limit, progress)
    (self.state, self.closedOn, self.finding) = (state, closedOn, finding)
  }

  /// The ledger's columns, in order.
  public static let headers = [
    "序号", "问题", "页面或台账位置", "依据条款", "责任单位", "整改措施", "整改时限", "完成情况", "销号", "问题标识",
  ]

  /// The row's cells under `headers`.
  public var cells: [String] {
    [
      String(number), problem, place, basis, responsible, measure, limit, progress, closing, finding,
    ]
  }

  /// The 销号 cell: `已销号 2024-09-30`.
  public var closing: String {
    guard state == .closed, let closedOn else { return state.chineseName }
    return "\(state.chineseName) \(closedOn)"
  }
}
