public import Workdays

/// An XLSX workbook as a value: build its sheets, then `write(to:)` it.
///
/// Text is always written as text, never as a formula, whatever it begins with. The same value gives the same bytes.
public struct Workbook: Sendable, Hashable {
  /// The document property; empty for none.
  public var title: String
  public var sheets: [Sheet]

  public init(title: String = "", sheets: [Sheet] = []) {
    (self.title, self.sheets) = (title, sheets)
  }
}

/// One sheet. Rows and columns count from 0.
public struct Sheet: Sendable, Hashable {
  public struct Column: Sendable, Hashable {
    /// In characters of the default font; a Chinese character takes two.
    public var width: Double
    /// For cells that stand empty, so that what is typed there later takes it.
    public var style: CellStyle

    public init(width: Double, style: CellStyle = CellStyle()) {
      (self.width, self.style) = (width, style)
    }
  }

  public struct Row: Sendable, Hashable {
    public var cells: [Cell]
    /// In points; nil leaves it to the spreadsheet.
    public var height: Double?

    public init(_ cells: [Cell], height: Double? = nil) {
      (self.cells, self.height) = (cells, height)
    }
  }

  /// A note (批注) that shows when the pointer rests on the cell.
  public struct Note: Sendable, Hashable {
    public var row: Int
    public var column: Int
    public var text: String

    public init(row: Int, column: Int, text: String) {
      (self.row, self.column, self.text) = (row, column, text)
    }
  }

  /// At most 31 characters, none of `[ ] : * ? / \`, unlike the other sheets' names; see `Sheet.validName(from:)`.
  public var name: String
  public var columns: [Column]
  public var rows: [Row]
  /// How many rows and columns stay in sight when one scrolls.
  public var frozenRows = 0
  public var frozenColumns = 0
  /// The range with filter buttons, its header row included.
  public var filter: CellRange?
  /// Each shows its top left cell across the range.
  public var merges: [CellRange] = []
  public var inputs: [InputRule] = []
  public var notes: [Note] = []
  /// Printed on A4, the frozen rows repeated on each page.
  public var isLandscape = false
  /// Whether the whole width is shrunk to one page in print.
  public var fitsPageWidth = true
  /// 0xRRGGBB.
  public var tabColor: UInt32?

  public init(name: String, columns: [Column] = [], rows: [Row] = []) {
    (self.name, self.columns, self.rows) = (name, columns, rows)
  }

  /// Gives every row without a height as much as its wrapped text needs; spreadsheets do so only once a cell is edited.
  public mutating func fitRowHeights() {
    for index in rows.indices where rows[index].height == nil {
      let lines = rows[index].cells.enumerated().map { place, cell in
        cell.style.wraps && columns.indices.contains(place) ? cell.lines(width: columns[place].width) : 1
      }
      // Excel gives a row at most 409 points.
      if let most = lines.max(), most > 1 { rows[index].height = min(409, Double(most) * 15 + 2) }
    }
  }

  /// A name that Excel takes, made of any text: forbidden characters become spaces, the rest is cut at 31.
  public static func validName(from text: String) -> String {
    let cleaned = String(text.map { "[]:*?/\\'".contains($0) || $0.isNewline ? " " : $0 })
    var (name, length) = ("", 0)
    for character in cleaned {
      length += character.utf16.count
      if length > 31 { break }
      name.append(character)
    }
    let trimmed = name.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
    return trimmed.isEmpty ? "表" : trimmed
  }
}

/// Cells from the first row and column to the last, both included, from 0.
public struct CellRange: Sendable, Hashable {
  public var rows: ClosedRange<Int>
  public var columns: ClosedRange<Int>

  public init(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
    (self.rows, self.columns) = (rows, columns)
  }
}

/// What a cell holds, and how it looks.
public struct Cell: Sendable, Hashable {
  public enum Content: Sendable, Hashable {
    case blank
    case text(String)
    case number(Double)
    /// The day, with minutes since midnight where there is a time. Its format is `yyyy-mm-dd` unless the style has one.
    case date(CivilDate, minute: Int?)
    /// Text that leads to an address outside the workbook (http, https, or a relative file).
    case link(String, url: String)
    /// Text that leads to a cell of another sheet, such as sheet 问题清单, cell A1.
    case jump(String, sheet: String, cell: String)
  }

  public var content: Content
  public var style: CellStyle

  public init(_ content: Content, style: CellStyle = CellStyle()) {
    (self.content, self.style) = (content, style)
  }

  /// How many lines its text takes in so many characters, a Chinese one counted as two.
  func lines(width: Double) -> Int {
    let text: String
    switch content {
    case .text(let plain), .link(let plain, _), .jump(let plain, _, _): text = plain
    default: return 1
    }
    let room = max(1, Int(width) - 1)
    return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).reduce(0) { lines, line in
      let length = line.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2E80 ? 1 : 2) }
      return lines + max(1, (length + room - 1) / room)
    }
  }

  public static func text(_ text: String, _ style: CellStyle = CellStyle()) -> Cell { Cell(.text(text), style: style) }

  public static func number(_ number: Double, _ style: CellStyle = CellStyle()) -> Cell {
    Cell(.number(number), style: style)
  }

  public static func number(_ number: Int, _ style: CellStyle = CellStyle()) -> Cell {
    Cell(.number(Double(number)), style: style)
  }

  public static func date(_ date: CivilDate?, _ style: CellStyle = CellStyle()) -> Cell {
    Cell(date.map { .date($0, minute: nil) } ?? .blank, style: style)
  }

  public static func blank(_ style: CellStyle = CellStyle()) -> Cell { Cell(.blank, style: style) }
}
