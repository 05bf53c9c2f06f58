import Foundation
import Testing
import Workdays

@testable import Workbooks

@Suite("Workbooks are written from values")
struct WorkbookTests {
  private func written(_ book: Workbook) throws -> Data {
    let url = FileManager.default.temporaryDirectory.appending(path: "工作簿-\(UUID().uuidString).xlsx")
    defer { try? FileManager.default.removeItem(at: url) }
    try book.write(to: url.path)
    return try Data(contentsOf: url)
  }

  @Test("The same value gives the same bytes")
  func deterministic() throws {
    var sheet = Sheet(name: "问题清单", columns: [.init(width: 20)], rows: [.init([.text("=1+1"), .number(3)])])
    sheet.frozenRows = 1
    sheet.filter = CellRange(rows: 0...1, columns: 0...1)
    sheet.merges = [CellRange(rows: 3...3, columns: 0...1)]
    sheet.inputs = [InputRule(range: CellRange(rows: 1...9, columns: 0...0), kind: .choice(["是", "否"]), message: "选")]
    sheet.notes = [.init(row: 0, column: 0, text: "说明")]
    let book = Workbook(title: "题", sheets: [sheet])
    #expect(try written(book) == written(book))
  }

  @Test("A workbook without a sheet is refused")
  func empty() {
    #expect(throws: WorkbookError.noSheet) { try Workbook().write(to: "/tmp/none.xlsx") }
  }

  @Test("Sheet names that Excel refuses are refused, and those made from any text are taken")
  func names() throws {
    for name in ["", "a/b", "a:b", "[x]", "'quoted'", String(repeating: "长", count: 32)] {
      #expect(throws: WorkbookError.sheetName(name)) {
        try Workbook(sheets: [Sheet(name: name)]).write(to: "/tmp/none.xlsx")
      }
      let valid = Sheet.validName(from: name)
      _ = try written(Workbook(sheets: [Sheet(name: valid)]))
    }
    #expect(throws: WorkbookError.sheetName("a")) {
      try Workbook(sheets: [Sheet(name: "A"), Sheet(name: "a")]).write(to: "/tmp/none.xlsx")
    }
    #expect(Sheet.validName(from: String(repeating: "长", count: 31)).count == 31)
  }

  @Test("A folder that is not there is a typed error that names the file")
  func absentFolder() {
    let path = "/no/such/folder/甲.xlsx"
    #expect {
      try Workbook(sheets: [Sheet(name: "表")]).write(to: path)
    } throws: { error in
      guard case .file(path, _) = error as? WorkbookError else { return false }
      return true
    }
  }

  @Test("Overlapping merges and ranges outside the sheet are typed errors")
  func layout() {
    var sheet = Sheet(name: "表")
    sheet.merges = [CellRange(rows: 0...1, columns: 0...1), CellRange(rows: 1...2, columns: 1...2)]
    #expect(throws: WorkbookError.self) { try Workbook(sheets: [sheet]).write(to: "/tmp/none.xlsx") }
    sheet.merges = []
    sheet.filter = CellRange(rows: 0...2_000_000, columns: 0...1)
    #expect(throws: WorkbookError.self) { try Workbook(sheets: [sheet]).write(to: "/tmp/none.xlsx") }
  }

  @Test("Rows grow with their wrapped text, and only those that have no height of their own")
  func rowHeights() {
    let wrapped = CellStyle().with { $0.wraps = true }
    let long = String(repeating: "长", count: 25)
    var sheet = Sheet(
      name: "表", columns: [.init(width: 21)],
      rows: [
        .init([.text(long, wrapped)]), .init([.text(long)]), .init([.text(long, wrapped)], height: 9),
        .init([.text("短\n短\n", wrapped)]), .init([.text(String(repeating: "x", count: 20), wrapped)]),
      ])
    sheet.fitRowHeights()
    #expect(sheet.rows.map(\.height) == [47, nil, 9, 47, nil])
  }

  @Test("Text that a cell cannot hold is made storable: control characters, length, escapes")
  func storable() {
    #expect(CellText.storable("a\u{0}b\u{1}c\u{FFFF}d\te\nf") == "abcd\te\nf")
    #expect(CellText.storable("_x0041_") == "_x005F_x0041_")
    #expect(CellText.storable("_x004_ _xZZZZ_ _x0041") == "_x004_ _xZZZZ_ _x0041")
    #expect(CellText.storable(String(repeating: "长", count: 40_000)).utf16.count == CellText.limit)
    #expect(CellText.storable(String(repeating: "长", count: CellText.limit)).hasSuffix("长"))
  }
}
