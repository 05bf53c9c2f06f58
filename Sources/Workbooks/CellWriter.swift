import CXLSXWriter
import Workdays

/// Writes one sheet's cells.
struct CellWriter {
  private let sheet: UnsafeMutablePointer<lxw_worksheet>
  private let formats: FormatTable
  /// Excel opens no sheet with more than 65,530 links; what is beyond is written as text.
  private var linksLeft = 65_530

  init(sheet: UnsafeMutablePointer<lxw_worksheet>, formats: FormatTable) {
    (self.sheet, self.formats) = (sheet, formats)
  }

  mutating func write(_ cell: Cell, row: Int, column: Int) {
    let (row, column) = (lxw_row_t(row), lxw_col_t(column))
    switch cell.content {
    case .blank:
      _ = worksheet_write_blank(sheet, row, column, formats[cell.style])
    case .text(let text):
      write(text, row, column, cell.style)
    case .number(let number):
      if number.isFinite {
        _ = worksheet_write_number(sheet, row, column, number, formats[cell.style])
      } else {
        write(String(number), row, column, cell.style)
      }
    case .date(let date, let minute):
      write(date, minute, row, column, cell.style)
    case .link(let text, let url):
      link(text, to: url, row, column, cell.style)
    case .jump(let text, let target, let place):
      link(text, to: "internal:'\(target)'!\(place)", row, column, cell.style)
    }
  }

  private func write(_ text: String, _ row: lxw_row_t, _ column: lxw_col_t, _ style: CellStyle) {
    let text = CellText.storable(text)
    if text.isEmpty {
      _ = worksheet_write_blank(sheet, row, column, formats[style])
    } else {
      _ = worksheet_write_string(sheet, row, column, text, formats[style])
    }
  }

  /// A serial number counts the days from 1899-12-30, which is right from March 1900 on; days before are text.
  private func write(_ date: CivilDate, _ minute: Int?, _ row: lxw_row_t, _ column: lxw_col_t, _ style: CellStyle) {
    let serial = date.dayNumber + 25_569
    guard serial > 60 else { return write(date.description, row, column, style) }
    let dated = style.with {
      if $0.numberFormat == nil { $0.numberFormat = minute == nil ? "yyyy-mm-dd" : "yyyy-mm-dd hh:mm" }
    }
    let number = Double(serial) + Double(minute ?? 0) / 1440
    _ = worksheet_write_number(sheet, row, column, number, formats[dated])
  }

  private mutating func link(
    _ text: String, to url: String, _ row: lxw_row_t, _ column: lxw_col_t, _ style: CellStyle
  ) {
    let isSafe = ["http://", "https://", "internal:"].contains { url.lowercased().hasPrefix($0) } || !url.contains(":")
    // A relative file needs the library's own scheme; more than 2,000 characters no spreadsheet follows.
    let target = url.contains(":") ? url : "external:\(url)"
    guard isSafe, !url.isEmpty, linksLeft > 0, target.utf16.count <= 2000 else {
      return write(text, row, column, style)
    }
    linksLeft -= 1
    let status = worksheet_write_url_opt(sheet, row, column, target, formats[style], CellText.storable(text), nil)
    if status != LXW_NO_ERROR { write(text, row, column, style) }
  }
}

extension Sheet.Note {
  func write(to sheet: UnsafeMutablePointer<lxw_worksheet>) {
    var options = lxw_comment_options()
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let height = lines.reduce(0) { $0 + 1 + $1.count / 17 }
    options.width = 260
    options.height = UInt16(clamping: 24 + height * 18)
    options.font_size = 9
    _ = worksheet_write_comment_opt(sheet, lxw_row_t(row), lxw_col_t(column), CellText.storable(text), &options)
  }
}

extension String {
  /// For C structures that ask for a changeable string but only copy it.
  func withMutableCString<Result>(_ body: (UnsafeMutablePointer<CChar>) -> Result) -> Result {
    var bytes = Array(utf8CString)
    return bytes.withUnsafeMutableBufferPointer { buffer in
      // The closing zero is always there, so the buffer has a base.
      guard let base = buffer.baseAddress else {
        var zero: CChar = 0
        return body(&zero)
      }
      return body(base)
    }
  }
}
