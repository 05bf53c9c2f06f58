/// How a cell looks. Equal styles share one format in the file.
public struct CellStyle: Sendable, Hashable {
  public enum Horizontal: Sendable, Hashable { case left, center, right }
  public enum Vertical: Sendable, Hashable { case top, center, bottom }

  public var isBold = false
  public var isItalic = false
  public var isUnderlined = false
  public var isStruckOut = false
  /// In points; nil is the default (11).
  public var size: Double?
  /// The colours of text and ground, 0xRRGGBB.
  public var color: UInt32?
  public var fill: UInt32?
  /// A thin line on all four sides.
  public var hasBorder = false
  public var wraps = false
  public var horizontal: Horizontal?
  public var vertical: Vertical?
  /// As Excel writes it: `0.00`, `0.0%`, `yyyy-mm-dd`, `@` for text.
  public var numberFormat: String?

  public init() {}

  /// The style with something changed: `CellStyle().with { $0.isBold = true }`.
  public func with(_ change: (inout CellStyle) -> Void) -> CellStyle {
    var style = self
    change(&style)
    return style
  }
}
