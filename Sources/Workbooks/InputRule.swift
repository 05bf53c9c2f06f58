public import Workdays

/// What a clerk may type into a range, with a drop-down where there is a choice (数据验证).
public struct InputRule: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    /// One of these and nothing else.
    case choice([String])
    /// A drop-down of these; anything else may be typed, too.
    case suggestion([String])
    case date(CivilDate, CivilDate)
  }

  public var range: CellRange
  public var kind: Kind
  /// Shown when something else is typed; empty for the spreadsheet's own words.
  public var message: String

  public init(range: CellRange, kind: Kind, message: String = "") {
    (self.range, self.kind, self.message) = (range, kind, message)
  }
}
