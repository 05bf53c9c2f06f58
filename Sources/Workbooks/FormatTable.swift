import CXLSXWriter

/// One C format for each style that a workbook uses, made when it is first asked for.
final class FormatTable {
  private let book: UnsafeMutablePointer<lxw_workbook>
  private var formats: [CellStyle: UnsafeMutablePointer<lxw_format>] = [:]

  init(book: UnsafeMutablePointer<lxw_workbook>) {
    self.book = book
  }

  /// Nil for the default style.
  subscript(style: CellStyle) -> UnsafeMutablePointer<lxw_format>? {
    if style == CellStyle() { return nil }
    if let format = formats[style] { return format }
    guard let format = workbook_add_format(book) else { return nil }
    apply(style, to: format)
    formats[style] = format
    return format
  }

  private func apply(_ style: CellStyle, to format: UnsafeMutablePointer<lxw_format>) {
    if style.isBold { format_set_bold(format) }
    if style.isItalic { format_set_italic(format) }
    if style.isUnderlined { format_set_underline(format, UInt8(LXW_UNDERLINE_SINGLE.rawValue)) }
    if style.isStruckOut { format_set_font_strikeout(format) }
    if let size = style.size { format_set_font_size(format, size) }
    if let color = style.color { format_set_font_color(format, color) }
    if let fill = style.fill { format_set_bg_color(format, fill) }
    if style.hasBorder {
      format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
      format_set_border_color(format, 0xBFBFBF)
    }
    if style.wraps { format_set_text_wrap(format) }
    switch style.horizontal {
    case .left: format_set_align(format, UInt8(LXW_ALIGN_LEFT.rawValue))
    case .center: format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
    case .right: format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue))
    case nil: break
    }
    switch style.vertical {
    case .top: format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    case .center: format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
    case .bottom: format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_BOTTOM.rawValue))
    case nil: break
    }
    if let numberFormat = style.numberFormat { format_set_num_format(format, numberFormat) }
  }
}
