import CXLSXWriter
import Workdays

extension Workbook {
  /// Writes the workbook, over a file that may be there.
  public func write(to path: String) throws(WorkbookError) {
    try checkNames()
    guard let writer = WorkbookWriter(path: path, title: title) else {
      throw .file(path: path, reason: "内存不足")
    }
    for sheet in sheets { try writer.add(sheet) }
    try writer.close()
  }

  private func checkNames() throws(WorkbookError) {
    if sheets.isEmpty { throw .noSheet }
    var seen: Set<String> = []
    for sheet in sheets
    where Sheet.validName(from: sheet.name) != sheet.name || !seen.insert(sheet.name.lowercased()).inserted {
      throw .sheetName(sheet.name)
    }
  }
}

/// Owns the C workbook until it is closed.
private final class WorkbookWriter {
  private let path: String
  private let book: UnsafeMutablePointer<lxw_workbook>
  private let formats: FormatTable
  private var isClosed = false

  init?(path: String, title: String) {
    guard let book = path.withCString({ workbook_new($0) }) else { return nil }
    (self.path, self.book) = (path, book)
    formats = FormatTable(book: book)
    var properties = lxw_doc_properties()
    // A fixed day, since the clock would make two runs differ.
    properties.created = 1_577_836_800
    CellText.storable(CellText.cut(title, to: 255)).withMutableCString { text in
      properties.title = text
      _ = workbook_set_properties(book, &properties)
    }
  }

  func add(_ sheet: Sheet) throws(WorkbookError) {
    try check(sheet)
    guard let pointer = sheet.name.withCString({ workbook_add_worksheet(book, $0) }) else {
      throw .sheetName(sheet.name)
    }
    layOut(sheet, on: pointer)
    for range in sheet.merges {
      let style = sheet.cell(range.rows.lowerBound, range.columns.lowerBound)?.style ?? CellStyle()
      _ = worksheet_merge_range(
        pointer, lxw_row_t(range.rows.lowerBound), lxw_col_t(range.columns.lowerBound),
        lxw_row_t(range.rows.upperBound), lxw_col_t(range.columns.upperBound), "", formats[style])
    }
    var cells = CellWriter(sheet: pointer, formats: formats)
    for (number, row) in sheet.rows.enumerated() {
      if let height = row.height { _ = worksheet_set_row(pointer, lxw_row_t(number), height, nil) }
      for (column, cell) in row.cells.enumerated() { cells.write(cell, row: number, column: column) }
    }
    for rule in sheet.inputs { rule.apply(to: pointer) }
    for note in sheet.notes { note.write(to: pointer) }
  }

  /// The C library answers a bad place by a line on the terminal; so they are found out before.
  private func check(_ sheet: Sheet) throws(WorkbookError) {
    let (maximumRows, maximumColumns) = (1_048_576, 16_384)
    let width = max(sheet.columns.count, sheet.rows.map(\.cells.count).max() ?? 0)
    guard sheet.rows.count <= maximumRows, width <= maximumColumns else {
      throw .layout(sheet: sheet.name, reason: "超过1048576行或16384列")
    }
    for range in sheet.merges + sheet.inputs.map(\.range) + (sheet.filter.map { [$0] } ?? []) {
      guard range.rows.lowerBound >= 0, range.rows.upperBound < maximumRows,
        range.columns.lowerBound >= 0, range.columns.upperBound < maximumColumns
      else { throw .layout(sheet: sheet.name, reason: "区域超出工作表") }
    }
    guard sheet.mergesAreSound else { throw .layout(sheet: sheet.name, reason: "合并的单元格互相重叠或只有一格") }
    for note in sheet.notes {
      guard (0..<maximumRows).contains(note.row), (0..<maximumColumns).contains(note.column) else {
        throw .layout(sheet: sheet.name, reason: "批注超出工作表")
      }
    }
  }

  private func layOut(_ sheet: Sheet, on pointer: UnsafeMutablePointer<lxw_worksheet>) {
    for (index, column) in sheet.columns.enumerated() {
      let column = (width: column.width, format: formats[column.style])
      _ = worksheet_set_column(pointer, lxw_col_t(index), lxw_col_t(index), column.width, column.format)
    }
    if sheet.frozenRows > 0 || sheet.frozenColumns > 0 {
      worksheet_freeze_panes(pointer, lxw_row_t(sheet.frozenRows), lxw_col_t(sheet.frozenColumns))
    }
    if sheet.frozenRows > 0 { _ = worksheet_repeat_rows(pointer, 0, lxw_row_t(sheet.frozenRows - 1)) }
    if let filter = sheet.filter {
      _ = worksheet_autofilter(
        pointer, lxw_row_t(filter.rows.lowerBound), lxw_col_t(filter.columns.lowerBound),
        lxw_row_t(filter.rows.upperBound), lxw_col_t(filter.columns.upperBound))
    }
    if sheet.isLandscape { worksheet_set_landscape(pointer) }
    let a4: UInt8 = 9
    worksheet_set_paper(pointer, a4)
    if sheet.fitsPageWidth { worksheet_fit_to_pages(pointer, 1, 0) }
    if let color = sheet.tabColor { worksheet_set_tab_color(pointer, color) }
  }

  /// The C library frees the workbook here, whether or not the file could be written.
  func close() throws(WorkbookError) {
    isClosed = true
    let status = workbook_close(book)
    if status == LXW_NO_ERROR { return }
    let reason = status == LXW_ERROR_CREATING_XLSX_FILE ? "文件不能创建" : "写入中断（\(String(cString: lxw_strerror(status)))）"
    throw .file(path: path, reason: reason)
  }

  deinit {
    if !isClosed { lxw_workbook_free(book) }
  }
}

extension Sheet {
  /// Excel repairs, that is drops, merges that overlap or hold one cell only.
  fileprivate var mergesAreSound: Bool {
    var taken: Set<[Int]> = []
    for range in merges {
      if range.rows.count * range.columns.count < 2 { return false }
      for row in range.rows {
        for column in range.columns where !taken.insert([row, column]).inserted { return false }
      }
    }
    return true
  }

  fileprivate func cell(_ row: Int, _ column: Int) -> Cell? {
    guard rows.indices.contains(row), rows[row].cells.indices.contains(column) else { return nil }
    return rows[row].cells[column]
  }
}
